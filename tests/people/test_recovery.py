"""An administrator who has a passkey comes in with it; a code from paper stands in when it is lost,
and whoever has the machine can always let them in."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from uuid import UUID

from click.testing import CliRunner
from flask.testing import FlaskClient

from server.cli import main
from server.database import connect
from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.people import commands
from server.people.models import DeviceSession, Passkey, RecoveryCode, SignInLink
from tests.cast import Chain
from tests.pages import form_on, submit
from tests.people.authenticator import OURS, add, sign_in

CODE = re.compile(r"<code>((?:[2-9A-Z]{4}-){3}[2-9A-Z]{4})</code>")


def token_for(chain: Chain, person: UUID) -> str:
    """A fresh link's token."""
    return commands.issue_link(system(chain.clock.now()), timedelta(hours=1), person)


def codes_of(client: FlaskClient) -> list[str]:
    """Ten new codes, as the page shows them."""
    return CODE.findall(submit(client, client.get("/passkeys/codes/new"), "/passkeys/codes").text)


def test_it_works(chain: Chain) -> None:
    """The link leads to the passkey, and lets in with it."""
    key = add(chain.client(chain.ana))
    token, client = token_for(chain, chain.ana.id), chain.app.test_client()
    second = submit(client, client.get(f"/in/{token}"))
    assert second.request.path == f"/in/{token}/passkey"
    assert client.get("/desk/").status_code == 401
    assert sign_in(client, key, link=token).status_code == 200
    assert client.get("/desk/").status_code == 200
    assert chain.app.test_client().get(f"/in/{token}").status_code == 410


def test_the_link_alone_is_refused_on_every_way(chain: Chain) -> None:
    add(chain.client(chain.ana))
    token = token_for(chain, chain.ana.id)
    client = chain.app.test_client()
    assert client.post(f"/in/{token}", headers={"X-Kit": "1"}).location == f"/in/{token}/passkey"
    assert SignInLink.get(SignInLink.used_at.is_null()).person_id == chain.ana.id
    assert DeviceSession.select().count() == 1


def test_opening_the_link_tells_nobody_whether_there_is_a_passkey(chain: Chain) -> None:
    pages = []
    for _ in range(2):
        token = token_for(chain, chain.ana.id)
        pages.append(chain.app.test_client().get(f"/in/{token}").text.replace(token, ""))
        if not pages[1:]:
            add(chain.client(chain.ana))
    assert pages[0] == pages[1]


def test_only_administrators_must(chain: Chain) -> None:
    add(chain.client(chain.mateo))
    client = chain.app.test_client()
    assert client.post(f"/in/{token_for(chain, chain.mateo.id)}", headers=OURS).location == "/"
    assert client.get("/passkeys/codes").status_code == 403


def test_an_administrator_without_a_passkey_needs_none(chain: Chain) -> None:
    client = chain.app.test_client()
    assert client.post(f"/in/{token_for(chain, chain.ana.id)}", headers=OURS).location == "/"


def test_another_s_passkey_does_not_open_the_link(chain: Chain) -> None:
    add(chain.client(chain.ana))
    mateo = add(chain.client(chain.mateo))
    token = token_for(chain, chain.ana.id)
    assert sign_in(chain.app.test_client(), mateo, token).json["code"] == "passkey_refused"
    assert SignInLink.get(SignInLink.used_at.is_null()).person_id == chain.ana.id


