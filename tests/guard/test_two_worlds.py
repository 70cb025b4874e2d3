"""No value that a manager or regional head can read, alone or by watching it change, narrows a
visit below the programme's period.

Two worlds differ only in what must stay hidden: on which day and minute of its period each visit
was, when its report came and was read, and in which order. Somebody of the store and somebody of
the region open all that they can, step by step on a clock that moves alike in both. Every byte that
they get must be the same. Chance is alike in both worlds, too: each act draws from a stream of its
own, so that ids and publication moments are equal, whatever came before.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from audit_forms import Form, load_shipped
from server.database import disconnect
from server.kernel.actor import Role, system
from server.kernel.ids import part_submission_id, sha256_hex
from server.programmes.commands import publish_form
from server.programmes.models import Programme
from server.programmes.queries import published
from server.reviews import commands as reviews
from server.reviews.rules import Piece
from server.rights import RIGHTS
from server.submissions.models import Submission
from server.tasks.models import Task
from server.visits.models import Visit
from server.web import guard
from tests.actions import thankful
from tests.cast import SHELF, Chain, build
from tests.comparisons.test_sins import sinful
from tests.conftest import migrated
from tests.engines.databases import SqliteFiles
from tests.episodes.moments import at_store, log
from tests.guard.objects import STORE_SIDE
from tests.later_parts import Later
from tests.later_parts import plan as plan_later

SINS = load_shipped("seven-sins", 1)
ZONE = ZoneInfo("America/Mexico_City")
TOLD = re.compile(r"2026-11-21T16:\d\d:\d\d(\.\d+)?Z")
USUAL_ARRIVAL = datetime(2026, 11, 21, 16, 15, tzinfo=UTC)
# What stands in an address: an object that a visit shows in, or one that has nothing to do with it.
OBJECTS = {"store", "region", "score", "commendation", "quarter"}
APART = {"token", "code", "filename", "form", "version", "session", "chosen", "name", "state"}


def at(text: str) -> datetime:
    """An instant by the clocks of the stores, as in `11-23 13:05`."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE).astimezone(UTC)


@dataclass(frozen=True)
class Hidden:
    """What must stay hidden of each visit: when it was; how long until its report was read.

    `said` is what the shopper wrote of it, and the reviewer kept from the store.
    """

    good: str
    poor: str
    thanked: str
    promised: str
    sinned: str
    complaints: tuple[str, str, str]
    anew: tuple[str, str]
    moments: tuple[str, str, str]
    said: str
    read_after: timedelta


# The same week, and of each visit the same part of the day: all else is another.
HERE = Hidden(
    good="11-23 12:04",
    poor="11-28 09:30",
    thanked="11-24 18:20",
    promised="11-24 12:40",
    sinned="11-23 14:10",
    complaints=("11-23 12:30", "11-26 13:15", "11-28 15:50"),
    anew=("11-24 10:40", "11-28 19:10"),
    moments=("11-23 10:00", "11-25 11:00", "11-29 20:00"),
    said="At half past nine boxes stood there.",
    read_after=timedelta(minutes=50),
)
THERE = Hidden(
    good="11-29 17:51",
    poor="11-23 11:02",
    thanked="11-29 19:45",
    promised="11-27 16:10",
    sinned="11-28 13:05",
    complaints=("11-29 16:20", "11-24 17:05", "11-25 12:10"),
    anew=("11-28 09:20", "11-24 20:30"),
    moments=("11-24 13:00", "11-26 18:30", "11-27 07:15"),
    said="I came on Monday in a red hat.",
    read_after=timedelta(minutes=110),
)
LOOKS = (
    "11-25 12:00",
    "11-29 23:30",
    "11-30 12:00",
    "12-01 12:00",
    "12-02 12:00",
    "12-03 12:00",
    "12-06 12:00",
    "12-08 12:00",
)

# Headers of the machine's own clock, which the tests do not move.
MACHINE = {"Date", "Expires"}

Answer = tuple[int, tuple[tuple[str, str], ...], bytes]


