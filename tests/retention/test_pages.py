"""The desk's pages of what is kept: holds, a person's file, erasing; and everybody's own file."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.history.models import HistoryEntry, HistoryReason
from server.kernel.ids import sha256_hex
from server.people.models import AddressClaim, Person, Shopper, ShopperIdentity
from server.retention.models import LegalHold
from tests.cast import Chain
from tests.pages import submit
from tests.retention.marked import NAME, OF_THE_MANAGER, OF_THE_SHOPPER, Marked, found, leave_marks


@pytest.fixture
def marked(chain: Chain) -> Marked:
    """A chain in which two people have left marks wherever they can."""
    return leave_marks(chain)


@pytest.fixture
def ana(marked: Marked) -> FlaskClient:
    """The administrator's browser."""
    return marked.chain.client(marked.chain.ana)


def opened(answer: TestResponse) -> tuple[dict[str, object], list[bytes], str]:
    """What a file tells, its photos, and all of it as text."""
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    text = archive.read("data.json").decode()
    photos = [archive.read(name) for name in archive.namelist() if name.startswith("photos/")]
    return json.loads(text), photos, text


def test_it_works(marked: Marked, ana: FlaskClient) -> None:
    overview = ana.get("/kept/")
    assert "24 months" in overview.text
    address = f"/kept/shoppers/{marked.zyanya.id}"
    assert f'href="{address}"' in overview.text
    page = ana.get(address)
    assert NAME not in page.text
    assert "1 report" in page.text
    refused = submit(ana, page, f"{address}/erase")
    assert refused.status_code == 422
    assert "Tick the box" in refused.text
    assert found(marked, [NAME]) == {NAME}
    done = submit(ana, page, f"{address}/erase", sure="yes")
    assert (done.status_code, "Erased" in done.text) == (200, True)
    assert found(marked, OF_THE_SHOPPER.values()) == set()
    assert ana.get(address).status_code == 404
    assert ana.get("/kept/").status_code == 200


def test_a_shopper_s_file_says_all_and_that_it_was_asked_for(
    marked: Marked, ana: FlaskClient
) -> None:
    address = f"/kept/shoppers/{marked.zyanya.id}"
    page = ana.get(address)
    refused = submit(ana, page, f"{address}/data")
    assert (refused.status_code, "Write why" in refused.text) == (422, True)
    told, photos, text = opened(submit(ana, page, f"{address}/data", reason="She asked for it."))
    assert told["about"]["name"] == NAME  # type: ignore[index]
    for what in set(OF_THE_SHOPPER) - {"photo"}:
        assert OF_THE_SHOPPER[what] in text, what
    assert {sha256_hex(photo) in text for photo in photos} == {True}
    assert len(photos) == 2
    assert all(OF_THE_SHOPPER["photo"].encode() in photo for photo in photos)
    assert "token_hash" not in text
    entry = HistoryEntry.get(HistoryEntry.act == "shopper.export")
    assert (entry.actor, entry.object) == (marked.chain.ana.id, str(marked.zyanya.id))
    assert HistoryReason.get(HistoryReason.entry == entry).words == "She asked for it."
    assert "Sol Méndez" not in text


def test_a_manager_s_file_leads_to_no_code(marked: Marked, ana: FlaskClient) -> None:
    address = f"/kept/people/{marked.wences.id}"
    answer = submit(ana, ana.get(address), f"{address}/data", reason="He asked for it.")
    _told, photos, text = opened(answer)
    assert all(words in text for words in OF_THE_MANAGER.values())
    assert photos == []
    assert not any(shopper.code in text for shopper in Shopper.select())
    assert not any(str(shopper.id) in text for shopper in Shopper.select())


def test_everybody_has_their_own(marked: Marked) -> None:
    chain = marked.chain
    for who, words in ((marked.zyanya, OF_THE_SHOPPER["comment"]), (marked.wences, "qxself")):
        client = chain.client(who)
        assert "/kept/mine.zip" in client.get("/devices").text
        _told, _photos, text = opened(client.get("/kept/mine.zip"))
        assert words in text
    assert opened(chain.client(chain.sol).get("/kept/mine.zip"))[2].count(NAME) == 0


