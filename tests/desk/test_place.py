"""One line on the desk says where a store is, and says how to write it when it cannot be read."""

from __future__ import annotations

import html

import pytest

from server.stores.models import Store
from tests.cast import Chain
from tests.pages import form_on, submit

STORE = {"name": "Tienda Sur", "code": "SR-03"}


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    given = STORE | {"region": str(chain.region.id), "place": "19.0414, -98.2063"}
    listed = submit(ana, ana.get("/desk/stores/new"), **given)
    assert "19.0414, -98.2063" in listed.text
    store = Store.get(Store.code == "SR-03")
    assert (store.latitude, store.longitude) == (19.0414, -98.2063)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The latitude comes first."), ("es", "Primero va la latitud.")],
)
def test_what_cannot_be_read_is_explained(chain: Chain, language: str, sentence: str) -> None:
    ana = chain.client(chain.ana)
    page = ana.get(f"/desk/stores/new?language={language}")
    given = STORE | {"region": str(chain.region.id), "place": "-98.2063, 19.0414"}
    answered = submit(ana, page, **given)
    assert answered.status_code == 422
    assert sentence in html.unescape(answered.text)
    assert form_on(answered).fields["place"] == ["-98.2063, 19.0414"]
    assert not Store.select().where(Store.code == "SR-03").exists()


def test_a_store_that_has_none_gets_one_and_loses_it(chain: Chain) -> None:
    ana, address = chain.client(chain.ana), f"/desk/stores/{chain.centro.id}/place"
    assert address in ana.get("/desk/stores").text
    submit(ana, ana.get(address), place="19.0414, -98.2063")
    page = ana.get(address)
    assert form_on(page).fields["place"] == ["19.0414, -98.2063"]
    submit(ana, page, place="")
    assert Store.get_by_id(chain.centro.id).latitude is None


def test_what_is_wrong_there_changes_nothing(chain: Chain) -> None:
    ana, address = chain.client(chain.ana), f"/desk/stores/{chain.centro.id}/place"
    answered = submit(ana, ana.get(address), place="in the middle")
    assert answered.status_code == 422
    assert 'id="place-wrong"' in answered.text
    assert Store.get_by_id(chain.centro.id).latitude is None
