"""A passkey signs its owner in, once per question, at one address, and nobody else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.people import commands
from server.people.models import DeviceSession, Passkey, Person, Shopper, SpentChallenge
from tests.cast import Chain
from tests.pages import submit
from tests.people.authenticator import OURS, Authenticator, add, bring, options, sign_in


def test_it_works(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    assert "No passkey yet" in mateo.get("/passkeys").text
    key = add(mateo, "My phone")
    assert "My phone" in mateo.get("/passkeys").text
    elsewhere = chain.app.test_client()
    signed = sign_in(elsewhere, key)
    assert (signed.status_code, signed.get_json()) == (200, {"next": "/"})
    assert "Mateo Luna" in elsewhere.get("/devices").text
    assert Passkey.get().last_used_on == chain.clock.now().date()


def test_a_shopper_signs_in_by_code_and_for_long(chain: Chain) -> None:
    sol = chain.client(chain.sol)
    asked = options(sol, "/passkeys")
    assert asked["user"]["name"] == asked["user"]["displayName"] == chain.sol.code
    key = add(sol)
    phone = chain.app.test_client()
    assert sign_in(phone, key).status_code == 200
    assert phone.get_cookie("kit_shopper").value == str(chain.sol.id)
    chain.later(days=80)
    assert phone.get("/api/v1/phone/sync").status_code == 200


def test_who_has_no_passkey_is_asked_the_same_question(chain: Chain) -> None:
    before = options(chain.app.test_client(), "/passkeys/sign-in")
    add(chain.client(chain.mateo))
    after = options(chain.app.test_client(), "/passkeys/sign-in")
    assert before.pop("challenge") != after.pop("challenge")
    assert before == after
    assert after["allowCredentials"] == []
    assert after["userVerification"] == "required"


def test_asking_writes_nothing(chain: Chain) -> None:
    for _ in range(3):
        options(chain.app.test_client(), "/passkeys/sign-in")
    assert SpentChallenge.select().count() == 0


def test_a_question_is_answered_once(chain: Chain) -> None:
    key = add(chain.client(chain.mateo), counts=False)
    client = chain.app.test_client()
    asked = options(client, "/passkeys/sign-in")
    ticket = client.get_cookie("kit_passkey", path="/passkeys")
    assert ticket is not None
    answered = key.sign(asked)
    assert bring(client, "/passkeys/sign-in", answered).status_code == 200
    thief = chain.app.test_client()
    thief.set_cookie("kit_passkey", ticket.value, path="/passkeys")
    again = bring(thief, "/passkeys/sign-in", answered)
    assert (again.status_code, again.json["code"]) == (409, "passkey_too_late")


def test_an_answer_that_was_wrong_uses_the_question_up(chain: Chain) -> None:
    key, client = add(chain.client(chain.mateo)), chain.app.test_client()
    asked = options(client, "/passkeys/sign-in")
    wrong = key.sign(asked) | {"response": key.sign(asked | {"challenge": "AAAA"})["response"]}
    assert bring(client, "/passkeys/sign-in", wrong).json["code"] == "passkey_refused"
    assert bring(client, "/passkeys/sign-in", key.sign(asked)).json["code"] == "passkey_too_late"


def test_a_question_is_answered_in_the_browser_that_asked(chain: Chain) -> None:
    key = add(chain.client(chain.mateo))
    asked = options(chain.app.test_client(), "/passkeys/sign-in")
    sent = bring(chain.app.test_client(), "/passkeys/sign-in", key.sign(asked))
    assert sent.json["code"] == "passkey_too_late"


def test_a_question_is_answered_in_the_session_that_asked(chain: Chain) -> None:
    """A passkey made for one person is not kept for the next who signs in at the browser."""
    client = chain.client(chain.mateo)
    made = Authenticator().make(options(client, "/passkeys"))
    token = commands.issue_link(system(chain.clock.now()), timedelta(hours=1), chain.rosa.id)
    client.post(f"/in/{token}", headers={"X-Kit": "1"})
    assert bring(client, "/passkeys", made, name="X").json["code"] == "passkey_too_late"
    assert Passkey.select().count() == 0


def test_a_question_for_one_thing_is_no_answer_to_another(chain: Chain) -> None:
    client = chain.client(chain.mateo)
    made = Authenticator().make(options(client, "/passkeys/sign-in") | creation())
    assert bring(client, "/passkeys", made, name="X").json["code"] == "passkey_too_late"


def creation() -> dict[str, Any]:
    """What a browser needs to make a passkey with the challenge of another question."""
    return {"user": {"id": "AAAA"}, "rp": {"id": "localhost"}}


def test_five_minutes_are_enough(chain: Chain) -> None:
    key, client = add(chain.client(chain.mateo)), chain.app.test_client()
    asked = options(client, "/passkeys/sign-in")
    chain.later(minutes=5, seconds=1)
    sent = bring(client, "/passkeys/sign-in", key.sign(asked))
    assert (sent.status_code, sent.json["code"]) == (409, "passkey_too_late")


def test_spent_questions_are_forgotten_when_they_would_be_too_old(chain: Chain) -> None:
    key = add(chain.client(chain.mateo))
    sign_in(chain.app.test_client(), key)
    assert SpentChallenge.select().count() == 2
    chain.later(minutes=6)
    sign_in(chain.app.test_client(), key)
    assert SpentChallenge.select().count() == 1


@pytest.mark.parametrize(
    "kind", [{"origin": "https://evil.example"}, {"verifies": False}], ids=["elsewhere", "unasked"]
)
def test_what_did_not_sign_here_or_asked_nobody_is_refused(
    chain: Chain, kind: dict[str, Any]
) -> None:
    mateo = chain.client(chain.mateo)
    made = Authenticator(**kind).make(options(mateo, "/passkeys"))
    assert bring(mateo, "/passkeys", made, name="X").json["code"] == "passkey_refused"
    key = add(mateo)
    for name, value in kind.items():
        setattr(key, name, value)
    assert sign_in(chain.app.test_client(), key).json["code"] == "passkey_refused"


def test_an_unknown_key_is_told_the_same_as_one_that_signs_wrong(chain: Chain) -> None:
    known = add(chain.client(chain.mateo))
    forged = Authenticator(id=known.id, owner=known.owner)
    unknown = Authenticator(owner=known.owner)
    told = [sign_in(chain.app.test_client(), key) for key in (forged, unknown)]
    assert told[0].json == told[1].json
    assert told[0].json["code"] == "passkey_refused"
    assert DeviceSession.select().count() == 1


def test_a_key_that_names_another_owner_is_refused(chain: Chain) -> None:
    key = add(chain.client(chain.mateo))
    key.owner = chain.ana.id.bytes
    assert sign_in(chain.app.test_client(), key).json["code"] == "passkey_refused"


def test_a_count_that_goes_backwards_is_a_copy(chain: Chain) -> None:
    key = add(chain.client(chain.mateo))
    copy = Authenticator(key=key.key, id=key.id, owner=key.owner)
    for _ in range(3):
        assert sign_in(chain.app.test_client(), key).status_code == 200
    refused = sign_in(chain.app.test_client(), copy)
    assert (refused.status_code, refused.json["code"]) == (409, "passkey_copied")
    noted = HistoryEntry.get(HistoryEntry.act == "passkey.copied")
    assert noted.details == {"count": 1, "known": 3}
    assert sign_in(chain.app.test_client(), key).status_code == 200


def test_one_that_travels_between_devices_counts_nothing(chain: Chain) -> None:
    key = add(chain.client(chain.mateo), counts=False)
    for _ in range(3):
        assert sign_in(chain.app.test_client(), key).status_code == 200
    assert Passkey.get().sign_count == 0


def test_the_same_key_is_kept_once(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    key = add(mateo)
    asked = options(mateo, "/passkeys")
    assert [each["id"] for each in asked["excludeCredentials"]] == [key.make(asked)["id"]]
    refused = bring(mateo, "/passkeys", key.make(asked), name="Again")
    assert (refused.status_code, refused.json["code"]) == (409, "passkey_known")


def test_there_is_a_most(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    for number in range(commands.MOST_PASSKEYS):
        add(mateo, f"Key {number}")
    made = Authenticator().make(options(mateo, "/passkeys"))
    assert bring(mateo, "/passkeys", made, name="X").json["code"] == "passkey_limit"


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_passkey_has_a_name(chain: Chain, name: str) -> None:
    mateo = chain.client(chain.mateo)
    made = Authenticator().make(options(mateo, "/passkeys"))
    assert bring(mateo, "/passkeys", made, name=name).json["code"] == "passkey_name_unusable"
    assert bring(mateo, "/passkeys", made, name="Then so").status_code == 201


def test_it_is_called_otherwise(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    add(mateo, "Old")
    key = Passkey.get()
    page = mateo.get(f"/passkeys/{key.id}")
    assert "Give it a name" in submit(mateo, page, name=" ").text
    assert "New" in submit(mateo, page, name=" New  one ").text
    assert Passkey.get().name == "New one"


def test_it_is_removed_after_a_question(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    gone, kept = add(mateo, "Gone"), add(mateo, "Kept")
    key = Passkey.get(Passkey.name == "Gone")
    page = mateo.get(f"/passkeys/{key.id}/remove")
    assert "Delete it on the device too" in page.text
    assert Passkey.select().count() == 2
    assert "Gone" not in submit(mateo, page).text
    assert sign_in(chain.app.test_client(), gone).json["code"] == "passkey_refused"
    assert sign_in(chain.app.test_client(), kept).status_code == 200


def test_nobody_sees_or_changes_another_s(chain: Chain) -> None:
    add(chain.client(chain.mateo), "Mateo's")
    key = Passkey.get()
    for other in (chain.client(chain.ana), chain.client(chain.sol)):
        assert "Mateo" not in other.get("/passkeys").text
        for address in (f"/passkeys/{key.id}", f"/passkeys/{key.id}/remove"):
            assert other.get(address).status_code == 404
            sent = other.post(address, data={"name": "X"}, headers=OURS)
            assert sent.status_code == 404
    assert Passkey.get().name == "Mateo's"


def test_whoever_was_shut_out_needs_a_new_link(chain: Chain) -> None:
    mateo, sol = add(chain.client(chain.mateo)), add(chain.client(chain.sol))
    commands.shut_out(chain.actor(chain.ana), person=chain.mateo.id)
    commands.shut_out(chain.actor(chain.ana), shopper=chain.sol.id)
    for key in (mateo, sol):
        assert sign_in(chain.app.test_client(), key).json["code"] == "passkey_refused"


def test_whoever_has_left_stays_out(chain: Chain) -> None:
    mateo, sol = add(chain.client(chain.mateo)), add(chain.client(chain.sol))
    Person.update(revoked_at=chain.clock.now()).where(Person.id == chain.mateo.id).execute()
    Shopper.update(active=False).where(Shopper.id == chain.sol.id).execute()
    for key in (mateo, sol):
        assert sign_in(chain.app.test_client(), key).json["code"] == "passkey_refused"


@pytest.mark.parametrize(
    "credential",
    [
        None,
        [],
        {},
        {"id": 3},
        {"id": "ñ", "response": {}},
        {"id": "A" * 5000},
        {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "é"}},
    ],
)
def test_what_is_no_passkey_is_refused(chain: Chain, credential: Any) -> None:
    mateo, stranger = chain.client(chain.mateo), chain.app.test_client()
    options(mateo, "/passkeys")
    options(stranger, "/passkeys/sign-in")
    for client, address in ((mateo, "/passkeys"), (stranger, "/passkeys/sign-in")):
        sent = bring(client, address, credential, name="X")
        assert (sent.status_code, sent.json["code"]) == (422, "passkey_refused")


def test_garbage_inside_an_answer_is_refused(chain: Chain) -> None:
    key = add(chain.client(chain.mateo))
    for part in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
        for garbage in ("AAAA", "!", "oWFh_w", 7, {}, [1]):
            client = chain.app.test_client()
            answered = key.sign(options(client, "/passkeys/sign-in"))
            answered["response"][part] = garbage
            sent = bring(client, "/passkeys/sign-in", answered)
            assert sent.json["code"] == "passkey_refused", (part, garbage, json.dumps(sent.json))


def test_history_tells_each_step(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    key = add(mateo)
    sign_in(chain.app.test_client(), key)
    passkey = Passkey.get()
    mateo.post(f"/passkeys/{passkey.id}", data={"name": "X"}, headers=OURS)
    mateo.post(f"/passkeys/{passkey.id}/remove", headers=OURS)
    told = [(row.act, row.actor) for row in HistoryEntry.select().order_by(HistoryEntry.id)]
    acts = ["passkey.add", "session.open_passkey", "passkey.rename", "passkey.remove"]
    assert told[-4:] == [(act, chain.mateo.id) for act in acts]
