"""CSV that opens by a double click, and runs nothing."""

from __future__ import annotations

import csv
import io

import pytest

from server.spreadsheets import to_csv


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_works() -> None:
    content = to_csv(["Store", "Score"], [["Tienda Ñandú, «Centro»", 82.5], ['5" lamp', None]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows_of(content) == [
        ["Store", "Score"],
        ["Tienda Ñandú, «Centro»", "82.5"],
        ['5" lamp', ""],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_run_is_disarmed(start: str) -> None:
    text = f'{start}HYPERLINK("http://x","y")'
    assert rows_of(to_csv(["Store"], [[text]]))[1] == ["'" + text]


def test_a_negative_number_stays_a_number() -> None:
    assert rows_of(to_csv(["Change"], [[-3.25]]))[1] == ["-3.25"]
