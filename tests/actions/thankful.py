"""A report that thanks somebody, and its way to the store."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from audit_forms import Form, Section, load_shipped
from audit_forms.model import Commends
from server.actions import commands
from server.actions.models import Commendation
from server.actions.rules import Entry
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.programmes.commands import publish_form, record_staff_notice
from server.reviews import commands as reviews
from server.stores.models import Store
from tests.cast import ENTRANCE, SHELF, Chain
from tests.scoring.small_forms import one, question, text

WORDS = "Lucía came out from behind the counter and walked with me to the shelf."
SAFE = "She came out from behind the counter and walked with me to the shelf."
NAME = "Lucía Qxzamora"
ROLE = "on the upper floor"


def thankful(version: int = 2) -> Form:
    """The form that ships, with a section that asks whom to thank, and for what."""
    form = load_shipped("five-qualities", 1)
    thanks = "thanks"
    asked = (
        replace(one("thanks_for", dict.fromkeys(form.qualities, 0)), points=None),
        question("thanks_role", "text", required=False),
        question("thanks_name", "text", required=False, shown_to="programme"),
        question(
            "thanks_words",
            "text",
            required=False,
            commends=Commends("thanks_for", "thanks_role", "thanks_name"),
        ),
    )
    part = form.parts[0].id
    placed = tuple(replace(each, section=thanks, part=part) for each in asked)
    section = Section(thanks, part, text("Whom would you thank?"), placed)
    return replace(form, version=version, sections=(*form.sections, section))


def thankful_in_aggregate(version: int = 3) -> Form:
    """The same, where a store may see the rest only over three visits together."""
    form = thankful(version)
    *rest, thanks = form.sections
    return replace(form, sections=(*(replace(each, aggregate_of=3) for each in rest), thanks))


def thanked(
    chain: Chain, store: Store | None = None, form: Form | None = None, **said: Any
) -> UUID:
    """A report with words of thanks that has arrived; its submission's id."""
    usual, form = chain.form, form or thankful()
    chain.form = publish_form(system(chain.clock.now()), chain.programme, form)
    visit = chain.plan(store)
    chain.form = usual
    body = json.loads(chain.body(visit))
    given = {
        "thanks_for": "courtesy",
        "thanks_role": ROLE,
        "thanks_name": NAME,
        "thanks_words": WORDS,
    } | said
    body["version"] = form.version
    body["answers"] |= {id: {"value": value} for id, value in given.items() if value}
    submission = part_submission_id(visit.id, "visit")
    phone = chain.client(chain.sol)
    address = f"/api/v1/submissions/{submission}"
    sent = phone.put(address, data=json.dumps(body), headers={"X-Kit": "1"})
    assert sent.status_code == 201, sent.text
    for content in (ENTRANCE, SHELF):
        chain.upload(phone, content)
    return submission


def entry(**changed: Any) -> Entry:
    """What a careful reviewer enters."""
    usual = Entry("confirm", SAFE, "courtesy", ROLE, "", read=True)
    return replace(usual, **changed)


def accepted(chain: Chain, submission: UUID, given: Entry | None = None) -> Commendation:
    """Rosa accepts a report and settles its words of thanks."""
    rosa = chain.actor(chain.rosa)
    reviews.claim(rosa, submission)
    commands.accept(rosa, submission, {"thanks_words": given or entry()})
    return newest()


def newest() -> Commendation:
    """The commendation that was made last."""
    return Commendation.select().order_by(Commendation.decided_at.desc()).first()


def told(chain: Chain, on: date = date(2026, 11, 2)) -> None:
    """Let it be recorded that staff were told."""
    record_staff_notice(
        chain.actor(chain.ana), chain.programme, on, "The store managers", "In the morning meeting."
    )
