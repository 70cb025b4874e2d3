"""The programme's settings, changed on the page, by the API and by a command; and what follows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from server.history.models import HistoryEntry
from server.programmes.models import Programme
from server.retention.commands import place_hold
from server.reviews import commands as reviews
from server.scores.models import Score, StoreMonth
from tests.cast import Chain
from tests.pages import submit

OURS = {"X-Kit": "1"}


def last_change() -> dict[str, object]:
    """What the newest entry of the history says was changed."""
    entry = HistoryEntry.select().where(HistoryEntry.act == "programme.change")
    return dict(entry.order_by(HistoryEntry.id.desc()).first().details)


def test_it_works(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    page = ana.get("/desk/programme")
    saved = submit(ana, page, page_size="Letter", retention_months="36")
    assert "Saved." in saved.text
    there = Programme.get()
    assert (there.page_size, there.retention_months, there.name) == (
        "Letter",
        36,
        chain.programme.name,
    )
    assert last_change() == {"page_size": ["A4", "Letter"], "retention_months": [24, 36]}


def test_what_stores_see_is_asked_about_first(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    asked = submit(ana, ana.get("/desk/programme"), rounding="month", publish_to_hours="5")
    assert "Change what stores see?" in asked.text
    assert "can never be made finer again" in asked.text
    assert Programme.get().rounding == "week_part"
    assert "Saved." in submit(ana, asked).text
    there = Programme.get()
    assert (there.rounding, there.publish_spread_minutes) == ("month", 300)


def test_what_follows_from_both_ends_of_the_delay_is_said_once(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    for given in (
        {"publish_to_hours": "7"},
        {"publish_from_hours": "3", "publish_to_hours": "9"},
    ):
        asked = submit(ana, ana.get("/desk/programme"), **given)
        assert asked.text.count("The new delay holds for reports") == 1


@pytest.mark.parametrize("was", [24, 0])
def test_a_shorter_period_says_first_what_it_erases(chain: Chain, was: int) -> None:
    Programme.update(retention_months=was).execute()
    chain.published()
    chain.later(days=40)
    ana = chain.client(chain.ana)
    asked = submit(ana, ana.get("/desk/programme"), retention_months="1")
    assert "Keep personal data for a shorter time?" in asked.text
    assert "older than 1 month is erased within hours" in asked.text
    assert "reports 1, people 0" in asked.text
    assert "Change what stores see?" not in asked.text
    assert Programme.get().retention_months == was
    assert "Saved." in submit(ana, asked).text
    assert Programme.get().retention_months == 1


@pytest.mark.parametrize(("was", "now"), [(12, 0), (12, 13), (0, 0)])
def test_a_longer_period_is_not_asked_about(chain: Chain, was: int, now: int) -> None:
    Programme.update(retention_months=was).execute()
    ana = chain.client(chain.ana)
    saved = submit(ana, ana.get("/desk/programme"), retention_months=str(now))
    assert "Saved." in saved.text
    assert Programme.get().retention_months == now


def test_a_shorter_period_beside_what_stores_see_is_asked_about_at_once(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    place_hold(chain.actor(chain.ana), "programme", None, "A court asked for it.")
    entered = {"retention_months": "6", "minimum_visits": "5"}
    asked = submit(ana, ana.get("/desk/programme?language=es"), **entered)
    assert "¿Cambiar lo que ven las tiendas?" in asked.text
    assert "6 meses" in asked.text
    assert "retención legal" in asked.text.lower()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_changed(chain: Chain) -> None:
    ana = chain.client(chain.ana)
    page = ana.get("/desk/programme")
    wrong = submit(ana, page, publish_from_hours="48", publish_to_hours="12", minimum_visits="1")
    assert wrong.status_code == 422
    assert "not fewer than the least" in wrong.text
    assert "Write a whole number from 2 to 50." in wrong.text
    assert Programme.get().minimum_visits == 3


def test_a_coarser_rounding_takes_hold_of_what_is_published(chain: Chain) -> None:
    chain.published()
    mateo = chain.client(chain.mateo)
    listing = f"/api/v1/stores/{chain.centro.id}/scorecards"
    (card,) = mateo.get(listing).json
    pdf = f"/api/v1/scorecards/{card['id']}.pdf"
    before = mateo.get(pdf)
    assert "CN-01-2026-W47.pdf" in before.headers["Content-Disposition"]
    ana = chain.client(chain.ana)
    changed = ana.patch("/api/v1/programme", json={"rounding": "month"}, headers=OURS)
    assert changed.status_code == 200, changed.text
    (card,) = mateo.get(listing).json
    assert (card["week"], card["day_part"], card["period"]) == (None, None, "November 2026")
    assert (card["first_day"], card["last_day"]) == ("2026-11-01", "2026-11-30")
    after = mateo.get(pdf)
    assert "CN-01-2026-11.pdf" in after.headers["Content-Disposition"]
    assert after.data != before.data
    assert "Week 47" not in mateo.get(f"/store/{chain.centro.id}?language=en").text.replace(
        "week 47 of", ""
    )
    assert StoreMonth.get().visits == 1


def test_a_finer_rounding_makes_nothing_finer_that_was_scored(chain: Chain) -> None:
    Programme.update(rounding="fortnight").execute()
    submission = chain.published()
    ana = chain.client(chain.ana)
    assert ana.patch("/api/v1/programme", json={"rounding": "week_part"}, headers=OURS).is_json
    rosa = chain.actor(chain.rosa)
    reviews.undo(rosa, submission)
    reviews.accept(rosa, submission)
    assert {(row.rounding, row.day_part) for row in Score.select()} == {("fortnight", "")}
    assert Programme.get().rounding == "week_part"


def test_a_finer_rounding_holds_from_the_next_period_on(chain: Chain) -> None:
    """Whoever came earlier in the month was promised the month; and a scorecard that is not finer
    would tell the store that the visit was before the change."""
    Programme.update(rounding="month").execute()
    ana = chain.client(chain.ana)
    changed = ana.patch("/api/v1/programme", json={"rounding": "week_part"}, headers=OURS)
    assert changed.status_code == 200, changed.text
    chain.published()
    assert {(row.rounding, row.day_part) for row in Score.select()} == {("month", "")}
    # As if it had been made in October, by the store's clocks.
    HistoryEntry.update(at=datetime(2026, 11, 1, 5, 59, tzinfo=UTC)).where(
        HistoryEntry.act == "programme.change"
    ).execute()
    chain.published()
    assert {row.rounding for row in Score.select()} == {"month", "week_part"}


def test_what_waits_waits_until_its_new_period_is_over(chain: Chain) -> None:
    Programme.update(whole_period=True, publish_delay_minutes=60).execute()
    chain.published()
    ana = chain.client(chain.ana)
    ana.patch("/api/v1/programme", json={"rounding": "month"}, headers=OURS)
    score = Score.get(Score.current)
    assert (score.rounding, score.month) == ("month", date(2026, 11, 1))
    assert score.publish_from.date() == date(2026, 12, 1)


@pytest.mark.parametrize(
    "wrong",
    [{"minimum_visits": 1}, {"rounding": "day"}, {"publish_from_hours": 400}, {"mood": 1},
     {"publish_from_hours": 100, "publish_to_hours": 50}, {"publish_from_hours": 60}],
)  # fmt: skip
def test_what_cannot_be_is_refused(chain: Chain, wrong: dict[str, object]) -> None:
    Programme.update(publish_spread_minutes=60).execute()
    refused = chain.client(chain.ana).patch("/api/v1/programme", json=wrong, headers=OURS)
    assert refused.status_code == 422, refused.text
    assert refused.json["code"] in {"fields_wrong", "programme_setting_unfit"}
    assert Programme.get().minimum_visits == 3


def test_until_when_a_scorecard_may_be_contested(chain: Chain) -> None:
    """From the Sunday after publication on: the day tells no more than the week that is told."""
    chain.published()
    mateo, ana = chain.client(chain.mateo), chain.client(chain.ana)
    page = "/store/?language=en"
    assert "may be contested until December 6, 2026" in mateo.get(page).text
    changed = ana.patch("/api/v1/programme", json={"appeal_days": 3}, headers=OURS)
    assert changed.json["appeal_days"] == 3
    assert "may be contested until November 25, 2026" in mateo.get(page).text
    chain.later(days=5)
    assert "contested" not in chain.client(chain.mateo).get(page).text
    ana = chain.client(chain.ana)
    assert last_change() == {"appeal_days": [14, 3]}
    wrong = submit(ana, ana.get("/desk/programme"), appeal_days="91")
    assert "Write whole days, from 0 to 90." in wrong.text
