"""Cases of reports that were sent in half, twice, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Route, expect

from server.submissions.models import Revision
from tests.phone.cast import Cast
from tests.phone.hands import Phone
from tests.phone.offline_cases import case
from tests.phone.offline_cases.ready import bytes_kept, put_in_outbox
from tests.phone.test_rescue import load, save

MakePhone = Callable[..., Phone]
MEDIA = "**/api/v1/media/**"
REPORT = "**/api/v1/submissions/*"
SLOW = 60_000


@case("kobotoolbox/kobocat#432")
def test_the_receipt_names_every_photo_and_nothing_is_purged_before_it(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    page.route(MEDIA, lambda route: route.abort())
    names = put_in_outbox(hand, cast, submission)
    hand.open(f"#/send/{submission}")
    page.locator(".sending").get_by_text("Arrived").first.wait_for()
    assert all(bytes_kept(hand, submission)[name] for name in names)

    page.unroute(MEDIA)
    hand.open(f"#/send/{submission}")

    hand.receipt_number()
    assert sorted(hand.kept(submission)["receipt"]["photos"]["present"]) == names
    assert set(bytes_kept(hand, submission).values()) == {0}


@case("kobotoolbox/enketo-express#776")
def test_each_photo_travels_alone_and_the_count_is_shown(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "PUT" else None)
    names = put_in_outbox(hand, cast, submission)

    hand.open(f"#/send/{submission}")

    hand.receipt_number()
    photos = [url.rsplit("/", 1)[-1] for url in sent if "/media/" in url]
    assert sorted(photos) == names
    expect(page.locator(".receipt")).to_contain_text("2/2")


@case("getodk/getodk#1017")
def test_a_finished_report_stays_whole_while_sending_fails(cast: Cast, phone: MakePhone) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    page.route(REPORT, lambda route: route.fulfill(status=500, body="<h1>Sorry</h1>"))
    names = put_in_outbox(hand, cast, submission)

    hand.open(f"#/send/{submission}")

    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")
    assert len(hand.kept(submission)["answers"]) > 20
    assert all(bytes_kept(hand, submission)[name] for name in names)


@case("onaio/onadata#1016, getodk/collect#3428")
def test_what_the_server_does_not_take_is_never_called_sent_and_says_what_to_do(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    gone = {"id": cast.form.form, "version": 99, "digest": cast.form.digest}
    put_in_outbox(hand, cast, submission, form=gone)

    page.route("**/api/v1/forms/**", lambda route: answer_with_form(route))
    hand.open(f"#/send/{submission}")

    expect(page.get_by_role("heading", level=1)).to_have_text("Needs your attention", timeout=SLOW)
    expect(page.locator(".trouble")).not_to_be_empty()
    expect(page.get_by_role("link", name="Open the report")).to_be_visible()
    assert hand.kept(submission)["state"] == "needs_attention"
    assert not Revision.select().where(Revision.submission == submission).exists()


def answer_with_form(route: Route) -> None:
    """The phone still has the form that the server has lost."""
    found = route.fetch(url=route.request.url.replace("/99", "/1"))
    route.fulfill(status=found.status, json=found.json() | {"version": 99})


@case("enketo/enketo#1226")
def test_a_refused_record_steps_aside_and_can_be_discarded_alone(
    cast: Cast, phone: MakePhone
) -> None:
    bad, good = cast.visit(cast.centro, cast.ines), cast.visit(cast.norte, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    refusal = {"code": "photos_wrong", "status": 422, "title": "No", "detail": "It is not whole."}
    page.route(
        f"**/api/v1/submissions/{bad}",
        lambda route: route.fulfill(
            status=422, json=refusal, content_type="application/problem+json"
        ),
    )
    put_in_outbox(hand, cast, bad)
    put_in_outbox(hand, cast, good)

    hand.open(f"#/send/{good}")

    hand.receipt_number()
    hand.open(f"#/send/{bad}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Needs your attention", timeout=SLOW)
    hand.open(f"#/discard/{bad}")
    page.get_by_role("button", name="Discard it").tap()
    expect(page.locator(".visit").first).to_be_visible()
    assert hand.kept(bad) is None
    assert hand.kept(good)["state"] == "sent"


@case("enketo/enketo#1180")
def test_what_waits_goes_by_itself_without_the_page_being_loaded_again(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    page.route(REPORT, lambda route: route.abort())
    hand.could_not(submission)
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")

    page.unroute(REPORT)

    # No press, no event: the timer alone.
    hand.receipt_number()


@case("getodk/central#1004")
def test_sent_without_a_network_it_waits_and_goes_on_when_there_is_one(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open(f"#/not-done/{submission}")
    page.get_by_role("radio", name="The store was closed").tap()
    page.wait_for_timeout(1500)
    hand.context.set_offline(True)
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be sent")

    hand.context.set_offline(False)

    hand.receipt_number()
    assert Revision.select().where(Revision.submission == submission).count() == 1


@case("SEL-Columbia/formhub#678")
def test_one_visit_stays_one_report_on_a_server_whose_answers_are_lost(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    page = hand.open()
    lost: list[object] = []

    def lose_three(route: Route) -> None:
        if len(lost) == 3:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    page.route(REPORT, lose_three)
    hand.could_not(submission)

    number = hand.receipt_number()
    assert {answer.json()["number"] for answer in lost} == {number}  # type: ignore[attr-defined]
    assert Revision.select().where(Revision.submission == submission).count() == 1


@case("getodk/collect#3517, kobotoolbox/kobocat#441")
def test_the_same_report_sent_twice_gets_the_first_receipt_again(
    cast: Cast, phone: MakePhone
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    hand = phone(cast.ines)
    hand.could_not(submission)
    first = hand.receipt_number()
    body = hand.kept(submission)["body"]

    again = hand.context.request.put(
        f"{hand.base}/api/v1/submissions/{submission}",
        data=body,
        headers={"X-Kit": "1", "Content-Type": "application/json"},
    )

    assert (again.status, again.json()["number"]) == (200, first)
    assert Revision.select().where(Revision.submission == submission).count() == 1


@case("kobotoolbox/enketo-express#483, enketo/enketo#1388")
def test_what_was_saved_to_a_file_is_taken_in_with_its_answers_and_the_same_id(
    cast: Cast, phone: MakePhone, tmp_path: Path
) -> None:
    submission = cast.visit(cast.centro, cast.ines)
    first, second = phone(cast.ines), phone(cast.ines)
    first.open()
    first.context.route("**/api/v1/submissions/**", lambda route: route.abort())
    put_in_outbox(first, cast, submission)
    answers = first.kept(submission)["answers"]

    load(second, save(first, tmp_path / "notes.json"))

    second.open(f"#/send/{submission}")
    second.receipt_number()
    assert second.kept(submission)["answers"] == answers
    assert Revision.select().where(Revision.submission == submission).count() == 1
