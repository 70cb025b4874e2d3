"""What the form of each system of service promises, beyond what every form does."""

from __future__ import annotations

from fractions import Fraction

from audit_forms import Form, Question, asks_anything, load_shipped
from audit_forms.model import leaves
from server.scoring import percent, score
from tests.audit_forms.any_visit import BUYING, Choose, best, visit, worst
from tests.audit_forms.five_qualities_shopper import Answer

QUALITIES = ("respect", "willingness", "enthusiasm", "courtesy", "response")
SINS = ("apathy", "brush_off", "coldness", "condescension", "robotism", "rulebook", "runaround")
MAIN = dict(
    zip(
        SINS,
        (
            *("enthusiasm", "willingness", "courtesy", "respect", "courtesy"),
            *("willingness", "response"),
        ),
        strict=True,
    )
)
MOMENTS = ("none", "arrival", "enquiry", "waiting", "payment", "after")

FULL = load_shipped("full-visit", 2)
SEVEN = load_shipped("seven-sins", 1)
LISTENED = load_shipped("being-listened-to", 2)
COMPLAINT = load_shipped("complaint-handling", 1)
HONEST = load_shipped("honest-dealing", 2)
INTERNAL = load_shipped("honest-dealing-internal", 1)
FEEDBACK = load_shipped("feedback-and-recognition", 2)
LOYALTY = load_shipped("loyalty", 1)


def modules(form: Form) -> list[str]:
    """The modules of a form in their order, each once."""
    return list(dict.fromkeys(section.module for section in form.sections if section.module))


def but(**other: object) -> Choose:
    """The best visit, in which these answers were others."""

    def choose(question: Question) -> Answer:
        return {"value": other[question.id]} if question.id in other else best(question)

    return choose


# -- the full visit


def test_a_full_visit_is_sixty_questions_and_six_texts_at_most() -> None:
    assert len(FULL.questions) <= 60
    assert sum(question.kind == "text" for question in FULL.questions) <= 6


def test_an_ordinary_full_visit_asks_less_than_fifty_of_them() -> None:
    given = visit(FULL, but(people_ahead=0))
    tapped = set(FULL.in_store)
    assert len([id for answers in given.values() for id in answers if id not in tapped]) < 50


def test_a_full_visit_joins_six_systems_in_the_order_of_a_visit() -> None:
    assert modules(FULL) == [
        *("welcome@1", "need@1", "listening@2", "product@1", "line@1", "price@2", "handover@1"),
        *("feedback@1", "farewell@1", "recognition@1", "loyalty@1", "seven-sins@1", "closing@1"),
        "unwrapped@2",
    ]
    assert [(part.id, part.opens_after_days, part.open_for_days) for part in FULL.parts] == [
        ("visit", None, None),
        ("after", 0, 3),
    ]
    assert tuple(FULL.qualities) == QUALITIES


def test_whom_nobody_served_is_not_asked_what_it_was_like() -> None:
    given = visit(FULL, but(first_step="nobody"))["visit"]
    assert not {"asked_need", "attention_kept", "claims_true"} & given.keys()
    assert {"sin_apathy", "price_tagged", "humiliated"} <= given.keys()


# -- seven sins


def test_each_sin_is_a_moment_with_evidence() -> None:
    for sin in SINS:
        question = SEVEN.question(f"sin_{sin}")
        assert tuple(option.id for option in question.options) == MOMENTS
        assert question.points == {id: 2 if id == "none" else 0 for id in MOMENTS}
        assert question.quality == MAIN[sin]
        assert question.comment_when == question.lowers_when == question.action_when
        assert question.comment_min_length


def test_each_sin_lowers_a_quality_it_contradicts_and_not_its_own_twice() -> None:
    for sin in SINS:
        lowers = SEVEN.question(f"sin_{sin}").lowers
        assert lowers
        assert set(lowers) <= set(QUALITIES) - {MAIN[sin]}


def test_each_sin_has_a_description_and_an_action_of_its_own() -> None:
    asked = [SEVEN.question(f"sin_{sin}") for sin in SINS]
    for language in ("en", "es"):
        assert len({question.tip[language] for question in asked}) == len(SINS)
        assert len({(question.action or {})[language] for question in asked}) == len(SINS)


def test_one_sin_costs_its_quality_and_those_it_contradicts() -> None:
    found = score(SEVEN, visit(SEVEN, but(sin_coldness="enquiry")), {})
    shares = {name: percent(part.share) for name, part in found.qualities.items()}
    assert shares == {
        "respect": 50,
        "willingness": 100,
        "enthusiasm": 50,
        "courtesy": 50,
        "response": 100,
    }
    assert found.overall == 100 * Fraction(10, 14)


