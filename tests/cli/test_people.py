"""`audit-kit people`: inviting, listing, changing, revoking and taking back, by words alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.database import connect
from server.kernel.actor import Role
from server.people.models import Person, Shopper
from server.people.queries import roles_of
from server.stores.queries import responsible_for
from tests.cast import Chain

Run = Callable[..., Result]


@pytest.fixture
def run(chain: Chain, database_url: str) -> Run:
    """The command line over the chain's own installation."""
    settings = {"DATABASE_URL": database_url, "AUDIT_KIT_DATA": str(chain.data)}

    def run(*words: str) -> Result:
        done = CliRunner().invoke(main, ["people", *words], env=settings)
        connect(database_url)
        return done

    return run


def link_in(told: str) -> str:
    """The sign-in link that was printed, as an address of the app's own."""
    found = re.search(r"http://127\.0\.0\.1:8000(/in/\S+)", told)
    assert found, told
    return found.group(1)


def test_it_works(chain: Chain, run: Run) -> None:
    done = run("invite", "Eva Ríos", "--role", "store_manager", "--store", "NT-02")
    assert done.exit_code == 0, done.output
    eva = Person.get(Person.name == "Eva Ríos")
    assert responsible_for(eva.id) == ({chain.norte.id}, frozenset())
    client = chain.app.test_client()
    assert client.post(link_in(done.output), headers={"X-Kit": "1"}).status_code == 303
    assert "Tienda Norte" in client.get("/store/").text
    assert (
        run("revoke", "Eva Ríos", "--yes").output
        == "Eva Ríos is let in no longer. Devices signed out: 1\n"
    )
    assert client.get("/store/").status_code == 401
    assert "Eva Ríos" not in run("list").output
    assert "Eva Ríos\tstore_manager\tNT-02\trevoked" in run("list", "--all").output
    assert run("restore", str(eva.id)).exit_code == 0
    assert "Eva Ríos\tstore_manager\tNT-02" in run("list").output


def test_a_shopper_is_a_code_from_then_on(chain: Chain, run: Run) -> None:
    done = run("invite", "Luz Vega", "--shopper", "--language", "es")
    code = done.output.split()[0]
    assert "Luz" not in run("list", "--all").output
    assert f"{code}\tshopper" in run("list").output
    chain.plan()
    told = run("revoke", chain.sol.code, "--yes").output
    assert told == f"{chain.sol.code} is sent out no longer. Open visits that need somebody: 1\n"
    assert not Shopper.get_by_id(chain.sol.id).active
    assert run("restore", chain.sol.code).exit_code == 0
    assert Shopper.get_by_id(chain.sol.id).active


def test_the_last_administrator_stays(chain: Chain, run: Run) -> None:
    for words in (["revoke", "Ana Torres", "--yes"], ["roles", "Ana Torres", "--role", "reviewer"]):
        refused = run(*words)
        assert refused.exit_code == 1
        assert "Make another person administrator first." in refused.output
    assert roles_of(chain.ana.id) == {Role.ADMINISTRATOR}


def test_roles_are_changed(chain: Chain, run: Run) -> None:
    done = run("roles", "Mateo Luna", "--role", "regional_head", "--region", "Centro Sur")
    assert done.output == "Mateo Luna: regional_head\n"
    assert responsible_for(chain.mateo.id) == (frozenset(), {chain.region.id})


def test_what_is_mistyped_is_said(chain: Chain, run: Run) -> None:
    for words, said in (
        (["revoke", "Nobody"], "Nobody called Nobody is let in."),
        (["restore", "Ana Torres"], "audit-kit people list --all"),
        (["invite", "X"], "Give either --shopper or at least one --role."),
        (["invite", "X", "--role", "store_manager"], "--store CODE"),
        (["invite", "X", "--role", "store_manager", "--store", "ZZ"], "There is no store ZZ."),
        (["roles", chain.sol.code, "--role", "reviewer"], "A shopper holds no role."),
    ):
        refused = run(*words)
        assert refused.exit_code in {1, 2}, words
        assert said in refused.output, refused.output
    run("invite", "Ana Torres", "--role", "reviewer")
    assert "Give one of these ids" in run("revoke", "Ana Torres").output
    assert Person.select().where(Person.name == "X").count() == 0


def test_an_address_is_kept_changed_and_removed(chain: Chain, run: Run) -> None:
    def kept(name: str) -> str | None:
        found: str | None = Person.get(Person.name == name).email
        return found

    run("invite", "Eva Ríos", "--role", "reviewer", "--email", "EVA@example.com")
    assert kept("Eva Ríos") == "eva@example.com"
    twice = run("invite", "Otto Paz", "--role", "reviewer", "--email", "eva@example.com")
    assert "Eva Ríos has this address already." in twice.output
    assert run("address", "Eva Ríos", "e@example.com").output == "Eva Ríos: kept.\n"
    assert run("address", chain.sol.code, "sol@example.com").exit_code == 0
    assert kept("Sol Méndez") == "sol@example.com"
    assert (
        "A shopper has this address already" in run("address", "Eva Ríos", "sol@example.com").output
    )
    assert run("address", "Eva Ríos", "--remove").exit_code == 0
    assert kept("Eva Ríos") is None
    assert "such as ana@example.com" in run("address", "Eva Ríos", "eva").output
    assert "Give either an ADDRESS or --remove." in run("address", "Eva Ríos").output


def test_revoking_asks_first(chain: Chain, run: Run) -> None:
    asked = run("revoke", "Mateo Luna")
    assert (asked.exit_code, "Let Mateo Luna in no longer?" in asked.output) == (1, True)
    assert roles_of(chain.mateo.id)
