"""From the set-up link to the first visit on a phone, by pages alone and without a script."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.kernel.actor import system
from server.kernel.clock import MovableClock
from server.kernel.settings import Settings
from server.people import commands
from server.programmes.models import Programme
from server.visits.models import Visit
from tests.cast import START
from tests.own_form import OWN_FORM
from tests.pages import submit


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> FlaskClient:
    """An installation without anybody in it; the browser of whoever has the set-up link."""
    app = create_app(
        Settings(data=tmp_path / "data", database_url=database_url, worker=False),
        MovableClock(START),
    )
    client = app.test_client()
    token = commands.issue_setup_link(system(START), timedelta(hours=1))
    submit(client, client.get(f"/in/{token}"), name="Ana Torres")
    return client


def next_step(client: FlaskClient) -> str:
    """Where the home page's one button leads."""
    page = client.get("/", follow_redirects=True).text
    found = re.findall(r'class="button primary" href="([^"]+)"', page)
    assert len(found) == 1, found
    return str(found[0])


def link_on(page: str) -> str:
    """The sign-in link that a page shows once."""
    found = re.search(r"<output>http://localhost(/in/[^<]+)</output>", page)
    assert found is not None
    return found.group(1)


def option(page: str, name: str, words: str) -> str:
    """The value of the option of a list, or of the box, that says `words`."""
    found = re.search(
        rf'value="([^"]+)"[^>]*>\s*(?:<span>)?[– ]*{re.escape(words)}', html.unescape(page)
    )
    assert found is not None, f"nothing in {name} says {words}"
    return found.group(1)


def to_the_person_step(client: FlaskClient) -> None:
    """The first four steps."""
    submit(client, client.get(next_step(client)), name="Ventanas", languages=["en", "es"])
    submit(client, client.get(next_step(client)), form="five-qualities", version="1")
    submit(client, client.get(next_step(client)), name="Norte")
    page = client.get(next_step(client))
    region = option(page.text, "region", "Norte")
    submit(client, page, name="Tienda Ñandú", code="NT-01", region=region)


def test_it_works(empty: FlaskClient) -> None:
    to_the_person_step(empty)
    page = empty.get(next_step(empty))
    store = option(page.text, "stores", "Tienda Ñandú")
    at_odds = {"roles": ["reviewer", "store_manager"], "stores": [store]}
    assert "Choose one side." in submit(empty, page, name="Rosa Ibáñez", **at_odds).text
    reviewer_link = link_on(submit(empty, page, name="Rosa Ibáñez", roles="reviewer").text)
    made = submit(empty, empty.get(next_step(empty)), name="Sol Méndez", language="es")
    code = re.search(r"SH-\w+", made.text)
    assert code is not None
    page = empty.get(next_step(empty))
    planned = submit(
        empty,
        page,
        store=option(page.text, "store", "Tienda Ñandú"),
        shopper=option(page.text, "shopper", code.group()),
        **{"fact-purchase": "true", "scenario-en": "A lamp.", "scenario-es": "Una lámpara."},
        **{"rules-es": "Pague en efectivo.\n\n No tome fotos. ", "buy-es": "Un foco"},
    )
    assert "Planned" in planned.text
    home = empty.get("/desk/").text
    assert "Plan a visit" in home
    assert "How it goes on" in home
    assert 'href="/desk/visits?state=planned"' in home
    assert_on_the_phone(empty, link_on(made.text))
    rosa = empty.application.test_client()
    assert submit(rosa, rosa.get(reviewer_link)).status_code == 200


def assert_on_the_phone(empty: FlaskClient, link: str) -> None:
    """The visit is there for its shopper, with brief, rules and window in the store's zone."""
    sol = empty.application.test_client()
    sol.post(link, headers={"X-Kit": "1"})
    (visit,) = sol.get("/api/v1/phone/sync?language=es").json["visits"]
    assert visit["brief"] == {
        "scenario": "Una lámpara.",
        "buy": "Un foco",
        "rules": ["Pague en efectivo.", "No tome fotos."],
    }
    assert visit["facts"] == {"purchase": True}
    # Nine in the morning in Mexico City, which is six hours behind.
    assert visit["window"]["opens"] == "2026-11-22T15:00:00.000Z"


