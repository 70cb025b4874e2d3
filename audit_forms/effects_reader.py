"""Reads what an answer does beyond its own points: it lowers qualities, or becomes thanks."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping

from audit_forms import nodes
from audit_forms.mistakes import nearest
from audit_forms.model import Commends, Question, Text
from audit_forms.nodes import Mapping
from audit_forms.points_reader import MOST
from audit_forms.reader import Reader

_COMMENDS = ("quality", "role", "name")
_KINDS = {"quality": ("one",), "role": ("one", "text"), "name": ("text",)}


def read_lowers(
    reader: Reader, at: Mapping, question: Question, qualities: AbstractMapping[str, Text]
) -> dict[str, int] | None:
    """How many points are taken from which qualities; None where none are."""
    mapping = reader.under(at, "lowers")
    if mapping is None:
        return None
    if question.shown_to == "programme":
        reader.wrong(at.keys["lowers"], "points_hidden", key="lowers")
    lowers: dict[str, int] = {}
    for quality, key in mapping.keys.items():
        if quality not in qualities:
            near = nearest(quality, qualities)
            reader.wrong(key, "quality_unknown", quality=quality[:80], nearest=near)
            continue
        taken = reader.whole(mapping, quality, 1, MOST)
        if taken is not None:
            lowers[quality] = taken
        elif reader.filled(mapping, quality) is None:
            reader.wrong(key, "key_missing", key=quality)
    if not mapping.keys:
        reader.wrong(at.keys["lowers"], "key_empty", key="lowers")
    return lowers


def read_commends(reader: Reader, at: Mapping) -> Commends | None:
    """The questions that a commendation is made from; `check_commends` looks whether they fit."""
    mapping = reader.under(at, "commends")
    if mapping is None:
        return None
    reader.fields(mapping, _COMMENDS, ("quality",))
    named = {key: reader.filled(mapping, key) for key in _COMMENDS}
    ids = {key: None if node is None else reader.scalar(node, key) for key, node in named.items()}
    quality, role, name = (None if each is None else each.value for each in ids.values())
    return None if quality is None else Commends(quality, role, name)


def check_commends(
    reader: Reader,
    at: Mapping,
    thanks: Question,
    section: Iterable[Question],
    qualities: AbstractMapping[str, Text],
    damaged: set[str],
) -> None:
    """Note what does not fit in the `commends` of a question, once its section has been read."""
    mapping = at.values.get("commends")
    if thanks.commends is None or not isinstance(mapping, Mapping):
        return
    here = {question.id: question for question in section if question is not thanks}
    for key in _COMMENDS:
        node = mapping.values.get(key)
        if not isinstance(node, nodes.Scalar) or node.empty or node.value in damaged:
            continue
        question = here.get(node.value)
        if question is None:
            found, near = node.value[:80], nearest(node.value, here)
            reader.wrong(node, "commends_elsewhere", question=found, nearest=near)
        elif question.kind not in _KINDS[key]:
            kinds = " / ".join(_KINDS[key])
            reader.wrong(
                node, "commends_kind", question=question.id, kind=question.kind, kinds=kinds
            )
        elif key == "quality" and not {each.id for each in question.options} <= set(qualities):
            names = " / ".join(qualities) or "-"
            reader.wrong(node, "commends_quality", question=question.id, qualities=names)
        elif key == "name" and question.shown_to != "programme":
            reader.wrong(node, "commends_name", question=question.id)


def qualities_written(question: Mapping, section: Iterable[Mapping]) -> list[str]:
    """The qualities that a question as it is written lowers, or can give thanks for."""
    lowers, commends = question.values.get("lowers"), question.values.get("commends")
    found = list(lowers.keys) if isinstance(lowers, Mapping) else []
    if isinstance(commends, Mapping):
        named = commends.values.get("quality")
        for other in section:
            id, options = other.values.get("id"), other.values.get("options")
            if _word(id) == _word(named) and isinstance(options, nodes.Sequence):
                entries = (each for each in options.items if isinstance(each, Mapping))
                found += [_word(each.values.get("id")) for each in entries]
    return found


def _word(node: nodes.Node | None) -> str:
    return node.value if isinstance(node, nodes.Scalar) else ""
