"""Whose data is to be erased, or is to be kept, as every feature's own `erase` is told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

# What stands where a name or words stood: no word of any language.
ERASED = "[…]"


@dataclass(frozen=True, slots=True)
class Whose:
    """One human being: the person's id, the name and the e-mail address by now, the codes of a
    shopper, and the ids of the reports that came from these."""

    person: UUID
    name: str
    shoppers: frozenset[UUID] = frozenset()
    reports: frozenset[UUID] = frozenset()
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a legal hold keeps from being erased by its age: ids of people, codes, and of all that
    belongs to a visit that is held."""

    people: frozenset[UUID] = frozenset()
    shoppers: frozenset[UUID] = frozenset()
    others: frozenset[UUID] = frozenset()

    def texts(self) -> list[str]:
        """All of them as the log spells them."""
        return [str(each) for each in self.people | self.shoppers | self.others]
