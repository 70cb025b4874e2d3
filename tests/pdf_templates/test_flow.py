"""Columns hold what fits, in order, and keep together what belongs together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pdf_templates.document import Document
from pdf_templates.flow import SIZES, Flow, Piece, balance, split, take
from pdf_templates.page import Page

HEIGHTS = st.lists(st.tuples(st.floats(5, 90), st.booleans()), min_size=1, max_size=40)


def pieces_of(sizes: list[tuple[float, bool]]) -> list[Piece]:
    """Pieces that draw nothing; the last holds on to nothing."""
    made = [Piece(high, lambda *_: None, gap=4, keep=keep) for high, keep in sizes]
    made[-1].keep = False
    return made


def test_it_works() -> None:
    pieces = pieces_of([(40, False), (40, False), (40, False)])
    assert take(pieces, 0, 100) == (2, 84)
    assert take(pieces, 2, 100) == (3, 40)


def test_a_heading_goes_with_what_follows() -> None:
    pieces = pieces_of([(40, False), (20, True), (60, False)])
    assert take(pieces, 0, 100) == (1, 40)


def test_a_table_that_goes_on_needs_room_for_its_header() -> None:
    lead = Piece(30, lambda *_: None)
    pieces = [Piece(40, lambda *_: None, lead=lead) for _ in range(3)]
    assert take(pieces, 1, 100) == (2, 70)


@given(HEIGHTS)
def test_balanced_columns_hold_everything_in_no_more_than_the_room(
    sizes: list[tuple[float, bool]],
) -> None:
    pieces = pieces_of(sizes)
    height = balance(pieces, 0, 2, 600)
    if height is not None:
        ends = split(pieces, 0, 2, height)
        assert height <= 600
        assert ends[-1][0] == len(pieces)
        assert all(used <= height + 0.1 for _, used in ends)


@given(HEIGHTS)
def test_every_piece_is_drawn_once_in_order_above_the_foot(
    sizes: list[tuple[float, bool]],
) -> None:
    drawn: list[int] = []
    flow = Flow(Document(), SIZES["A4"])

    def paint(number: int, high: float) -> Piece:
        def draw(_page: Page, _x: float, top: float) -> None:
            assert top - high >= flow.floor - 0.1
            drawn.append(number)

        return Piece(high, draw, gap=4)

    pieces = [paint(number, high) for number, (high, _) in enumerate(sizes)]
    for piece, (_, keep) in zip(pieces[:-1], sizes, strict=False):
        piece.keep = keep and sum(high for high, _ in sizes) < 500
    flow.balanced(pieces)
    flow.stack([paint(len(sizes), 5)])
    assert drawn == list(range(len(sizes) + 1))
