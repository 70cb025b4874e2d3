"""A form while it is being written: the bytes of a file, and all that is wrong with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from audit_forms.document_reader import plain
from audit_forms.files import root_of_bytes
from audit_forms.loading import FormReader
from audit_forms.mistakes import FormMistakes, Mistake
from audit_forms.model import Form
from audit_forms.module_reader import is_module
from audit_forms.nodes import Mapping
from audit_forms.reader import Reader
from audit_forms.versions import MODULES, check_kinds


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote. `form` is there when nothing is wrong with it."""

    content: bytes
    form: Form | None
    mistakes: tuple[Mistake, ...]
    name: str

    def line(self, mistake: Mistake) -> str:
        """The line that a mistake stands in, as it was written; nothing of another file."""
        if mistake.file != self.name:
            return ""
        lines = self.content.decode("utf-8-sig", "replace").splitlines()
        return lines[mistake.line - 1] if mistake.line <= len(lines) else ""


def read_draft(
    content: bytes, name: str, earlier: Iterable[Form] = (), modules: Path = MODULES
) -> Draft:
    """Read a form as it was written; `name` stands for its file.

    `earlier` are the published versions of forms: in a later version of one of them, a question
    cannot be of another kind than it was.
    """
    reader = Reader(name)
    at = root_of_bytes(content, reader, "form")
    if at is not None and is_module(at):
        named = f"{plain(at, 'module')[:80]}@{plain(at, 'version')[:80]}"
        reader.wrong(at.keys["module"], "module_alone", module=named)
        at = None
    if at is None:
        return _draft(content, name, None, reader.mistakes)
    read = FormReader(reader, at, modules)
    form = read.form()
    check_kinds(reader, at, _kinds(at, earlier), modules)
    return _draft(content, name, form, reader.mistakes + read.uses.mistakes())


def _draft(content: bytes, name: str, form: Form | None, mistakes: Iterable[Mistake]) -> Draft:
    found = tuple(FormMistakes(mistakes).mistakes)
    return Draft(content, None if found else form, found, name)


def _kinds(at: Mapping, earlier: Iterable[Form]) -> dict[str, tuple[str, int]]:
    """Of the versions before this one, each question's kind and the latest version that has it."""
    id, version = plain(at, "form"), plain(at, "version")
    before = [
        form
        for form in earlier
        if form.id == id and version.isdecimal() and form.version < int(version)
    ]
    return {
        question.id: (question.kind, form.version)
        for form in sorted(before, key=lambda each: each.version)
        for question in form.questions
    }
