"""`audit-kit scorecard`: the PDF of one visit, from the command line."""

import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

from tests.cli.started import audit_kit, first_start

PUBLISHED = """
SELECT store.code, submission.visit_id FROM score
JOIN store ON store.id = score.store_id JOIN submission ON submission.id = score.submission_id
WHERE score.current AND score.published_at IS NOT NULL LIMIT 1
"""


@pytest.fixture
def visit() -> tuple[str, str]:
    """A store's code and the id of one of its published visits."""
    connection = sqlite3.connect(first_start().data / "audit-kit.db")
    store, id = connection.execute(PUBLISHED).fetchone()
    connection.close()
    return store, str(UUID(id))


def test_it_works(visit: tuple[str, str], tmp_path: Path) -> None:
    store, id = visit
    data = first_start().data
    for language in ("en", "es"):
        out = tmp_path / f"{language}.pdf"
        command = ("scorecard", store, "--visit", id, "--out", out, "--language", language)
        done = audit_kit(*command, "--data", data)
        assert (done.returncode, done.stderr) == (0, "")
        assert out.read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "en.pdf").read_bytes() != (tmp_path / "es.pdf").read_bytes()


def test_another_stores_visit_is_a_sentence(visit: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "none.pdf"
    command = ("scorecard", "X-999", "--visit", visit[1], "--out", out)
    done = audit_kit(*command, "--data", first_start().data)
    assert done.returncode == 1
    assert "no published scorecard" in done.stderr
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_a_sentence(visit: tuple[str, str]) -> None:
    command = ("scorecard", visit[0], "--visit", visit[1], "--out", "/proc/none/a.pdf")
    done = audit_kit(*command, "--data", first_start().data)
    assert done.returncode == 1
    assert "/proc/none/a.pdf" in done.stderr
