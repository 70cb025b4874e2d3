"""The names of a form that are longer than what keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from audit_forms import Form

# What the tables hold; the form language itself allows 64.
FORM, PART, QUALITY = 60, 40, 40


def too_long(form: Form) -> Iterator[tuple[str, int]]:
    """Each name that cannot be stored, and how long it may be."""
    if len(form.id) > FORM:
        yield form.id, FORM
    yield from ((part.id, PART) for part in form.parts if len(part.id) > PART)
    yield from ((quality, QUALITY) for quality in form.qualities if len(quality) > QUALITY)