def test_all_sins_at_once_leave_nothing_and_no_debt() -> None:
    found = score(SEVEN, visit(SEVEN, worst), {})
    assert {part.points for part in found.qualities.values()} == {0}
    assert found.overall == 0


def test_who_was_affected_is_asked_once_a_sin_was_seen_and_hidden_from_the_store() -> None:
    assert "sin_affected" not in visit(SEVEN, best)["visit"]
    for sin in SINS:
        assert "sin_affected" in visit(SEVEN, but(**{f"sin_{sin}": "after"}))["visit"]
    assert SEVEN.question("sin_affected").shown_to == "programme"


# -- listening


def test_a_conversation_has_three_parties() -> None:
    assert {section.party for section in LISTENED.sections if section.party} == {
        "provider",
        "customer",
        "product",
    }
    found = score(LISTENED, visit(LISTENED, but(explained_need="named_it")), {})
    assert {name: percent(part.share) for name, part in found.parties.items()} == {
        "provider": 100,
        "customer": 33,
        "product": 100,
    }
    assert found.overall == 100


def test_a_visit_in_which_nobody_talked_is_held_down_and_short() -> None:
    given = visit(LISTENED, but(talked=False))
    assert not {"asked_need", "attention_kept", "explained_need"} & given["visit"].keys()
    assert score(LISTENED, given, {}).capped_by == ("talked",)


# -- complaints


def test_a_complaint_has_four_results_that_a_store_sees_in_aggregate_only() -> None:
    together = {s.id: s.aggregate_of for s in COMPLAINT.sections if s.aggregate_of}
    assert together == dict.fromkeys(("empathise", "understand", "act", "kept"), 3)
    assert COMPLAINT.in_aggregate_only
    found = score(COMPLAINT, visit(COMPLAINT, best), {})
    assert {id: percent(found.sections[id].share) for id in together} == dict.fromkeys(
        together, 100
    )
    assert found.overall is None


def test_all_else_about_a_complaint_stays_with_the_programme() -> None:
    for section in COMPLAINT.sections:
        if not section.aggregate_of:
            assert {question.shown_to for question in section.questions} == {"programme"}


def test_the_follow_up_opens_on_the_promised_day_or_never() -> None:
    _, follow_up = COMPLAINT.parts
    assert (follow_up.id, follow_up.opens_after_days) == ("follow_up", "promised_in_days")
    assert follow_up.open_for_days == 7
    for promise, asked in (("dated", True), ("undated", False), ("nothing", False)):
        given = visit(COMPLAINT, but(promise=promise))["visit"]
        assert ("promised_in_days" in given) is asked
    options = COMPLAINT.question("promise_kept").options
    assert [option.id for option in options] == ["kept", "partly", "broken"]


def test_a_complaint_that_was_not_made_scores_nothing() -> None:
    given = {"visit": visit(COMPLAINT, but(complaint_made="not_made"))["visit"]}
    assert {part.possible for part in score(COMPLAINT, given, {}).sections.values()} == {0}


# -- honest dealing


def test_prices_are_amounts_and_the_product_compares_them() -> None:
    amounts = {"price_said", "price_on_tag", "price_charged"}
    compared = {"overcharge", "above_said", "said_above_tag"}
    assert {q.id for q in HONEST.questions if q.kind == "money"} == amounts | compared
    assert {q.id for q in HONEST.questions if q.derived_only} == compared
    given = visit(HONEST, but(price_on_tag=500, price_said=500, price_charged=650))
    assert "put_right" in given["visit"]
    found = score(HONEST, given, BUYING)
    lost = {line.question for line in found.lines if line.points < line.possible}
    assert lost == {"overcharge", "above_said"}
    assert found.capped_by == ()


def test_what_was_said_is_held_against_the_tag_also_where_nothing_was_bought() -> None:
    for form in (FULL, HONEST, load_shipped("five-qualities", 3)):
        for said, points in ((620, 0), (500, 1), (450, 1)):
            given = visit(form, but(price_on_tag=500, price_said=said), {"purchase": False})
            assert "price_charged" not in given["visit"]
            found = {each.question: each for each in score(form, given, {"purchase": False}).lines}
            assert (found["said_above_tag"].points, found["said_above_tag"].possible) == (points, 1)
            assert found["said_above_tag"].action is (points == 0)
            charged = ("overcharge", "above_said", "put_right")
            assert [found[id].possible for id in charged] == [0, 0, 0]


