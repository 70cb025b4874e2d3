"""The bytes of a PDF file: numbered objects, small ones packed together, and where each one lies.

ReportLab's document registers every object by name and formats it through several layers, which is
fine for the fifty objects of a plain page; a tagged one has four hundred. Here an object is text
from the start, and all that are no streams travel deflated in one object stream.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 1  # pages are small, and time counts more than the last two kilobytes


def stream(dictionary: str, data: bytes) -> bytes:
    """A stream object; `dictionary` without its brackets and without Length."""
    head = f"<<{dictionary}/Length {len(data)}>>\nstream\n".encode("latin-1")
    return b"".join((head, data, b"\nendstream"))


def packed(dictionary: str, data: bytes) -> bytes:
    """A stream object, deflated."""
    return stream(dictionary + "/Filter/FlateDecode", zlib.compress(data, _LEVEL))


class File:
    """Objects by number. A number is handed out first, the object may follow later."""

    def __init__(self) -> None:
        self._small: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}
        self._last = 0

    def reserve(self, count: int = 1) -> int:
        """The first of `count` fresh numbers."""
        first = self._last + 1
        self._last += count
        return first

    def put(self, number: int, text: str) -> None:
        """An object that is no stream."""
        self._small[number] = text

    def add(self, text: str) -> int:
        """The number of a finished object that is no stream."""
        self._last += 1
        self._small[self._last] = text
        return self._last

    def add_stream(self, data: bytes) -> int:
        """The number of a finished stream (see `stream` and `packed`)."""
        self._last += 1
        self._streams[self._last] = data
        return self._last

    def write(self, root: int, info: int) -> bytes:
        """The whole file. Its identifier is a digest of what is in it: same data, same bytes."""
        pack = self.add_stream(self._pack())
        places = [b"\x00" + bytes(4) + b"\xff\xff"] * (self._last + 2)
        for index, number in enumerate(self._small):
            places[number] = struct.pack(">BIH", 2, pack, index)
        parts, at = [_HEADER], len(_HEADER)
        for number, data in self._streams.items():
            places[number] = struct.pack(">BIH", 1, at, 0)
            parts += (b"%d 0 obj\n" % number, data, b"\nendobj\n")
            at += sum(map(len, parts[-3:]))
        places[-1] = struct.pack(">BIH", 1, at, 0)
        identifier = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
        table = packed(
            f"/Type/XRef/Size {len(places)}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identifier}><{identifier}>]",
            b"".join(places),
        )
        parts += (b"%d 0 obj\n" % (self._last + 1), table, b"\nendobj\n")
        return b"".join((*parts, b"startxref\n%d\n%%%%EOF\n" % at))

    def _pack(self) -> bytes:
        at, offsets = 0, []
        for number, text in self._small.items():
            offsets.append(f"{number} {at}")
            at += len(text) + 1
        head = " ".join(offsets) + "\n"
        body = head + "\n".join(self._small.values())
        return packed(f"/Type/ObjStm/N {len(offsets)}/First {len(head)}", body.encode("latin-1"))
