"""The seven attributes: in words, what of each a shopper can see, when they may be rated, and the
gap between the rating and what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from audit_forms import Form
from audit_forms.loading import load_module
from audit_forms.versions import module_file
from server.kernel.quarters import Quarter
from server.statistics import NOTHING, Estimate, Sums, estimate, pooled

SumsByStore = Mapping[UUID, Mapping[str, Sums]]

MODULE, VERSION = "service-attributes", 1

# A quarter is rated until two weeks into the next one, when its last weeks are still remembered.
GRACE = timedelta(days=14)

SEEN_IN: Mapping[str, tuple[str, ...]] = {
    "commitment": ("enthusiasm",),
    "attitude": ("courtesy", "enthusiasm"),
    "readiness": ("willingness", "response"),
    "ingenuity": ("willingness", "enthusiasm"),
    "deference": ("respect", "courtesy"),
    "teamwork": ("response", "willingness"),
    "learning": ("response",),
}
"""In which qualities of service a shopper sees something of an attribute.

Attributes are what a team is like, qualities what a visitor notices in a quarter of an hour, so
each attribute is looked for where it comes to the surface:

- commitment: who loves the work knows the product, and shows it also late in the day (enthusiasm);
- attitude: face, voice and dress are greeting and tone (courtesy) and energy (enthusiasm);
- readiness: someone comes forward and asks (willingness), soon and with right answers (response);
- ingenuity: an answer is looked for (willingness), and more is offered than was asked (enthusiasm);
- deference: equals, in turn, with privacy (respect), with thanks and patience (courtesy);
- teamwork: nobody waits while others stand idle (response), and a customer is handed over in person
  (willingness): the same two as readiness, since a visitor cannot tell one person from the team;
- learning: the nearest that one visit shows is "I don't know, I'll find out" (response).
"""


STEPS = 5
# What one step of a rating covers, in points; less than half of it is no difference that it tells.
_STEP = 100 / (STEPS - 1)


@dataclass(frozen=True, slots=True)
class Gap:
    """An attribute as the store rates it (1 to 5 laid on 0 to 100), and as shoppers saw it."""

    attribute: str
    own: int
    seen: Estimate

    @property
    def points(self) -> int | None:
        """How far the store's rating lies above what was seen; unknown with too few visits."""
        if self.seen.too_few or self.seen.mean is None:
            return None
        return self.own - int(self.seen.mean + 0.5)

    @property
    def clear(self) -> bool:
        """Whether they differ by more than chance and the width of a step explain."""
        if self.points is None or self.seen.low is None or self.seen.high is None:
            return False
        outside = not self.seen.low <= self.own <= self.seen.high
        return outside and abs(self.points) > _STEP / 2


def gaps(
    ratings: Mapping[str, int], store: UUID, seen: SumsByStore, minimum: int
) -> tuple[Gap, ...]:
    """The attributes side by side: `seen` has the sums of each attribute by store, of all stores
    from which the spread between visits is learnt."""
    return tuple(
        Gap(
            attribute,
            round((ratings[attribute] - 1) * _STEP),
            estimate(
                seen.get(store, {}).get(attribute, NOTHING),
                pooled(sums[attribute] for sums in seen.values()),
                minimum=minimum,
            ),
        )
        for attribute in SEEN_IN
        if attribute in ratings
    )


@cache
def attributes(version: int = VERSION) -> Form:
    """The attributes as a version of their module words them: a section each, with one question."""
    path = module_file(f"{MODULE}@{version}")
    assert path is not None, version
    return load_module(path)


def closes(quarter: Quarter) -> date:
    """The last day on which a quarter can be rated."""
    return quarter.days()[1] + GRACE


def open_on(day: date) -> tuple[Quarter, ...]:
    """The quarters that can be rated on a day, the older one first."""
    now = Quarter.of(day)
    before = now.before()
    return (before, now) if day <= closes(before) else (now,)
