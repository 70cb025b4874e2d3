"""Visits whose form also asks, with the module that ships, whether the shopper would come back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

from audit_forms import Form, load_shipped
from server.kernel.actor import system
from server.kernel.ids import part_submission_id
from server.programmes.commands import publish_form
from server.stores.models import Store
from tests.cast import ENTRANCE, SHELF, Chain

VERSION = 9


def asking() -> Form:
    """The form of the cast with the section of the module at its end."""
    (section,) = (s for s in load_shipped("loyalty", 1).sections if s.module == "loyalty@1")
    form = load_shipped("five-qualities", 1)
    return replace(form, version=VERSION, sections=(*form.sections, section))


def ask(chain: Chain, form: Form | None = None) -> None:
    """Have all visits planned from now on reported on that form."""
    now = system(chain.clock.now())
    chain.form = publish_form(now, chain.programme, form or asking())


def opinion(
    chain: Chain, back: bool, mark: int, store: Store | None = None, **answers: Any
) -> UUID:
    """A published visit of a shopper who would, or would not, come back; its submission's id."""
    visit = chain.plan(store)
    body = json.loads(chain.body(visit, answers))
    body["version"] = VERSION
    body["answers"] |= {"would_return": {"value": back}, "would_recommend": {"value": mark}}
    submission = part_submission_id(visit.id, "visit")
    phone = chain.client(chain.sol)
    sent = phone.put(
        f"/api/v1/submissions/{submission}", data=json.dumps(body), headers={"X-Kit": "1"}
    )
    assert sent.status_code == 201, sent.text
    for content in (ENTRANCE, SHELF):
        chain.upload(phone, content)
    chain.accept(submission)
    return submission
