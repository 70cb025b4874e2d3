"""`audit-kit forms preview`, and drafts of one's own forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.started import audit_kit
from tests.own_form import MISTAKEN, OWN_FORM


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A data directory with tables and nothing in them."""
    audit_kit("migrate", "--data", tmp_path / "kit")
    return tmp_path / "kit"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "window.yaml"
    file.write_text(OWN_FORM, encoding="utf-8")
    return file


def test_it_works(tmp_path: Path) -> None:
    out = tmp_path / "form.html"
    done = audit_kit("forms", "preview", "five-qualities@1", "--language", "es", "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    html = out.read_text(encoding="utf-8")
    assert "Las cinco cualidades del servicio" in html
    assert html.startswith("<!doctype html>")


def test_a_preview_of_a_file_with_mistakes_prints_them(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(MISTAKEN, encoding="utf-8")
    done = audit_kit("forms", "preview", file, "--out", tmp_path / "x.html")
    assert done.returncode == 1
    assert "wieght" in done.stdout
    assert not (tmp_path / "x.html").exists()


def test_a_language_that_the_form_has_not(own: Path, tmp_path: Path) -> None:
    done = audit_kit("forms", "preview", own, "--language", "fr", "--out", tmp_path / "x.html")
    assert done.returncode == 1
    assert "Choose --language en or es." in done.stderr


def test_a_folder_that_is_not_there(own: Path, tmp_path: Path) -> None:
    done = audit_kit("forms", "preview", own, "--out", tmp_path / "none" / "x.html")
    assert done.returncode == 1
    assert "there is no folder" in done.stderr


def test_a_draft_is_kept_replaced_listed_and_discarded(kit: Path, own: Path) -> None:
    kept = audit_kit("forms", "draft", own, "--data", kit)
    assert "window-check version 1 is kept as a draft." in kept.stdout
    own.write_text(OWN_FORM.replace("weight: 2", "weight: 3"), encoding="utf-8")
    refused = audit_kit("forms", "draft", own, "--data", kit)
    assert refused.returncode == 1
    assert "Another draft of window-check version 1 is there." in refused.stderr
    assert audit_kit("forms", "draft", own, "--replace", "--data", kit).returncode == 0
    assert "weight: 3" in (kit / "forms/window-check/1.yaml").read_text(encoding="utf-8")
    assert "window-check@1  The shop window" in audit_kit("forms", "drafts", "--data", kit).stdout
    gone = audit_kit("forms", "discard", "window-check@1", "--yes", "--data", kit)
    assert gone.returncode == 0
    assert audit_kit("forms", "drafts", "--data", kit).stdout == ""
    again = audit_kit("forms", "discard", "window-check@1", "--yes", "--data", kit)
    assert "There is no draft window-check@1." in again.stderr


def test_a_draft_with_mistakes_is_not_kept(kit: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(MISTAKEN, encoding="utf-8")
    done = audit_kit("forms", "draft", file, "--data", kit)
    assert done.returncode == 1
    assert "2 mistakes." in done.stderr
    assert not (kit / "forms/window-check/1.yaml").exists()


def test_a_published_draft_is_no_draft_any_more(kit: Path, own: Path) -> None:
    audit_kit("forms", "draft", own, "--data", kit)
    file = kit / "forms/window-check/1.yaml"
    done = audit_kit("forms", "publish", file, "--data", kit, "--programme", "Windows")
    assert "window-check version 1 is published to Windows." in done.stdout
    listed = audit_kit("forms", "list", "--data", kit).stdout
    assert re.search(r"^window-check@1  published \d{4}-\d\d-\d\d  your own$", listed, re.M)
    assert "seven-sins@1  not published\n" in listed
    assert audit_kit("forms", "drafts", "--data", kit).stdout == ""
