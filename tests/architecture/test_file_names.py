"""Inside a feature the same file names everywhere, so that nobody has to search."""

from pathlib import Path

import pytest

from tests.architecture.house import ROOT, feature_folders, place, product_files, write

ALLOWED = {"rules", "models", "queries", "commands", "schemas", "api", "pages", "tasks"}
BESIDES = {
    # The one door through which a shopper's code becomes a name.
    "people": {"reveal.py"},
    # The app itself; how its files travel (joined, compressed, named by content); and the word
    # that tells Debian's node 18, when it tests them, that they are modules.
    "phone": {"static", "assets.py", "package.json"},
    # What it has beside the phone's own style and program.
    "previews": {"static"},
}
NOTHING_SAYING = {
    stem
    for word in ("util", "helper", "common", "service", "manager", "misc")
    for stem in (word, word + "s")
}


def strangers(root: Path) -> list[str]:
    """Files and folders of features whose names are not in the layout."""
    return [
        place(root, entry)
        for feature in feature_folders(root)
        for entry in sorted(feature.iterdir())
        if not _belongs(feature.name, entry)
    ]


def nothing_saying(root: Path) -> list[str]:
    """Modules and packages whose names say nothing about what is in them."""
    return [
        place(root, path)
        for path in product_files(root)
        if NOTHING_SAYING & {path.stem, path.parent.name}
    ]


def _belongs(feature: str, entry: Path) -> bool:
    if entry.name in BESIDES.get(feature, set()) | {"__init__.py", "__pycache__", "templates"}:
        return True
    # A file that outgrew its budget becomes a folder of that name.
    return entry.stem in ALLOWED and (entry.is_dir() or entry.suffix == ".py")


def test_it_works() -> None:
    assert len(feature_folders(ROOT)) > 5
    assert strangers(ROOT) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert nothing_saying(ROOT) == []


@pytest.mark.parametrize("name", ["views.py", "queries.sql", "notes/__init__.py"])
def test_a_stranger_is_found(tmp_path: Path, name: str) -> None:
    write(tmp_path, "server/visits/queries.py", "")
    write(tmp_path, "server/visits/commands/plan.py", "")
    write(tmp_path, f"server/visits/{name}", "")
    assert strangers(tmp_path) == [f"server/visits/{name.split('/')[0]}"]


@pytest.mark.parametrize("name", ["utils.py", "helpers/__init__.py", "visit/manager.py"])
def test_a_name_that_says_nothing_is_found(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"server/{name}", "")
    assert nothing_saying(tmp_path) == [f"server/{name}"]
