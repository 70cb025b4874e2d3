"""Where databases of tests lie: in memory where there is room, since nothing of them must last."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 2 * 1024**3


def scratch(prefix: str) -> Path:
    """A new folder, in memory or else on the disk. Whoever asks removes it.

    Copying a database in memory takes a fortieth of the time that a busy disk takes. A container
    often has 64 MB there, too little for a PostgreSQL server.
    """
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    if roomy:
        try:
            return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY))
        except OSError:
            # It is there but not ours to write to.
            pass
    # Not below $TMPDIR, which may be long: a PostgreSQL socket's path holds 107 bytes at most.
    return Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))
