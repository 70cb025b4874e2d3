"""What the sins, the moments of a service and those affected are called, in the reader's tongue."""

from __future__ import annotations

from flask_babel import gettext as _


def kind_names() -> dict[str, str]:
    """The seven sins and the good moment, in their order."""
    return {
        "apathy": _("Apathy"),
        "brush_off": _("Brush-off"),
        "coldness": _("Coldness"),
        "condescension": _("Condescension"),
        "robotism": _("Robotism"),
        "rulebook": _("Rulebook"),
        "runaround": _("Runaround"),
        "good": _("Good moment"),
    }


def kind_meanings() -> dict[str, str]:
    """What each of them is, in a few plain words."""
    return {
        "apathy": _("could not care less"),
        "brush_off": _("got rid of the customer"),
        "coldness": _("curt, impatient or hostile"),
        "condescension": _("looked down on the customer"),
        "robotism": _("mechanical, without a person behind it"),
        "rulebook": _("the rule before good sense"),
        "runaround": _("“not our job”, “call later”"),
        "good": _("something done well"),
    }


def moment_names() -> dict[str, str]:
    """The moments of a service."""
    return {
        "arrival": _("on arrival"),
        "enquiry": _("while asking"),
        "waiting": _("while waiting"),
        "payment": _("when paying"),
        "after": _("after the sale"),
    }


def affected_names() -> dict[str, str]:
    """Whom it happened to."""
    return {
        "me": _("the shopper"),
        "other_customer": _("another customer"),
        "several": _("several customers"),
        "colleague": _("a colleague of the staff"),
    }
