"""A form of one's own is known to the commands by its name, as one that ships is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from audit_forms import digest, load
from server.programmes.rules.xlsform import read_xlsform
from tests.cli.started import Ended, audit_kit
from tests.own_form import MISTAKEN, OWN_FORM, version
from tests.pdf_templates.reading import text_of

HEAVIER = OWN_FORM.replace("weight: 2", "weight: 3")


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A data directory with tables and nothing in them."""
    audit_kit("migrate", "--data", tmp_path / "kit")
    return tmp_path / "kit"


def kept(kit: Path, text: str) -> Ended:
    """Keep a form as a draft."""
    file = kit.parent / "written.yaml"
    file.write_text(text, encoding="utf-8")
    return audit_kit("forms", "draft", file, "--data", kit)


def published(kit: Path, text: str) -> None:
    """Publish a form from a file that lies elsewhere, and is gone afterwards."""
    file = kit.parent / "elsewhere.yaml"
    file.write_text(text, encoding="utf-8")
    done = audit_kit("forms", "publish", file, "--data", kit, "--programme", "Windows")
    assert done.returncode == 0, done.stderr
    file.unlink()


def differing(kit: Path, old: str, new: str) -> dict[str, str]:
    """What `forms diff` says of each question."""
    done = audit_kit("forms", "diff", old, new, "--csv", "--data", kit)
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")))
    return {row["id"]: row["change"] for row in rows if row["about"] == "question"}


def test_it_works(kit: Path, tmp_path: Path) -> None:
    """A draft is published by its name, and then printed, exported, previewed and compared."""
    kept(kit, OWN_FORM)
    done = audit_kit("forms", "publish", "window-check@1", "--data", kit, "--programme", "Windows")
    assert done.stdout == "window-check version 1 is published to Windows.\n"
    (kit / "forms/window-check/1.yaml").unlink()
    for command, name in (("print", "a.pdf"), ("export", "a.xlsx"), ("preview", "a.html")):
        out = tmp_path / name
        done = audit_kit("forms", command, "window-check@1", "--data", kit, "--out", out)
        assert (done.returncode, done.stderr) == (0, ""), command
    assert "The shop window" in text_of((tmp_path / "a.pdf").read_bytes())
    read = read_xlsform((tmp_path / "a.xlsx").read_bytes())
    assert digest(read.form) == digest(load(OWN_FORM))
    assert "Was the glass clean?" in (tmp_path / "a.html").read_text(encoding="utf-8")
    kept(kit, version(2, HEAVIER))
    assert differing(kit, "window-check@1", "window-check@2")["clean"] == "rescored"


def test_the_directory_may_be_a_setting(kit: Path, tmp_path: Path) -> None:
    published(kit, OWN_FORM)
    out = tmp_path / "a.pdf"
    done = audit_kit("forms", "print", "window-check", "--out", out, AUDIT_KIT_DATA=str(kit))
    assert done.returncode == 0


def test_without_a_version_it_is_the_newest_published_or_not(kit: Path) -> None:
    published(kit, version(3))
    kept(kit, version(10, HEAVIER))
    assert differing(kit, "window-check@3", "window-check")["clean"] == "rescored"
    done = audit_kit("forms", "publish", "window-check", "--data", kit)
    assert done.stdout == "window-check version 10 is published to Windows.\n"


def test_what_is_published_is_meant_although_its_draft_says_something_else(kit: Path) -> None:
    published(kit, OWN_FORM)
    published(kit, version(2))
    place = kit / "forms/window-check"
    place.mkdir(parents=True)
    (place / "1.yaml").write_text(HEAVIER, encoding="utf-8")
    assert set(differing(kit, "window-check@1", "window-check@2").values()) == {"same"}


def test_a_draft_that_says_something_else_is_not_passed_over_when_publishing(kit: Path) -> None:
    published(kit, OWN_FORM)
    place = kit / "forms/window-check"
    place.mkdir(parents=True)
    (place / "1.yaml").write_text(HEAVIER, encoding="utf-8")
    done = audit_kit("forms", "publish", "window-check@1", "--data", kit)
    assert done.returncode == 1
    assert "Version 1 of window-check was published with other content." in done.stderr


def test_a_draft_with_mistakes_is_answered_with_their_places(kit: Path) -> None:
    place = kit / "forms/window-check"
    place.mkdir(parents=True)
    (place / "1.yaml").write_text(MISTAKEN, encoding="utf-8")
    done = audit_kit("forms", "diff", "window-check@1", "loyalty@1", "--data", kit)
    assert done.returncode == 1
    assert done.stdout.startswith("window-check/1.yaml:")
    assert "2 mistakes." in done.stderr


@pytest.mark.parametrize("name", ["window-chek", "window-check@2", "window-check@x", "../x@1"])
def test_a_form_that_nobody_has_is_answered_with_where_it_was_looked_for(
    kit: Path, name: str
) -> None:
    kept(kit, OWN_FORM)
    done = audit_kit("forms", "diff", name, "loyalty@1", "--data", kit)
    assert done.returncode == 1
    assert f"There is no form {name}: none ships" in done.stderr
    assert str(kit / "forms") in done.stderr
    assert "published in the database" in done.stderr
    assert "loyalty@1" in done.stderr
    assert "one of your own: window-check@1." in done.stderr


def test_a_file_with_a_version_beyond_counting_does_no_harm(kit: Path) -> None:
    place = kit / "forms/window-check"
    place.mkdir(parents=True)
    for name in ("99999999999", "007"):
        (place / f"{name}.yaml").write_text(OWN_FORM, encoding="utf-8")
    done = audit_kit("forms", "diff", "window-check@7", "loyalty@1", "--data", kit)
    assert "There is no form window-check@7" in done.stderr
    assert differing(kit, "window-check", "loyalty@1")["clean"] == "gone"


def test_without_an_installation_the_forms_that_ship_are_there(tmp_path: Path) -> None:
    none = tmp_path / "none"
    assert audit_kit("forms", "diff", "loyalty@1", "loyalty", "--data", none).returncode == 0
    done = audit_kit("forms", "diff", "loyalty@1", "window-check@1", "--data", none)
    assert done.returncode == 1
    assert "No form window-check@1 ships with the product" in done.stderr
    assert f"there is no installation in {none}" in done.stderr
    assert "loyalty@1" in done.stderr
    assert not none.exists()
