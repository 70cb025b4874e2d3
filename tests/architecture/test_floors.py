"""Every package stands on a floor, and the gate that checks imports knows of it."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.house import PRODUCT, ROOT, write


def floors(root: Path) -> list[str]:
    """The modules that the import contract names, from the top floor to the ground."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (c for c in project["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
    return [name.strip(" ()") for line in contract["layers"] for name in line.split("|")]


def homeless(root: Path) -> list[str]:
    """Packages and modules of the product that stand on no floor, so nothing checks them."""
    known = set(floors(root))
    modules = [path.parent for path in (root / "server").glob("*/__init__.py")]
    modules += [p for p in (root / "server").glob("*.py") if p.name != "__init__.py"]
    names = {f"server.{path.stem}" for path in modules} | set(PRODUCT) - {"server"}
    return sorted(names - known)


def test_it_works() -> None:
    assert len(floors(ROOT)) > 20
    assert homeless(ROOT) == []


def test_a_package_without_a_floor_is_found(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    write(tmp_path, "server/attic/__init__.py", "")
    write(tmp_path, "server/shed.py", "")
    assert homeless(tmp_path) == ["server.attic", "server.shed"]


def test_an_import_that_points_up_is_found(tmp_path: Path) -> None:
    """The real gate, on a house of two rooms of which the lower looks up."""
    write(tmp_path, "pyproject.toml", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for package in (
        "server",
        "server/kernel",
        "server/scoring",
        "server/statistics",
        "server/giveaways",
    ):
        write(tmp_path, f"{package}/__init__.py", "")
    for package in ("server/database", "audit_forms", "pdf_templates"):
        write(tmp_path, f"{package}/__init__.py", "")
    assert _gate(tmp_path).returncode == 0
    write(tmp_path, "server/kernel/ids.py", "import server.scoring\n")
    broken = _gate(tmp_path)
    assert broken.returncode != 0
    assert "server.kernel" in broken.stdout


def _gate(root: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports"
    program += "; sys.exit(lint_imports(no_logo=True, cache_dir=None))"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=root, check=False, capture_output=True, text=True
    )
