"""What `pip install .` puts on a machine is all of the product, and it runs from there."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.architecture.house import PRODUCT, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product as a wheel, built as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    built = subprocess.run(
        [*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_it_works(wheel: Path, tmp_path: Path) -> None:
    """Run from a folder that holds nothing but the wheel's content and its dependencies."""
    ZipFile(wheel).extractall(tmp_path / "installed")
    program = "import server, server.cli as cli; print(server.__file__); cli.main(['--help'])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path))
    assert "serve" in done.stdout


def test_every_file_of_the_product_is_in_it(wheel: Path) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for top in PRODUCT
        for path in (ROOT / top).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(ours) > 100
    assert sorted(ours - set(ZipFile(wheel).namelist())) == []


def test_the_translations_are_in_it_ready_to_use(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    catalogues = [name for name in names if name.endswith(".po")]
    assert catalogues
    assert [po for po in catalogues if po[:-2] + "mo" not in names] == []


def test_nothing_else_is_in_it(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PRODUCT)