def test_a_wrong_price_fails_the_comparisons_that_it_makes_dearer() -> None:
    wrong = {
        "price_said": {"said_above_tag"},
        "price_charged": {"overcharge", "above_said"},
    }
    for id, fails in wrong.items():
        prices = dict.fromkeys(("price_said", "price_on_tag", "price_charged"), 500) | {id: 700}
        found = score(HONEST, visit(HONEST, but(**prices)), BUYING)
        assert {line.question for line in found.lines if line.points < line.possible} == fails


def test_less_than_the_tag_is_no_fault() -> None:
    given = visit(HONEST, but(price_on_tag=500, price_said=500, price_charged=450))
    assert "put_right" not in given["visit"]
    assert score(HONEST, given, BUYING).overall == 100


def test_too_much_charged_and_not_put_right_holds_the_score() -> None:
    found = score(HONEST, visit(HONEST, but(price_charged=900, put_right=False)), BUYING)
    assert found.capped_by == ("put_right",)
    assert found.overall is not None
    assert found.overall <= 50


def test_the_rest_is_filled_in_at_home_within_three_days() -> None:
    assert [(p.id, p.opens_after_days, p.open_for_days) for p in HONEST.parts[1:]] == [
        ("after", 0, 3)
    ]
    assert [question.id for question in HONEST.questions_of("after")] == [
        *("as_shown", "amount_right", "unwrapped_photo")
    ]


def test_after_a_visit_without_a_purchase_there_is_nothing_to_report() -> None:
    for form in (FULL, HONEST):
        assert not asks_anything(form, "after", {"purchase": False})
        assert asks_anything(form, "after", BUYING)
        assert next(iter(visit(form, best)["after"])) == "as_shown"
        # Whoever could not buy what was planned says so.
        assert form.question("as_shown").na


def test_inside_the_house_the_date_is_held_against_what_was_promised() -> None:
    assert INTERNAL.parts[1].opens_after_days == "ready_in_days"
    assert INTERNAL.in_aggregate_only
    given = visit(INTERNAL, but(handed_on_time="later", days_late=4))["follow_up"]
    assert {"days_late", "delay_told", "as_asked", "extra_cost"} <= given.keys()
    given = visit(INTERNAL, but(handed_on_time="not_yet"))["follow_up"]
    assert not {"as_asked", "extra_cost", "days_late"} & given.keys()


# -- feedback and recognition, loyalty


def test_how_feedback_was_taken_is_seen_in_aggregate_and_thanks_are_not() -> None:
    sections = {section.id: section for section in FEEDBACK.sections}
    assert sections["feedback"].aggregate_of == sections["follow_through"].aggregate_of == 3
    assert sections["thanks"].aggregate_of is None
    reaction = FEEDBACK.question("reaction")
    assert [option.id for option in reaction.options] == [
        *("upset", "justified", "silent", "thanked")
    ]


def test_words_of_thanks_become_a_commendation() -> None:
    for form in (FEEDBACK, SEVEN, FULL):
        thanks = form.question("thanks").commends
        assert thanks is not None
        assert (thanks.quality, thanks.role, thanks.name) == (
            *("thanks_for", "thanks_role", "thanks_name"),
        )
        assert tuple(option.id for option in form.question("thanks_for").options) == QUALITIES
        assert form.question("thanks_name").shown_to == "programme"
        assert not form.question("thanks_name").required


def test_thanks_are_asked_only_where_there_is_something_to_thank_for() -> None:
    def nothing(question: Question) -> Answer:
        return {"na": True} if question.id == "thanks_for" else best(question)

    assert not {"thanks", "thanks_role", "thanks_name"} & visit(FEEDBACK, nothing)["visit"].keys()


def test_loyalty_earns_nothing_and_asks_why() -> None:
    assert score(LOYALTY, visit(LOYALTY, best), {}).overall is None
    assert {"would_return", "would_recommend", "why"} <= visit(LOYALTY, best)["visit"].keys()


def test_what_is_asked_only_under_a_condition_names_what_comes_before() -> None:
    for form in (FULL, SEVEN, LISTENED, COMPLAINT, HONEST, INTERNAL, FEEDBACK, LOYALTY):
        order = [question.id for question in form.questions]
        for question in form.questions:
            for leaf in leaves(question.ask_when):
                if leaf.subject == "question":
                    assert order.index(leaf.name) < order.index(question.id)
