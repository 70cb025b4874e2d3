"""The conversation of three: a result for each party, and the customer's is not the store's."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from audit_forms import Form
from audit_forms.model import Party
from server.scoring import Part, Score, score
from tests.scoring.small_forms import answers, form, yes_no

LOOKED = yes_no("looked", section="staff", quality="respect")
EXPLAINED = yes_no("explained", yes=3, section="own")
FITTED = yes_no("fitted", yes=1, section="thing")
PARTIES: dict[str, Party] = {"staff": "provider", "own": "customer", "thing": "product"}


def of_three(**parties: Party) -> Form:
    """A form of three sections, each with its party."""
    small = form(LOOKED, EXPLAINED, FITTED)
    sections = [replace(each, party=parties.get(each.id)) for each in small.sections]
    return replace(small, sections=tuple(sections))


def scored(**values: bool) -> Score:
    return score(of_three(**PARTIES), {"visit": answers(**values)}, {})


def test_it_works() -> None:
    result = scored(looked=True, explained=False, fitted=False)
    assert dict(result.parties) == {
        "provider": Part(2, 2),
        "customer": Part(0, 3),
        "product": Part(0, 1),
    }
    assert result.total == Part(2, 3)
    assert result.overall == Fraction(200, 3)


@given(st.booleans(), st.booleans(), st.booleans())
def test_what_the_customer_did_never_moves_the_stores_score(
    looked: bool, fitted: bool, explained: bool
) -> None:
    with_it = scored(looked=looked, explained=explained, fitted=fitted)
    without = scored(looked=looked, fitted=fitted)
    assert with_it.total == without.total
    assert with_it.qualities == without.qualities


def test_the_sections_own_result_is_kept() -> None:
    assert scored(explained=True).sections["own"] == Part(3, 3)


def test_a_form_that_looks_at_no_party_has_no_such_result() -> None:
    result = score(of_three(), {"visit": answers(explained=True)}, {})
    assert dict(result.parties) == {}
    assert result.total == Part(3, 3)


def test_only_what_the_form_looks_at_is_told() -> None:
    small = of_three(thing="product")
    assert list(score(small, {"visit": answers(fitted=True)}, {}).parties) == ["product"]
