"""Pure decisions about visits: which form a visit may be reported on."""

from __future__ import annotations

from audit_forms import Form


def fits(old: Form, new: Form) -> bool:
    """Whether a visit planned for one version of a form can be reported on another.

    The parts must be the same, for each has its report; and the visit must know every fact that
    the other version asks of it, with a value that means something there.
    """
    if [part.id for part in old.parts] != [part.id for part in new.parts]:
        return False
    return all(
        name in old.facts and set(old.facts[name].values) <= set(fact.values)
        for name, fact in new.facts.items()
    )
