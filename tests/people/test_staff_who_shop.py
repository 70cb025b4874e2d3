"""One of the staff who shops too: never at their own place, and no list says whose code it is."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from server.kernel.problems import Problem
from server.people import commands
from server.people.models import Person, Shopper
from server.people.queries import is_own_code
from server.visits.models import Visit
from tests.cast import Chain
from tests.cli.test_people import Run, run
from tests.pages import submit

__all__ = ["run"]
OURS = {"X-Kit": "1"}


def mateo_shops(chain: Chain) -> Shopper:
    """A code of Mateo's, who manages the Centro store."""
    Person.update(email="mateo@example.com").where(Person.id == chain.mateo.id).execute()
    return commands.add_shopper(chain.actor(chain.ana), "", staff=chain.mateo.id)


def given(chain: Chain, shopper: Shopper, visit: Visit) -> TestResponse:
    """What the desk says to giving a visit to a shopper."""
    return chain.client(chain.ana).post(
        f"/api/v1/visits/{visit.id}/reassign", json={"shopper": shopper.code}, headers=OURS
    )


def added(page: TestResponse) -> Shopper:
    """The shopper whose link a page shows."""
    code = re.search(r"SH-[A-Z0-9]+", page.text)
    assert code is not None
    found: Shopper = Shopper.get(Shopper.code == code.group())
    return found


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    new, people = ana.get("/desk/shoppers/new"), Person.select().count()
    found = added(submit(ana, new, staff=str(chain.mateo.id)))
    assert is_own_code(found.id, chain.mateo.id)
    assert Person.select().count() == people
    assert given(chain, found, chain.plan()).json["code"] == "shops_own_store"
    assert given(chain, found, chain.plan(chain.norte)).json["shopper"] == found.code


def test_a_reviewer_never_has_the_own_report(chain: Chain) -> None:
    code = commands.add_shopper(chain.actor(chain.ana), "", staff=chain.rosa.id)
    Visit.update(shopper=code.id).where(Visit.id == (visit := chain.plan()).id).execute()
    chain.sol, sol = code, chain.sol
    report = chain.send(visit)
    chain.sol = sol
    refused = chain.client(chain.rosa).post(f"/api/v1/reviews/{report}/claim", headers=OURS)
    assert refused.status_code in {403, 404}
    taken = chain.client(chain.rita).post(f"/api/v1/reviews/{report}/claim", headers=OURS)
    assert taken.status_code == 200


def test_no_page_of_the_desk_says_whose_code_it_is(chain: Chain) -> None:
    code, ana = mateo_shops(chain), chain.client(chain.ana)
    about = (code.code, str(code.id))
    for page in (
        "/desk/people",
        f"/desk/people/{chain.mateo.id}",
        f"/kept/people/{chain.mateo.id}",
    ):
        assert not any(each in ana.get(page).text for each in about), page
    for page in ("/desk/shoppers", f"/desk/shoppers/{code.id}", f"/kept/shoppers/{code.id}"):
        assert "Mateo" not in ana.get(page).text, page
        assert str(chain.mateo.id) not in ana.get(page).text, page
    for page in ("/desk/history/", "/desk/history/history.csv"):
        for line in re.split(r"</li>|</tr>|\n", ana.get(page).text):
            assert not (code.code in line and "Mateo" in line), line


def test_by_the_code_the_address_stays_as_it_is(chain: Chain) -> None:
    """Else one that is given to a code would show up beside a name."""
    code, ana = mateo_shops(chain), chain.client(chain.ana)
    page = ana.get(f"/desk/shoppers/{code.id}")
    assert "keeps the address that stands with the staff" in page.text
    for address in ("probe@example.com", ""):
        told = submit(ana, page, f"/desk/shoppers/{code.id}/address", email=address)
        assert told.status_code == 200
        assert "An address is kept" in told.text
        assert Person.get_by_id(chain.mateo.id).email == "mateo@example.com"
    phone = chain.client(code)
    refused = phone.post("/address/remove", headers=OURS)
    assert (refused.status_code, refused.json["code"]) == (409, "address_of_staff")
    with pytest.raises(Problem, match="address_of_staff"):
        commands.claim_address(chain.actor(code), "probe@example.com")


@pytest.mark.parametrize("whose", ["nobody", "sol"])
def test_only_one_of_the_staff_can_be_chosen(chain: Chain, whose: str) -> None:
    id = UUID(int=7) if whose == "nobody" else chain.sol.id
    with pytest.raises(Problem, match="not_found"):
        commands.add_shopper(chain.actor(chain.ana), "", staff=id)


def test_one_code_is_enough_while_it_is_used(chain: Chain) -> None:
    ana, code = chain.client(chain.ana), mateo_shops(chain)
    again = submit(ana, ana.get("/desk/shoppers/new"), staff=str(chain.mateo.id))
    assert (again.status_code, "is a shopper already" in again.text) == (409, False)
    assert "Which code it is, nobody is told" in again.text
    commands.deactivate_shopper(chain.actor(chain.ana), code.id, 0)
    assert submit(ana, ana.get("/desk/shoppers/new"), staff=str(chain.mateo.id)).status_code == 200


def test_another_address_is_not_taken_for_theirs(chain: Chain) -> None:
    ana, staff = chain.client(chain.ana), str(chain.mateo.id)
    new = ana.get("/desk/shoppers/new")
    refused = submit(ana, new, staff=staff, email="other@example.com")
    assert (refused.status_code, "Leave it empty" in refused.text) == (422, True)
    assert submit(ana, new).status_code == 422, "neither a name nor one of the staff"


def test_from_the_command_line(chain: Chain, run: Run) -> None:
    done = run("invite", "Mateo Luna", "--shopper", "--staff")
    assert done.exit_code == 0, done.output
    found = Shopper.get(Shopper.id != chain.sol.id)
    assert found.code in done.output
    assert is_own_code(found.id, chain.mateo.id)
    assert "Nobody called Luz" in run("invite", "Luz", "--shopper", "--staff").output
    assert run("invite", "Mateo Luna", "--staff", "--role", "reviewer").exit_code == 2


def test_from_a_list_by_the_address(chain: Chain) -> None:
    Person.update(email="mateo@example.com").where(Person.id == chain.mateo.id).execute()
    ana = chain.client(chain.ana)
    content = b"name,roles,email,code\nM. Luna,shopper,Mateo@example.com,SH-QX123\n"

    def send(query: str = "") -> TestResponse:
        return ana.post(f"/api/v1/imports/people{query}", data=content, headers=OURS)

    preview = send().json
    assert preview["mistakes"] == []
    assert "Mateo Luna has this address and works here already" in preview["rows"][0]["remarks"][0]
    assert send(f"?seen={preview['digest']}").json["done"] is True
    found = Shopper.get(Shopper.code == "SH-QX123")
    assert is_own_code(found.id, chain.mateo.id)
    (once_more,) = [each["code"] for each in send().json["mistakes"] if each["column"] == "C"]
    assert once_more == "address_of_shopper"
