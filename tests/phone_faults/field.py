"""Runs blocks of plans in the browser, once each, and keeps what became of them."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser

from server.programmes import commands as programmes
from server.visits.models import VisitPart
from tests.audit_forms.five_qualities_shopper import stamp
from tests.engines.server import Server
from tests.phone.cast import Cast, add_ines
from tests.phone_faults.judge import End, mistakes
from tests.phone_faults.plans import Plan, form, plan_of
from tests.phone_faults.proxy import Proxy

AT_A_TIME = 10


@dataclass(frozen=True)
class Ended:
    """A run that is over."""

    plan: Plan
    end: End
    mistakes: list[str]

    def story(self) -> str:
        """All that happened, and how to see it again."""
        steps = ["  {fault:12} {method} {path} {answer}".format(**one) for one in self.end["steps"]]
        return "\n".join(
            [
                f"seed {self.plan.seed}: {'; '.join(self.mistakes)}",
                f"again: FAULT_SEED={self.plan.seed} python -m pytest tests/phone_faults",
                f"tabs {self.plan.tabs}, pages killed {self.end['kills']}, requests:",
                *steps[:80],
            ]
        )


class Field:
    """The world of the fault tests: a server, a failing network, and many phones."""

    def __init__(self, browser: Browser, server: Server, cast: Cast) -> None:
        self.proxy = Proxy(server)
        self._browser = browser
        self._data = server.settings.data
        published = programmes.publish_form(cast.boss, cast.programme, form())
        self._cast = replace(cast, form=published)
        self._ended: dict[int, list[Ended]] = {}

    def block(self, number: int, seeds: range) -> list[Ended]:
        """The runs of a block of seeds, run when they are first asked for."""
        if number not in self._ended:
            self._ended[number] = self._run([plan_of(seed) for seed in seeds])
        return self._ended[number]

    def stop(self) -> None:
        """Leave nothing running."""
        self.proxy.stop()
        self.proxy.server.stop()

    def _run(self, plans: list[Plan]) -> list[Ended]:
        shoppers = [add_ines(self._cast.boss) for _ in range(AT_A_TIME)]
        sessions = {shopper: self._cast.session(shopper) for shopper in shoppers}
        told, submissions = [], []
        for index, plan in enumerate(plans):
            shopper = shoppers[index % AT_A_TIME]
            submissions.append(self._cast.visit(self._cast.centro, shopper))
            told.append(self._told(plan, submissions[-1], shopper, sessions[shopper]))
        ends = self._drive(told)
        return [
            Ended(plan, end, mistakes(plan, submission, end, self._data))
            for plan, submission, end in zip(plans, submissions, ends, strict=True)
        ]

    def _told(self, plan: Plan, submission: UUID, shopper: UUID, session: str) -> dict[str, Any]:
        """The plan as the page needs it."""
        part = VisitPart.get(VisitPart.submission == submission)
        version = self._cast.form
        named = {"id": version.form, "version": version.version, "digest": version.digest}
        return {
            "seed": plan.seed,
            "faults": plan.faults,
            "tabs": plan.tabs,
            "locks": plan.locks,
            "chunk": plan.chunk,
            "writing_ends": plan.writing_ends,
            "shopper": str(shopper),
            "session": session,
            "visit": {"id": str(part.visit_id), "form": named},
            "part": {"part": part.part, "submission": str(submission), "revision": 0},
            "outcome": plan.outcome,
            "note": plan.note,
            "answers": plan.answers,
            "started": stamp(0),
            "finished": stamp(900),
            "photos": [
                {
                    "sha256": one.sha256,
                    "question": one.question,
                    "bytes": base64.b64encode(one.content).decode(),
                }
                for one in plan.pictures
            ],
        }

    def _drive(self, told: list[dict[str, Any]]) -> list[End]:
        """All runs in one page of a browser that has never been here."""
        context = self._browser.new_context()
        page = context.new_page()
        try:
            page.goto(f"{self.proxy.url}/phone/")
            opening = page.evaluate("JSON.parse(document.getElementById('opening').textContent)")
            world = {"files": opening["files"], "nowhere": "http://127.0.0.1:1"}
            page.goto(f"{self.proxy.url}/page/run.html")
            page.evaluate("world => { window.world = world }", world)
            ends: list[End] = page.evaluate(
                "([plans, width]) => window.runAll(plans, width)", [told, AT_A_TIME]
            )
            return ends
        finally:
            context.close()
