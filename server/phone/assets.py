"""The phone's files as they travel: modules joined, minified, compressed, named by content.

A module is sent with the modules it imports inside it, because over HTTP/1.1 each level of imports
costs a round trip and the seventh file waits for the first. The files run unjoined as well; nothing
here changes what they do. Joining relies on three habits of ours, and refuses a file without them:
imports are `import { a, b } from "./x.js";`, exports stand in front of what they export, and only
the module that is asked for may await at its top level.

What an earlier program has brought already, a later one borrows (`self.$lent`) instead of bringing
it again; as with modules that run unjoined, there is one of each.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from itertools import chain
from pathlib import Path

import brotli

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_STRAY = re.compile(r"^(?:import\b(?!\()|export\b).*$", re.MULTILINE)
# Declarations, of which one stands on a line with us.
_TAKES_APART = re.compile(r"^([ \t]*)const (?=[\[{])")
_LET = re.compile(r"[ \t]*let \w")
_UNENDED = re.compile(r"[ \t]*let \w[^;]*$")

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}


# As large as what is packed, about: a larger one takes ten times as long to fill, and more bytes.
_WINDOW = 16


class NotJoinable(Exception):
    """A module is written in a way that cannot be joined; says which line."""


@dataclass
class Asset:
    """One file as it is sent. `effort` is Brotli's: less than 11 for what is made each time."""

    body: bytes
    content_type: str
    effort: int = 11

    @cached_property
    def etag(self) -> str:
        """A name for the content."""
        return hashlib.sha256(self.body).hexdigest()[:20]

    def sent(self, accepted: Sequence[str]) -> tuple[bytes, str | None]:
        """The bytes for a browser that takes these encodings, best first, and the one used.

        Browsers take Brotli over HTTPS only, where a phone always is; it saves a tenth more.
        """
        for encoding in accepted:
            if len(self._packed(encoding)) < len(self.body):
                return self._packed(encoding), encoding
        return self.body, None

    def _packed(self, encoding: str) -> bytes:
        if encoding not in self._ready:
            gzip = encoding == "gzip"
            self._ready[encoding] = (
                pack(self.body)
                if gzip
                else brotli.compress(self.body, quality=self.effort, lgwin=_WINDOW)
            )
        return self._ready[encoding]

    @cached_property
    def _ready(self) -> dict[str, bytes]:
        return {}


class Assets:
    """All files under one folder, prepared at first use and kept in memory."""

    def __init__(self, root: Path, *beside: Path, programs: Sequence[str] = ()) -> None:
        """`beside` are files that are no assets and yet belong to the version, such as the page.

        `programs` are modules of which each runs only after those before it have run.
        """
        self._root = root
        self._beside = beside
        self._programs = programs
        self._ready: dict[str, Asset] = {}

    @cached_property
    def version(self) -> str:
        """A short hash over every file: the name of this state of the app."""
        seen = hashlib.sha256()
        for path in sorted(p for p in self._root.rglob("*") if p.is_file()):
            seen.update(path.relative_to(self._root).as_posix().encode() + b"\0")
            seen.update(hashlib.sha256(path.read_bytes()).digest())
        for path in self._beside:
            seen.update(path.read_bytes())
        return seen.hexdigest()[:12]

    def get(self, name: str) -> Asset | None:
        """The file as it is sent, or None where there is no such file."""
        if name not in self._ready:
            # Only by its own name: `app/../app/x.js` and the like are endless, and kept in memory.
            if name not in self._names:
                return None
            self._ready[name] = self._prepare(name, self._root / name)
        return self._ready[name]

    @cached_property
    def entries(self) -> list[str]:
        """The modules that no other brings along: those that somebody asks for by name."""
        modules = {name for name in self._names if name.endswith(".js")}
        brought = {
            _resolve(name, found[2])
            for name in modules
            for found in _IMPORT.finditer((self._root / name).read_text("utf-8"))
        }
        return sorted(modules - brought)

    @cached_property
    def _names(self) -> frozenset[str]:
        files = (path for path in self._root.rglob("*") if path.suffix in _TYPES)
        return frozenset(path.relative_to(self._root).as_posix() for path in files)

    @cached_property
    def _lent(self) -> list[list[str]]:
        """For each program what it is the first to bring and a later one uses as well."""
        bring = [modules(self._root, program)[:-1] for program in self._programs]
        return [
            [
                name
                for name in brought
                if any(name in later for later in bring[place + 1 :])
                and not any(name in earlier for earlier in bring[:place])
            ]
            for place, brought in enumerate(bring)
        ]

    def _joined(self, name: str) -> str:
        for place, program in enumerate(self._programs):
            # The app's own is no file as it is sent: there is one for each language around it.
            if program in modules(self._root, name):
                borrowed = list(chain(*self._lent[:place]))
                return join(self._root, name, self._lent[place], borrowed)
        return join(self._root, name)

    def _prepare(self, name: str, path: Path) -> Asset:
        kind = _TYPES[path.suffix]
        if path.suffix == ".js":
            return Asset(_minified(kind, _in_order(name, self._joined(name))), kind)
        if path.suffix == ".css":
            return Asset(_minified(kind, path.read_text("utf-8")), kind)
        return Asset(path.read_bytes(), kind)