def test_the_first_passkey_leads_to_the_codes(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    assert "You have no recovery codes" not in ana.get("/passkeys").text
    add(ana)
    assert "You have no recovery codes" in ana.get("/passkeys").text
    codes_of(ana)
    assert "10 recovery codes are left" in ana.get("/passkeys").text


def test_a_code_stands_in_for_the_passkey(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    code = codes_of(ana)[3]
    token, client = token_for(chain, chain.ana.id), chain.app.test_client()
    second = client.post(f"/in/{token}", headers=OURS, follow_redirects=True)
    here = submit(client, second, code=f" {code.lower().replace('-', ' ')} ")
    assert here.request.path == "/passkeys"
    assert "9 recovery codes are left" in here.text
    told = {row.act: row.details for row in HistoryEntry.select()}
    assert told["recovery_code.use"] == {"left": 9}
    assert "session.open_recovery_code" in told


def test_a_code_works_once(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    code = codes_of(ana)[0]
    for token, status in (
        (token_for(chain, chain.ana.id), 303),
        (token_for(chain, chain.ana.id), 422),
    ):
        sent = chain.app.test_client().post(
            f"/in/{token}/passkey", data={"code": code}, headers={"X-Kit": "1"}
        )
        assert sent.status_code == status


def test_whoever_tries_codes_out_has_to_wait(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    code = codes_of(ana)[0]
    token, client = token_for(chain, chain.ana.id), chain.app.test_client()
    address = f"/in/{token}/passkey"
    for _ in range(10):
        assert client.post(address, data={"code": "ABCD"}, headers=OURS).status_code == 422
    waits = client.post(address, data={"code": code}, headers=OURS)
    assert "That was too often in a short time" in waits.text
    chain.later(minutes=15, seconds=1)
    assert client.post(address, data={"code": code}, headers=OURS).status_code == 303
    assert RecoveryCode.select().where(RecoveryCode.used_at.is_null(False)).count() == 1


def test_a_typed_code_lets_no_administrator_in_past_the_passkey(chain: Chain) -> None:
    add(chain.client(chain.ana))
    now, hour = system(chain.clock.now()), timedelta(hours=1)
    given = commands.give_link(now, hour, hour, chain.ana.id)
    client = chain.app.test_client()
    sent = client.post("/sign-in/code", data={"code": given.code}, headers=OURS)
    assert "A link alone does not let you in any more" in sent.text
    assert client.get("/desk/").status_code == 401


def test_a_wrong_code_leaves_link_and_entry(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    codes_of(ana)
    token, client = token_for(chain, chain.ana.id), chain.app.test_client()
    page = client.get(f"/in/{token}/passkey")
    refused = submit(client, page, code="ABCD")
    assert refused.status_code == 422
    assert "A recovery code works once" in refused.text
    assert form_on(refused, f"/in/{token}/passkey").fields["code"] == ["ABCD"]
    assert client.get(f"/in/{token}").status_code == 200


def test_a_code_opens_nobody_else_s_link(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    code = codes_of(ana)[0]
    for person in (chain.mateo.id, chain.rosa.id):
        token = token_for(chain, person)
        sent = chain.app.test_client().post(
            f"/in/{token}/passkey", data={"code": code}, headers=OURS
        )
        assert sent.status_code == 422
    assert chain.app.test_client().get("/in/none/passkey").status_code == 410


def test_new_codes_end_the_old_ones(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    old, new = codes_of(ana), codes_of(ana)
    assert (len(old), len(new), len({*old, *new})) == (10, 10, 20)
    token = token_for(chain, chain.ana.id)
    for code, status in ((old[0], 422), (new[0], 303)):
        sent = chain.app.test_client().post(
            f"/in/{token}/passkey", data={"code": code}, headers={"X-Kit": "1"}
        )
        assert sent.status_code == status


def test_codes_are_shown_once_and_kept_as_hashes(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    codes = codes_of(ana)
    stored = " ".join(str(row) for row in RecoveryCode.select().dicts())
    pages = ana.get("/passkeys").text + ana.get("/passkeys/codes").text
    for code in codes:
        for told in (stored, pages):
            assert code not in told
            assert code.replace("-", "") not in told


def test_the_codes_as_a_file(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    page = submit(ana, ana.get("/passkeys/codes"))
    file = submit(ana, page, "/passkeys/codes/file")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Cache-Control"] == "no-store"
    assert file.text.splitlines()[2:] == CODE.findall(page.text)
    # It writes nothing that somebody else put in.
    sent = ana.post("/passkeys/codes/file", data={"code": "<b>"}, headers=OURS)
    assert (sent.status_code, sent.json["code"]) == (422, "recovery_code_unusable")


def test_removing_the_last_passkey_ends_the_codes(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    codes_of(ana)
    key = Passkey.get()
    page = ana.get(f"/passkeys/{key.id}/remove")
    assert "Your recovery codes end with it" in page.text
    submit(ana, page)
    assert RecoveryCode.select().count() == 0
    client = chain.app.test_client()
    assert client.post(f"/in/{token_for(chain, chain.ana.id)}", headers=OURS).location == "/"


def test_another_administrator_helps(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    codes_of(ana)
    commands.shut_out(system(chain.clock.now()), person=chain.ana.id)
    client = chain.app.test_client()
    assert client.post(f"/in/{token_for(chain, chain.ana.id)}", headers=OURS).location == "/"
    assert RecoveryCode.select().count() == 0


def test_whoever_has_the_machine_makes_a_link_that_leads_past(chain: Chain) -> None:
    add(chain.client(chain.ana))
    settings = chain.app.extensions["settings"]
    given = {"DATABASE_URL": settings.database_url}
    done = CliRunner().invoke(main, ["link", "--data", str(settings.data)], env=given)
    assert done.exit_code == 0, done.output
    connect(settings.database)
    address = "/in/" + done.output.strip().rpartition("/in/")[2]
    chain.clock.set(SignInLink.select().order_by(SignInLink.created_at.desc()).get().created_at)
    client = chain.app.test_client()
    assert client.post(address, headers=OURS).location == "/"
    assert client.get("/desk/").status_code == 200
    told = [(row.act, row.actor_kind) for row in HistoryEntry.select()]
    assert ("link.last_resort", "system") in told
    assert ("session.open_last_resort", "person") in told
    page = html.unescape(client.get("/desk/history/").text)
    assert "signed in by a link that led past a lost passkey" in page


def test_nobody_tries_recovery_codes_out(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    add(ana)
    right, token = codes_of(ana)[0], token_for(chain, chain.ana.id)
    thief = chain.app.test_client()

    def tried(code: str) -> int:
        sent = thief.post(f"/in/{token}/passkey", data={"code": code}, headers=OURS)
        return sent.status_code

    assert [tried("AAAA-AAAA-AAAA-AAAA") for _ in range(10)] == [422] * 10
    assert tried(right) == 429
    chain.later(minutes=15)
    assert tried(right) == 303
