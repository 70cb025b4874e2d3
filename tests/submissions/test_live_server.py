"""The real server on a real socket: what a phone on a bad line does to it."""

from __future__ import annotations

import json
import select
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

import pytest

from server.database import connect, disconnect
from server.kernel.ids import sha256_hex
from server.people.commands import shut_out
from server.submissions.models import Submission
from server.visits.models import VisitPart
from tests.audit_forms.five_qualities_shopper import fill, ordinary, stamp
from tests.engines.server import Server
from tests.media.pictures import jpeg
from tests.phone.cast import Cast, bring_on
from tests.stored import Stored, stored

PHOTO = jpeg()


@pytest.fixture
def cast(database_url: str, live_server: Server) -> Iterator[Cast]:
    """Inés and her visits, in the database that the server answers from."""
    assert live_server.url
    connect(database_url)
    yield bring_on()
    disconnect()


def head(method: str, path: str, cookie: str, **headers: object) -> bytes:
    """The head of a request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: kit_session={cookie}"]
    lines += ["X-Kit: 1", *(f"{name.replace('_', '-')}: {told}" for name, told in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def line(server: Server) -> socket.socket:
    """A connection of its own."""
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def answer(connection: socket.socket) -> tuple[int, dict[str, object]]:
    """Status and JSON of the answer."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536) or hung_up(received)
    top, _, body = received.partition(b"\r\n\r\n")
    names = dict(each.lower().split(b": ", 1) for each in top.split(b"\r\n")[1:])
    while len(body) < int(names[b"content-length"]):
        body += connection.recv(65536) or hung_up(received)
    return int(top.split()[1]), json.loads(body)


def hung_up(received: bytes) -> bytes:
    raise ConnectionError(f"the server hung up after {received[:500]!r}")


def report(submission: UUID) -> bytes:
    """A good report of that visit, without photos of its own."""
    part = VisitPart.get(VisitPart.submission == submission)
    answers = fill({"purchase": True}, ordinary)
    photos = []
    for question in ("entrance_photo", "shelf_photo"):
        answers[question] = {"value": [sha256_hex(PHOTO)]}
        photos.append({"sha256": sha256_hex(PHOTO), "size": len(PHOTO), "question": question})
    body = {
        "visit": str(part.visit_id),
        "part": "visit",
        "form": "five-qualities",
        "version": 1,
        "answers": answers,
        "photos": photos,
        "started": stamp(0),
        "finished": stamp(900),
    }
    return json.dumps(body).encode()


def now(server: Server) -> Stored:
    return stored(server.settings.data)


def test_it_works(live_server: Server, cast: Cast) -> None:
    submission, cookie = cast.visit(cast.centro, cast.ines), cast.session(cast.ines)
    raw = report(submission)
    with line(live_server) as phone:
        path = f"/api/v1/submissions/{submission}"
        phone.sendall(head("PUT", path, cookie, Content_Length=len(raw)) + raw)
        status, receipt = answer(phone)
        assert (status, receipt["digest"]) == (201, sha256_hex(raw))
        # The line is kept for the photo.
        path = f"/api/v1/media/{sha256_hex(PHOTO)}"
        phone.sendall(head("PUT", path, cookie, Content_Length=len(PHOTO)) + PHOTO)
        assert answer(phone)[0] == 200


