"""Sixteen kept connections that send prepared requests as fast as they are answered.

    python -m tests.bench.report_client PORT < requests > seconds

Reads a pickled list of lists, one per connection, of whole requests in bytes; writes as JSON the
seconds it took and the seconds of each request. As little else as possible, so that the time is
the server's.
"""

from __future__ import annotations

import asyncio
import json
import pickle
import sys
import time


class Connection(asyncio.Protocol):
    """Sends one request, waits for its answer, sends the next."""

    def __init__(self, requests: list[bytes], done: asyncio.Future[None]) -> None:
        self._requests = iter(requests)
        self._done = done
        self._received = b""
        self.seconds: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]

    def go(self) -> None:
        """Send the next request, or end."""
        request = next(self._requests, None)
        if request is None:
            self._done.set_result(None)
            return
        self._sent = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head = self._received.find(b"\r\n\r\n")
        if head < 0:
            return
        place = self._received.lower().index(b"content-length:", 0, head) + 15
        length = int(self._received[place : self._received.index(b"\r\n", place)])
        if len(self._received) < head + 4 + length:
            return
        self.seconds.append(time.perf_counter() - self._sent)
        if not self._received.startswith(b"HTTP/1.1 201"):
            self._done.set_exception(RuntimeError(self._received.decode(errors="replace")))
            return
        self._received = b""
        self.go()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(exc or ConnectionError("the server hung up"))


async def drive(port: int, requests: list[list[bytes]]) -> dict[str, object]:
    """Send all requests, each list over its own connection, all at once."""
    loop = asyncio.get_running_loop()
    connections = []
    for each in requests:
        done = loop.create_future()
        _, made = await loop.create_connection(
            lambda each=each, done=done: Connection(each, done), "127.0.0.1", port
        )
        connections.append((made, done))
    began = time.perf_counter()
    for made, _ in connections:
        made.go()
    await asyncio.gather(*(done for _, done in connections))
    took = time.perf_counter() - began
    return {"took": took, "seconds": [s for made, _ in connections for s in made.seconds]}


if __name__ == "__main__":
    given = pickle.load(sys.stdin.buffer)
    print(json.dumps(asyncio.run(drive(int(sys.argv[1]), given))))
