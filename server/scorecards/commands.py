"""Drawing scorecards, once per language, and handing them out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pdf_templates import scorecard, together
from server.actions import queries as commendations
from server.database import write
from server.files import folder
from server.kernel.actor import Actor
from server.kernel.ids import sha256_hex
from server.kernel.problems import Problem
from server.reviews import queries as reviews
from server.scorecards import queries
from server.scorecards.models import ScorecardFile
from server.scores.models import Score
from server.scores.queries import published, published_one
from server.scores.rules import period_of
from server.stores.models import Store
from server.stores.queries import store_for
from server.submissions.models import Submission

# How many rows a statement names.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scorecard's PDF: bytes, digest, and a file name of store code and period."""

    content: bytes
    digest: str
    name: str


def pdf(actor: Actor, score: UUID, asked: str) -> Drawn:
    """The PDF of a scorecard that the actor may read; drawn and kept if it is not there yet.

    Raises not_found for a score that is not published, or not the actor's to read.
    """
    language = queries.spoken(asked)
    found = published_one(actor, score)
    content, digest = _kept(actor, found, language) or _draw(actor, found, language)
    return Drawn(content, digest, file_name(found))


def together_pdf(actor: Actor, store: UUID, form: str, asked: str) -> Drawn:
    """The PDF of what a store that the actor may read sees of a form's visits only together.

    Drawn anew each time: a group that is whole never changes, so equal groups give equal bytes.
    Raises not_found, also where no group is whole yet.
    """
    of = store_for(actor, store)
    data = queries.together_card(actor, of, form, queries.spoken(asked))
    if data is None:
        raise Problem("not_found")
    content = together(data)
    return Drawn(content, sha256_hex(content), f"{_in_name(of.code)}-{_in_name(form)}.pdf")


def file_name(score: Score) -> str:
    """`CN-01-2026-W47.pdf`: which store and period, and nothing of the shopper or the visit."""
    return f"{_in_name(score.store.code)}-{period_of(score).code}.pdf"


def _in_name(code: str) -> str:
    return re.sub(r"[^\w.-]+", "-", code).strip("-.") or "store"


def _kept(actor: Actor, score: Score, language: str) -> tuple[bytes, str] | None:
    """What was drawn before, as long as it still says what is to be said."""
    row = _file(score, language)
    if row is None or not folder().has(row.digest):
        return None
    moments = (
        commendations.changed_at(score, actor.at),
        reviews.changed_at(score.submission_id),
    )
    if any(changed is not None and row.drawn_at <= changed for changed in moments):
        return None
    return folder().read(row.digest), row.digest


def _file(score: Score, language: str) -> ScorecardFile | None:
    return ScorecardFile.get_or_none(
        (ScorecardFile.score == score.id) & (ScorecardFile.language == language)
    )


def _draw(actor: Actor, score: Score, language: queries.Language) -> tuple[bytes, str]:
    content = scorecard(queries.page_of(actor, score, language))
    digest, before = folder().keep(content), _file(score, language)
    with write():
        ScorecardFile.insert(
            score=score.id, language=language, digest=digest, drawn_at=actor.at
        ).on_conflict(
            conflict_target=(ScorecardFile.score, ScorecardFile.language),
            update={ScorecardFile.digest: digest, ScorecardFile.drawn_at: actor.at},
        ).execute()
    if before is not None:  # Nothing would lead to it any more, and it may say too much.
        _remove_unused({before.digest})
    return content, digest


def draw_all(actor: Actor, score: UUID) -> None:
    """Draw a published score's PDF in each language of its programme that is not drawn yet."""
    found = published(actor).where(Score.id == score).first()
    if found is None:
        return
    for language in sorted({queries.spoken(each) for each in found.programme.languages}):
        if _kept(actor, found, language) is None:
            _draw(actor, found, language)


def draw_again(actor: Actor, visit: UUID) -> None:
    """Draw what is published of a visit anew, since other words may stand there now.

    What was drawn before goes, also of scores that have no force any more: it may hold words that
    were taken back, erased, or are kept from the store.
    """
    scores = Score.select(Score.id).join(Submission).where(Submission.visit == visit)
    old = list(ScorecardFile.select().where(ScorecardFile.score.in_(scores)))
    found = published(actor).where(Score.id.in_(scores)).first()
    for row in old:
        if found is not None and row.score_id == found.id:
            _draw(actor, found, queries.spoken(row.language))
        else:
            with write():
                ScorecardFile.delete().where(ScorecardFile.id == row.id).execute()
    _remove_unused({row.digest for row in old})


def erase(_actor: Actor, submission: UUID) -> None:
    """Erase the PDFs of the visit that a report is of; whoever asks gets them drawn anew."""
    visit = Submission.select(Submission.visit).where(Submission.id == submission)
    scores = Score.select(Score.id).join(Submission).where(Submission.visit.in_(visit))
    with write():
        mine = ScorecardFile.score.in_(scores)
        gone = {row.digest for row in ScorecardFile.select().where(mine)}
        ScorecardFile.delete().where(mine).execute()
    _remove_unused(gone)


def forget_drawn(scores: Sequence[UUID]) -> None:
    """Let what was drawn of some scores be drawn anew when it is asked for: it says too much."""
    for place in range(0, len(scores), _AT_ONCE):
        some = ScorecardFile.score.in_(list(scores[place : place + _AT_ONCE]))
        gone = {row.digest for row in ScorecardFile.select(ScorecardFile.digest).where(some)}
        ScorecardFile.delete().where(some).execute()
        _remove_unused(gone)


def _remove_unused(gone: set[str]) -> None:
    kept = ScorecardFile.select(ScorecardFile.digest).where(ScorecardFile.digest.in_(list(gone)))
    for digest in gone - {row.digest for row in kept}:
        folder().remove(digest)


def pdf_for_visit(actor: Actor, store_code: str, visit_id: UUID, language: str) -> bytes:
    """The PDF of a visit's scorecard, by the store's code; raises not_found."""
    found = (
        published(actor)
        .join_from(Score, Submission)
        .where((Store.code == store_code) & (Submission.visit == visit_id))
        .first()
    )
    if found is None:
        raise Problem("not_found")
    return pdf(actor, found.id, language).content
