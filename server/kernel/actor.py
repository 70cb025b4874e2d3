"""Who acts, and when: handed to every command and scoped query, never looked up from below."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The five roles of a programme."""

    SHOPPER = "shopper"
    REVIEWER = "reviewer"
    STORE_MANAGER = "store_manager"
    REGIONAL_HEAD = "regional_head"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """One signed-in person or shopper at one instant.

    A shopper's actor carries the shopper's id and no person: whoever reads history or a log finds
    a code there, never a name. `at` is the moment of the act, so that a command needs no clock.
    """

    at: datetime
    roles: frozenset[Role] = field(default_factory=frozenset)
    person: UUID | None = None
    shopper: UUID | None = None
    session: UUID | None = None
    language: str = "en"

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def signed_in(self) -> bool:
        """Whether somebody is behind this actor at all."""
        return self.person is not None or self.shopper is not None

    @property
    def kind(self) -> str:
        """`shopper`, `person`, or `system` where no human acts (a task, the command line)."""
        if self.shopper is not None:
            return "shopper"
        return "person" if self.person is not None else "system"

    @property
    def id(self) -> UUID | None:
        """The shopper's or the person's id; None for the system."""
        return self.shopper or self.person


def system(at: datetime, language: str = "en") -> Actor:
    """The actor of tasks and the command line: all roles of an administrator, no human."""
    return Actor(at=at, roles=frozenset({Role.ADMINISTRATOR}), language=language)