class Chance:
    """In place of the machine's chance: a stream for each act, the same in both worlds."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._stream = random.Random(0)
        patch.setattr(os, "urandom", lambda n: self._stream.randbytes(n))
        patch.setattr(random, "_urandom", lambda n: self._stream.randbytes(n))

    def of(self, *act: object) -> None:
        """Draw from the stream of an act from now on."""
        self._stream = random.Random(repr(act))


@dataclass
class World:
    """One of the two: the chain in it, and all that was seen of it."""

    chain: Chain
    chance: Chance
    seen: dict[tuple[str, Role, str], Answer] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)

    def to(self, instant: datetime) -> None:
        """Let time pass; what falls due meanwhile is worked off when it does."""
        while True:
            due = (
                Task.select(Task.run_at)
                .where((Task.state == "waiting") & (Task.run_at <= instant))
                .order_by(Task.run_at)
                .first()
            )
            if due is None:
                break
            self._set(max(due.run_at, self.chain.clock.now()))
            self.chance.of("work", self.chain.clock.now())
            self.chain.work()
        self._set(instant)

    def _set(self, instant: datetime) -> None:
        self.chain.clock.move(instant - self.chain.clock.now())

    def look(self, step: str, roles: Mapping[Role, object]) -> None:
        """Open all that each of the roles can, and keep every byte of it."""
        # What a page says in the other language it says at the last look, too.
        languages = ("en", "es") if step == LOOKS[-1] else ("en",)
        for role, who in roles.items():
            self.chance.of("look", step, role)
            client = self.chain.client(who)  # type: ignore[arg-type]
            self.chance.of("crawl", step, role)
            for address, endpoint, answer in self._crawl(client, role, languages):
                self.seen[step, role, address] = answer
                if answer[0] == 200:
                    self.opened.add(endpoint)

    def _crawl(
        self, client: FlaskClient, role: Role, languages: tuple[str, ...]
    ) -> Iterator[tuple[str, str, Answer]]:
        chain = self.chain
        allowed = guard.permissions(chain.app, RIGHTS)
        for language in languages:
            cards: list[str] = []
            known: dict[str, list[str]] = {
                "store": [str(chain.centro.id), str(chain.norte.id)],
                "region": [str(chain.region.id)],
                "quarter": ["2026-Q4"],
                "score": cards,
                "commendation": [],
            }
            for store in known["store"]:
                listed = client.get(f"/api/v1/stores/{store}/scorecards")
                if listed.status_code == 200:
                    cards += [each["id"] for each in listed.get_json()]
            page = client.get("/commendations/").text
            known["commendation"] = re.findall(r"/commendations/([0-9a-f-]{36})\.pdf", page)
            for rule in sorted(chain.app.url_map.iter_rules(), key=lambda rule: rule.rule):
                roles = allowed[rule.endpoint]
                # What is open to everybody, signed in or not, knows of no visit.
                if "GET" not in (rule.methods or ()) or roles is None or role not in roles:
                    continue
                for words in _words(rule.arguments, known):
                    with chain.app.test_request_context():
                        address = chain.app.url_for(rule.endpoint, **words, language=language)
                    got = client.get(address)
                    headers = tuple(sorted(h for h in got.headers.items() if h[0] not in MACHINE))
                    yield address, rule.endpoint, (got.status_code, headers, got.data)


def _words(arguments: set[str], known: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    """Every way to fill an address of which all words are known."""
    if arguments - OBJECTS:
        return
    made: list[dict[str, str]] = [{}]
    for name in sorted(arguments):
        made = [words | {name: value} for words in made for value in known[name]]
    yield from made


def live(url: str, data: Path, hidden: Hidden, chance: Chance) -> World:
    """A fortnight with its visits, watched from Wednesday to Tuesday after next."""
    chance.of("build")
    chain = build(url, data)
    Programme.update(
        whole_period=True, publish_delay_minutes=12 * 60, publish_spread_minutes=36 * 60
    ).execute()
    world = World(chain, chance)
    chance.of("forms")
    for form in (thankful.thankful(), thankful.thankful_in_aggregate(), SINS):
        publish_form(system(chain.clock.now()), chain.programme, form)
    world.to(at("11-22 12:00"))
    acts = sorted(_acts(world, hidden), key=lambda act: act[0])
    roles = {Role.STORE_MANAGER: chain.mateo, Role.REGIONAL_HEAD: chain.regina}
    assert set(roles) == set(STORE_SIDE)
    looks = [(at(text), text) for text in LOOKS]
    while looks:
        due, step = looks[0]
        while acts and acts[0][0] < due:
            moment, act = acts.pop(0)
            world.to(moment)
            act()
        world.to(due)
        world.look(step, roles)
        looks.pop(0)
    return world


def _acts(world: World, hidden: Hidden) -> list[tuple[datetime, Callable[[], None]]]:
    """What the shopper and the reviewer do, each act with its time."""
    chain, chance = world.chain, world.chance
    acts: list[tuple[datetime, Callable[[], None]]] = []

    def seeded(name: str, act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            chance.of(name)
            act()

        return run

    def visit(name: str, arrived: datetime, answers: dict[str, object], store: object) -> None:
        chance.of("plan", name)
        planned = chain.plan(store)  # type: ignore[arg-type]
        Visit.update(closes_at=at("11-30 00:00")).where(Visit.id == planned.id).execute()
        sent = arrived + timedelta(minutes=30)
        report: list[object] = []
        acts.append((sent, seeded(f"send {name}", lambda: report.append(
            _send(chain, planned, arrived, answers)))))  # fmt: skip
        acts.append((sent + hidden.read_after, seeded(f"accept {name}", lambda: chain.accept(
            report[0]))))  # type: ignore[arg-type]  # fmt: skip

    visit("before", at("11-22 12:30"), {}, chain.centro)  # Of the week before, the same in both.
    visit("good", at(hidden.good), {}, chain.centro)
    visit("poor", at(hidden.poor), {"way_in_clear": _no(hidden.said)}, chain.norte)
    acts.append((at(hidden.poor) + timedelta(hours=3), seeded("keep", lambda: _keep(chain))))
    acts += _thanks(world, hidden, seeded)
    acts += _complaints(world, hidden, seeded)
    acts += _anew(world, hidden, seeded)
    # Whoever works there knows when staff were told.
    acts.append(
        (at("11-25 09:00"), seeded("tell", lambda: thankful.told(chain, date(2026, 11, 25))))
    )
    acts += _sins(world, hidden, seeded)
    acts += _promise(world, hidden, seeded)
    for place, moment in enumerate(hidden.moments):
        acts.append((at(moment), seeded(f"moment {place}", lambda: log(
            chain.client(chain.sol), at_store("CN-01", kind="good")))))  # fmt: skip
    return acts


def _no(comment: str) -> dict[str, object]:
    return {"value": False, "comment": comment}


def _keep(chain: Chain) -> None:
    """What the reviewer keeps from the store of the poor visit: what was said, and a photo."""
    done = Submission.select().join(Visit).where(Visit.store == chain.norte.id)
    (poor,) = done.where(Submission.state == "accepted")
    shelf = Piece("shelf_photo", "photo", sha256_hex(SHELF))
    for piece in (Piece("way_in_clear", "comment"), shelf):
        reviews.withhold(chain.actor(chain.rosa), poor.id, piece, "time")


def _send(chain: Chain, planned: Visit, arrived: datetime, answers: Mapping[str, object]) -> object:
    """The usual report, its stamps moved to when this visit was."""
    usual = chain.body

    def moved(*given: object) -> bytes:
        return _moved(usual(*given).decode(), arrived)  # type: ignore[arg-type]

    chain.body = moved  # type: ignore[method-assign, assignment]
    try:
        return chain.send(planned, answers)  # type: ignore[arg-type]
    finally:
        del chain.body  # type: ignore[method-assign]


def _moved(body: str, arrived: datetime) -> bytes:
    def later(found: re.Match[str]) -> str:
        told = datetime.fromisoformat(found.group(0).replace("Z", "+00:00"))
        return (arrived + (told - USUAL_ARRIVAL)).isoformat().replace("+00:00", "Z")

    return TOLD.sub(later, body).encode()


Seeded = Callable[[str, Callable[[], object]], Callable[[], None]]
Acts = list[tuple[datetime, Callable[[], None]]]


def _thanks(world: World, hidden: Hidden, seeded: Seeded) -> Acts:
    """A report with words of thanks, planned when it is sent."""
    return _thanked(world, hidden, seeded, "thanks", hidden.thanked, thankful.thankful())


def _complaints(world: World, hidden: Hidden, seeded: Seeded) -> Acts:
    """Three visits that their store sees together only; which of them came first is another."""
    form = thankful.thankful_in_aggregate()
    return [
        act
        for number, when in enumerate(hidden.complaints)
        for act in _thanked(world, hidden, seeded, f"complaint {number}", when, form)
    ]


def _anew(world: World, hidden: Hidden, seeded: Seeded) -> Acts:
    """Visits on versions that are published just before: with another title, in larger groups."""
    titled = replace(thankful.thankful(4), title={"en": "Anew", "es": "De nuevo"})
    larger = thankful.thankful_in_aggregate(5)
    *rest, thanks = larger.sections
    four = (*(replace(each, aggregate_of=4) for each in rest), thanks)
    return [
        act
        for form, when in zip((titled, replace(larger, sections=four)), hidden.anew, strict=True)
        for act in _thanked(world, hidden, seeded, f"anew {form.version}", when, form)
    ]


def _thanked(
    world: World, hidden: Hidden, seeded: Seeded, name: str, when: str, form: Form
) -> Acts:
    chain, arrived, kept = world.chain, at(when), []

    def send() -> None:
        usual = json.dumps

        def moved(*given: object, **more: object) -> str:
            return _moved(usual(*given, **more), arrived).decode()  # type: ignore[arg-type]

        thankful.json.dumps = moved  # type: ignore[assignment]
        try:
            kept.append(thankful.thanked(chain, form=form))
        finally:
            thankful.json.dumps = usual

    sent = arrived + timedelta(minutes=30)
    read = sent + hidden.read_after
    named = thankful.entry(name=thankful.NAME)
    return [
        (sent, seeded(f"send {name}", send)),
        (read, seeded(f"accept {name}", lambda: thankful.accepted(chain, kept[0], named))),
    ]


def _sins(world: World, hidden: Hidden, seeded: Seeded) -> Acts:
    """A visit on the form of the seven sins, in which one was seen."""
    chain, arrived = world.chain, at(hidden.sinned)
    kept: list[UUID] = []

    def send() -> None:
        usual, chain.form = chain.form, published(chain.programme.id, SINS.id, SINS.version)
        planned = chain.plan()
        chain.form = usual
        identity = part_submission_id(planned.id, SINS.parts[0].id)
        body = _moved(json.dumps(sinful(planned, "sin_apathy")), arrived)
        address = f"/api/v1/submissions/{identity}"
        sent = chain.client(chain.sol).put(address, data=body, headers={"X-Kit": "1"})
        assert sent.status_code == 201, sent.text
        kept.append(identity)

    sent = arrived + timedelta(minutes=30)
    read = sent + hidden.read_after
    return [
        (sent, seeded("send sins", send)),
        (read, seeded("accept sins", lambda: chain.accept(kept[0]))),
    ]


def _promise(world: World, hidden: Hidden, seeded: Seeded) -> Acts:
    """A visit with two later parts: the promise is reported two days after, the rest never."""
    chain, arrived = world.chain, at(hidden.promised)
    kept: list[Later] = []

    def send() -> None:
        kept.append(plan_later(chain))
        kept[0].send("visit", promised=True, promised_in_days=2, left=arrived)

    sent = arrived + timedelta(minutes=30)
    return [
        (sent, seeded("send promise", send)),
        (sent + hidden.read_after, seeded("accept promise", lambda: kept[0].accept("visit"))),
        (
            sent + timedelta(days=2),
            seeded("send kept", lambda: kept[0].send("follow_up", kept=True)),
        ),
        (
            sent + timedelta(days=2) + hidden.read_after,
            seeded("accept kept", lambda: kept[0].accept("follow_up")),
        ),
    ]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, World]:
    """Both, one after the other: one database is bound at a time."""
    folder = tmp_path_factory.mktemp("worlds")
    files = SqliteFiles(folder)
    lived = []
    with pytest.MonkeyPatch.context() as patch:
        chance = Chance(patch)
        for name, hidden in (("here", HERE), ("there", THERE)):
            lived.append(live(files.copy_of(migrated), folder / name, hidden, chance))
            disconnect()
    return lived[0], lived[1]


def test_it_works(worlds: tuple[World, World]) -> None:
    here, there = worlds
    assert sorted(map(str, here.seen)) == sorted(map(str, there.seen))
    told = [key for key, answer in here.seen.items() if answer != there.seen[key]]
    assert [_difference(key, here.seen[key], there.seen[key]) for key in told[:3]] == []


def _difference(key: object, here: Answer, there: Answer) -> object:
    """Where two answers part: for whoever reads that they do."""
    if here[:2] != there[:2]:
        return key, [pair for pair in zip(here[1], there[1], strict=False) if pair[0] != pair[1]]
    place = next(
        (i for i, pair in enumerate(zip(here[2], there[2], strict=False)) if pair[0] != pair[1]), 0
    )
    return key, here[2][max(0, place - 80) : place + 40], there[2][max(0, place - 80) : place + 40]


def test_what_was_kept_from_the_store_is_nowhere(worlds: tuple[World, World]) -> None:
    """And what was said of the same visit in both worlds was not the same."""
    for world, hidden in zip(worlds, (HERE, THERE), strict=True):
        pages = [content for _, _, content in world.seen.values()]
        assert not any(hidden.said.encode() in content for content in pages)
    assert HERE.said != THERE.said


def test_what_is_seen_together_was_seen(worlds: tuple[World, World]) -> None:
    """The group of four was whole before the last look, and not at the first."""
    here, _ = worlds
    whole = {
        step
        for (step, _, address), (status, _, content) in here.seen.items()
        if status == 200 and re.search(r"/api/v1/stores/.*/together", address)
        if b'"visits":4' in content
    }
    assert LOOKS[-1] in whole
    assert LOOKS[0] not in whole


def test_there_was_something_to_be_seen(worlds: tuple[World, World]) -> None:
    """What is compared grows from one to seven scorecards, with all that belongs to them."""
    here, _ = worlds
    counts = [
        sum(
            1
            for (step, role, address), (status, *_) in here.seen.items()
            if step == look and role == Role.REGIONAL_HEAD and status == 200
            if re.search(r"/api/v1/scorecards/.*language=en", address)
        )
        for look in LOOKS
    ]
    assert counts[:3] == [1, 1, 1]
    assert counts == sorted(counts)
    assert counts[-1] == 7
