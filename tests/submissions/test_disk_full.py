"""A full disk loses nothing and says so; when there is room again, sending goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from server.database import database, is_sqlite
from server.kernel.ids import sha256_hex
from tests.cast import SHELF
from tests.stored import stored
from tests.submissions.phone import OURS, Phone, code_of

NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$
"""
# As a server whose disk takes no further byte: files may not grow.
FULL_DISK = """
import resource, sys
from pathlib import Path
from server.files import Folder
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
folder = Folder(Path(sys.argv[1]))
for what in (lambda: folder.keep(b"x" * 9999), lambda: folder.append("up", b"x" * 9999, 0)):
    try:
        what()
    except OSError as failure:
        print(failure.errno)
print(sorted(file.name for file in Path(sys.argv[1]).rglob("*") if file.is_file()))
"""


def fill_disk() -> None:
    """Let the engine find no room for a further answer."""
    if is_sqlite():
        pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
        database.execute_sql(f"PRAGMA max_page_count = {pages}")
        return
    database.execute_sql(NO_ROOM)
    database.execute_sql(
        "CREATE TRIGGER no_room BEFORE INSERT ON answer FOR EACH ROW EXECUTE FUNCTION no_room()"
    )


def make_room() -> None:
    """Let the engine go on."""
    if is_sqlite():
        database.execute_sql("PRAGMA max_page_count = 1073741823")
    else:
        database.execute_sql("DROP TRIGGER no_room ON answer")


def test_it_works(phone: Phone) -> None:
    long = {"value": True, "comment": "More than the free pages hold. " * 900}
    raw = json.dumps(phone.answering(way_in_clear=long)).encode()
    before = stored(phone.chain.data)
    fill_disk()
    problem = phone.put(raw)
    assert (problem.status_code, code_of(problem)) == (507, "storage_full")
    assert stored(phone.chain.data) == before
    make_room()
    assert phone.put(raw).status_code == 201


def test_a_photo_that_finds_no_room(phone: Phone) -> None:
    phone.put(phone.body())
    before = stored(phone.chain.data)
    place = f"/api/v1/media/{sha256_hex(SHELF)}"
    full = Path("/dev/full")
    turned_away = phone.chain.data / "media" / "incoming" / f"{sha256_hex(SHELF)}."
    turned_away.parent.mkdir(parents=True, exist_ok=True)
    link = Path(f"{turned_away}{phone.chain.sol.id.hex}")
    link.symlink_to(full)
    problem = phone.client.put(place, data=SHELF, headers=OURS)
    assert (problem.status_code, code_of(problem)) == (507, "storage_full")
    assert stored(phone.chain.data).files == before.files
    assert phone.client.get(f"{place}/upload").get_json()["received"] == 0
    link.unlink()
    assert phone.client.put(place, data=SHELF, headers=OURS).status_code == 200


def test_no_part_of_a_file_stays_as_content(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True
    )
    too_large = "27"
    assert ran.stdout.split("\n")[:3] == [too_large, too_large, "['up']"]
