"""Whose data is to be erased, or is to be kept, as every feature's own `erase` is told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

# What stands where a name or words stood: no word of any language.
ERASED = "[…]"


@dataclass(frozen=True, slots=True)
class Whose:
    """One human being: the person's id, the name and the e-mail address by now, the codes of a
    shopper, and the ids of the reports that came from these. `about` are the ids of whatever else
    tells of the person: visits, moments, words of thanks, legal holds."""

    person: UUID
    name: str
    shoppers: frozenset[UUID] = frozenset()
    reports: frozenset[UUID] = frozenset()
    address: str | None = None
    about: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """What a legal hold keeps from being erased: ids of people, codes, and of all that belongs to a
    visit that is held, or to a held shopper. Of the people `named` only who they are is kept, for a
    visit that is held was theirs; `addresses` are the e-mail addresses of both."""

    people: frozenset[UUID] = frozenset()
    shoppers: frozenset[UUID] = frozenset()
    others: frozenset[UUID] = frozenset()
    named: frozenset[UUID] = frozenset()
    addresses: frozenset[str] = frozenset()

    def texts(self) -> list[str]:
        """All of them as the log spells them."""
        return [str(each) for each in self.people | self.shoppers | self.others]
