"""The seven attributes in words, what of each a shopper can see, and when they may be rated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from audit_forms import Form
from audit_forms.loading import load_module
from audit_forms.versions import module_file
from server.kernel.quarters import Quarter

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
