"""Catalogues: compiled when the package is built, and kept in step with the code.

`python -m server.translations.build` takes new sentences in, drops those that are gone, compiles,
and says what still has to be translated. hatchling runs `CatalogueHook` before it packs a wheel.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

try:
    # Installed only while a wheel is built.
    from hatchling.builders.hooks.plugin.interface import (  # type: ignore[import-not-found,unused-ignore]
        BuildHookInterface,
    )
except ModuleNotFoundError:
    BuildHookInterface = object

HERE = Path(__file__).parent
SERVER = HERE.parent
# The second argument of Place(...) is an entry of the navigation.
KEYWORDS = DEFAULT_KEYWORDS | {"Place": (2,)}
# A date in the header would change the file at every run and say nothing.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


class CatalogueHook(BuildHookInterface):  # type: ignore[misc,unused-ignore]
    """Puts compiled catalogues where the wheel looks for them."""

    PLUGIN_NAME = "custom"

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Compile before anything is packed."""
        compile_all()


def catalogues() -> list[Path]:
    """Every language's catalogue, as translators edit it."""
    return sorted(HERE.glob("*/LC_MESSAGES/messages.po"))


def sentences() -> Catalog:
    """What stands in the code now."""
    with (HERE / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = Catalog(charset="utf-8")
    for name, _line, words, comments, context in extract_from_dir(
        SERVER, methods, options, KEYWORDS, comment_tags=("L10N:",), strip_comment_tags=True
    ):
        place = (f"server/{Path(name).as_posix()}", 0)
        found.add(words, None, [place], auto_comments=comments, context=context)
    return found


def update(file: Path, template: Catalog) -> None:
    """Take new sentences into a catalogue and drop those that are gone; guess nothing."""
    catalogue = read(file)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    catalogue.last_translator = catalogue.msgid_bugs_address = catalogue.language_team = ""
    with file.open("wb") as out:
        write_po(out, catalogue, width=100, sort_output=True, include_lineno=False)


def read(file: Path) -> Catalog:
    """A catalogue from its file."""
    with file.open("rb") as content:
        return read_po(content, locale=file.parts[-3])


def compile_all() -> None:
    """Write each catalogue in the form that is read when the product runs."""
    for file in catalogues():
        with file.with_suffix(".mo").open("wb") as out:
            write_mo(out, read(file))


def unfinished(file: Path, template: Catalog | None = None) -> list[str]:
    """What is wrong with a catalogue: sentences missing, not translated, gone or not matching."""
    template = template or sentences()
    catalogue = read(file)
    wrong = [f"gone from the code: {m.id}" for m in _messages(catalogue) if m.id not in template]
    for wanted in _messages(template):
        there = catalogue.get(wanted.id, wanted.context)
        if there is None:
            wrong.append(f"missing: {wanted.id}")
        elif there.fuzzy or not _words(there):
            wrong.append(f"not translated: {wanted.id}")
        else:
            wrong += [f"{error}: {wanted.id}" for error in there.check(catalogue)]
    return wrong


def _messages(catalogue: Catalog) -> list[Message]:
    """The messages without the header, whose id is empty."""
    return [message for message in catalogue if message.id]


def _words(message: Message) -> bool:
    said = message.string
    return all(said) if isinstance(said, (list, tuple)) else bool(said)


def main() -> int:
    """Bring every catalogue up to date; the exit code says whether anything is unfinished."""
    template = sentences()
    left = 0
    for file in catalogues():
        update(file, template)
        for each in unfinished(file, template):
            left += 1
            print(f"{file.parts[-3]}: {each}")
    compile_all()
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
