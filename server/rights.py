"""The one table of who may do what with how much: (role, action) -> scope, and the action's routes.

The guard answers from it, and a page shows it to whoever wants to know. A route that is neither
public nor in exactly one row, or whose view says other roles than its row, stops the app. That a
row's scope is kept is the work of the queries behind its routes; `tests/guard` asks each route for
what is one's own and for what is not.
"""

from __future__ import annotations

from server.kernel.actor import Role
from server.kernel.rights import Right, Scope


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


_EVERYBODY = dict.fromkeys(Role, Scope.OWN)
_SHOPPER = {Role.SHOPPER: Scope.OWN}
_REVIEWER = {Role.REVIEWER: Scope.OTHERS}
_DESK = {Role.ADMINISTRATOR: Scope.PROGRAMME}
_INSIDE = {Role.REVIEWER: Scope.PROGRAMME, Role.ADMINISTRATOR: Scope.PROGRAMME}
_REGION = {Role.REGIONAL_HEAD: Scope.REGIONS, Role.ADMINISTRATOR: Scope.PROGRAMME}
_STORE = {Role.STORE_MANAGER: Scope.STORES, **_REGION}

RIGHTS: tuple[Right, ...] = (
    Right(
        "account.keep",
        _("See where one is signed in and what one may do, sign out, choose a language"),
        _EVERYBODY,
        (
            "people.devices",
            "people.language",
            "people.revoke",
            "people.revoke_others",
            "people.sign_out",
            "rights.own",
        ),
    ),
    Right(
        "passkey.keep",
        _("Sign in with passkeys of one's own"),
        _EVERYBODY,
        (
            "people.add_passkey",
            "people.ask_for_passkey",
            "people.ask_remove_passkey",
            "people.passkey",
            "people.passkeys",
            "people.remove_passkey",
            "people.rename_passkey",
        ),
    ),
    Right(
        "recovery_code.keep",
        _("Have recovery codes, for when a passkey is lost"),
        {Role.ADMINISTRATOR: Scope.OWN},
        (
            "people.make_recovery_codes",
            "people.recovery_codes",
            "people.recovery_codes_file",
        ),
    ),
    Right(
        "form.read",
        _("Read the published forms"),
        dict.fromkeys(Role, Scope.PROGRAMME),
        ("forms.get",),
    ),
    Right(
        "visit.report",
        _("Receive visits, and send reports of them with photos"),
        _SHOPPER,
        (
            "media.put",
            "media.upload",
            "phone_sync.register",
            "phone_sync.sync",
            "submissions.get",
            "submissions.put",
            "submissions.put_revision",
        ),
    ),
    Right(
        "moment.log",
        _("Log moments outside a visit"),
        _SHOPPER,
        ("episodes.get", "episodes.put"),
    ),
    Right(
        "report.review",
        _("Read reports by the shopper's code, accept them or send them back"),
        _REVIEWER,
        (
            "review_resource.accept",
            "review_resource.claim",
            "review_resource.queue",
            "review_resource.release",
            "review_resource.send_back",
            "review_resource.undo",
            "reviews.accept",
            "reviews.claim",
            "reviews.photo",
            "reviews.queue",
            "reviews.read",
            "reviews.release",
            "reviews.send_back",
            "reviews.undo",
        ),
    ),
    Right(
        "thanks.settle",
        _("Pass a shopper's words of thanks on, or decline them"),
        _REVIEWER,
        ("commendations.accept", "commendations.ask_to_decide", "commendations.decide"),
    ),
    Right(
        "thanks.withdraw",
        _("Take a commendation back"),
        _INSIDE,
        ("commendations.ask_to_withdraw", "commendations.withdraw"),
    ),
    Right(
        "moment.read",
        _("Read the moments that shoppers logged, by the shopper's code"),
        _INSIDE,
        ("episode_pages.csv", "episode_pages.listed"),
    ),
    Right(
        "scorecard.read",
        _("Read published scorecards, without hour, code or name of the shopper"),
        _STORE,
        (
            "scorecard_resource.scorecard",
            "scorecard_resource.scorecards",
            "scorecard_resource.stores",
            "scorecard_resource.together",
            "scorecard_resource.together_pdf",
            "scorecards.download",
            "scorecards.home",
            "scorecards.seen",
            "scorecards.store",
            "scorecards.together",
            "sins.store",
        ),
    ),
    Right(
        "thanks.read",
        _("Read commendations"),
        _STORE,
        (
            "commendation_resource.of_store",
            "commendations.csv",
            "commendations.listed",
            "commendations.page_to_hang_up",
        ),
    ),
    Right(
        "thanks.read_region",
        _("Read the commendations of a whole region"),
        _REGION,
        ("commendation_resource.of_region",),
    ),
    Right(
        "self_view.give",
        _("Say once a quarter how one sees one's own store"),
        {Role.STORE_MANAGER: Scope.STORES},
        ("selfviews.form", "selfviews.give", "selfviews.home"),
    ),
    Right(
        "stores.compare",
        _("Compare stores"),
        _REGION,
        (
            "comparisons.csv",
            "comparisons.first",
            "comparisons.own_views",
            "comparisons.own_views_csv",
            "comparisons.region",
            "regions.regions",
            "regions.table",
            "sins.csv",
            "sins.region",
        ),
    ),
    Right(
        "programme.set",
        _("Name the programme, choose its settings, see how it stands"),
        _DESK,
        (
            "desk.home",
            "desk.programme",
            "desk.record_staff_notice",
            "desk.save_programme",
            "desk.staff_notice",
        ),
    ),
    Right(
        "form.publish",
        _("Upload, preview and publish forms"),
        _DESK,
        (
            "desk.ask_to_discard",
            "desk.ask_to_publish",
            "desk.ask_to_publish_shipped",
            "desk.discard_draft",
            "desk.draft",
            "desk.form_file",
            "desk.forms",
            "desk.new_form",
            "desk.publish",
            "desk.publish_draft",
            "desk.upload_form",
            "previews.paper",
            "previews.part",
            "previews.preview",
        ),
    ),
    Right(
        "store.keep",
        _("Add, change and close regions and stores"),
        _DESK,
        (
            "desk.add_region",
            "desk.add_store",
            "desk.ask_to_close",
            "desk.ask_to_delete_region",
            "desk.change_region",
            "desk.close_store",
            "desk.delete_region",
            "desk.edit_store",
            "desk.new_store",
            "desk.region",
            "desk.regions",
            "desk.reopen_store",
            "desk.set_store_place",
            "desk.store",
            "desk.store_place",
            "desk.stores",
            "desk.stores_csv",
            "region_resource.add",
            "region_resource.change",
            "region_resource.delete",
            "store_resource.add",
            "store_resource.change",
            "store_resource.close",
            "store_resource.reopen",
        ),
    ),
    Right(
        "list.import",
        _("Import lists from a spreadsheet"),
        _DESK,
        (
            "import_resource.stores_list",
            "imports.choose",
            "imports.confirm",
            "imports.csv",
            "imports.preview",
            "imports.workbook",
        ),
    ),
    Right(
        "person.keep",
        _("Invite people, give them roles, stores and regions, revoke them"),
        _DESK,
        (
            "access.ask_to_revoke",
            "access.change",
            "access.person",
            "access.restore",
            "access.revoke",
            "desk.add_person",
            "desk.link_person",
            "desk.new_person",
            "desk.people",
            "desk.shut_out_person",
            "people_resource.change",
            "people_resource.listed_people",
            "people_resource.restore",
            "people_resource.revoke",
        ),
    ),
    Right(
        "shopper.keep",
        _("Add shoppers and know them by code, end their work"),
        _DESK,
        (
            "desk.add_shopper",
            "desk.link_shopper",
            "desk.new_shopper",
            "desk.shoppers",
            "desk.shut_out_shopper",
            "shopper.ask_to_end",
            "shopper.end",
            "shopper.forget",
            "shopper.one",
            "shopper.restore",
            "shopper_resource.end",
            "shopper_resource.forget",
            "shopper_resource.restore_one",
        ),
    ),
    Right(
        "shopper.reveal",
        _("Look up the name behind a code, with a reason, a few a day, seen by all who may"),
        _DESK,
        ("shopper.look_up", "shopper_resource.look_up"),
    ),
    Right(
        "visit.plan",
        _("Plan visits, change and cancel them, see how each stands"),
        _DESK,
        (
            "desk.ask_to_cancel",
            "desk.ask_to_move",
            "desk.cancel",
            "desk.choose_shopper",
            "desk.move",
            "desk.new_visit",
            "desk.plan_visit",
            "desk.reassign",
            "desk.visits",
            "desk.visits_csv",
            "visits.cancel",
            "visits.listed",
            "visits.move_form",
            "visits.reassign",
        ),
    ),
    Right(
        "rights.read",
        _("See what every role may do"),
        _DESK,
        ("rights.table",),
    ),
    Right(
        "history.read",
        _("Read who did what, by name for people and by code for shoppers"),
        _DESK,
        ("history.csv", "history.listed", "history_resource.listed"),
    ),
)
