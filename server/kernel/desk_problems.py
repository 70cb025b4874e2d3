"""The failures of what an administrator changes: regions, stores, visits, lists from a file.

A part of the catalogue of `problems.py`, which alone is read by others.
"""

from __future__ import annotations

from collections.abc import Mapping

from server.kernel.kinds import Kind


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


DESK_PROBLEMS: Mapping[str, Kind] = {
    # Regions and stores
    "region_name_taken": Kind(
        409,
        _("There is a region of that name"),
        _("A region named %(name)s is there already. Choose another name."),
    ),
    "region_inside_itself": Kind(
        409,
        _("A region cannot lie inside itself"),
        _(
            "A region can lie neither in itself nor in one below it. Choose one outside of "
            "%(name)s, or none."
        ),
    ),
    "region_too_deep": Kind(
        422,
        _("Too many regions inside each other"),
        _("At most %(limit)s regions lie inside each other. Choose one further up."),
    ),
    "region_not_empty": Kind(
        409,
        _("The region is not empty"),
        _(
            "In %(name)s are still stores (%(stores)s, closed ones counted) and regions"
            " (%(regions)s). Move them to another region first."
        ),
    ),
    "store_code_taken": Kind(
        409,
        _("The code belongs to another store"),
        _("Another store has the code %(code)s. Give this one a code of its own."),
    ),
    "store_place_wrong": Kind(
        422,
        _("There is no such place"),
        _("Give the latitude from -90 to 90, then the longitude from -180 to 180."),
    ),
    "store_closed": Kind(
        409,
        _("The store is closed"),
        _("Nothing new begins at a closed store. Choose another, or reopen it on its page."),
    ),
    "store_has_open_visits": Kind(
        409,
        _("The store has open visits"),
        _(
            "Visits that are still to be made there: %(count)s. Close the store when they have been"
            " made, or have them cancelled with it."
        ),
    ),
    # People and shoppers
    "shopper_code_taken": Kind(
        409,
        _("The code belongs to another shopper"),
        _("There is a shopper %(code)s already. Give this one another code, or have one drawn."),
    ),
    # Visits
    "visit_already_over": Kind(
        422,
        _("The window has passed"),
        _("The window must end in the future. Choose a later day."),
    ),
    "window_backwards": Kind(
        422,
        _("The window ends before it begins"),
        _("Choose an end that comes after the beginning."),
    ),
    "window_too_long": Kind(
        422,
        _("The window is too long"),
        _("A window lasts at most %(limit)s days. Choose an earlier end."),
    ),
    "window_too_far": Kind(
        422,
        _("That is very far off"),
        _("A visit is planned at most two years ahead. Look whether the year is right."),
    ),
    "time_skipped": Kind(
        422,
        _("There is no such time that night"),
        _(
            "At %(time)s the store's clocks jump forward, so that time does not come. Choose one"
            " that is an hour earlier or later."
        ),
    ),
    "time_twice": Kind(
        422,
        _("That time comes twice"),
        _(
            "At %(time)s the store's clocks are set back, so that time comes twice. Choose one"
            " that is an hour earlier or later."
        ),
    ),
    "visit_there_already": Kind(
        409,
        _("This shopper visits there already"),
        _(
            "%(shopper)s has a visit at %(store)s within that time already. Staff may recognise"
            " the shopper. Choose another one, or say that it is meant so."
        ),
    ),
    "shopper_unknown": Kind(
        404,
        _("No such shopper"),
        _("There is no shopper %(code)s. Write a code that the page Shoppers lists."),
    ),
    "shopper_ended": Kind(
        409,
        _("This shopper is sent out no longer"),
        _(
            "%(code)s is sent out no longer. Take the shopper back on their page, or choose"
            " another."
        ),
    ),
    "store_unclear": Kind(
        422,
        _("Several stores are called so"),
        _("Several stores could be meant: %(known)s. Write the code of one."),
    ),
    "store_unknown": Kind(
        404,
        _("No such store"),
        _("There is no store %(code)s. Write a code that the page Stores lists."),
    ),
    "brief_missing": Kind(
        422,
        _("The brief is missing"),
        _("Say in at least one language who the shopper is and what they come for."),
    ),
    "fact_wrong": Kind(
        422,
        _("Something about the visit is not known"),
        _("The form needs to know “%(fact)s” beforehand. Give one of: %(values)s."),
    ),
    "shops_own_store": Kind(
        422,
        _("Not this shopper"),
        _("Nobody shops a store that they manage. Choose another shopper."),
    ),
    "visit_reported": Kind(
        409,
        _("A report has arrived"),
        _("Of this visit a report has arrived, so it stays with its shopper. Plan another visit."),
    ),
    # Lists from a file
    "import_unreadable": Kind(
        422,
        _("The file cannot be read as a list"),
        _("Send CSV in UTF-8 or a workbook (.xlsx). What is wrong with the file stands below."),
    ),
    "import_mistaken": Kind(
        422,
        _("The list has mistakes"),
        _("Mistakes in the list: %(count)s. Mend them in the file and choose it again."),
    ),
    "import_overtaken": Kind(
        409,
        _("Something has changed meanwhile"),
        _("Nothing was imported: since the preview something has changed. Look at it once more."),
    ),
    "import_too_large": Kind(
        413,
        _("The list is too large"),
        _(
            "A list has at most %(limit)s rows. Split it into several files and import one after"
            " the other."
        ),
    ),
}
