"""Whatever stands in a sheet, it becomes a form or is told with its place, in both languages."""

from __future__ import annotations

import random

import pytest

from audit_forms import digest
from server.programmes.rules.xlsform import NotExported, SheetMistakes, read_xlsform, to_xlsform
from tests.xlsform.books import NEWCOMERS, Book, imported, newcomer

CELLS = [
    *("", "yes", "no", "=1", "${greeted}", "${", "}", "'", "not(", "selected(., 'x')", ". = 'no'"),
    *("{a: b}", "{is: true}", "[1]", "-1", "1.5", "999999999999999", "1e9", "select_one x", "é"),
    *(
        "begin group",
        "end group",
        "note",
        "hidden",
        "calculate",
        "a b",
        "yes: 2, no: 0",
        "above: 0",
    ),
    *("60: 3, above: 0", "true()", "${greeted} = 'yes'", ". > 3", "string-length(.) > 2", "na"),
    *("count-selected(.) > 1", "loyalty@1", "visit", "home", "courtesy", "{", "{is: [a]}", "0"),
    *(
        "{question: greeted, is: true}",
        "{all: []}",
        "{all: 3}",
        "opinion",
        "money",
        "scale",
        "((((",
    ),
    *("errand=${errand}", "x = ${y}", "1 = 1", "${greeted} = ${queue}", "${shift} > 1", "1" * 400),
]
COLUMNS = [
    *("kind", "points", "critical", "ask_when", "comment_when", "between", "lowers", "commends"),
    *("min", "max", "decimals", "module", "party", "aggregate_of", "part", "choice_filter", "fact"),
    *("values", "na", "weight", "label::xx", "label::", "action_when", "min_length"),
]
OF_THE_WHOLE = {"survey_missing", "settings_missing", "choices_missing", "survey_empty"}


def damaged(chance: random.Random) -> Book:
    """A newcomer's form in which a few things have gone astray."""
    book = newcomer(chance.choice(NEWCOMERS).stem)
    survey = next(rows for name, rows in book.items() if name.lower() == "survey")
    for column in chance.sample(COLUMNS, chance.randint(0, 2)):
        for row in survey[1:]:
            row += [""] * (len(survey[0]) - len(row))
            row.append(chance.choice(CELLS) if chance.random() < 0.2 else "")
        survey[0].append(column)
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(list(book))
        rows = book[name]
        row = chance.choice(rows[1:] if len(rows) > 1 and chance.random() < 0.9 else rows)
        what = chance.random()
        if what < 0.8 and row:
            row[chance.randrange(len(row))] = chance.choice(CELLS)
        elif what < 0.9:
            rows.remove(row)
        elif what < 0.97:
            rows.insert(chance.randint(0, len(rows)), list(row))
        else:
            del book[name]
        book = {each: left for each, left in book.items() if left}
    return book


def test_it_works() -> None:
    assert damaged(random.Random(1)) != damaged(random.Random(2))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_in_a_sheet_breaks_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    told = read = 0
    for _ in range(40):
        book = damaged(chance)
        try:
            form = imported(book).form
            assert digest(read_xlsform(to_xlsform(form)).form) == digest(form)
            read += 1
        except NotExported:
            read += 1
        except SheetMistakes as wrong:
            told += 1
            for each in wrong.mistakes:
                assert each.place.row or each.code in OF_THE_WHOLE
                assert each.sentence("en") != each.sentence("es")
    assert told > 20
    assert read > 0
