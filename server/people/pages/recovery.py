"""An administrator's recovery codes: made, shown once, printed or taken as a file."""

from __future__ import annotations

from flask import Response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from server.kernel.actor import Role
from server.people import commands, queries
from server.people.pages.blueprint import blueprint
from server.people.pages.confirming import confirm_before
from server.web.guard import actor, permit


@blueprint.get("/passkeys/codes")
@permit(Role.ADMINISTRATOR)
def recovery_codes() -> str | Answer:
    """What the codes are for, how many are left, and a button for new ones."""
    if first := confirm_before():
        return first
    who = actor()
    left = queries.recovery_codes_left(who.person) if who.person else 0
    return render_template("people/recovery.html", left=left)


@blueprint.get("/passkeys/codes/new")
@permit(Role.ADMINISTRATOR)
def ask_for_recovery_codes() -> str | Answer:
    """Ask before the codes that somebody has on paper stop working."""
    _ = gettext
    return confirm_before() or render_template(
        "ask.html",
        title=_("Make ten new codes?"),
        says=[_("New codes take the place of those that you have: the old ones stop working.")],
        yes=_("Make ten new codes"),
        send=url_for("people.make_recovery_codes"),
        back=url_for("people.recovery_codes"),
        no=_("Keep those that I have"),
    )


@blueprint.post("/passkeys/codes")
@permit(Role.ADMINISTRATOR)
def make_recovery_codes() -> str:
    """New codes, shown now and never again."""
    codes = commands.make_recovery_codes(actor())
    return render_template("people/recovery_codes.html", codes=codes)


@blueprint.post("/passkeys/codes/file")
@permit(Role.ADMINISTRATOR)
def recovery_codes_file() -> Response:
    """The codes that the page shows, as a text file; they are known only there."""
    codes = commands.own_codes_among(actor(), request.form.getlist("code"))
    words = gettext("Recovery codes of %(host)s. Each works once.", host=request.host)
    response = Response(
        "\n".join([words, "", *codes, ""]), content_type="text/plain; charset=utf-8"
    )
    response.headers["Content-Disposition"] = "attachment; filename=recovery-codes.txt"
    return response
