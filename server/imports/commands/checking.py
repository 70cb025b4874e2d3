"""Whether what a preview has shown is still what would happen."""

from __future__ import annotations

from server.imports.rules.previews import Preview
from server.kernel.problems import Problem


def check(planned: Preview, seen: str) -> None:
    """Refuse a list with mistakes, and one that would do other than what was shown."""
    if planned.faults:
        raise Problem("import_mistaken", count=len(planned.faults))
    if planned.digest != seen:
        raise Problem("import_overtaken")
