"""The phone is told whose session it holds, for its app opens without asking the server."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient

from server.kernel.actor import system
from server.people import commands
from tests.cast import Chain

HOUR = timedelta(hours=1)


def told(client: FlaskClient) -> str | None:
    """What the phone knows."""
    cookie = client.get_cookie("kit_shopper")
    return cookie.value if cookie else None


def sign_in(chain: Chain, client: FlaskClient, **whom: object) -> None:
    """Use a fresh link."""
    token = commands.issue_link(system(chain.clock.now()), HOUR, **whom)  # type: ignore[arg-type]
    assert client.post(f"/in/{token}", headers={"X-Kit": "1"}).status_code == 303


def test_it_works(chain: Chain) -> None:
    client = chain.app.test_client()
    sign_in(chain, client, shopper=chain.sol.id)

    cookie, session = client.get_cookie("kit_shopper"), client.get_cookie("kit_session")

    assert told(client) == str(chain.sol.id)
    assert cookie is not None
    assert session is not None
    assert (cookie.http_only, session.http_only) == (False, True)
    assert (cookie.same_site, cookie.max_age) == ("Lax", session.max_age)


def test_the_next_shopper_takes_the_place_of_the_one_before(chain: Chain) -> None:
    client = chain.app.test_client()
    other = commands.add_shopper(system(chain.clock.now()), "Luz Arriaga", "es")
    sign_in(chain, client, shopper=chain.sol.id)
    sign_in(chain, client, shopper=other.id)
    assert told(client) == str(other.id)


def test_signing_out_takes_it_back(chain: Chain) -> None:
    client = chain.app.test_client()
    sign_in(chain, client, shopper=chain.sol.id)
    client.post("/out", headers={"X-Kit": "1"})
    assert told(client) is None


def test_who_is_no_shopper_takes_it_away(chain: Chain) -> None:
    client = chain.app.test_client()
    sign_in(chain, client, shopper=chain.sol.id)
    sign_in(chain, client, person=chain.ana.id)
    assert told(client) is None


def test_a_phone_that_does_not_know_hears_it_with_its_visits(chain: Chain) -> None:
    client = chain.app.test_client()
    sign_in(chain, client, shopper=chain.sol.id)
    client.delete_cookie("kit_shopper")

    first, again = client.get("/api/v1/phone/sync"), client.get("/api/v1/phone/sync")

    assert told(client) == str(chain.sol.id)
    assert "Set-Cookie" in first.headers
    assert "Set-Cookie" not in again.headers