def test_a_report_that_breaks_off(live_server: Server, cast: Cast) -> None:
    submission, cookie = cast.visit(cast.centro, cast.ines), cast.session(cast.ines)
    raw, before = report(submission), now(live_server)
    path = f"/api/v1/submissions/{submission}"
    phone = line(live_server)
    phone.sendall(head("PUT", path, cookie, Content_Length=len(raw)) + raw[: len(raw) // 2])
    phone.close()
    time.sleep(0.3)
    assert now(live_server) == before
    with line(live_server) as again:
        again.sendall(head("PUT", path, cookie, Content_Length=len(raw)) + raw)
        assert answer(again)[0] == 201
    assert Submission.select().count() == 1


def test_a_sign_in_that_ends_in_the_middle_of_a_report(live_server: Server, cast: Cast) -> None:
    """The report is taken whole or not at all; the next request is asked to sign in."""
    submission, cookie = cast.visit(cast.centro, cast.ines), cast.session(cast.ines)
    raw, path = report(submission), f"/api/v1/submissions/{submission}"
    with line(live_server) as phone:
        phone.sendall(head("PUT", path, cookie, Content_Length=len(raw)) + raw[: len(raw) // 2])
        time.sleep(0.3)
        shut_out(cast.boss, shopper=cast.ines)
        phone.sendall(raw[len(raw) // 2 :])
        status, told = answer(phone)
        kept = Submission.select().where(Submission.id == submission).exists()
        assert (status, kept) in ((201, True), (401, False)), told
        phone.sendall(head("GET", path, cookie))
        status, told = answer(phone)
    assert (status, told["code"]) == (401, "not_signed_in")
    assert told["detail"]


def test_a_report_that_ends_early_is_told_so(live_server: Server, cast: Cast) -> None:
    submission, cookie = cast.visit(cast.centro, cast.ines), cast.session(cast.ines)
    raw, before = report(submission), now(live_server)
    with line(live_server) as phone:
        path = f"/api/v1/submissions/{submission}"
        phone.sendall(head("PUT", path, cookie, Content_Length=len(raw)) + raw[:-20])
        phone.shutdown(socket.SHUT_WR)
        received = phone.recv(65536)
    # Whether anything can still be said depends on the server; a success never is.
    assert not received.startswith((b"HTTP/1.1 2", b"HTTP/1.1 500"))
    assert now(live_server) == before


def test_a_photo_that_breaks_off_goes_on_where_it_was(live_server: Server, cast: Cast) -> None:
    submission, cookie = cast.visit(cast.centro, cast.ines), cast.session(cast.ines)
    raw, name, half = report(submission), sha256_hex(PHOTO), len(PHOTO) // 2
    path = f"/api/v1/media/{name}"
    told = {"Content_Range": f"bytes 0-{half - 1}/{len(PHOTO)}"}
    rest = {"Content_Range": f"bytes {half}-{len(PHOTO) - 1}/{len(PHOTO)}"}
    with line(live_server) as phone:
        address = f"/api/v1/submissions/{submission}"
        phone.sendall(head("PUT", address, cookie, Content_Length=len(raw)) + raw)
        assert answer(phone)[0] == 201
        phone.sendall(head("PUT", path, cookie, Content_Length=half, **told) + PHOTO[:half])
        assert answer(phone) == (
            202,
            {"complete": False, "received": half, "sha256": name, "size": len(PHOTO)},
        )
        length = len(PHOTO) - half
        phone.sendall(head("PUT", path, cookie, Content_Length=length, **rest) + PHOTO[half:-9])
    time.sleep(0.3)
    with line(live_server) as phone:
        phone.sendall(head("GET", f"{path}/upload", cookie))
        assert answer(phone)[1]["received"] == half
        phone.sendall(head("PUT", path, cookie, Content_Length=length, **rest) + PHOTO[half:])
        assert answer(phone)[1]["complete"] is True


def test_50_megabytes(live_server: Server, cast: Cast) -> None:
    submission, cookie = cast.visit(cast.centro, cast.ines), cast.session(cast.ines)
    before = now(live_server)
    for path in (f"/api/v1/submissions/{submission}", f"/api/v1/media/{sha256_hex(PHOTO)}"):
        status, problem = heavy(live_server, head("PUT", path, cookie, Content_Length=50_000_000))
        assert (status, problem["code"]) == (413, "body_too_large")
    assert now(live_server) == before


def test_50_megabytes_of_unknown_length(live_server: Server, cast: Cast) -> None:
    submission, cookie = cast.visit(cast.centro, cast.ines), cast.session(cast.ines)
    before = now(live_server)
    path = f"/api/v1/submissions/{submission}"
    start = head("PUT", path, cookie, Transfer_Encoding="chunked")
    status, problem = heavy(live_server, start, chunked=True)
    assert (status, problem["code"]) == (413, "body_too_large")
    assert now(live_server) == before


def test_a_phone_that_is_no_longer_signed_in_hears_so(live_server: Server, cast: Cast) -> None:
    """Though it is still sending: it must sign in, not try the same again."""
    assert cast
    with line(live_server) as phone:
        path = f"/api/v1/media/{sha256_hex(PHOTO)}"
        phone.sendall(head("PUT", path, "no-such-session", Content_Length=5_000_000))
        for _ in range(100):
            phone.sendall(b"x" * 50_000)
            time.sleep(0.002)
        status, problem = answer(phone)
    assert (status, problem["code"]) == (401, "not_signed_in")


def heavy(server: Server, start: bytes, chunked: bool = False) -> tuple[int, dict[str, object]]:
    """Send 50 megabytes, or as much as the server will have, and read what it says."""
    piece = b"x" * 100_000
    if chunked:
        piece = f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    with line(server) as phone:
        phone.sendall(start)
        for _ in range(500):
            # As browsers do: an answer that comes before all is sent ends the sending.
            if select.select([phone], [], [], 0)[0]:
                return answer(phone)
            phone.sendall(piece)
        phone.sendall(b"0\r\n\r\n" if chunked else b"")
        return answer(phone)


def test_a_report_in_pieces_of_unknown_length(live_server: Server, cast: Cast) -> None:
    submission, cookie = cast.visit(cast.centro, cast.ines), cast.session(cast.ines)
    raw = report(submission)
    with line(live_server) as phone:
        path = f"/api/v1/submissions/{submission}"
        phone.sendall(head("PUT", path, cookie, Transfer_Encoding="chunked"))
        for first in range(0, len(raw), 700):
            piece = raw[first : first + 700]
            phone.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        phone.sendall(b"0\r\n\r\n")
        status, receipt = answer(phone)
    assert (status, receipt["digest"]) == (201, sha256_hex(raw))


def test_what_is_no_http_at_all(live_server: Server, cast: Cast) -> None:
    assert cast
    for noise in (b"\x16\x03\x01" + b"\0" * 200, b"PUT / HTTP/9.9\r\n\r\n", b"\r\n" * 50):
        with line(live_server) as stranger:
            stranger.sendall(noise)
            with suppress(OSError):  # It may have hung up already.
                stranger.shutdown(socket.SHUT_WR)
                assert not stranger.recv(65536).startswith(b"HTTP/1.1 5")
    with line(live_server) as phone:
        phone.sendall(head("GET", "/api/v1/phone/sync", cast.session(cast.ines)))
        assert answer(phone)[0] == 200
