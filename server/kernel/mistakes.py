"""What is wrong with one answer or one field, as a sentence that says how to put it right.

English here, and gettext message ids, like the sentences of `problems.py`.
"""

from __future__ import annotations

from collections.abc import Mapping


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


# What the evaluator says of an answer, as a sentence for whoever talks to the API directly. (The
# phone has its own, longer words.) The codes are those of `audit_forms.evaluate`.
ANSWERS: Mapping[str, str] = {
    "unknown_question": _("The form has no such question. Leave it out."),
    "answer_shape": _('Write the answer as {"value": …} or {"na": true}, with a comment if any.'),
    "answer_type": _("Give a value of the kind %(kind)s."),
    "answer_required": _("Answer this question."),
    "na_not_allowed": _("This question always applies. Answer it."),
    "option_unknown": _("There is no option “%(option)s”. Choose one of the form's options."),
    "option_repeated": _("The option “%(option)s” is given twice. Give it once."),
    "step_unknown": _("The scale has no step %(value)s. Choose one of its steps."),
    "number_below": _("Give %(min)s or more."),
    "number_above": _("Give %(max)s or less."),
    "number_decimals": _("Give at most %(decimals)s decimal places."),
    "text_too_short": _("Write at least %(min_length)s characters; there are %(length)s."),
    "text_too_long": _("Write at most %(max_length)s characters; there are %(length)s."),
    "time_unreadable": _("Give the instant in UTC, the offset in minutes and the zone."),
    "stamps_out_of_order": _("This time must not be before “%(after)s”. Correct one of them."),
    "comment_required": _("Say in a comment what happened."),
    "comment_too_long": _("Write at most %(max_length)s characters; there are %(length)s."),
    "comment_too_short": _("Write at least %(min_length)s characters; there are %(length)s."),
    "too_few_photos": _("Add photos: %(min)s are needed, %(count)s are here."),
    "too_many_photos": _("Keep at most %(max)s photos; %(count)s are here."),
    "photo_unreadable": _("Name a photo by its SHA-256, 64 hexadecimal digits."),
    "photo_repeated": _("The same photo is named twice. Name it once."),
}

# What an answer of each kind is, said in the place of `answer_type` where the kind is known.
ANSWERS_OF_KIND: Mapping[str, str] = {
    "yes_no": _("Give true or false, without quotes."),
    "one": _("Give the id of one option, as a text."),
    "several": _("Give the ids of the options chosen, as a list."),
    "scale": _("Give the value of one step, as a whole number."),
    "number": _("Give a number, without quotes."),
    "money": _("Give the amount in the smallest unit of the currency, as a whole number."),
    "duration": _("Give the seconds, as a whole number."),
    "time": _("Give the instant in UTC, the offset in minutes and the zone."),
    "text": _("Give a text, without NUL characters and halves of characters."),
    "photo": _("Give the SHA-256 of each photo, as a list."),
}

# What is wrong with one field of a body, by the code that stands in `fields`.
FIELDS: Mapping[str, str] = {
    "unknown_field": _("There is no field of this name. Leave it out."),
    "missing_field": _("This field is needed. Add it."),
    "wrong_type": _("This field is of another kind. Look it up at /api/."),
    "wrong_value": _("This field cannot have that value. Look it up at /api/."),
    "text_unreadable": _("Leave out NUL characters and halves of characters."),
    "stamp_unreadable": _("Give the instant in UTC, the offset in minutes and the zone."),
    "place_missing": _("Give either the code of a store in `store`, or a name in `store_name`."),
    "words_missing": _("Write in at least 10 characters what happened."),
    "photos_too_many": _("A report holds at most 60 photos. Remove some and send it again."),
    "photo_entry_wrong": _("Give `sha256`, `size` and `question` of each photo."),
}
