"""The failures of what a phone sends: reports, moments, rescue files, photos.

A part of the catalogue of `problems.py`, which alone is read by others.
"""

from __future__ import annotations

from collections.abc import Mapping

from server.kernel.kinds import Kind


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


REPORT_PROBLEMS: Mapping[str, Kind] = {
    # Reports
    "visit_unknown": Kind(
        404, _("No such visit"), _("This visit is not in your list. Refresh your visits.")
    ),
    "submission_id_wrong": Kind(
        422,
        _("The report has a wrong id"),
        _("The id must be the one that the visit's part has. Refresh your visits and send again."),
    ),
    "submission_conflict": Kind(
        409,
        _("This part is already reported"),
        _("Another report of this part has arrived. Compare the two and send a revision."),
    ),
    "reported_by_other": Kind(
        409,
        _("Another shopper has reported this visit"),
        _(
            "The visit was given to another shopper, who has reported it. Keep yours as a file"
            " and write to your programme."
        ),
    ),
    "stale_revision": Kind(
        409,
        _("Another revision came first"),
        _("Your revision replaces one that is not the newest. Load the newest and send again."),
    ),
    "submission_claimed": Kind(
        409,
        _("A reviewer is reading it"),
        _("A reviewer has this report now. Wait: if it is sent back to you, you can change it."),
    ),
    "submission_settled": Kind(
        409,
        _("This report is settled"),
        _("The report was accepted and stays as it is. Tell your programme if it needs a change."),
    ),
    "form_unknown": Kind(
        404, _("No such form"), _("This form or version is not published. Refresh your visits.")
    ),
    "form_wrong": Kind(
        422,
        _("Another form is expected"),
        _("This visit is reported on %(form)s version %(version)s. Refresh your visits."),
    ),
    "part_unknown": Kind(
        422, _("No such part"), _("The form has no part of that name. Refresh your visits.")
    ),
    "part_not_open": Kind(
        409, _("Not open yet"), _("This part opens on %(day)s. Keep it and send it then.")
    ),
    "part_unopened": Kind(
        409, _("Not opened"), _("The visit's report opens this part. Send or correct that first.")
    ),
    "answers_wrong": Kind(
        422, _("Some answers need mending"), _("Mend the answers listed here and send it again.")
    ),
    "question_unknown": Kind(
        422, _("The form has no such question"), _("Leave out the answers listed here.")
    ),
    "answer_type_wrong": Kind(
        422, _("An answer of another kind"), _("Give each answer listed here as it says there.")
    ),
    "answer_out_of_range": Kind(
        422, _("Out of range"), _("Bring the answers listed here within what the form allows.")
    ),
    "answer_missing": Kind(
        422, _("Answers are missing"), _("Answer the questions listed here and send it again.")
    ),
    "stamps_out_of_order": Kind(
        422,
        _("Times are out of order"),
        _("A time lies before the one it must follow. Correct the times and send it again."),
    ),
    "photos_wrong": Kind(
        422,
        _("The list of photos does not match"),
        _("Announce each photo of an answer once, and no other photo. Then send it again."),
    ),
    # Moments logged outside a visit
    "episode_conflict": Kind(
        409,
        _("This moment has arrived already"),
        _(
            "It arrived before it was changed, and stays as it was."
            " Send the change as a new moment."
        ),
    ),
    "episode_store_unknown": Kind(
        422,
        _("This store is not in your list"),
        _("Choose a store that you were sent to, or write the name of the place."),
    ),
    "episode_limit": Kind(
        429,
        _("Enough for one day"),
        _("At most %(limit)s moments are taken in 24 hours. Send the rest later."),
    ),
    "programme_missing": Kind(
        409,
        _("There is no programme yet"),
        _("Ask your administrator to name the programme, then send it again."),
    ),
    # Rescue files
    "rescue_not_ours": Kind(
        422,
        _("No rescue file"),
        _("This is no file that the phone app saved. Choose the one it made."),
    ),
    "rescue_version": Kind(
        422,
        _("A newer rescue file"),
        _("The file is of version %(version)s, which is not known here. Install the newest kit."),
    ),
    "rescue_damaged": Kind(
        422,
        _("The rescue file is damaged"),
        _("The file was cut short or changed on its way. Copy it from the phone once more."),
    ),
    "rescue_passphrase": Kind(
        422,
        _("Another passphrase"),
        _("The passphrase does not open this file. Write the one that was given when it was made."),
    ),
    "rescue_record": Kind(
        422,
        _("A record cannot be read"),
        _("The record is not as the phone app writes it, and was not stored. Save a new file."),
    ),
    "rescue_signature": Kind(
        422,
        _("Nobody we know signed it"),
        _(
            "The record is not signed by a phone that its shopper has registered: it was made up"
            " or changed, or the phone was never online. It was not stored; load the file on a"
            " phone where the shopper is signed in."
        ),
    ),
    # Photos
    "photo_not_announced": Kind(
        404,
        _("Nobody announced this photo"),
        _("Send the report that lists this photo first, then the photo."),
    ),
    "photo_unreadable": Kind(
        422, _("This is no photo"), _("Only JPEG, PNG or HEIC photos are taken. Take it again.")
    ),
    "photo_too_large": Kind(
        413,
        _("The photo is too large"),
        _("A photo may have at most %(limit)s megapixels. Take it again, smaller."),
    ),
    "upload_offset": Kind(
        409,
        _("The upload goes on elsewhere"),
        _("Go on from byte %(received)s, which is how much has arrived."),
    ),
    "storage_full": Kind(
        507,
        _("The server's disk is full"),
        _("Nothing was lost on your side. Try again later; the administrator must make room."),
    ),
}