def test_a_person_s_page_sent_twice_adds_one_and_shows_a_link_again(empty: FlaskClient) -> None:
    to_the_person_step(empty)
    page = empty.get("/desk/people/new")
    links = {link_on(submit(empty, page, name="Rosa", roles="reviewer").text) for _ in range(2)}
    assert len(links) == 2
    assert (
        empty.get("/desk/people").text.count("Rosa") == 3
    )  # her line, and the names of its two buttons


def test_a_link_is_shown_as_a_picture_too(empty: FlaskClient) -> None:
    page = submit(empty, empty.get("/desk/shoppers/new"), name="Sol").text
    assert '<div role="img" aria-label="The link as a QR code"><svg' in page
    assert link_on(page)


def test_a_link_that_no_phone_reaches_says_so(empty: FlaskClient) -> None:
    def shown(name: str) -> str:
        return submit(empty, empty.get("/desk/shoppers/new"), name=name).text

    assert "no phone and no other computer reaches it" in shown("Sol")
    there = empty.application.extensions["settings"]
    empty.application.extensions["settings"] = replace(there, public_url="https://kit.example")
    page = shown("Tom")
    assert "https://kit.example/in/" in page
    assert "no other computer reaches it" not in page


def test_of_each_form_the_newest_version_is_offered_first(empty: FlaskClient) -> None:
    submit(empty, empty.get(next_step(empty)), name="Ventanas", languages=["en"])

    def offered() -> tuple[str, str]:
        shown, _, older = empty.get("/desk/forms").text.partition("<details>")
        return shown, older

    newest, first = 'Publish<span class="unseen">: Being listened to {}</span>'.format, (1, 2)
    assert "publish the one that suits you" in offered()[0]
    assert [newest(each) in offered()[0] for each in first] == [False, True]
    assert [newest(each) in offered()[1] for each in first] == [True, False]
    submit(empty, empty.get("/desk/forms"), form="being-listened-to", version="1")
    used, _, ready = offered()[0].partition("Ready to be used")
    assert "Published on" in used
    # What is new to a form that is in use is asked about first.
    assert 'Publish…<span class="unseen">: Being listened to 2</span>' in ready


def test_too_early_a_visit_says_what_is_still_needed(empty: FlaskClient) -> None:
    page = empty.get("/desk/visits/new").text
    wanted = re.findall(r'<li><a href="([^"]+)"', page)
    assert "/desk/programme" in wanted
    assert len([each for each in wanted if each.startswith("/desk/")]) >= 5
    refused = empty.post("/desk/visits/new", headers={"X-Kit": "1"})
    assert refused.status_code == 404
    assert Visit.select().count() == 0


def test_a_draft_is_previewed_and_printed_before_there_is_a_programme(empty: FlaskClient) -> None:
    sent = {"file": (io.BytesIO(OWN_FORM.encode()), "window.yaml")}
    headers = {"X-Kit": "1"}
    page = empty.post("/desk/forms/new", data=sent, headers=headers, follow_redirects=True).text
    assert "there is none yet" in page
    assert "/publish" not in page
    (preview,) = re.findall(r'href="([^"]+/preview)"', page)
    assert "Was the glass clean?" in empty.get(preview).text
    assert empty.get(preview.replace("preview", "blank.pdf")).data.startswith(b"%PDF")


def test_a_form_is_not_published_to_nothing(empty: FlaskClient) -> None:
    assert "Name the programme" in empty.get("/desk/forms").text
    sent = empty.post(
        "/desk/forms", data={"form": "five-qualities", "version": 1}, headers={"X-Kit": "1"}
    )
    assert sent.json["code"] == "form_unknown"


def test_the_programme_is_named_by_the_api(empty: FlaskClient) -> None:
    """What a change answers with 404 before, naming it makes; twice, there is still one."""
    named = {"name": "Tiendas del Sol", "languages": ["es"], "page_size": "Letter"}
    address, ours = "/api/v1/programme", {"X-Kit": "1"}
    assert empty.patch(address, json=named, headers=ours).status_code == 404
    assert empty.get(f"{address}/staff-notices").status_code == 404
    for status in (201, 200):
        done = empty.put(address, json=named, headers=ours)
        assert (done.status_code, done.json["page_size"]) == (status, "Letter"), done.text
    programme = Programme.get()
    assert (programme.name, programme.languages) == ("Tiendas del Sol", ["es"])
    assert Programme.select().count() == 1
