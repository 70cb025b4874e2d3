"""The shell and the app's files: small, cached for as long as they hold, and nobody else's."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import brotli
import pytest

from tests.engines.server import Server
from tests.phone.cast import Cast
from tests.phone.hands import Phone


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    wire: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "br"
        return (brotli.decompress(self.wire) if packed else self.wire).decode()


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


def test_the_first_question_needs_one_answer_under_25_kb(
    phone_server: Server, cast: Cast, phone: Callable[..., Phone]
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines, language="es")
    asked: list[str] = []
    hand.page.on("request", lambda request: asked.append(request.url))
    hand.page.route("**/static/**", lambda route: route.abort())

    hand.report(submission).locator(".question input").first.wait_for(state="attached")
    answer = fetch(phone_server, "/phone/?language=es", cast.session(cast.ines))

    needed = [url for url in asked if "/static/" not in url and not url.startswith("data:")]
    assert len(needed) == 1
    assert answer.headers["content-encoding"] == "br"
    assert len(answer.wire) + sum(len(f"{k}: {v}\r\n") for k, v in answer.headers.items()) < 25_000


def test_a_shell_that_says_nothing_of_anybody_is_not_sent_twice(phone_server: Server) -> None:
    first = fetch(phone_server, "/phone/")

    again = fetch(phone_server, "/phone/", If_None_Match=first.headers["etag"])

    assert (again.status, again.wire) == (304, b"")
    assert first.headers["cache-control"] == "private, no-cache"


def test_what_carries_visits_stays_in_no_cache(phone_server: Server, cast: Cast) -> None:
    """A lock on the phone would be worth little beside a cache that holds the same in plain."""
    cast.visit(cast.centro, cast.ines)
    session = cast.session(cast.ines)

    for address in ("/phone/", "/api/v1/phone/sync", "/api/v1/forms/five-qualities/1"):
        assert fetch(phone_server, address, session).headers["cache-control"] == "no-store"


def test_files_of_this_version_are_kept_for_good_those_of_others_are_not_there(
    phone_server: Server,
) -> None:
    path = f"{opening(fetch(phone_server, '/phone/'))['files']}/app/further.js"
    version = path.split("/")[3]

    mine = fetch(phone_server, path)
    older = fetch(phone_server, path.replace(version, "0" * 12))

    assert "immutable" in mine.headers["cache-control"]
    # Half of the app from one version and half from another would run on neither.
    assert (older.status, older.headers["cache-control"]) == (404, "no-store")


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


def test_no_script_or_style_runs_but_those_that_the_policy_names(phone_server: Server) -> None:
    answer = fetch(phone_server, "/phone/")
    policy = answer.headers["content-security-policy"]

    within = re.findall(r"<(?:script|style)>(.*?)</", answer.text, re.DOTALL)
    digests = [b64encode(sha256(text.encode()).digest()).decode() for text in within]
    assert len(within) == 3
    assert sorted(re.findall(r"'sha256-([^']+)'", policy)) == sorted(digests)
    assert len(re.findall(r"<script", answer.text)) == 3
    assert "worker-src" not in policy  # so that `script-src 'self'` holds for the worker
    assert "unsafe" not in policy


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
