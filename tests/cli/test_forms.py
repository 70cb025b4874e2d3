"""`audit-kit forms`: all mistakes with their places, and publishing."""

from pathlib import Path

import pytest

from audit_forms import shipped
from tests.cli.started import audit_kit

_, _, FIVE_QUALITIES = next(each for each in shipped() if each[0] == "five-qualities")


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A data directory with tables and nothing in them."""
    audit_kit("migrate", "--data", tmp_path / "kit")
    return tmp_path / "kit"


def damaged(folder: Path) -> Path:
    """A form with two mistakes in it."""
    text = FIVE_QUALITIES.read_text(encoding="utf-8")
    text = text.replace("kind: money", "kind: monney", 1).replace("es: Llegué", "se: Llegué", 1)
    file = folder / "damaged.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_it_works() -> None:
    done = audit_kit("forms", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no mistakes" in done.stdout


def test_every_mistake_is_printed_with_its_place(tmp_path: Path) -> None:
    file = damaged(tmp_path)
    done = audit_kit("forms", "check", file)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) >= 2
    assert all(line.startswith(f"{file}:") for line in lines)
    line, column = lines[0].removeprefix(f"{file}:").split(":")[:2]
    assert int(line) > 1
    assert int(column) > 1


def test_a_folder_is_checked_with_all_its_forms(tmp_path: Path) -> None:
    damaged(tmp_path)
    (tmp_path / "good.yaml").write_bytes(FIVE_QUALITIES.read_bytes())
    assert audit_kit("forms", "check", tmp_path).returncode == 1
    (tmp_path / "damaged.yaml").unlink()
    assert audit_kit("forms", "check", tmp_path).returncode == 0


def test_a_path_that_is_not_there_is_a_usage_error() -> None:
    done = audit_kit("forms", "check", "/nowhere/form.yaml")
    assert done.returncode == 2


def test_a_shipped_form_is_published_to_the_first_programme(installation: Path) -> None:
    nameless = audit_kit("forms", "publish", "five-qualities@1", "--data", installation)
    assert nameless.returncode == 1
    assert "--programme" in nameless.stderr
    command = ("forms", "publish", "five-qualities@1", "--data", installation)
    done = audit_kit(*command, "--programme", "Casa Tezontle")
    assert done.stdout == "five-qualities version 1 is published to Casa Tezontle.\n"
    # Again, and now the only programme need not be named.
    assert audit_kit(*command).returncode == 0


def test_other_content_under_a_published_version_is_refused(
    installation: Path, tmp_path: Path
) -> None:
    audit_kit("forms", "publish", "five-qualities@1", "--data", installation, "--programme", "A")
    changed = tmp_path / "changed.yaml"
    text = FIVE_QUALITIES.read_text(encoding="utf-8")
    changed.write_text(text.replace("en: I arrived", "en: I came in"), encoding="utf-8")
    refused = audit_kit("forms", "publish", changed, "--data", installation)
    assert refused.returncode == 1
    assert "Make a new version" in refused.stderr


def test_a_form_with_mistakes_is_not_published(installation: Path, tmp_path: Path) -> None:
    file = damaged(tmp_path)
    done = audit_kit("forms", "publish", file, "--data", installation, "--programme", "A")
    assert done.returncode == 1
    assert f"{file}:" in done.stdout


def test_without_a_version_the_newest_is_published(installation: Path) -> None:
    newest = max(version for form, version, _ in shipped() if form == "five-qualities")
    done = audit_kit(
        "forms", "publish", "five-qualities", "--data", installation, "--programme", "A"
    )
    assert done.stdout == f"five-qualities version {newest} is published to A.\n"


def test_an_unknown_form_is_answered_with_the_known_ones(installation: Path) -> None:
    done = audit_kit("forms", "publish", "six-qualities", "--data", installation)
    assert done.returncode == 1
    assert "five-qualities@1" in done.stderr


def test_without_an_installation_it_says_where_it_looked(tmp_path: Path) -> None:
    done = audit_kit("forms", "publish", "five-qualities", "--data", tmp_path / "none")
    assert done.returncode == 1
    assert str(tmp_path / "none") in done.stderr
    assert not (tmp_path / "none").exists()


def test_open_visits_are_moved_to_a_published_version(installation: Path, tmp_path: Path) -> None:
    publish = ("forms", "publish", "--data", installation, "--programme", "A")
    assert audit_kit(*publish, "five-qualities@1").returncode == 0
    move = ("forms", "move", "five-qualities", "2", "--data", installation)
    unknown = audit_kit(*move)
    assert unknown.returncode == 1
    assert "not published" in unknown.stderr
    second = tmp_path / "second.yaml"
    text = FIVE_QUALITIES.read_text(encoding="utf-8")
    second.write_text(text.replace("\nversion: 1\n", "\nversion: 2\n"), encoding="utf-8")
    assert audit_kit(*publish, second).returncode == 0
    assert audit_kit(*move).stdout == "0 visits changed to five-qualities version 2.\n"