def test_whoever_makes_a_shopper_s_link_learns_no_name_by_it(marked: Marked) -> None:
    """The link could be opened and the file downloaded, with no reason and without being seen."""
    who = ShopperIdentity.get(ShopperIdentity.shopper == marked.zyanya.id).person
    Person.update(email="qxzyanya@example.com").where(Person.id == who.id).execute()
    AddressClaim.create(
        person=who,
        address="qxnew@example.com",
        created_at=marked.chain.clock.now(),
        expires_at=marked.chain.clock.now() + timedelta(days=1),
    )
    phone = marked.chain.client(marked.zyanya)
    told, _photos, text = opened(phone.get("/kept/mine.zip"))
    assert told["about"]["code"] == marked.zyanya.code  # type: ignore[index]
    assert "Pida a quien administra" in told["about"]["left_out"]  # type: ignore[index]
    for hidden in (NAME, "qxzyanya@example.com", "qxnew@example.com", str(who.id)):
        assert hidden not in text, hidden
    devices = phone.get("/devices?language=en").text
    assert "has no name and no e-mail address in it" in devices


def test_nor_a_code_by_making_the_link_of_a_colleague(marked: Marked) -> None:
    identity = ShopperIdentity.get(ShopperIdentity.shopper == marked.zyanya.id)
    identity.person = marked.wences
    identity.save()
    told, photos, text = opened(marked.chain.client(marked.wences).get("/kept/mine.zip"))
    assert told["about"]["name"] == marked.wences.name  # type: ignore[index]
    assert photos == []
    assert marked.zyanya.code not in text
    assert str(marked.zyanya.id) not in text


def test_a_hold_is_placed_and_lifted_with_a_reason(marked: Marked, ana: FlaskClient) -> None:
    form = ana.get("/kept/holds/new")
    wrong = submit(ana, form, kind="visit", object=f"shopper:{marked.zyanya.id}", reason="Because")
    assert (wrong.status_code, "of the kind chosen above" in wrong.text) == (422, True)
    assert "Because" in wrong.text
    assert submit(ana, form, kind="programme", object="").status_code == 422
    kept = submit(
        ana, form, kind="shopper", object=f"shopper:{marked.zyanya.id}", reason="A court."
    )
    assert (kept.status_code, marked.zyanya.code in kept.text) == (200, True)
    page = ana.get(f"/kept/shoppers/{marked.zyanya.id}")
    assert "Erase for good" not in page.text
    refused = ana.post(
        f"/kept/shoppers/{marked.zyanya.id}/erase", data={"sure": "yes"}, headers={"X-Kit": "1"}
    )
    assert refused.status_code == 409
    hold = LegalHold.get()
    lifting = ana.get(f"/kept/holds/{hold.id}/lift")
    assert submit(ana, lifting).status_code == 422
    assert submit(ana, lifting, reason="It is closed.").status_code == 200
    assert ana.get(f"/kept/holds/{hold.id}/lift").status_code == 404
    assert "Erase for good" in ana.get(f"/kept/shoppers/{marked.zyanya.id}").text
    acts = [entry.act for entry in HistoryEntry.select().order_by(HistoryEntry.id)]
    assert acts[-2:] == ["hold.place", "hold.lift"]


def test_nobody_erases_themselves(marked: Marked, ana: FlaskClient) -> None:
    address = f"/kept/people/{marked.chain.ana.id}"
    refused = submit(ana, ana.get(address), f"{address}/erase", sure="yes")
    assert (refused.status_code, "Ask another administrator" in refused.text) == (409, True)
    assert Person.get_by_id(marked.chain.ana.id).name == "Ana Torres"


def test_in_spanish(marked: Marked, ana: FlaskClient) -> None:
    pages = ("/kept/", "/kept/holds/new", f"/kept/shoppers/{marked.zyanya.id}")
    texts = [ana.get(f"{page}?language=es").text for page in pages]
    assert all('lang="es"' in text for text in texts)
    assert "24 meses" in texts[0]
