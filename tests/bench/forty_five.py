"""A form of which an ordinary visit asks forty-five questions: five-qualities and nine more.

The shipped form asks thirty-six of an ordinary visit. What it is longer by are facts of the kind
that it mostly asks, so that the mix of kinds, and with it the cost of an answer, stays the same.
"""

from __future__ import annotations

from pathlib import Path

import audit_forms
from audit_forms import Form, load

_MORE = """
  - id: more
    part: visit
    title: {en: More of the visit, es: Más de la visita}
    questions:
"""
_QUESTION = """
      - id: more_NUMBER
        kind: yes_no
        text: {en: Was shelf NUMBER in order, es: "¿Estaba en orden el estante NUMBER?"}
        tip: {en: Look at all of it., es: Mírelo todo.}
        quality: respect
        points: {yes: 1, no: 0}
"""


def forty_five() -> Form:
    """The form, checked by the loader like any other."""
    source = Path(audit_forms.__file__).parent / "forms" / "five-qualities" / "1.yaml"
    text = source.read_text("utf-8").replace("form: five-qualities", "form: forty-five", 1)
    more = (_QUESTION.replace("NUMBER", str(number)) for number in range(1, 10))
    return load(text + _MORE + "".join(more))
