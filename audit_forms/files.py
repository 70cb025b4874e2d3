"""From a file or a text to its top mapping, or to the mistake that hides it."""

from pathlib import Path

from audit_forms import nodes
from audit_forms.nodes import Mapping
from audit_forms.reader import Reader


def root_of_file(path: Path, reader: Reader, what: str) -> Mapping | None:
    """The top mapping of a file; `what` it should hold is said when it holds no mapping."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reader.report(1, 1, "file_unreadable", reason=error.strerror or str(error))
        return None
    return root_of_bytes(content, reader, what)


def root_of_bytes(content: bytes, reader: Reader, what: str) -> Mapping | None:
    """The top mapping of what stands in a file."""
    try:
        return root_of_text(content.decode("utf-8-sig"), reader, what)
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        reader.report(line, column, "not_utf8", byte=f"0x{content[error.start]:02X}")
        return None


def root_of_text(text: str, reader: Reader, what: str) -> Mapping | None:
    """The top mapping of a YAML text."""
    if len(text) > nodes.MAX_BYTES:
        reader.report(1, 1, "yaml_too_large")
        return None
    root = nodes.parse(text, reader.report)
    return None if root is None else reader.mapping(root, what)
