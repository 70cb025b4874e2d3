"""What can be wrong with a list, and how it is mended: message ids, by code."""

from __future__ import annotations

from collections.abc import Mapping


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


# The file as such.
FILES: Mapping[str, str] = {
    "table_missing": _("Choose the file of the list, then press the button again."),
    "table_empty": _("Nothing is in the file. Check that it is the right one and was saved."),
    "table_too_long": _(
        "The list has more than %(limit)s rows. Split it into files of at most %(limit)s rows"
        " and import one after the other."
    ),
    "table_too_large": _(
        "The file is larger than %(limit)s MB. Split it into several files and import one after"
        " the other."
    ),
    "table_too_wide": _(
        "Row %(row)s has more than %(limit)s columns. Delete what stands beside the list."
    ),
    "table_cell_too_long": _(
        "In row %(row)s is a cell of more than %(limit)s characters. Often a quotation mark was"
        " opened there and not closed: look for it, or save the list as an Excel workbook."
    ),
    "table_unreadable": _(
        "This is no list that can be read. Save it in your spreadsheet program as CSV (UTF-8) or"
        " as an Excel workbook (.xlsx)."
    ),
    "workbook_locked": _("The workbook has a password. Save it without one."),
    "workbook_old": _("This is an Excel file of before 2007. Save it as a workbook (.xlsx)."),
    "workbook_damaged": _(
        "The workbook is damaged. Open it in your spreadsheet program, save it under another name"
        " and choose that."
    ),
    "workbook_other": _(
        "This is no Excel workbook. Save the list as a workbook (.xlsx) or as CSV."
    ),
    "workbook_too_large": _(
        "The workbook is larger than %(limit)s MB, or holds far more than a list. Copy the list"
        " into a new one."
    ),
    "workbook_too_wide": _(
        "The sheet has more than %(limit)s columns. Delete what stands beside the list."
    ),
}

