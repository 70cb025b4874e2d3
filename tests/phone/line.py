"""The way from phones to servers: it can be cut, led to another server, and lose some answers."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

_PIECE = 65_536


class Line:
    """One address for phones, whatever stands behind it; gone after `stop`."""

    def __init__(self, port: int) -> None:
        self._to: int | None = port
        self._refused: bytes | None = None
        self.refusals = 0
        self._ends: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def lead(self, port: int | None) -> None:
        """Lead to the server on `port` from now on, or nowhere; whatever is under way is cut."""
        self._to = port
        self._hang_up()

    def refuse(self, word: str | None) -> None:
        """Cut each request whose first line says `word`."""
        self._refused = word.encode() if word else None
        self.refusals = 0

    def stop(self) -> None:
        """Answer nobody any more."""
        self._to = None
        self._listening.close()
        self._hang_up()

    def _hang_up(self) -> None:
        for end in list(self._ends):
            _close(end)

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                phone, _ = self._listening.accept()
                threading.Thread(target=self._talk, args=(phone,), daemon=True).start()

    def _talk(self, phone: socket.socket) -> None:
        try:
            if self._to is None:
                return
            server = socket.create_connection(("127.0.0.1", self._to))
            self._ends |= {phone, server}
            back = threading.Thread(target=self._pass, args=(server, phone), daemon=True)
            back.start()
            self._pass(phone, server)
            back.join()
            self._ends -= {phone, server}
        except OSError:
            pass
        finally:
            _close(phone)

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(_PIECE):
                if self._refused and self._refused in piece.split(b"\r\n", 1)[0]:
                    self.refusals += 1
                    break
                other.sendall(piece)
        _close(one)
        _close(other)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
