"""Who was invited and has never signed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from peewee import ModelSelect, fn

from server.imports.commands import Added
from server.people.models import DeviceSession, Person, RoleGrant, Shopper, SignInLink

# As many as a list of people brings at once: a code for each is slow on purpose.
MOST_AT_ONCE = 500
_JUST_NOW = timedelta(hours=1)


def newcomers(kind: str, at: datetime) -> list[Added]:
    """Staff ("people") or shoppers who never signed in; who was just given a link comes last.

    Shoppers are called by their codes, and no name stands beside one.
    """
    found = _shoppers() if kind == "shoppers" else _staff()
    whose = SignInLink.shopper if kind == "shoppers" else SignInLink.person
    rows = found.order_by(_linked(whose, found.model, at), *_names(found.model))
    return [_added(row, number) for number, row in enumerate(rows.limit(MOST_AT_ONCE), 1)]


def count_newcomers(kind: str) -> int:
    """How many these are."""
    return int((_shoppers() if kind == "shoppers" else _staff()).count())


def _staff() -> ModelSelect:
    held = Person.id.in_(RoleGrant.select(RoleGrant.person)) & Person.revoked_at.is_null()
    return Person.select().where(held & _never(DeviceSession.person, Person))


def _shoppers() -> ModelSelect:
    return Shopper.select().where(Shopper.active & _never(DeviceSession.shopper, Shopper))


def _never(whose: Any, table: Any) -> Any:
    return ~fn.EXISTS(DeviceSession.select(DeviceSession.id).where(whose == table.id))


def _linked(whose: Any, table: Any, at: datetime) -> Any:
    recent = SignInLink.created_at > at - _JUST_NOW
    return fn.EXISTS(SignInLink.select(SignInLink.id).where((whose == table.id) & recent))


def _names(table: Any) -> tuple[Any, ...]:
    return (table.code,) if table is Shopper else (table.name, table.id)


def _added(row: Any, number: int) -> Added:
    if isinstance(row, Shopper):
        return Added(number, row.code, row.language, shopper=row.id)
    return Added(number, row.name, row.language, person=row.id)
