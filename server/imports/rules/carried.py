"""A list on its way through a preview: in the page itself, so that nothing is kept before a yes."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from server.imports.rules.columns import MOST_ROWS
from server.spreadsheets import Table

_MOST = 12_000_000


def packed(table: Table) -> str:
    """A table as one field of a form."""
    whole = [table.header, table.rows, sorted(table.formulas), table.guessed]
    written = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(zlib.compress(written, 9)).decode()


def unpacked(text: str) -> Table:
    """The table that `packed` wrote; raises ValueError for anything else."""
    try:
        unpacking = zlib.decompressobj()
        written = unpacking.decompress(urlsafe_b64decode(text.encode()), _MOST)
        header, rows, formulas, guessed = json.loads(written)
        table = Table(
            tuple(map(str, header)),
            tuple((int(number), tuple(map(str, cells))) for number, cells in rows),
            frozenset((int(row), int(column)) for row, column in formulas),
            bool(guessed),
        )
    except (zlib.error, TypeError, UnicodeError) as damaged:
        raise ValueError("no table") from damaged
    if len(table.rows) > MOST_ROWS:
        raise ValueError("too many rows")
    return table
