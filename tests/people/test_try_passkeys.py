"""Whoever tries passkeys out learns nothing of who has one, and soon has to wait."""

from __future__ import annotations

from dataclasses import replace

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.people.models import Person, SpentChallenge
from server.people.pages.passkey_sign_in import PASSKEYS
from tests.cast import Chain
from tests.people.authenticator import Authenticator, add, bring, options, sign_in


def test_it_works(chain: Chain) -> None:
    """Each network may try so often and no more; then it waits, and may again."""
    key, client = add(chain.client(chain.mateo)), chain.app.test_client()
    stranger = Authenticator(owner=key.owner)
    for _ in range(PASSKEYS.times):
        assert bring(client, "/passkeys/sign-in", {}).json["code"] == "passkey_too_late"
    waits = sign_in(client, stranger)
    assert (waits.status_code, waits.json["code"]) == (429, "too_many")
    assert int(waits.headers["Retry-After"]) > 0
    # Somebody elsewhere is kept waiting by that as little as whoever comes by link.
    far = {"REMOTE_ADDR": "203.0.113.7"}
    elsewhere = chain.app.test_client()
    elsewhere.environ_base.update(far)
    assert sign_in(elsewhere, key).status_code == 200
    assert chain.client(chain.mateo).get("/devices").status_code == 200
    chain.later(minutes=15, seconds=1)
    assert sign_in(client, key).status_code == 200


def twice(client: FlaskClient, key: Authenticator) -> list[TestResponse]:
    """The same answer, brought twice."""
    signed = key.sign(options(client, "/passkeys/sign-in"))
    return [bring(client, "/passkeys/sign-in", signed) for _ in range(2)]


def test_known_and_unknown_are_told_the_same_and_leave_the_same_behind(chain: Chain) -> None:
    known, gone = add(chain.client(chain.mateo)), add(chain.client(chain.rita))
    Person.update(revoked_at=chain.clock.now()).where(Person.id == chain.rita.id).execute()
    tried = {
        "known, and signed by somebody else": Authenticator(id=known.id, owner=known.owner),
        "unknown": Authenticator(owner=known.owner),
        "of somebody who has left": replace(gone),
    }
    told = {}
    for what, key in tried.items():
        before = SpentChallenge.select().count()
        first, again = twice(chain.app.test_client(), key)
        left = SpentChallenge.select().count() - before
        told[what] = (first.json, again.json["code"], left)
    assert len({str(each) for each in told.values()}) == 1
    first, again, left = told["unknown"]
    assert (first["code"], again, left) == ("passkey_refused", "passkey_too_late", 1)


def test_in_the_app_on_the_home_screen_one_stays_in_it(chain: Chain) -> None:
    """All beside the app's own addresses opens in the browser, which shares no sign-in with it."""
    key, staff = add(chain.client(chain.sol)), add(chain.client(chain.mateo))
    phone = chain.app.test_client()
    page = phone.get("/phone/sign-in/").text
    assert 'data-back="/phone/"' in page
    for each, leads in ((key, "/phone/"), (staff, "/")):
        signed = each.sign(options(phone, "/passkeys/sign-in"))
        assert bring(phone, "/passkeys/sign-in", signed, back="/phone/").json == {"next": leads}
