"""The store manager's page: the newest score, what was praised, what costs most, what is due."""

from __future__ import annotations

import html
import re
from io import BytesIO

from pypdf import PdfReader

from audit_forms.model import PARTIES
from server.kernel.actor import system
from server.programmes.models import FormVersion
from server.scores.models import Score, ScoreLine
from server.stores.commands import let_manage
from server.stores.models import StoreManager
from tests.cast import Chain


def _page(chain: Chain, address: str = "/store/") -> str:
    return html.unescape(chain.client(chain.mateo).get(address).text)


def test_it_works(chain: Chain) -> None:
    chain.published({"asked_need": False, "best_moment": "She found the lamp at once."})
    page = _page(chain)
    assert "Tienda Centro" in page
    assert "She found the lamp at once." in page
    assert "Did the person ask what you needed it for?" in page
    assert "2 points lost" in page
    assert "By Dec 6, 2026" in page
    assert 'role="img"' in page
    assert page.count("Download") == 2


def test_it_opens_after_signing_in(chain: Chain) -> None:
    assert chain.client(chain.mateo).get("/").headers["Location"] == "/store/"


def test_it_names_no_shopper_and_no_time(chain: Chain) -> None:
    chain.published({"own_words": "I asked for the green lamp"})
    for address in ("/store/", "/store/?language=es", f"/store/{chain.centro.id}"):
        page = _page(chain, address)
        assert "47" in page
        for word in ("Sol Méndez", chain.sol.code, "10:15", "green lamp"):
            assert word not in page


def test_the_newest_is_first_and_marked(chain: Chain) -> None:
    chain.published()
    chain.later(days=8)
    chain.published({"asked_need": False})
    listed = chain.client(chain.mateo).get(f"/api/v1/stores/{chain.centro.id}/scorecards").json
    assert [row["score"] for row in listed] == [97, 100]
    assert _page(chain).count("newest</span>") == 1


def test_a_manager_of_several_stores_can_switch(chain: Chain) -> None:
    assert "Your stores" not in _page(chain)
    let_manage(system(chain.clock.now()), chain.norte, chain.mateo.id)
    assert f"/store/{chain.norte.id}" in _page(chain)


def test_a_manager_without_a_store_is_told_what_to_do(chain: Chain) -> None:
    StoreManager.delete().execute()
    assert "Ask your administrator" in _page(chain)


def test_a_visit_with_nothing_to_score_has_no_score(chain: Chain) -> None:
    """A visit in which nothing that scores applied has a scorecard, and the words."""
    chain.published()
    ScoreLine.update(points=0, possible=0).execute()
    Score.update(points=0, possible=0, overall=None).execute()
    assert "No score" in _page(chain)


def test_the_day_of_publication_is_nowhere_since_it_would_narrow_the_visit(chain: Chain) -> None:
    submission = chain.published()
    chain.work()
    mateo = chain.client(chain.mateo)
    score = Score.get(Score.submission == submission)
    drawn = mateo.get(f"/store/scorecards/{score.id}.pdf?language=en").data
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(drawn)).pages)
    listed = mateo.get(f"/api/v1/stores/{chain.centro.id}/scorecards").text
    assert "Published in week 47 of 2026" in " ".join(words.split())
    for told in (words, listed, mateo.get("/store/").text):
        assert not re.search(r"Nov(ember)? 21|2026-11-21|21 nov", told)


def test_each_party_of_the_conversation_has_a_line_where_the_form_looks_at_them(
    chain: Chain,
) -> None:
    version = FormVersion.get()
    for section, party in zip(version.snapshot["sections"], PARTIES, strict=False):
        section["party"] = party
    version.save()
    assert "The conversation of three" not in _page(chain)
    chain.published()
    for address, heading in (
        ("/store/", "The conversation of three"),
        ("/store/?language=es", "La conversación de tres"),
    ):
        page = _page(chain, address)
        parties = page[page.index('id="parties"') : page.index("<aside>")]
        assert heading in parties
        assert parties.count('class="what"') == 3
