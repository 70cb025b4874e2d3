"""How fast a scorecard is made, against its peers, in one run.

    python -m tests.bench.scorecard_bench [--rounds 30]

All are warm and take turns, so that a busy machine is busy for all; each round has data of its own,
so that nobody answers from memory. Absolute figures drift, ratios hold. Needs the `bench` extra.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pdf_templates
from pdf_templates.contract import Scorecard
from tests.pdf_templates import cast

FONTS = Path(pdf_templates.__file__).parent / "fonts"
GOALS = {"typst": 3.0, "weasyprint": 25.0, "platypus": 5.0}
Maker = Callable[[Scorecard], bytes]


def makers(folder: Path) -> dict[str, Maker]:
    """Ours and the peers, each with its fonts already read."""
    from tests.bench.scorecard_platypus import Platypus
    from tests.bench.scorecard_typst import Typst
    from tests.bench.scorecard_weasyprint import WeasyPrint

    return {
        "ours": pdf_templates.scorecard,
        "typst": Typst(cast.english(), folder, FONTS),
        "weasyprint": WeasyPrint(FONTS),
        "platypus": Platypus(FONTS),
    }


def varied(data: Scorecard, number: int) -> Scorecard:
    """The same amount of content, other words: what a real next scorecard is."""
    sections = tuple(
        replace(
            section,
            rows=tuple(
                replace(row, question=f"{row.question[:-5]}{number}?", answer=row.answer)
                for row in section.rows
            ),
        )
        for section in data.sections
    )
    return replace(
        data, number=f"R{number}", sentence=f"{data.sentence} {number}.", sections=sections
    )


def measure(made: dict[str, Maker], rounds: int) -> dict[str, list[float]]:
    """The times of each, in milliseconds."""
    data = cast.english()
    times: dict[str, list[float]] = {name: [] for name in made}
    for number in range(-2, rounds):
        this = varied(data, number)
        for name, maker in made.items():
            # WeasyPrint takes a hundred times as long: every fifth round is enough.
            if name == "weasyprint" and number > 0 and number % 5:
                continue
            start = time.perf_counter()
            maker(this)
            if number >= 0:
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def report(times: dict[str, list[float]]) -> bool:
    """Print times and ratios; whether every goal is met by the least disturbed round of each."""
    ours = times["ours"]
    print(f"{'':12}{'quickest':>12}{'median':>12}{'ratio':>9}{'goal':>6}")
    print(f"{'ours':12}{min(ours):9.2f} ms{median(ours):9.2f} ms")
    met = True
    for name, goal in GOALS.items():
        ratio = min(times[name]) / min(ours)
        met = met and ratio >= goal
        taken = f"{min(times[name]):9.2f} ms{median(times[name]):9.2f} ms"
        print(f"{name:12}{taken}{ratio:9.1f}{goal:6g}")
    return met


def main() -> None:
    """Run it; exit 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        met = report(measure(makers(Path(folder)), rounds))
    raise SystemExit(0 if met else 1)


if __name__ == "__main__":
    main()
