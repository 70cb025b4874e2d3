"""Whatever a file holds, the loader answers with a form or with mistakes that can be read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_forms import FormMistakes, Mistake, check, load
from tests.audit_forms.yaml_texts import GOOD

LINES = GOOD.splitlines()
# What may stand where something else should: every shape, wrong numbers, and real words misplaced.
PIECES = [
    *(
        "[]",
        "{}",
        "[[]]",
        "{a: b}",
        "~",
        '""',
        "-1",
        "1.5",
        "1e9",
        "true",
        "no",
        "99999999999999999",
    ),
    *(
        "visit",
        "clean",
        "words",
        "[clean]",
        "{is: true}",
        "{question: who, is: no}",
        "&a",
        "*a",
        "!!x",
    ),
    *(
        "kind: time",
        "kind: several",
        "- id: who",
        "answered: false",
        "at_least: 3",
        "\t",
        "---",
        "? ",
    ),
]

places = st.integers(0, len(LINES) - 1)
edits = st.one_of(
    st.tuples(st.just("drop"), places, st.just("")),
    st.tuples(st.just("twice"), places, st.just("")),
    st.tuples(st.just("value"), places, st.sampled_from(PIECES) | st.text(max_size=5)),
    st.tuples(st.just("line"), places, st.sampled_from(PIECES)),
)


def edited(changes: list[tuple[str, int, str]]) -> str:
    """The good form with some of its lines dropped, doubled or holding something else."""
    lines = list(LINES)
    for how, place, piece in changes:
        line = lines[place]
        indent = line[: len(line) - len(line.lstrip())]
        lines[place] = {
            "drop": "",
            "twice": f"{line}\n{line}",
            "value": f"{line.partition(':')[0]}: {piece}",
            "line": indent + piece,
        }[how]
    return "\n".join(lines)


def mistakes_in(text: str) -> list[Mistake]:
    """What the loader says of a text; nothing when it is a form."""
    try:
        load(text, "draft.yaml")
    except FormMistakes as found:
        return found.mistakes
    return []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all the files of this module."""
    return tmp_path_factory.mktemp("garbage")


@given(changes=st.lists(edits, min_size=1, max_size=4))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_form_edited_at_random_is_a_form_or_has_mistakes(
    changes: list[tuple[str, int, str]],
) -> None:
    text = edited(changes)
    for mistake in mistakes_in(text):
        assert 1 <= mistake.line <= text.count("\n") + 2
        assert mistake.column >= 1
        assert mistake.sentence("en")
        assert mistake.sentence("es")


@given(content=st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_mistakes(folder: Path, content: bytes) -> None:
    path = folder / "draft.yaml"
    path.write_bytes(content)
    assert check(path)
