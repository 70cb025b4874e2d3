"""The file of a form as it was sent: written in YAML, or a spreadsheet in XLSForm made into it."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from flask import request

from audit_forms.yaml_writer import as_yaml
from server.kernel.problems import Problem
from server.programmes.rules.xlsform import SheetMistake, read_xlsform

# A form asks some sixty questions in 60 KB; in the text of a page it must fit into one answer.
_LIMIT_KB = 300
_WRITTEN, _SHEET = {".yaml", ".yml"}, ".xlsx"


@dataclass(frozen=True, slots=True)
class Upload:
    """A form in YAML, what its file is called, and what is worth knowing of a spreadsheet."""

    name: str
    content: bytes
    notices: Sequence[SheetMistake] = ()


def uploaded() -> Upload:
    """What was sent: a file, or once more what was sent before, to replace a draft.

    Raises form_file_missing, and what `taken` raises.
    """
    file = request.files.get("file")
    if file is None or not file.filename:
        return _sent_before()
    return taken(file.filename, file.stream)


def taken(called: str, stream: IO[bytes]) -> Upload:
    """A file of that name. Raises form_file_type and form_file_too_large.

    SheetMistakes has everything that keeps a spreadsheet from being a form.
    """
    name = PurePath(called.replace("\\", "/")).name[-80:]
    suffix = PurePath(name).suffix.lower()
    if suffix not in _WRITTEN | {_SHEET}:
        raise Problem("form_file_type")
    content = stream.read(_LIMIT_KB * 1000 + 1)
    if len(content) > _LIMIT_KB * 1000:
        raise Problem("form_file_too_large", limit=_LIMIT_KB)
    return _of_a_sheet(name, content) if suffix == _SHEET else Upload(name, content)


def _of_a_sheet(name: str, content: bytes) -> Upload:
    read = read_xlsform(content)
    written = as_yaml(read.form, f"From {name}").encode()
    return Upload(str(PurePath(name).with_suffix(".yaml")), written, read.notices)


def _sent_before() -> Upload:
    try:
        content = urlsafe_b64decode(request.form.get("content", "").encode())
    except NotBase64:
        content = b""
    if not content:
        raise Problem("form_file_missing")
    return Upload(request.form.get("name", "")[-80:], content)
