"""What somebody was sending when they had to show who they are: the page that says so keeps it."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import HTTPException

from server.kernel.problems import Problem

# Where nothing is wrong with what was entered: it can be sent again as it is.
_AS_IT_IS = frozenset({"not_signed_in", "request_not_ours", "confirm_first"})
# As much as a form without files may have at all.
_MOST_BYTES = 500_000


def entered(problem: Problem) -> list[tuple[str, str]]:
    """The fields of the form that was refused, to be sent again; without its token and files.

    Only where the browser says that the form is one of our own pages': another site could else
    have its words put before somebody, with a token of ours and a button.
    """
    if problem.code not in _AS_IT_IS or not _one_of_ours():
        return []
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:
        return []
    return [(name, value) for name, value in fields if name != "csrf"]


def _one_of_ours() -> bool:
    return (
        request.method == "POST"
        and request.headers.get("Sec-Fetch-Site") == "same-origin"
        and request.mimetype == "application/x-www-form-urlencoded"
        and (request.content_length or 0) <= _MOST_BYTES
    )
