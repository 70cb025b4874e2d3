"""`audit-kit rescue FILE`: what a phone could not send comes in as if it had, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from server.episodes.models import Episode
from server.files import folder
from server.history.models import HistoryEntry
from server.kernel.actor import system
from server.kernel.ids import sha256_hex
from server.people import commands as people
from server.submissions.models import Revision, Submission
from tests.cast import ENTRANCE, SHELF, Chain
from tests.cli.started import Ended, audit_kit
from tests.episodes.moments import moment
from tests.rescue.files import PASSPHRASE, Device, device_of, draft_of, moment_of, sealed


class Desk:
    """Whoever got the file by hand and sits at the server."""

    def __init__(self, chain: Chain, url: str, place: Path) -> None:
        self.chain, self.url, self.place = chain, url, place

    def rescue(self, content: bytes, *options: str, passphrase: str = PASSPHRASE) -> Ended:
        """Take a file in."""
        (self.place / "notes.json").write_bytes(content)
        (self.place / "words").write_text(passphrase + "\n", encoding="utf-8")
        words = ("--passphrase-file", self.place / "words")
        command = ("rescue", self.place / "notes.json", "--data", self.chain.data)
        return audit_kit(*command, *words, *options, DATABASE_URL=self.url)


@pytest.fixture
def desk(chain: Chain, database_url: str, tmp_path: Path) -> Desk:
    """The server's desk, on the engine under test."""
    return Desk(chain, database_url, tmp_path)


def flat(ended: Ended) -> str:
    """All it said, however it was broken into lines."""
    return " ".join((ended.stdout + ended.stderr).split())


def stored(submission: object) -> bytes:
    """The bytes of the newest revision."""
    newest = Revision.select().where(Revision.submission == submission)
    return bytes(newest.order_by(Revision.number.desc()).get().body)


def put(phone: FlaskClient, draft: dict[str, object]) -> tuple[int, dict[str, object]]:
    """Send a record as its phone does."""
    address = f"/api/v1/submissions/{draft['submission']}"
    sent = phone.put(address, data=str(draft["body"]).encode(), headers={"X-Kit": "1"})
    return sent.status_code, sent.json


