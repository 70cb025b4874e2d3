"""What the sample chain holds after the first start: enough of everything that a page can show."""

from collections import Counter

import pytest
from peewee import fn

from server.demo import cast
from server.episodes.models import Episode
from server.people.models import Person, RoleGrant, Shopper
from server.reviews.models import Review
from server.scores.models import Score
from server.selfviews.models import SelfView
from server.stores.models import Region, Store
from server.submissions.models import Revision, Submission
from server.tasks.models import Task
from server.visits.models import Visit, Wave

pytestmark = pytest.mark.usefixtures("chain")

# Of the form that every store is compared on.
CORE = (Score.form == "five-qualities") & Score.current


def mean_scores(*quarter: int) -> dict[str, float]:
    """Store code -> mean score, of all visits or those of some months."""
    rows = Score.select(Store.code, Score.overall, Score.month).where(CORE).join(Store).tuples()
    found: dict[str, list[int]] = {}
    for code, overall, month in rows:
        if not quarter or (month.month - 1) // 3 in quarter:
            found.setdefault(code, []).append(overall)
    return {code: sum(scores) / len(scores) / 100 for code, scores in found.items()}


def test_it_works() -> None:
    assert Store.select().count() == 12
    assert Region.select().where(Region.parent.is_null()).count() == 2
    assert len({store.zone for store in Store.select()}) >= 3
    assert {store.currency for store in Store.select()} == {"MXN"}
    assert Shopper.select().count() == len(cast.SHOPPERS)
    roles = Counter(grant.role for grant in RoleGrant.select())
    assert roles["store_manager"] == 12
    assert roles["reviewer"] == 3
    assert roles["regional_head"] == 2


def test_each_store_but_the_new_one_has_visits_to_compare() -> None:
    rows = Score.select(Store.code, fn.COUNT(Score.id)).where(CORE).join(Store)
    counted = dict(rows.group_by(Store.code).tuples())
    new = counted.pop("S-403")
    assert new < 4
    assert all(6 <= visits <= 14 for visits in counted.values()), counted
    assert Score.select().where(Score.published_at.is_null()).count() == 0


def test_the_best_and_the_worst_store_stand_out() -> None:
    means = mean_scores()
    assert max(means, key=means.__getitem__) == "S-402"
    assert min(means, key=means.__getitem__) == "C-303"
    assert means["S-402"] - means["C-303"] > 20


def test_one_store_has_clearly_changed() -> None:
    waves = list(Wave.select().order_by(Wave.opens_at))
    before, now = ((wave.opens_at.month - 1) // 3 for wave in waves[1:])
    changed = mean_scores(now)["S-401"] - mean_scores(before)["S-401"]
    assert changed > 10


def test_every_level_of_a_score_is_plausible() -> None:
    scores = [score.overall / 100 for score in Score.select().where(CORE)]
    assert 65 < sum(scores) / len(scores) < 85
    assert len(set(scores)) > len(scores) / 2


def test_some_reports_wait_for_a_reviewer_and_one_for_its_shopper() -> None:
    states = Counter(submission.state for submission in Submission.select())
    assert states["received"] == 5
    assert states["sent_back"] == 1
    scored = Score.select(Score.submission).where(Score.current)
    assert states["accepted"] >= scored.count() > 140
    waiting = (
        Revision.select().join(Submission).where(Submission.state == "received").order_by("id")
    )
    assert {revision.outcome for revision in waiting} == {"done", "closed"}
    assert any("clock_off" in revision.flags for revision in waiting)


def test_the_other_systems_have_something_to_show() -> None:
    forms = Counter(score.form for score in Score.select().where(Score.current))
    assert forms["full-visit"] == 12
    # Enough for the store to see them together.
    assert forms["complaint-handling"] == 3
    assert SelfView.select().count() == 3
    kinds = {episode.kind for episode in Episode.select()}
    assert "good" in kinds
    assert len(kinds) > 2


def test_some_report_was_corrected_before_it_was_accepted() -> None:
    assert Submission.select().where(Submission.revision == 2).count() > 0
    assert Review.select().where(Review.verdict == "sent_back").count() > 1


def test_the_shopper_has_visits_of_today_in_three_stores() -> None:
    reported = Submission.select(Submission.visit)
    open_ones = list(Visit.select().where(Visit.id.not_in(reported)))
    assert len({visit.store_id for visit in open_ones}) == 3
    assert {visit.shopper_id for visit in open_ones} == {
        Submission.get(Submission.state == "sent_back").shopper_id
    }
    assert all("scenario" in visit.brief["es"] for visit in open_ones)


def test_acts_are_in_the_order_of_life() -> None:
    for review in Review.select(Review, Submission).join(Submission):
        assert review.submission.created_at < review.claimed_at
        assert review.decided_at is None or review.claimed_at <= review.decided_at
    for submission in Submission.select(Submission, Visit).join(Visit):
        assert submission.visit.created_at < submission.created_at


def test_drawing_the_scorecards_is_left_to_the_worker() -> None:
    assert Task.select().where(Task.kind == "score.published").count() == Score.select().count()


def test_names_are_told_once() -> None:
    names = [person.name for person in Person.select()]
    assert len(names) == len(set(names))
