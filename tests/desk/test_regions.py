"""The tree of regions on its pages: what is refused says why, and nothing entered is lost."""

from __future__ import annotations

import html
import re

from server.stores import commands as stores
from server.stores.models import Region
from tests.cast import Chain
from tests.pages import form_on, submit


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    stores.add_region(chain.actor(chain.ana), "México")
    page = ana.get(f"/desk/stores/regions/{chain.region.id}")
    above = Region.get(Region.name == "México")
    listed = submit(ana, page, name="Centro", parent=str(above.id))
    assert Region.get_by_id(chain.region.id).parent_id == above.id
    assert "Centro" in listed.text
    assert "2 stores" in listed.text


def test_a_region_inside_itself_is_refused_with_a_sentence(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    below = stores.add_region(chain.actor(chain.ana), "Puebla", chain.region)
    page = ana.get(f"/desk/stores/regions/{chain.region.id}")
    # It is not among the choices; whoever has an old page open meets the sentence.
    assert str(below.id) not in page.text
    refused = submit(ana, page, name="Centro", parent=str(below.id))
    assert refused.status_code == 409
    assert "Choose one outside of Centro Sur, or none." in html.unescape(refused.text)
    assert form_on(refused).fields["name"] == ["Centro"]


def test_deleting_asks_first_and_only_when_empty(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    assert "/delete" not in ana.get(f"/desk/stores/regions/{chain.region.id}").text
    page = ana.get(f"/desk/stores/regions/{chain.region.id}/delete")
    assert "Regina Paz" in page.text
    assert submit(ana, page).json["code"] == "region_not_empty"
    empty = stores.add_region(chain.actor(chain.ana), "Puebla")
    page = ana.get(f"/desk/stores/regions/{empty.id}/delete")
    assert Region.select().count() == 2
    assert "Puebla" not in submit(ana, page).text


def test_administrators_find_the_comparison_of_stores(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    tree = ana.get("/desk/stores/regions").text
    assert 'href="/region/"' in tree
    assert ana.get("/region/", follow_redirects=True).status_code == 200
    (one, *_) = re.findall(r'href="(/desk/stores/regions/[0-9a-f-]+)"', tree)
    (compared,) = re.findall(r'href="(/region/[0-9a-f-]+)"', ana.get(one).text)
    assert ana.get(compared).status_code == 200
