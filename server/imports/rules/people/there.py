"""What a list of people is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from server.imports.rules.regions import Path
from server.kernel.actor import Role


@dataclass(frozen=True, slots=True)
class Shop:
    """A store as a list names it."""

    id: UUID
    code: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff, who can be made a shopper too unless `shops` already."""

    id: UUID
    name: str
    shops: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Who and what is there. `addresses` say whose each is: a name, or "" for a shopper's.

    `members` are names with the roles held, `shoppers` are names alone: a list must not tell which
    code is whose, so none stands beside them. `staff` is by address, who is let in.
    """

    stores: Mapping[str, Shop] = field(default_factory=dict)
    regions: Mapping[UUID, Path] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    members: frozenset[tuple[str, frozenset[Role]]] = frozenset()
    shoppers: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    staff: Mapping[str, Member] = field(default_factory=dict)
    language: str = "en"
