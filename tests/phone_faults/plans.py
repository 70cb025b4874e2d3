"""What a seed means: which report, which photos, and what goes wrong when."""

from __future__ import annotations

import hashlib
import io
import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image

from audit_forms import Form, Question, load
from audit_forms.versions import shipped
from tests.audit_forms.five_qualities_shopper import by_chance, fill
from tests.phone_faults.proxy import SAYS

# How often each, of a hundred or so. The first are of the network, the next of something in it
# that answers for the server, the last of the page.
NETWORK = (
    "cut_before",
    "cut_body",
    "lose_answer",
    "cut_answer",
    "refused",
    "no_name",
    "signed_out",
)
PAGE = ("page_before", "page_during", "page_after", "page_storing")
FAULTS = (*NETWORK, *SAYS, *PAGE)
_WEIGHTS = {"pass": 40, "cut_before": 6, "cut_body": 8, "lose_answer": 10, "cut_answer": 8}

NOTES = (
    "The shutter was down at 16:05.",
    "Cerrado: «volvemos en 10 minutos», decía — y no volvieron 🙁",
    'A sign said "closed"; \\ and / and \t were on it.',
)


@dataclass(frozen=True)
class Picture:
    """A photo of a report."""

    question: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its name."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Plan:
    """One run."""

    seed: int
    outcome: str
    note: str
    answers: dict[str, Any]
    pictures: tuple[Picture, ...]
    chunk: int
    tabs: int
    locks: bool
    writing_ends: int | None
    faults: tuple[str, ...]


@cache
def form() -> Form:
    """The form of five qualities, with room for two photos where one fits."""
    (path,) = (path for id, version, path in shipped() if (id, version) == ("five-qualities", 1))
    text = path.read_text("utf-8").replace("        max: 1\n", "        max: 2\n")
    return load(text.replace("\nversion: 1\n", "\nversion: 2\n"))


def plan_of(seed: int) -> Plan:
    """What the seed means; the same each time."""
    dice = random.Random(f"report {seed}")
    done = dice.random() < 0.85
    pictures = _pictures(dice) if done else ()
    return Plan(
        seed=seed,
        outcome="done" if done else dice.choice(("closed", "refused", "unsafe")),
        note="" if done else dice.choice(NOTES),
        answers=_answers(dice, pictures) if done else {},
        pictures=pictures,
        chunk=dice.randint(1500, 6000),
        tabs=2 if dice.random() < 0.2 else 1,
        # Over plain HTTP a browser has none, and then two tabs do send at the same time.
        locks=dice.random() < 0.6,
        writing_ends=dice.randint(0, 30) if dice.random() < 0.2 else None,
        faults=_faults(seed, dice),
    )


def _faults(seed: int, dice: random.Random) -> tuple[str, ...]:
    kinds = ("pass", *FAULTS)
    weights = [_WEIGHTS.get(kind, 4) for kind in kinds]
    chosen = dice.choices(kinds, weights, k=dice.randint(3, 24))
    if seed % 50 == 7:
        # Rare, for each costs two seconds and all runs that are under way feel it.
        chosen[dice.randrange(min(len(chosen), 8))] = "kill_server"
    return tuple(chosen)


def _pictures(dice: random.Random) -> tuple[Picture, ...]:
    questions = ["entrance_photo"] * dice.randint(1, 2) + ["shelf_photo"] * dice.randint(1, 2)
    return tuple(Picture(question, _jpeg(dice)) for question in questions)


def _jpeg(dice: random.Random) -> bytes:
    width, height = dice.randint(80, 160), dice.randint(60, 120)
    noise = Image.frombytes(
        "RGB", (width // 4, height // 4), dice.randbytes(width // 4 * (height // 4) * 3)
    )
    out = io.BytesIO()
    noise.resize((width, height)).save(out, "JPEG", quality=dice.randint(70, 95))
    return out.getvalue()


def _answers(dice: random.Random, pictures: tuple[Picture, ...]) -> dict[str, Any]:
    by_dice = by_chance(dice)

    def answer_to(question: Question) -> dict[str, Any] | None:
        if question.kind == "photo":
            return {"value": [one.sha256 for one in pictures if one.question == question.id]}
        answer = by_dice(question)
        if answer and dice.random() < 0.1:
            answer["comment"] = "Ñandú, “así” — 1 < 2 & 3 🙂, written in the car park."
        return answer

    return fill({"purchase": True}, answer_to, form())
