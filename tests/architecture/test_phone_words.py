"""What the phone says: in both languages, and every key that is said has words."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from server.kernel.mistakes import ANSWERS
from tests.architecture.house import ROOT, place, write

APP = Path("server/phone/static/app")
GAP = re.compile(r"\{(\w+)\}")
KEY = re.compile(r"[\"'`]([a-z][a-z0-9_]+)[\"'`]")
# A key put together at run time: `stage_${name}` says one of the keys that begin with `stage_`.
STEM = re.compile(r"`([a-z][a-z0-9_]*_)\$\{")

Words = dict[str, str | list[str]]


# The words of the first screens, and those that come once they are in use.
TABLES = ("words", "more", "care", "moments")


@pytest.fixture(scope="session")
def words(node: str) -> dict[str, Words]:
    """The phone's words by language, as the modules export them."""
    return {
        language: {
            key: entry
            for table in TABLES
            for key, entry in _exported(node, table, language).items()
        }
        for language in ("en", "es")
    }


def _exported(node: str, table: str, language: str) -> Words:
    module = ROOT / APP / f"lib/{table}.{language}.js"
    program = f"import {{{table}}} from {json.dumps(module.as_uri())}; "
    program += f"console.log(JSON.stringify({table}))"
    done = subprocess.run(
        [node, "--input-type=module", "-e", program], check=True, capture_output=True, text=True
    )
    exported: Words = json.loads(done.stdout)
    return exported


def code(root: Path) -> list[Path]:
    """The phone's modules, its tables of words left out."""
    tables = {f"{table}.{language}.js" for table in TABLES for language in ("en", "es")}
    return sorted(p for p in (root / APP).rglob("*.js") if p.name not in tables)


def wordless(root: Path, keys: set[str]) -> list[str]:
    """Where the phone says a key that has no words: written out, or as a stem that none has."""
    return [
        f"{place(root, path)} says {said}"
        for path in code(root)
        for said in _said(path.read_text(encoding="utf-8"))
        if said not in keys and not any(said.endswith("_") and k.startswith(said) for k in keys)
    ]


def silent(root: Path, keys: set[str]) -> set[str]:
    """Keys with words that the phone never says."""
    every = "\n".join(path.read_text(encoding="utf-8") for path in code(root))
    written, stems = set(KEY.findall(every)), tuple(STEM.findall(every))
    return {key for key in keys - written if not (stems and key.startswith(stems))}


def _said(text: str) -> list[str]:
    written = re.findall(r"\bsay\(\s*\"([a-z0-9_]+)\"", text)
    chosen = re.findall(r"\bsay\([^\"`()]*\?\s*\"([a-z0-9_]+)\"\s*:\s*\"([a-z0-9_]+)\"", text)
    stems = re.findall(r"\bsay\(\s*`([a-z0-9_]+_)\$\{", text)
    return [*written, *(key for pair in chosen for key in pair), *stems]


def _forms(entry: str | list[str]) -> list[str]:
    return [entry] if isinstance(entry, str) else entry


def test_it_works(words: dict[str, Words]) -> None:
    assert len(words["en"]) > 100
    assert words["en"].keys() == words["es"].keys()


def test_each_key_is_in_one_table_only(node: str) -> None:
    every = [key for table in TABLES for key in _exported(node, table, "en")]
    assert len(every) == len(set(every))


def test_both_languages_fill_the_same_gaps(words: dict[str, Words]) -> None:
    assert any(GAP.search(form) for entry in words["en"].values() for form in _forms(entry))
    for key, entry in words["en"].items():
        english, spanish = _forms(entry), _forms(words["es"][key])
        assert len(english) == len(spanish), key
        assert all(english), key
        assert all(spanish), key
        assert set(GAP.findall(english[-1])) == set(GAP.findall(spanish[-1])), key


def test_everything_that_is_said_has_words(words: dict[str, Words]) -> None:
    assert sum(len(_said(path.read_text(encoding="utf-8"))) for path in code(ROOT)) > 50
    assert wordless(ROOT, set(words["en"])) == []


def test_no_words_are_kept_that_nothing_says(words: dict[str, Words]) -> None:
    assert sorted(silent(ROOT, set(words["en"]))) == []


@pytest.mark.parametrize("fault", sorted(set(ANSWERS) - {"answer_type"}))
def test_every_fault_of_an_answer_has_words(words: dict[str, Words], fault: str) -> None:
    assert f"problem_{fault}" in words["en"]


def test_saying_a_key_without_words_is_found(tmp_path: Path) -> None:
    lines = 'say("yes"); say("moon");\nsay(late ? "late" : "early"); say(`sky_${x}`);\n'
    write(tmp_path, f"{APP}/ui/a.js", lines)
    assert wordless(tmp_path, {"yes", "late", "sky_blue"}) == [
        f"{APP}/ui/a.js says moon",
        f"{APP}/ui/a.js says early",
    ]
    assert wordless(tmp_path, {"yes", "late", "moon", "early"}) == [f"{APP}/ui/a.js says sky_"]


def test_words_that_nothing_says_are_found(tmp_path: Path) -> None:
    write(tmp_path, f"{APP}/ui/a.js", 'say("yes"); say(`sky_${x}`);\n')
    assert silent(tmp_path, {"yes", "sky_blue", "no"}) == {"no"}
