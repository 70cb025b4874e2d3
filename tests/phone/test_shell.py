"""The shell and the app's files: small, cached for as long as they hold, and nobody else's."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.engines.server import Server
from tests.phone.cast import Cast


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    wire: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.wire) if packed else self.wire).decode()


def fetch(server: Server, path: str, session: str = "", **headers: str) -> Answer:
    """Ask as a browser does."""
    asked = {"Accept-Encoding": "gzip, br", "Cookie": f"kit_session={session}"}
    asked |= {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(server.url + path, headers=asked)) as reply:
            return _answer(reply.status, reply.headers.items(), reply.read())
    except HTTPError as error:
        return _answer(error.code, error.headers.items(), error.read())


def _answer(status: int, headers: object, wire: bytes) -> Answer:
    return Answer(status, {k.lower(): v for k, v in headers}, wire)  # type: ignore[attr-defined]


def opening(answer: Answer) -> dict[str, object]:
    """The block of data that the shell carries."""
    block = re.search(r'id="opening">(.*?)</script>', answer.text, re.DOTALL)
    assert block
    found: dict[str, object] = json.loads(block[1])
    return found


def test_it_works(phone_server: Server, cast: Cast) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    answer = fetch(phone_server, "/phone/?language=es", cast.session(cast.ines))

    carried = opening(answer)
    assert answer.status == 200
    assert '<html lang="es">' in answer.text
    assert str(submission) in json.dumps(carried["sync"])
    assert [form["form"] for form in carried["forms"]] == ["five-qualities"]  # type: ignore[attr-defined]


def test_the_first_load_is_under_25_kb_with_its_headers(phone_server: Server, cast: Cast) -> None:
    cast.visit(cast.centro, cast.ines)
    session = cast.session(cast.ines)
    shell = fetch(phone_server, "/phone/?language=es", session)
    linked = re.findall(
        r'<(?:link rel="(?:stylesheet|modulepreload)" href|img src)="([^"]+)"', shell.text
    )
    assert len(linked) == 2
    answers = [shell, *(fetch(phone_server, f"/phone/{path}", session) for path in linked)]

    total = sum(len(each.wire) + len(str(each.headers)) for each in answers)
    assert all(each.headers["content-encoding"] == "gzip" for each in answers)
    assert total < 25_000


def test_the_same_shell_is_not_sent_twice(phone_server: Server, cast: Cast) -> None:
    session = cast.session(cast.ines)
    first = fetch(phone_server, "/phone/", session)

    again = fetch(phone_server, "/phone/", session, If_None_Match=first.headers["etag"])

    assert (again.status, again.wire) == (304, b"")
    assert first.headers["cache-control"] == "private, no-cache"


def test_files_of_this_version_are_kept_for_good_others_are_asked_again(
    phone_server: Server,
) -> None:
    path = re.findall(r'src="([^"]+)"', fetch(phone_server, "/phone/").text)[0]
    version = path.split("/")[1]

    mine = fetch(phone_server, f"/phone/{path}")
    older = fetch(phone_server, f"/phone/{path.replace(version, '0' * 12)}")

    assert "immutable" in mine.headers["cache-control"]
    assert older.headers["cache-control"] == "no-cache"
    assert mine.text == older.text


def test_a_stranger_is_told_nothing(phone_server: Server, cast: Cast) -> None:
    cast.visit(cast.centro, cast.ines)

    carried = opening(fetch(phone_server, "/phone/"))

    assert (carried["sync"], carried["forms"]) == (None, [])


def test_one_shopper_is_told_nothing_of_another(phone_server: Server, cast: Cast) -> None:
    submission = cast.visit(cast.centro, cast.ines)

    text = fetch(phone_server, "/phone/", cast.session(cast.tomas)).text

    assert str(submission) not in text
    assert "Tezontle" not in text


@pytest.mark.parametrize(
    "path", ["../__init__.py", "..%2fpages.py", "app/nothing.js", "app", "/etc/passwd"]
)
def test_nothing_else_is_served(phone_server: Server, path: str) -> None:
    assert fetch(phone_server, f"/phone/static/0/{path}").status == 404


def test_no_script_or_style_stands_in_the_page(phone_server: Server) -> None:
    answer = fetch(phone_server, "/phone/")

    assert "unsafe" not in answer.headers["content-security-policy"]
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", answer.text) == []
    assert "<style" not in answer.text


def test_data_cannot_end_the_block_it_stands_in(phone_server: Server, cast: Cast) -> None:
    cast.visit(cast.centro, cast.ines, note="</script><script>alert(1)</script>")

    answer = fetch(phone_server, "/phone/", cast.session(cast.ines))

    assert "<script>alert" not in answer.text
    assert "</script><script>alert(1)</script>" in json.dumps(opening(answer))


def test_neither_title_nor_icon_says_what_it_is(phone_server: Server) -> None:
    for language, title in (("en", "Notes"), ("es", "Notas")):
        text = fetch(phone_server, f"/phone/?language={language}").text
        assert f"<title>{title}</title>" in text
        assert "audit" not in text.lower()
