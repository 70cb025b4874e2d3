"""A network that fails on request: it does to each request what the request's `Fault` header asks.

The header names what the plan of the run chose, so that a seed makes the same faults wherever it
runs. `As` names the session that the request is made with: the proxy stands for many phones.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engines.server import Server

PAGE = Path(__file__).parent / "page"
_HTML = "text/html; charset=utf-8"
_WELCOME = b"<!doctype html><title>Free Wi-Fi</title><h1>Welcome</h1><form>Accept</form>"
_TYPES = {".html": _HTML, ".js": "text/javascript; charset=utf-8"}

# What something between phone and server says in its place: status, headers, body.
SAYS = {
    "500": ("500 Internal Server Error", {"Content-Type": _HTML}, b"<h1>Internal error</h1>"),
    "502": ("502 Bad Gateway", {"Content-Type": _HTML}, b"<h1>Bad gateway</h1>"),
    "503": ("503 Service Unavailable", {"Content-Type": _HTML, "Retry-After": "2"}, b"<p>Later"),
    "413": ("413 Content Too Large", {"Content-Type": _HTML}, b"<h1>413</h1><hr>nginx"),
    "429": ("429 Too Many Requests", {"Content-Type": _HTML, "Retry-After": "3"}, b"<h1>429</h1>"),
    "portal": ("200 OK", {"Content-Type": _HTML}, _WELCOME),
    "portal_json": ("200 OK", {"Content-Type": "application/json"}, b'{"complete": 0, "ok": true}'),
    "redirect": ("302 Found", {"Location": "http://portal.invalid/", "Content-Type": _HTML}, b""),
}


@dataclass
class Request:
    """A request that has arrived: its head in pieces, and the body where it is read already."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """What is asked for."""
        return self.line.split(" ")[1]

    def head(self) -> bytes:
        """The head as the server is to see it: over a connection of its own, as that phone."""
        kept = {k: v for k, v in self.headers.items() if k not in ("fault", "as", "connection")}
        if session := self.headers.get("as"):
            kept["cookie"] = f"kit_session={session}"
        lines = [self.line, *(f"{name}: {value}" for name, value in kept.items())]
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


class Proxy:
    """The failing network, on a port and in a thread of its own; gone after `stop`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.restarts = 0
        self._loop = asyncio.new_event_loop()
        self._turn = asyncio.Lock()
        # The loop itself holds its tasks only weakly.
        self._talks: set[asyncio.Task[Any]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._listening = self._run(asyncio.start_server(self._talk, "127.0.0.1", 0))
        self.port: int = self._listening.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Stop listening and end the thread."""
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)

    async def _end(self) -> None:
        self._listening.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)
        try:
            request = await _read(reader)
            fault = request.headers.get("fault", "app")
            if request.path.startswith("/page/"):
                _say(writer, *_own_page(request.path))
            elif fault in SAYS:
                _say(writer, *SAYS[fault])
            else:
                await _FAULTS[fault](self, request, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, OSError):
            writer.transport.abort()
        finally:
            writer.close()

    async def _ask(self, request: Request) -> bytes:
        """The server's whole answer."""
        reader, upstream = await asyncio.open_connection("127.0.0.1", self.server.port)
        try:
            upstream.write(request.head() + request.body)
            await upstream.drain()
            return await reader.read()
        finally:
            upstream.close()

    async def _pass(self, request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(await self._ask(request))

    async def _app(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """The app itself, which a phone has kept: it comes whole, whenever the server is killed."""
        async with self._turn:
            await self._pass(request, writer)

    async def _signed_out(self, request: Request, writer: asyncio.StreamWriter) -> None:
        request.headers["as"] = "expired"
        await self._pass(request, writer)

    async def _cut_before(self, request: Request, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async def _cut_body(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """The server hears half of it, and then nothing."""
        _, upstream = await asyncio.open_connection("127.0.0.1", self.server.port)
        whole = request.head() + request.body
        upstream.write(whole[: len(whole) - len(request.body) // 2 - 1])
        await upstream.drain()
        await asyncio.sleep(0.005)
        upstream.transport.abort()
        writer.transport.abort()

    async def _lose_answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        await self._ask(request)
        writer.transport.abort()

    async def _cut_answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        answer = await self._ask(request)
        begins = answer.find(b"\r\n\r\n") + 4
        writer.write(answer[: begins + (len(answer) - begins) // 2])

    async def _kill_server(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """The server dies while it works on this request, and is started again."""
        async with self._turn:
            asked = asyncio.ensure_future(self._ask(request))
            await asyncio.sleep(0.002 * (self.restarts % 8))
            self.server.kill()
            self.restarts += 1
            await asyncio.gather(asked, return_exceptions=True)
            writer.transport.abort()
            settings = self.server.settings
            self.server = await self._loop.run_in_executor(None, Server, settings)


_FAULTS = {
    "app": Proxy._app,
    "pass": Proxy._pass,
    "signed_out": Proxy._signed_out,
    "cut_before": Proxy._cut_before,
    "cut_body": Proxy._cut_body,
    "lose_answer": Proxy._lose_answer,
    "cut_answer": Proxy._cut_answer,
    "kill_server": Proxy._kill_server,
}


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *rest = head.rstrip("\r\n").split("\r\n")
    headers = {
        name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)
    }
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(line, headers, body)


def _own_page(path: str) -> tuple[str, dict[str, str], bytes]:
    file = PAGE / path.removeprefix("/page/")
    if file.parent != PAGE or not file.is_file():
        return "404 Not Found", {"Content-Type": _HTML}, b""
    return "200 OK", {"Content-Type": _TYPES[file.suffix]}, file.read_bytes()


def _say(writer: asyncio.StreamWriter, status: str, headers: dict[str, str], body: bytes) -> None:
    head = {**headers, "Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in head.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
