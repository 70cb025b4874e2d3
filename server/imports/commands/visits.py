"""Planning the visits of a list."""

from __future__ import annotations

from server.history.commands import record
from server.imports.rules.previews import Planned, Preview
from server.kernel.actor import Actor
from server.kernel.problems import Problem
from server.programmes.queries import the_programme
from server.visits.commands import Call, plan_visits


def keep_visits(actor: Actor, planned: Preview) -> None:
    """Plan those that are not there yet."""
    programme = the_programme()
    if programme is None:
        raise Problem("form_unknown")
    calls = [_call(row) for row in planned.rows if row.state == "new"]
    plan_visits(actor, programme, calls)
    record(actor, "visit.import", "list", planned.digest[:32], new=len(calls))


def _call(row: Planned) -> Call:
    told = row.values
    return Call(
        store=told["store"],
        shopper=told["shopper"],
        form_version=told["form"],
        opens_at=told["opens"],
        closes_at=told["closes"],
        brief=told["brief"],
        facts=told["facts"],
    )
