"""A section may look at one party of the conversation: who offers, who receives, or what."""

import json

import pytest

from audit_forms import FormMistakes, compare, compile_form, digest, for_phone, from_snapshot, load
from tests.audit_forms.yaml_texts import GOOD, OWN_PART


def codes(text: str) -> list[str]:
    with pytest.raises(FormMistakes) as caught:
        load(text)
    return [mistake.code for mistake in caught.value.mistakes]


def test_it_works() -> None:
    form = load(GOOD + OWN_PART)
    assert [section.party for section in form.sections][-1] == "customer"
    assert form.sections[0].party is None
    assert form.asides == {"own_part"}


@pytest.mark.parametrize("party", ["provider", "product"])
def test_only_the_customers_own_part_stands_aside(party: str) -> None:
    form = load(GOOD + OWN_PART.replace("party: customer", f"party: {party}"))
    assert form.sections[-1].party == party
    assert form.asides == frozenset()


def test_a_misspelt_party_is_told_the_nearest() -> None:
    with pytest.raises(FormMistakes) as caught:
        load(GOOD + OWN_PART.replace("party: customer", "party: costumer"))
    (mistake,) = caught.value.mistakes
    assert "customer" in mistake.sentence("en")


@pytest.mark.parametrize(
    "line",
    ["quality: respect", "action_when: {is: false}\n        action: {en: Do., es: Haga.}"],
)
def test_what_the_customer_did_says_nothing_of_the_store(line: str) -> None:
    text = GOOD + OWN_PART + f"        {line}\n"
    assert set(codes(text)) == {"customer_counts"}


def test_what_the_customer_did_is_never_critical() -> None:
    text = GOOD + OWN_PART + "        critical: {fails_when: {is: false}}\n"
    assert codes(text) == ["customer_counts"]


def test_a_stored_form_keeps_its_parties() -> None:
    form = load(GOOD + OWN_PART)
    again = from_snapshot(json.loads(json.dumps(compile_form(form))))
    assert again == form
    assert again.asides == form.asides


def test_a_form_without_parties_is_what_it_was() -> None:
    assert "party" not in json.dumps(compile_form(load(GOOD)))
    assert digest(load(GOOD + OWN_PART)) != digest(
        load(GOOD + OWN_PART.replace("    party: customer\n", ""))
    )


def test_a_section_that_comes_to_stand_aside_makes_another_score() -> None:
    old = load(GOOD + OWN_PART.replace("    party: customer\n", ""))
    found = compare(old, load(GOOD + OWN_PART))
    assert [(each.key, each.effect) for each in found.form] == [("parties", "scored")]
    assert found.score is not None
    assert found.score.rescore
    assert compare(old, old).nothing


def test_the_phone_is_not_told_whose_part_it_is() -> None:
    assert '"party"' not in json.dumps(for_phone(load(GOOD + OWN_PART), "en"))