def test_it_works(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    done = desk.rescue(sealed([device_of(chain).signed(draft)]))
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 record: 1 stored, 0 already here, 0 not finished, 0 refused." in flat(done)
    assert "2 of 2" in flat(done)
    assert stored(draft["submission"]) == draft["body"].encode()
    assert Submission.get_by_id(draft["submission"]).shopper_id == chain.sol.id
    for picture in (ENTRANCE, SHELF):
        assert folder().read(sha256_hex(picture)) == picture


def test_history_says_that_it_came_by_rescue(chain: Chain, desk: Desk) -> None:
    draft, device = draft_of(chain, chain.plan()), device_of(chain)
    desk.rescue(sealed([device.signed(draft)]))
    entry = HistoryEntry.get(HistoryEntry.act == "submission.rescue")
    assert (entry.actor_kind, entry.object) == ("system", draft["submission"])
    assert entry.details == {"revision": 1, "device": str(device.id)}


def test_the_phone_that_sends_later_gets_the_same_receipt(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    desk.rescue(sealed([device_of(chain).signed(draft)]))
    status, receipt = put(chain.client(chain.sol), draft)
    assert status == 200
    assert receipt["digest"] == sha256_hex(draft["body"].encode())
    assert receipt["photos"]["missing"] == []
    assert Revision.select().where(Revision.submission == draft["submission"]).count() == 1


def test_what_the_phone_has_sent_was_already_here(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    put(chain.client(chain.sol), draft)
    content = sealed([device_of(chain).signed(draft)])
    for _ in range(2):
        done = desk.rescue(content)
        assert done.returncode == 0
        assert "was already here" in flat(done)
    assert folder().read(sha256_hex(SHELF)) == SHELF
    assert not HistoryEntry.select().where(HistoryEntry.act == "submission.rescue").exists()


def test_a_photo_that_had_begun_to_arrive_goes_on(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    phone = chain.client(chain.sol)
    put(phone, draft)
    begun = {"Content-Range": f"bytes 0-99/{len(SHELF)}", "X-Kit": "1"}
    phone.put(f"/api/v1/media/{sha256_hex(SHELF)}", data=SHELF[:100], headers=begun)
    assert desk.rescue(sealed([device_of(chain).signed(draft)])).returncode == 0
    assert folder().read(sha256_hex(SHELF)) == SHELF


def test_a_revision_replaces_the_one_it_names(chain: Chain, desk: Desk) -> None:
    visit = chain.plan()
    first = chain.send(visit)
    body = json.loads(chain.body(visit)) | {"replaces": sha256_hex(chain.body(visit))}
    draft = draft_of(chain, visit, revision=2, body=json.dumps(body | {"language": "en"}))
    assert desk.rescue(sealed([device_of(chain).signed(draft)])).returncode == 0
    assert Submission.get_by_id(first).revision == 2
    assert stored(first) == draft["body"].encode()


def test_a_report_that_is_not_finished_is_left_for_a_phone(chain: Chain, desk: Desk) -> None:
    device = device_of(chain)
    begun = draft_of(chain, chain.plan(), state="draft", body=None)
    done = desk.rescue(sealed([device.signed(begun)]))
    assert done.returncode == 0
    assert "not finished; load the file on a phone" in flat(done)
    assert Submission.get_or_none(Submission.id == begun["submission"]) is None


def refused_beside(chain: Chain, desk: Desk, wrong: dict[str, str]) -> Ended:
    """Take in a good record with a wrong one before it; the good one must come in."""
    good = draft_of(chain, chain.plan(chain.norte))
    done = desk.rescue(sealed([wrong, device_of(chain).signed(good)]))
    assert done.returncode == 1
    assert "1 stored" in flat(done)
    assert "1 refused" in flat(done)
    assert stored(good["submission"]) == good["body"].encode()
    return done


def nothing_of(submission: str) -> bool:
    """Whether no report of that id came in."""
    return Submission.get_or_none(Submission.id == UUID(submission)) is None


def test_a_made_up_record_is_refused_and_the_others_come_in(chain: Chain, desk: Desk) -> None:
    known = device_of(chain)
    draft = draft_of(chain, chain.plan())
    done = refused_beside(chain, desk, Device(chain.sol.id, known.id).signed(draft))
    assert "not signed by a phone that its shopper has registered" in flat(done)
    assert nothing_of(draft["submission"])


def test_an_altered_record_is_refused(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    record = device_of(chain).signed(draft)
    record["text"] = record["text"].replace("waiting", "sending")
    refused_beside(chain, desk, record)
    assert nothing_of(draft["submission"])


def test_a_phone_that_is_not_registered_is_refused(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    refused_beside(chain, desk, Device(chain.sol.id).signed(draft))
    assert nothing_of(draft["submission"])


def test_another_shopper_cannot_sign_for_this_one(chain: Chain, desk: Desk) -> None:
    luz = people.add_shopper(system(chain.clock.now()), "Luz Vega")
    hers = device_of(chain)
    draft = draft_of(chain, chain.plan())
    # Signed with Sol's own key, and said to be Luz's record.
    record = hers.signed(draft, shopper=str(luz.id))
    refused_beside(chain, desk, record)
    assert nothing_of(draft["submission"])


@pytest.mark.parametrize("text", ["", "[]", '{"kit":"record"}', "{", '{"a":1,"a":2}'])
def test_a_record_that_cannot_be_read_is_refused(chain: Chain, desk: Desk, text: str) -> None:
    done = refused_beside(chain, desk, {"text": text, "signature": "AAAA"})
    assert "not as the phone app writes it" in flat(done)


def test_what_the_server_would_refuse_is_refused_with_its_sentence(
    chain: Chain, desk: Desk
) -> None:
    visit = chain.plan()
    body = json.loads(chain.body(visit))
    del body["answers"]["entrance_photo"]
    draft = draft_of(chain, visit, body=json.dumps(body))
    done = refused_beside(chain, desk, device_of(chain).signed(draft))
    assert "Record 1 was refused:" in done.stdout
    assert nothing_of(draft["submission"])


def lost_photos(desk: Desk, record: dict[str, str], photos: Iterable[bytes]) -> Ended:
    names = [sha256_hex(ENTRANCE), sha256_hex(SHELF)]
    return desk.rescue(sealed([record], photos, named=names))


def test_a_photo_that_is_not_the_one_announced_is_refused(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    record = device_of(chain).signed(draft)
    done = lost_photos(desk, record, [ENTRANCE, SHELF[:-1] + b"!"])
    assert done.returncode == 1
    assert "1 of 2" in flat(done)
    assert f"Record 1, photo {sha256_hex(SHELF)[:8]}:" in done.stdout
    assert folder().read(sha256_hex(ENTRANCE)) == ENTRANCE
    assert not folder().has(sha256_hex(SHELF))


def test_a_photo_that_the_file_lacks_stays_missing(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    done = desk.rescue(sealed([device_of(chain).signed(draft)], [ENTRANCE]))
    assert done.returncode == 0
    assert "1 of 2" in flat(done)


def test_a_dry_run_says_the_same_and_stores_nothing(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    content = sealed([device_of(chain).signed(draft)])
    done = desk.rescue(content, "--dry-run")
    assert done.returncode == 0
    assert "1 stored" in flat(done)
    assert "2 of 2" in flat(done)
    assert "Nothing was stored" in flat(done)
    assert nothing_of(draft["submission"])
    assert not folder().has(sha256_hex(SHELF))
    assert not HistoryEntry.select().where(HistoryEntry.act == "submission.rescue").exists()


def test_a_skew_that_the_phone_measured_is_kept(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    record = device_of(chain).signed(draft, clock={"skew_ms": 86_400_000, "at": "x"})
    desk.rescue(sealed([record]))
    revision = Revision.get(Revision.submission == draft["submission"])
    assert revision.skew_ms == 86_400_000
    assert "clock_off" in revision.flags


def test_another_passphrase_stores_nothing(chain: Chain, desk: Desk) -> None:
    content = sealed([device_of(chain).signed(draft_of(chain, chain.plan()))])
    done = desk.rescue(content, passphrase="another one")
    assert done.returncode == 1
    assert "passphrase does not open this file" in flat(done)
    assert Submission.select().count() == 0


def test_the_passphrase_is_asked_for_without_an_echo(chain: Chain, desk: Desk) -> None:
    draft = draft_of(chain, chain.plan())
    file = desk.place / "typed.json"
    file.write_bytes(sealed([device_of(chain).signed(draft)]))
    command = ("rescue", file, "--data", chain.data)
    done = audit_kit(*command, typed=f"{PASSPHRASE}\n", DATABASE_URL=desk.url)
    assert done.returncode == 0
    assert PASSPHRASE not in done.stdout + done.stderr
    assert stored(draft["submission"]) == draft["body"].encode()


def test_a_moment_comes_in_beside_the_reports(chain: Chain, desk: Desk) -> None:
    draft, logged, device = draft_of(chain, chain.plan()), moment_of(chain), device_of(chain)
    content = sealed([device.signed(draft), device.signed(logged)])

    assert "2 records: 2 stored" in flat(desk.rescue(content))

    kept = Episode.get_by_id(logged["submission"])
    assert (kept.shopper_id, kept.kind) == (chain.sol.id, "apathy")
    address = f"/api/v1/episodes/{kept.id}"
    later = chain.client(chain.sol).put(
        address, data=logged["body"].encode(), headers={"X-Kit": "1"}
    )
    assert (later.status_code, later.json["digest"]) == (200, kept.digest)
    assert "2 already here" in flat(desk.rescue(content))


def test_a_moment_is_only_looked_at_in_a_dry_run(chain: Chain, desk: Desk) -> None:
    content = sealed([device_of(chain).signed(moment_of(chain))])
    assert "1 stored" in flat(desk.rescue(content, "--dry-run"))
    assert Episode.select().count() == 0


def test_a_moment_that_says_nothing_is_refused_with_the_reason(chain: Chain, desk: Desk) -> None:
    logged = moment_of(chain, body=moment(words="").decode())
    done = desk.rescue(sealed([device_of(chain).signed(logged)]))
    assert done.returncode == 1
    assert "1 refused" in flat(done)
    assert "words" in flat(done)
