"""How fast a report is taken, durable before the answer, against its peers, in one run.

    python -m tests.bench.report_bench [--rounds 5] [--each 30]

Three ways take turns, round after round, over 16 kept connections: ours; the same server's bare
route that only parses and answers JSON; and the usual way (tests/bench/report_usual.py). Absolute
figures drift with the machine and its neighbours, the ratios hold.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.error import HTTPError, URLError
from urllib.request import urlopen
from uuid import UUID, uuid4

from audit_forms import Form
from server.database import connect, disconnect, write
from server.database.schema import migrate_up
from server.kernel.actor import Actor, system
from server.kernel.ids import part_submission_id
from server.kernel.settings import Settings
from server.people import commands as people
from server.people.rules import session_lengths
from server.programmes import commands as programmes
from server.stores import commands as stores
from server.submissions.models import Submission
from server.visits import commands as visits
from tests.audit_forms.five_qualities_shopper import fill, ordinary, stamp
from tests.bench import report_usual
from tests.bench.forty_five import forty_five
from tests.engines.server import free_port

CONNECTIONS = 16
FACTS = {"purchase": True}
FORM: Form = forty_five()
ANSWERS = 45
# ours : peer. Throughput is compared with both, the slowest hundredth with the usual way's.
GOALS = {"of the bare route": 1 / 5, "times the usual way": 3.5, "p99 of the usual way's": 1 / 10}


@dataclass
class Figures:
    """What one way took, over all its rounds."""

    rates: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, told: dict[str, list[float]]) -> None:
        """Take in one round."""
        self.rates.append(len(told["seconds"]) / float(told["took"]))  # type: ignore[arg-type]
        self.seconds += told["seconds"]

    @property
    def rate(self) -> float:
        """Requests a second, the median of the rounds."""
        return median(self.rates)

    def slowest(self, share: float) -> float:
        """Milliseconds that all but the slowest `1 - share` stay under."""
        return sorted(self.seconds)[int(len(self.seconds) * share)] * 1000


@dataclass
class Ground:
    """What was prepared: who is signed in, and what each has to report."""

    tokens: list[str]
    visits: list[list[UUID]]

    def requests(self, path: str, first: int, after: int) -> list[list[bytes]]:
        """Per connection, whole requests for its visits from `first` to before `after`."""
        return [
            [request(path, token, visit) for visit in mine[first:after]]
            for token, mine in zip(self.tokens, self.visits, strict=True)
        ]


def request(path: str, token: str, visit: UUID) -> bytes:
    """A whole request, as a phone's browser would send it."""
    body = report(visit)
    address = path % part_submission_id(visit, "visit")
    head = (
        f"PUT {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: kit_session={token}\r\n"
        f"X-Kit: 1\r\nDevice-Time: {datetime.now(UTC).isoformat()}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def report(visit: UUID) -> bytes:
    """A report of a visit in which all goes well, with photos of its own."""
    answers = fill(FACTS, ordinary, FORM)
    assert len(answers) == ANSWERS, "the form no longer asks what was to be measured"
    photos = []
    for place, question in enumerate(("entrance_photo", "shelf_photo")):
        sha256 = (visit.hex + f"{place:032x}").lower()
        answers[question] = {"value": [sha256]}
        photos.append({"sha256": sha256, "size": 250_000, "question": question, "taken": stamp(9)})
    body = {
        "visit": str(visit),
        "part": "visit",
        "form": FORM.id,
        "version": FORM.version,
        "outcome": "done",
        "answers": answers,
        "photos": photos,
        "started": stamp(0),
        "finished": stamp(900),
        "device": {"id": str(uuid4()), "app": "1"},
        "language": "es",
    }
    return json.dumps(body, separators=(",", ":")).encode()


def prepare(settings: Settings, usual: Path, visits_each: int) -> Ground:
    """Fill both databases with sixteen shoppers who are signed in; ours also with their visits."""
    settings.data.mkdir(parents=True, exist_ok=True)
    connect(settings.database)
    migrate_up()
    boss = system(datetime.now(UTC))
    shoppers = [people.add_shopper(boss, f"Shopper {n}").id for n in range(CONNECTIONS)]
    tokens = [sign_in(boss, shopper) for shopper in shoppers]
    ground = Ground(tokens, planned(boss, shoppers, visits_each))
    disconnect()
    report_usual.database.init(str(usual), pragmas=report_usual.PRAGMAS)
    report_usual.database.create_tables(report_usual.TABLES)
    for token, shopper in zip(tokens, shoppers, strict=True):
        report_usual.Session.create(token=token, shopper=str(shopper))
    report_usual.database.close()
    return ground


def sign_in(boss: Actor, shopper: UUID) -> str:
    """The token of a device on which a shopper is signed in."""
    link = people.issue_link(boss, timedelta(hours=1), shopper=shopper)
    return people.use_link(boss, link, "", session_lengths(Settings())).token


def planned(boss: Actor, shoppers: list[UUID], each: int) -> list[list[UUID]]:
    """Per shopper, the visits to report."""
    opens, closes = boss.at - timedelta(days=1), boss.at + timedelta(days=3)
    with write():
        programme = programmes.add_programme(boss, "Bench")
        form = programmes.publish_form(boss, programme, FORM)
        store = stores.add_store(boss, stores.add_region(boss, "Region"), "B-1", "Store")
        wave = visits.open_wave(boss, programme, "Wave", opens, closes)
        plan = (wave, store)
        return [
            [
                visits.plan_visit(boss, *plan, who, form, opens, closes, {}, FACTS).id
                for _ in range(each)
            ]
            for who in shoppers
        ]


@contextmanager
def serving(*command: str) -> Iterator[int]:
    """A server in a process of its own; the port it answers on."""
    port = free_port()
    started = subprocess.Popen([sys.executable, "-m", *(word % {"port": port} for word in command)])
    try:
        deadline = time.monotonic() + 30
        while not answers(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield port
    finally:
        started.terminate()
        started.wait(10)


def answers(port: int) -> bool:
    """Whether anybody answers there, whatever they say."""
    try:
        urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except HTTPError:
        return True
    except (URLError, ConnectionError, TimeoutError):
        return False
    return True


def drive(port: int, requests: list[list[bytes]]) -> dict[str, list[float]]:
    """Send the requests from a process of their own."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.report_client", str(port)],
        input=pickle.dumps(requests),
        capture_output=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr.decode()[-2000:])
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


def measure(rounds: int, each: int) -> dict[str, Figures]:
    """Let the three ways take turns."""
    with tempfile.TemporaryDirectory(prefix="report-bench-") as folder:
        settings = Settings(data=Path(folder) / "data", worker=False)
        usual = Path(folder) / "usual.db"
        ground = prepare(settings, usual, each * (rounds + 1))
        ours = serving("tests.bench.report_server", str(settings.data), "%(port)s")
        peer = serving("tests.bench.report_usual", str(usual), "%(port)s", str(settings.threads))
        with ours as our_port, peer as peer_port:
            found = take_turns(ground, our_port, peer_port, rounds, each)
        connect(settings.database)
        assert Submission.select().count() == CONNECTIONS * each * (rounds + 1)
        disconnect()
    return found


def take_turns(
    ground: Ground, our_port: int, peer_port: int, rounds: int, each: int
) -> dict[str, Figures]:
    """All rounds; the first only warms up and is not counted."""
    ways = {
        "ours": ("/api/v1/submissions/%s", our_port),
        "bare": ("/bare/%s", our_port),
        "usual": ("/api/v1/submissions/%s", peer_port),
    }
    found = {name: Figures() for name in ways}
    for number in range(rounds + 1):
        for name, (path, port) in ways.items():
            told = drive(port, ground.requests(path, number * each, (number + 1) * each))
            if number:
                found[name].add(told)
    return found


def table(found: dict[str, Figures]) -> str:
    """The figures, and how they stand to the goals."""
    lines = [f"{'':8}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}"]
    for name, figures in found.items():
        p50, p99 = figures.slowest(0.5), figures.slowest(0.99)
        lines.append(f"{name:8}{figures.rate:10.0f}{p50:9.1f}{p99:9.1f}")
    ours, bare, usual = found["ours"], found["bare"], found["usual"]
    ratios = (
        ours.rate / bare.rate,
        ours.rate / usual.rate,
        ours.slowest(0.99) / usual.slowest(0.99),
    )
    for (name, goal), ratio in zip(GOALS.items(), ratios, strict=True):
        met = ratio <= goal if name.startswith("p99") else ratio >= goal
        lines.append(f"{ratio:6.2f} {name} (goal {goal:.2f}) {'met' if met else 'NOT MET'}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--each", type=int, default=30, help="reports per connection and round")
    given = asked.parse_args()
    print(f"{CONNECTIONS} connections, {ANSWERS} answers")
    print(table(measure(given.rounds, given.each)))


if __name__ == "__main__":
    main()
