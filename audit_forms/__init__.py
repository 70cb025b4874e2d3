"""The form language: how a form is written, read, checked, and what it makes of answers.

Knows: YAML, the meaning of every kind of question, condition and test, and the forms and the
modules of forms that we ship.
Must not know: Flask, Peewee, a request, a store, or how a score is made from points.
Invariant: `evaluate` here and in server/phone/static/app/lib/evaluate.js give the same result for
the same form, answers and facts (audit_forms/vectors/, and a property test over both).
"""

from audit_forms.differences import FormDifferences, QuestionDifferences, Verdict, compare
from audit_forms.differing import Difference
from audit_forms.drafts import Draft, read_draft
from audit_forms.evaluate import AnswerProblem, Evaluation, asks_anything, evaluate
from audit_forms.in_words import InWords
from audit_forms.loading import check, load, load_shipped
from audit_forms.mistakes import FormMistakes, Mistake
from audit_forms.model import Commends, Form, Option, Part, Question, Section, Text, say
from audit_forms.sharing import Shared, different, in_common, only_in
from audit_forms.snapshot import compile_form, digest, for_phone, from_phone, from_snapshot
from audit_forms.versions import published, shared_questions, shipped, shipped_modules

__all__ = [
    "AnswerProblem",
    "Commends",
    "Difference",
    "Draft",
    "Evaluation",
    "Form",
    "FormDifferences",
    "FormMistakes",
    "InWords",
    "Mistake",
    "Option",
    "Part",
    "Question",
    "QuestionDifferences",
    "Section",
    "Shared",
    "Text",
    "Verdict",
    "asks_anything",
    "check",
    "compare",
    "compile_form",
    "different",
    "digest",
    "evaluate",
    "for_phone",
    "from_phone",
    "from_snapshot",
    "in_common",
    "load",
    "load_shipped",
    "only_in",
    "published",
    "read_draft",
    "say",
    "shared_questions",
    "shipped",
    "shipped_modules",
]
