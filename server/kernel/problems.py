"""Every failure that a person or a phone can meet, in one catalogue.

A problem is a code, a status and a sentence that says how to put it right. Sentences are English
here and are gettext message ids: they are translated only at the edge (`server/web/answers.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from server.kernel.desk_problems import DESK_PROBLEMS
from server.kernel.kinds import FieldProblem, Kind
from server.kernel.report_problems import REPORT_PROBLEMS
from server.kernel.sign_in_problems import SIGN_IN_PROBLEMS


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


CATALOGUE: Mapping[str, Kind] = {
    # Who asks
    "not_signed_in": Kind(
        401, _("Please sign in"), _("Your sign-in has ended. Ask for a new sign-in link.")
    ),
    "other_shopper": Kind(
        401,
        _("Somebody else is signed in"),
        _("Another shopper wrote this and it stays on the phone. Let them sign in to send it."),
    ),
    "not_permitted": Kind(
        403, _("Not yours to open"), _("Your role does not allow this. Ask your administrator.")
    ),
    "not_found": Kind(
        404, _("Not found"), _("Nothing here, or not yours to see. Go back and choose again.")
    ),
    "method_not_allowed": Kind(
        405,
        _("Not possible here"),
        _("This address does not take that kind of request. Go back, or look it up at /api/."),
    ),
    "request_not_ours": Kind(
        403,
        _("Please send it again"),
        _("The page was open for too long or came from elsewhere. Reload it and try again."),
    ),
    # Coming in
    **SIGN_IN_PROBLEMS,
    "name_unusable": Kind(
        422, _("A name is missing"), _("Write your name, at most 120 characters.")
    ),
    "passkey_needed": Kind(
        403,
        _("Your passkey is needed"),
        _("A link alone does not let you in any more. Open the link and show your passkey there."),
    ),
    "passkey_refused": Kind(
        422,
        _("This passkey does not open anything here"),
        _("Choose another passkey, or sign in with a link."),
    ),
    "passkey_too_late": Kind(
        409,
        _("That took too long"),
        _("A passkey answers within five minutes, once. Reload the page and try again."),
    ),
    "passkey_copied": Kind(
        409,
        _("This passkey may have been copied"),
        _(
            "It counts how often it was used, and its count went backwards. Sign in another way,"
            " remove it from your passkeys and tell your administrator."
        ),
    ),
    "passkey_known": Kind(
        409,
        _("There is a passkey already"),
        _("This device or key has a passkey here already. Use that one, or take another device."),
    ),
    "passkey_limit": Kind(
        409,
        _("Too many passkeys"),
        _("At most %(limit)s passkeys are kept for one person. Remove one first."),
    ),
    "passkey_name_unusable": Kind(
        422,
        _("A name is missing"),
        _("Give the passkey a name of at most %(limit)s characters."),
    ),
    "passkey_impossible": Kind(
        409,
        _("No passkeys at this address"),
        _("Open the page by HTTPS, at an address with a name: browsers offer them nowhere else."),
    ),
    "recovery_code_unusable": Kind(
        422,
        _("This code does not work"),
        _("A recovery code works once. Take the next one of your list, and check its letters."),
    ),
    "device_key_unusable": Kind(
        422,
        _("This key cannot be used"),
        _("Give a public key on the curve P-256, as a JWK with kty, crv, x and y and no more."),
    ),
    "device_taken": Kind(
        409,
        _("This device is known already"),
        _("The device has another key, or belongs to somebody else. Take a new id for this one."),
    ),
    "device_limit": Kind(
        409,
        _("Too many devices"),
        _("At most %(limit)s devices are kept for a shopper. Ask your programme."),
    ),
    "roles_missing": Kind(
        422,
        _("A role is missing"),
        _("Choose at least one role. Whoever shall hold none any more is revoked instead."),
    ),
    "last_administrator": Kind(
        409,
        _("The last administrator stays"),
        _("Somebody must be able to run the programme. Make another person administrator first."),
    ),
    "access_ended": Kind(
        409,
        _("Let in no longer"),
        _("This person was revoked, so no link would let them in. Take them back first."),
    ),
    "reveal_reason_missing": Kind(
        422,
        _("A reason is missing"),
        _("Say why you must know the name, in at most %(limit)s characters."),
    ),
    "reveal_limit": Kind(
        429,
        _("Enough names for one day"),
        _("At most %(limit)s names can be looked up in 24 hours. Wait, or work with the codes."),
    ),
    "roles_at_odds": Kind(
        422,
        _("These roles do not go together"),
        _(
            "Whoever manages a store or heads a region cannot also review reports or run the"
            " programme: they would see who visits their stores. Choose one side."
        ),
    ),
    # What was sent
    "body_not_json": Kind(
        400, _("Not readable"), _("The body must be one JSON object in UTF-8. Send it again.")
    ),
    "body_too_large": Kind(
        413, _("Too large"), _("At most %(limit)s bytes are taken here. Send less at a time.")
    ),
    "body_truncated": Kind(
        400, _("Cut short"), _("Less arrived than was announced. Send it again.")
    ),
    "fields_wrong": Kind(
        422, _("Some fields need mending"), _("Mend the fields listed here and send it again.")
    ),
    "field_unknown": Kind(
        422, _("A field we do not know"), _("Leave out the fields listed here and send it again.")
    ),
    "field_type_wrong": Kind(
        422, _("A field of another kind"), _("Give the fields listed here as /api/ describes them.")
    ),
    "photos_too_many": Kind(
        422,
        _("Too many photos"),
        _("A report holds at most 60 photos. Remove some and send it again."),
    ),
    "digest_wrong": Kind(
        400, _("Damaged on the way"), _("What arrived does not match its digest. Send it again.")
    ),
    "header_wrong": Kind(
        400,
        _("A header cannot be read"),
        _("The header %(header)s cannot be read. Write it as %(shape)s."),
    ),
    # Planning
    **DESK_PROBLEMS,
    # How a store sees itself
    "self_view_not_open": Kind(
        409,
        _("Not open for rating"),
        _("A quarter is rated while it runs and %(days)s days after. Choose one that is open."),
    ),
    "self_view_overtaken": Kind(
        409, _("There is a newer one"), _("Somebody rated it meanwhile. Open it and revise it.")
    ),
    # What a phone sends
    **REPORT_PROBLEMS,
    # Review
    "review_taken": Kind(
        409, _("Somebody else has it"), _("Another reviewer has claimed this report. Take another.")
    ),
    "review_not_yours": Kind(
        409, _("Not claimed by you"), _("Claim the report before you decide on it.")
    ),
    "review_own_report": Kind(
        403, _("Your own report"), _("Nobody reviews their own report. Leave it to a colleague.")
    ),
    "review_own_store": Kind(
        403,
        _("A store of yours"),
        _("Nobody reviews a report on a store that they manage or head. Leave it to a colleague."),
    ),
    "review_note_missing": Kind(
        422, _("A note is missing"), _("Write what the shopper should correct.")
    ),
    "review_photos_missing": Kind(
        409,
        _("Photos are still on their way"),
        _("Photos on their way: %(missing)s. Accept it when all are here, or send it back."),
    ),
    "undo_too_late": Kind(
        409,
        _("Too late to undo"),
        _("A verdict can be undone for one minute. Tell your administrator if it was a mistake."),
    ),
    "withhold_unknown": Kind(
        422,
        _("Nothing to keep back"),
        _("Choose something that the store would read, and say why. Reload the page first."),
    ),
    "withheld_is_out": Kind(
        409,
        _("The scorecard is out"),
        _("What is kept back stays so once a scorecard is out. Reload the page and go on."),
    ),
    "take_back_too_late": Kind(
        409,
        _("Too late to take it back"),
        _(
            "Only an acceptance that no store can have read is taken back. If this one was a"
            " mistake, tell the store."
        ),
    ),
    # Words of thanks
    "commendation_settled": Kind(
        409,
        _("This is settled"),
        _("Somebody has decided on these words already. Go back and load the page again."),
    ),
    "programme_setting_unfit": Kind(
        422,
        _("This setting cannot be"),
        _("Nothing was changed. Mend %(setting)s: the page Programme says what it may be."),
    ),
    "staff_notice_unfit": Kind(
        422,
        _("The notice is not complete"),
        _("Give a day that is past or today, and say by whom and how staff were told."),
    ),
    # Pages and tables
    "quarter_unreadable": Kind(
        422, _("No such quarter"), _("Write a quarter as 2026-Q3, from 2000-Q1 to 2100-Q4.")
    ),
    "form_already_published": Kind(
        409,
        _("A published version is never edited"),
        _("Version %(version)s of %(form)s was published with other content. Make a new version."),
    ),
    "form_name_too_long": Kind(
        422,
        _("A name in the form is too long"),
        _("Shorten the id %(name)s to at most %(limit)s characters."),
    ),
    # Forms of one's own
    "form_file_missing": Kind(
        422, _("No file was chosen"), _("Choose the file of the form, then press the button again.")
    ),
    "form_file_type": Kind(
        422,
        _("Another kind of file"),
        _("A form is a YAML file (.yaml) or an XLSForm (.xlsx). Save it as one, then choose it."),
    ),
    "form_file_too_large": Kind(
        413,
        _("The file is too large"),
        _("A form has at most %(limit)s KB. Choose the file of the form, or make it shorter."),
    ),
    "form_mistaken": Kind(
        422,
        _("The form has mistakes"),
        _("Mistakes in the form: %(count)s. Mend them, check it again, and upload it anew."),
    ),
    "draft_there": Kind(
        409,
        _("There is a draft of this version"),
        _("Another draft of %(form)s version %(version)s is there. Say that it shall be replaced."),
    ),
    "draft_changed": Kind(
        409,
        _("The draft has changed meanwhile"),
        _("Somebody has replaced or deleted this draft. Open the list of forms and choose again."),
    ),
    "form_does_not_fit": Kind(
        409,
        _("The versions do not fit each other"),
        _(
            "Version %(version)s of %(form)s has other parts, or needs facts that these visits"
            " were planned without. Plan new visits on it."
        ),
    ),
    # What is kept, and for how long
    "erasing_held": Kind(
        409,
        _("A legal hold keeps this"),
        _("Nothing was erased. Ask who placed the hold, and try again once it is lifted."),
    ),
    "not_oneself": Kind(
        409,
        _("This is you"),
        _("Ask another administrator to erase you, since nobody could tell you how it went."),
    ),
    "retention_shorter": Kind(
        409,
        _("This erases what cannot be brought back"),
        _(
            "Kept for %(months)s months only, these would be erased within hours: reports"
            " %(reports)s, people %(people)s. To go on, send both counts in the field “confirm”."
        ),
    ),
    "hold_without_reason": Kind(
        422, _("A reason is missing"), _("Write why, in at most 500 characters.")
    ),
    "too_busy": Kind(503, _("Too much at once"), _("Try again in a few seconds.")),
    "internal": Kind(
        500,
        _("Something broke on our side"),
        _("Nothing you entered is lost. Try again; if it stays, tell us the number %(reference)s."),
    ),
}


class Problem(Exception):
    """A failure with a stable code; the only exception that commands raise on purpose."""

    def __init__(self, code: str, /, fields: tuple[FieldProblem, ...] = (), **args: object) -> None:
        super().__init__(code, args)
        self.code = code
        self.kind = CATALOGUE[code]
        self.fields = fields
        self.args_by_name = args