# Header, rows, cells.
FAULTS: Mapping[str, str] = {
    "column_missing": _(
        "The column “%(column)s” is missing. Add it to the first row, spelled as in the template."
    ),
    "column_twice": _("This column stands in the file twice. Delete one of the two."),
    "rows_missing": _("Below the header stands no row. Add one for each entry."),
    "formula": _("A formula stands here. Write its value: copy the cell, then paste as value."),
    "cell_empty": _("This cell must not be empty. Fill it in, or delete the row."),
    "cell_too_long": _("Write at most %(limit)s characters; there are %(length)s."),
    "code_shape": _("Write a code of up to 24 letters, digits, dots or hyphens, such as MX-014."),
    "code_twice": _("The code %(code)s stands in row %(first)s already. Give each store its own."),
    "code_spelling": _(
        "A store has the code %(code)s, spelled otherwise. Write it the same way to change that"
        " store."
    ),
    "store_closed": _("The store %(code)s is closed. Reopen it on its page, or leave the row out."),
    "region_shape": _("Write the region from the top down, such as North / Coast."),
    "region_unclear": _(
        "Several regions are called %(name)s. Write the way to the right one, such as"
        " North / Coast."
    ),
    "region_deep": _("At most %(limit)s regions lie inside each other. Shorten the way."),
    "place_shape": _(
        "Write latitude and longitude as a map app copies them, such as 19.0414, -98.2063."
    ),
    "zone_unknown": _("There is no time zone %(value)s. Write one such as America/Mexico_City."),
    "currency_unknown": _("Write one of these currencies: %(known)s."),
    "shopper_unknown": _(
        "There is no shopper %(code)s. Write a code that the page Shoppers lists."
    ),
    "shopper_ended": _(
        "%(code)s is sent out no longer. Take the shopper back on their page, or write another"
        " code."
    ),
    "shops_own": _("Nobody shops a store that they manage, such as %(store)s. Choose another."),
    "store_shut": _(
        "The store %(code)s is closed. Reopen it on its page, or send the shopper elsewhere."
    ),
    "form_missing": _("Several forms are published. Write one of: %(known)s."),
    "form_unknown": _("No form %(form)s is published. Write one of: %(known)s."),
    "moment_shape": _("Write a day and a time such as 2027-03-01 09:00."),
    "moment_unclear": _(
        "Day and month could be meant either way in this list. Write them such as"
        " 2027-03-01 09:00, or save the list as an Excel workbook (.xlsx)."
    ),
    "time_skipped": _(
        "At %(time)s of that night the store's clocks jump forward, so that time does not come."
        " Write one that is an hour earlier or later."
    ),
    "time_twice": _(
        "At %(time)s of that night the store's clocks are set back, so that time comes twice."
        " Write one that is an hour earlier or later."
    ),
    "window_backwards": _("The window ends before it begins. Write a later end."),
    "visit_already_over": _("The window has passed already. Write a later end."),
    "window_too_long": _("A window lasts at most %(limit)s days. Write an earlier end."),
    "window_too_far": _("That is more than two years ahead. Look whether the year is right."),
    "brief_missing": _(
        "A brief is missing. Write in the column “Brief” who the shopper is and what they come for."
    ),
    "fact_wrong": _(
        "The form needs to know “%(column)s” beforehand. Write in that column one of: %(values)s."
    ),
    "visit_twice": _("The same visit stands in row %(first)s already. Delete one of the two."),
    # What speaks against a row and does not forbid it.
    "visit_there_already": _(
        "%(shopper)s visits %(store)s within that time already; staff may recognise the shopper."
    ),
    "locale_unknown": _("Write how numbers and dates look there, as one of: %(known)s."),
    # People
    "role_unknown": _(
        "There is no role %(value)s. Write reviewer, store manager, regional head, administrator"
        " or shopper."
    ),
    "shopper_with_others": _(
        "A shopper has no other role, or a store could learn who visits. Write the other one in a"
        " row of its own."
    ),
    "roles_at_odds": _(
        "Whoever answers for stores can be neither reviewer nor administrator: they would learn"
        " who visits, and when. Leave one of the roles out."
    ),
    "stores_missing": _("A store manager needs stores. Write their codes here."),
    "stores_idle": _(
        "Only a store manager has stores. Empty this cell, or add the role of a store manager."
    ),
    "store_unknown": _(
        "There is no store with the code %(value)s. Write the code as in the list of stores, or"
        " add the store first."
    ),
    "manages_closed": _("The store %(value)s is closed. Leave it out, or reopen it first."),
    "regions_missing": _("A regional head needs a region. Write its name here."),
    "regions_idle": _(
        "Only a regional head has regions. Empty this cell, or add the role of a regional head."
    ),
    "region_unknown": _(
        "There is no region %(value)s. Write its name as in the list of regions, or add it first."
    ),
    "address_shape": _("This is no e-mail address. Write one such as ana@example.com."),
    "address_twice": _(
        "This address stands in row %(first)s already. Give each person an address of their own,"
        " or leave this cell empty."
    ),
    "address_known": _(
        "%(name)s has this address already. Leave the row out and make a new sign-in link for"
        " %(name)s in the list of people, or give another address."
    ),
    "address_of_shopper": _(
        "A shopper has this address already. Leave the row out, or give another address."
    ),
    "shops_too": _(
        "%(name)s has this address and works here already. The code becomes one of theirs, so that"
        " nobody is given their own store or their own report; no list says so afterwards."
    ),
    "language_unknown": _("Write English or Spanish, or leave this cell empty."),
    "code_of_staff": _("Only a shopper has a code. Empty this cell, or write the role shopper."),
    "shopper_code_shape": _(
        "Write a code of 3 to 16 letters, digits, dots or hyphens, such as SH-7Q2F9, or leave this"
        " cell empty and one is drawn."
    ),
    "shopper_code_tells": _(
        "The code spells the shopper's name. Choose one that tells nobody who it is, or leave this"
        " cell empty and one is drawn."
    ),
    "shopper_code_twice": _(
        "The code %(code)s stands in row %(first)s already. Give each shopper their own."
    ),
    "shopper_code_taken": _(
        "There is a shopper %(code)s already. Give this one another code, or leave this cell empty"
        " and one is drawn."
    ),
    "person_twice": _(
        "The same name with the same roles stands in row %(first)s already. Delete one of the two"
        " rows, or tell the two people apart by an e-mail address."
    ),
    "person_there": _(
        "Somebody of this name has these roles already. Leave the row out and make a new sign-in"
        " link in the list of people, or tell the two apart by an e-mail address."
    ),
    "shopper_there": _(
        "A shopper of this name is there already. Leave the row out, or tell the two apart by an"
        " e-mail address."
    ),
}
