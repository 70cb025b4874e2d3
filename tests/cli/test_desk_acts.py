"""What the desk's pages do, by words alone: links, signing out, history, messages, a name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.database import connect
from server.history.models import HistoryEntry
from server.mail.models import Message
from server.people.commands import deactivate_shopper, keep_address, register_device
from server.people.models import DeviceKey
from server.people.reveal import MOST_A_DAY
from server.programmes.models import Programme
from tests.cast import Chain
from tests.rescue.keys import key_of, new_key

Run = Callable[..., Result]
WHY = "Her family calls from the hospital"


@pytest.fixture
def run(chain: Chain, database_url: str) -> Run:
    """The command line over the chain's own installation."""
    settings = {"DATABASE_URL": database_url, "AUDIT_KIT_DATA": str(chain.data)}

    def run(*words: str, **typed: str) -> Result:
        done = CliRunner().invoke(main, list(words), env=settings, **typed)
        connect(database_url)
        return done

    return run


def opens(chain: Chain, told: str) -> str:
    """Where the link that was printed leads on a new device."""
    found = re.search(r"http://127\.0\.0\.1:8000(/in/\S+)", told)
    assert found, told
    came = chain.app.test_client().post(found.group(1), headers={"X-Kit": "1"})
    assert came.status_code == 303
    return came.location


def test_it_works(chain: Chain, run: Run) -> None:
    for who in ("Mateo Luna", chain.sol.code, str(chain.rosa.id)):
        made = run("people", "link", who)
        assert made.exit_code == 0, made.output
        assert "Or type this code at" in made.output
        assert opens(chain, made.output)
    opens(chain, run("people", "link", "Ana Torres").output)
    assert HistoryEntry.select().where(HistoryEntry.act == "link.last_resort").count() == 1
    assert "Nobody called Nobody is let in." in run("people", "link", "Nobody").output


def test_a_link_goes_by_mail_only_where_an_address_is_kept(chain: Chain, run: Run) -> None:
    refused = run("people", "link", chain.sol.code, "--send")
    assert refused.exit_code == 1
    assert Message.select().count() == 0
    keep_address(chain.actor(chain.ana), "sol@example.com", shopper=chain.sol.id)
    sent = run("people", "link", chain.sol.code, "--send")
    assert sent.output == f"A link for {chain.sol.code} goes by e-mail, once it is set up.\n"
    assert Message.get().payload == {"shopper": str(chain.sol.id)}


def test_signed_out_everywhere(chain: Chain, run: Run) -> None:
    phone = chain.client(chain.sol)
    assert run("people", "signout", chain.sol.code, input="n\n").exit_code == 1
    assert phone.get("/api/v1/phone/sync").status_code == 200
    done = run("people", "signout", chain.sol.code, "--yes")
    assert done.output == f"{chain.sol.code}: devices signed out: 1\n"
    assert phone.get("/api/v1/phone/sync").status_code == 401


def test_the_history_is_narrowed_and_written_as_a_table(chain: Chain, run: Run) -> None:
    run("shoppers", "reveal", chain.sol.code, "--reason", WHY)
    run("programmes", "staff-notice", "--on", "2026-01-02", "--by", "All", "--how", "By word.")
    told = run("history", "--act", "shopper.reveal").output
    assert f"The system looked up the name behind {chain.sol.code}" in told
    assert f"Reason: {WHY}" in told
    assert "Méndez" not in run("history", "--most", "1000").output
    assert "January 2, 2026" in run("history", "--subject", "programme").output
    assert run("history", "--who", "Ana Torres").output == ""
    assert run("history", "--until", "2026-01-01").output == ""
    assert len(run("history", "--most", "2").output.splitlines()) == 2
    rows = list(csv.reader(io.StringIO(run("history", "--csv", "--most", "3").stdout)))
    assert [len(rows), rows[0][1], rows[1][4]] == [4, "Who", "staff.notice"]
    assert "Give one of these: " in run("history", "--act", "moon.rise").output


def test_messages_are_listed_tried_again_and_given_up(chain: Chain, run: Run) -> None:
    at = chain.clock.now()
    about = {"kind": "people.invited", "state": "parked", "run_at": at, "created_at": at}
    mine = Message.create(payload={"shopper": str(chain.sol.id)}, failure="no_address", **about)
    told = run("mail", "list").output
    assert f"{mine.id}  2026-11-21 18:00  {chain.sol.code}: There is no address" in told
    assert told.endswith("Waiting to be delivered: 0\n")
    assert run("mail", "retry", str(mine.id)).exit_code == 0
    assert run("mail", "list").output == "Waiting to be delivered: 1\n"
    assert run("mail", "discard", str(mine.id)).exit_code == 1
    Message.update(state="parked").execute()
    assert run("mail", "discard", str(mine.id)).output == "It is given up.\n"
    assert Message.select().count() == 0


def test_a_name_is_looked_up_through_the_one_door(chain: Chain, run: Run) -> None:
    reveal = ("shoppers", "reveal", chain.sol.code, "--reason")
    assert "Say why you must know the name" in run(*reveal, "x").output
    deactivate_shopper(chain.actor(chain.ana), chain.sol.id, 0)
    for _ in range(MOST_A_DAY):
        assert run(*reveal, WHY).output == "Sol Méndez\n"
    refused = run(*reveal, WHY)
    assert refused.exit_code == 1
    assert "Méndez" not in refused.output
    page = chain.client(chain.ana).get(f"/desk/shoppers/{chain.sol.id}").text
    assert "Looked up by somebody at the server itself on" in page
    assert "is no shopper" in run("shoppers", "reveal", "Ana Torres", "--reason", WHY).output


def test_the_key_of_a_lost_phone_is_removed(chain: Chain, run: Run) -> None:
    device = uuid4()
    register_device(chain.actor(chain.sol), device, key_of(new_key()))
    assert run("shoppers", "phones", chain.sol.code).output == f"{device}  2026-11-21\n"
    assert run("shoppers", "forget", chain.sol.code, str(uuid4())).exit_code == 1
    done = run("shoppers", "forget", chain.sol.code, str(device))
    assert done.output.startswith(f"{chain.sol.code}: the key is removed.")
    assert DeviceKey.select().count() == 0


def test_the_programme_speaks_the_languages_that_are_named(chain: Chain, run: Run) -> None:
    done = run("programmes", "set", "--language", "es")
    assert done.output == "languages: ['en', 'es'] -> ['es']\n"
    assert Programme.get_by_id(chain.programme.id).languages == ["es"]
    assert run("programmes", "set", "--language", "xx").exit_code == 2


@pytest.mark.usefixtures("database")
def test_the_first_programme_is_named(database_url: str, tmp_path: Path) -> None:
    settings = {"DATABASE_URL": database_url, "AUDIT_KIT_DATA": str(tmp_path)}

    def run(*words: str) -> Result:
        done = CliRunner().invoke(main, ["programmes", "set", *words], env=settings)
        connect(database_url)
        return done

    assert "Name it: --name" in run("--page-size", "Letter").output
    named = run("--name", "Tiendas", "--language", "es", "--page-size", "Letter")
    assert named.exit_code == 0, named.output
    there = Programme.get()
    assert (there.name, there.languages, there.page_size) == ("Tiendas", ["es"], "Letter")
