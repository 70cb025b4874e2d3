"""The reviewer's page: words of thanks stand beside the verdict, and are settled with it."""

from __future__ import annotations

import html

from werkzeug.test import TestResponse

from server.actions.models import Commendation
from server.reviews import commands as reviews
from server.submissions.models import Submission
from tests.actions.thankful import NAME, ROLE, SAFE, WORDS, accepted, thanked, told
from tests.cast import Chain
from tests.pages import form_on, submit


def claimed(chain: Chain) -> tuple[str, str]:
    """A thankful report that Rosa has claimed: its page, and where its form goes."""
    submission = thanked(chain)
    reviews.claim(chain.actor(chain.rosa), submission)
    return f"/reviews/{submission}", f"/commendations/reports/{submission}/accept#verdict"


def said(page: TestResponse) -> str:
    return html.unescape(page.text)


def test_it_works(chain: Chain) -> None:
    address, action = claimed(chain)
    rosa = chain.client(chain.rosa)
    page = rosa.get(address)
    assert f'action="{address}/accept"' not in page.text
    filled = form_on(page, action).fields
    assert filled["words.thanks_words"] == [WORDS]
    assert filled["quality.thanks_words"] == ["courtesy"]
    assert filled["role.thanks_words"] == [ROLE]
    assert "read.thanks_words" not in filled
    settled = submit(rosa, page, action, **{"words.thanks_words": SAFE, "read.thanks_words": "yes"})
    assert settled.request.path == "/reviews/"
    assert Commendation.get().words == SAFE
    assert "Take it back" in rosa.get(address).text


def test_without_a_notice_no_name_is_offered_and_it_is_said_why(chain: Chain) -> None:
    address, action = claimed(chain)
    page = chain.client(chain.rosa).get(address)
    assert "name.thanks_words" not in form_on(page, action).names
    assert "The name that the shopper gave was left out" in page.text
    assert "nobody is named" in page.text


def test_with_a_notice_the_name_is_offered(chain: Chain) -> None:
    told(chain)
    address, action = claimed(chain)
    page = chain.client(chain.rosa).get(address)
    assert form_on(page, action).fields["name.thanks_words"] == [NAME]
    assert "November 2, 2026" in page.text


def test_what_has_to_be_mended_is_said_and_what_was_entered_stays(chain: Chain) -> None:
    address, action = claimed(chain)
    rosa = chain.client(chain.rosa)
    again = submit(rosa, rosa.get(address), action, **{"words.thanks_words": "Lucía was kind."})
    assert again.status_code == 422
    assert "Take out “Lucía Qxzamora”" in said(again)
    assert "then tick this" in again.text
    assert form_on(again, action).fields["words.thanks_words"] == ["Lucía was kind."]
    assert Submission.get().state == "claimed"


def test_it_is_in_spanish_too(chain: Chain) -> None:
    address, action = claimed(chain)
    rosa = chain.client(chain.rosa)
    page = said(rosa.get(f"{address}?language=es"))
    assert "El nombre que dio el comprador se omitió" in page
    empty = submit(rosa, rosa.get(address), action, **{"words.thanks_words": ""})
    assert "Leave some of the words" in empty.text


def test_declining_asks_for_a_reason(chain: Chain) -> None:
    address, action = claimed(chain)
    rosa = chain.client(chain.rosa)
    declined = {"decision.thanks_words": "decline"}
    again = submit(rosa, rosa.get(address), action, **declined)
    assert again.status_code == 422
    assert "Write why" in again.text
    submit(rosa, again, action, **declined, **{"reason.thanks_words": "Another shop."})
    assert Commendation.get().state == "declined"
    assert "Not passed on." in rosa.get(address).text


def test_what_was_left_open_waits_in_the_queue(chain: Chain) -> None:
    submission = thanked(chain)
    chain.accept(submission)
    chain.work()
    rosa = chain.client(chain.rosa)
    assert "Words of thanks to settle" in rosa.get("/reviews/").text
    assert "Nobody has settled them yet" in rosa.get(f"/reviews/{submission}").text
    address = f"/commendations/{Commendation.get().id}/decide"
    ticked = {"words.thanks_words": SAFE, "read.thanks_words": "yes"}
    submit(rosa, rosa.get(address), address, **ticked)
    assert "Words of thanks to settle" not in rosa.get("/reviews/").text
    assert rosa.get(address).status_code == 409


def test_a_report_without_words_of_thanks_has_its_plain_button(chain: Chain) -> None:
    submission = thanked(chain, thanks_words="")
    reviews.claim(chain.actor(chain.rosa), submission)
    page = chain.client(chain.rosa).get(f"/reviews/{submission}").text
    assert f'action="/reviews/{submission}/accept"' in page
    assert "Words of thanks" not in page


def test_nobody_else_settles_or_takes_back(chain: Chain) -> None:
    row = accepted(chain, thanked(chain))
    for who in (chain.mateo, chain.regina, chain.sol):
        client = chain.client(who)
        assert client.get(f"/commendations/{row.id}/withdraw").status_code == 403
        assert client.get(f"/commendations/{row.id}/decide").status_code == 403
