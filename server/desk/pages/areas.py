"""Choosing the stores of a person: boxes where there are few, a field for codes where many."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from server.desk.queries.named import store_named
from server.kernel.problems import Problem
from server.stores.models import Store
from server.stores.queries import BY_NAME, stores_for
from server.web.guard import actor

# More than these nobody finds in a list of boxes.
_MOST_BOXES = 40

# What a refusal is shown beside.
STORES_REFUSED = dict.fromkeys(("store_unknown", "store_unclear", "store_closed"), "store_codes")


def store_choices(managed: Collection[UUID] = ()) -> dict[str, Any]:
    """What the page offers: open stores, and those that the person manages, if closed by now."""
    offered = stores_for(actor(), most=_MOST_BOXES + 1, still_open=True)
    many = len(offered) > _MOST_BOXES
    theirs = list(Store.select().where(Store.id.in_(list(managed))).order_by(*BY_NAME))
    shown = {store.id: store for store in [*([] if many else offered), *theirs]}
    return {
        "stores": [(str(store.id), f"{store.name} · {store.code}") for store in shown.values()],
        "many_stores": many,
    }


def codes_of(managed: Collection[UUID]) -> str:
    """The codes of the stores that somebody manages, one a line, as the field takes them."""
    rows = Store.select(Store.code).where(Store.id.in_(list(managed))).order_by(Store.code)
    return "\n".join(code for (code,) in rows.tuples())


def chosen(data: Mapping[str, Any], managed: Collection[UUID] = ()) -> dict[str, Any]:
    """What was entered, with stores from boxes or from the field. Raises what they raise."""
    theirs = Store.select().where(Store.id.in_(list(managed)))
    kept = {store.code.casefold(): store.id for store in theirs}
    lines = map(str.strip, data["store_codes"].splitlines())
    named = [id for line in lines if line for id in _named(line, kept)]
    left = {name: value for name, value in data.items() if name != "store_codes"}
    return left | {"stores": [*data["stores"], *named]}


def _named(line: str, kept: Mapping[str, UUID]) -> list[UUID]:
    """One store, whose name may hold a comma; or several. What somebody has may be closed."""
    try:
        return [kept.get(line.casefold()) or store_named(actor(), line).id]
    except Problem:
        parts = [part.strip() for part in re.split(r"[,;]", line) if part.strip()]
        if len(parts) < 2:
            raise
        return [id for part in parts for id in _named(part, kept)]