def _in_order(name: str, source: str) -> str:
    """The same, so written that the minifier keeps the order in which things are done.

    It puts declarations of one kind that follow each other into one, and there what takes an
    object or a list apart goes first, to save a space: `const a = f(); const [b] = g();` would call
    g before f. Where the kinds differ it leaves them as they are.
    """
    lines = source.split("\n")
    for at, line in enumerate(lines):
        if _UNENDED.match(line):
            raise NotJoinable(f"{name}: {line.strip()!r} does not end on its line")
        if not _LET.match(lines[at - 1] if at else ""):
            lines[at] = _TAKES_APART.sub(r"\1let ", line)
    return "\n".join(lines)


def _minified(kind: str, source: str) -> bytes:
    """Without comments and spaces, with short names for what is seen inside a function only."""
    # Brings a runtime of its own, which only a server needs; it may already know how it is set.
    minify = import_module("minify")
    minify.config({"js-version": 2022})
    made: str = minify.string(kind.split(";")[0], source)
    return made.encode()


def pack(body: bytes) -> bytes:
    """Gzip as tight as zlib makes it, and always the same bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31, 9)
    return packer.compress(body) + packer.flush()


def join(root: Path, entry: str, lent: Sequence[str] = (), borrowed: Sequence[str] = ()) -> str:
    """The source of `entry` with everything it imports inside it, but for what is `borrowed`."""
    order = modules(root, entry, borrowed)
    inner = [
        f"const $m{number} = self.$lent[{borrowed.index(name)}];\n"
        if name in borrowed
        else _wrapped(root, name, number, order)
        for number, name in enumerate(order[:-1])
    ]
    lending = ", ".join(f"$m{order.index(name)}" for name in lent)
    inner.append(f"(self.$lent ||= []).push({lending});\n" if lent else "")
    return "".join(inner) + _linked(root, entry, order)


def modules(root: Path, entry: str, borrowed: Sequence[str] = ()) -> list[str]:
    """The module and all it imports, each after those that it needs itself."""
    order: list[str] = []
    _collect(root, entry, order, (), borrowed)
    return order


def _collect(
    root: Path, name: str, order: list[str], above: tuple[str, ...], borrowed: Sequence[str]
) -> None:
    if name in above:
        raise NotJoinable(f"{name} imports itself by way of {' and '.join(above)}")
    if name in order:
        return
    imports = () if name in borrowed else _IMPORT.finditer((root / name).read_text("utf-8"))
    for found in imports:
        _collect(root, _resolve(name, found[2]), order, (*above, name), borrowed)
    order.append(name)


def _resolve(importer: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), relative))


def _linked(root: Path, name: str, order: list[str]) -> str:
    def link(found: re.Match[str]) -> str:
        names = re.sub(r"\s+", " ", found[1].replace(" as ", ": ")).strip(" ,")
        return f"const {{ {names} }} = $m{order.index(_resolve(name, found[2]))};\n"

    return _IMPORT.sub(link, (root / name).read_text("utf-8"))


def _wrapped(root: Path, name: str, number: int, order: list[str]) -> str:
    source = _linked(root, name, order)
    exported = ", ".join(found[1] for found in _EXPORT.finditer(source))
    body = _EXPORT.sub("", source)
    if stray := _STRAY.search(body):
        raise NotJoinable(f"{name}: cannot join {stray[0]!r}")
    return f"const $m{number} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"
