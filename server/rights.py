"""The one table of who may do what with how much: (role, action) -> scope, and the action's routes.

The guard answers from it, and a page shows it to whoever wants to know. A route that is neither
public nor in exactly one row, or whose view says other roles than its row, stops the app. That a
row's scope is kept is the work of the queries behind its routes; `tests/guard` asks each route for
what is one's own and for what is not.
"""

from __future__ import annotations

from server.desk_rights import DESK_RIGHTS
from server.kernel.actor import Role
from server.kernel.rights import Right, Scope


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


_EVERYBODY = dict.fromkeys(Role, Scope.OWN)
_SHOPPER = {Role.SHOPPER: Scope.OWN}
_REVIEWER = {Role.REVIEWER: Scope.OTHERS}
_INSIDE = {Role.REVIEWER: Scope.PROGRAMME, Role.ADMINISTRATOR: Scope.PROGRAMME}
_REGION = {Role.REGIONAL_HEAD: Scope.REGIONS, Role.ADMINISTRATOR: Scope.PROGRAMME}
_STORE = {Role.STORE_MANAGER: Scope.STORES, **_REGION}

RIGHTS: tuple[Right, ...] = (
    Right(
        "account.keep",
        _("See where one is signed in and what one may do, sign out, choose a language"),
        _EVERYBODY,
        (
            "people.ask_to_revoke",
            "people.ask_to_revoke_others",
            "people.code_for_another",
            "people.devices",
            "people.language",
            "people.revoke",
            "people.revoke_others",
            "people.sign_out",
            "retention.own",
            "rights.own",
        ),
    ),
    Right(
        "address.own",
        _("Give an e-mail address of one's own and confirm it, or have none kept"),
        _EVERYBODY,
        (
            "people.address",
            "people.ask_to_drop_address",
            "people.claim_address",
            "people.confirm_address",
            "people.drop_address",
        ),
    ),
    Right(
        "passkey.keep",
        _("Sign in with passkeys of one's own"),
        _EVERYBODY,
        (
            "people.add_passkey",
            "people.ask_for_passkey",
            "people.ask_to_confirm",
            "people.confirm",
            "people.confirm_with_passkey",
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
            "people.ask_for_recovery_codes",
            "people.make_recovery_codes",
            "people.recovery_codes",
            "people.recovery_codes_file",
        ),
    ),
    Right(
        "form.read",
        _("Read the published forms"),
        {Role.SHOPPER: Scope.PROGRAMME, **_INSIDE},
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
        "reminders.choose",
        _("Be sent reminders by e-mail, or none"),
        _SHOPPER,
        ("reminders.choose",),
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
        "report.withhold",
        _("Keep words and photos of a report from its store, before and after publication"),
        _REVIEWER,
        ("review_resource.show", "review_resource.withhold", "reviews.show", "reviews.withhold"),
    ),
    Right(
        "thanks.settle",
        _("Pass a shopper's words of thanks on, or decline them"),
        _REVIEWER,
        (
            "commendation_resource.accept",
            "commendation_resource.decide",
            "commendation_resource.one_to_settle",
            "commendation_resource.to_settle",
            "commendations.accept",
            "commendations.ask_to_decide",
            "commendations.decide",
        ),
    ),
    Right(
        "thanks.withdraw",
        _("Take a commendation back"),
        _INSIDE,
        (
            "commendation_resource.withdraw",
            "commendations.ask_to_withdraw",
            "commendations.withdraw",
        ),
    ),
    Right(
        "moment.read",
        _("Read the moments that shoppers logged, by the shopper's code"),
        _INSIDE,
        ("episode_pages.csv", "episode_pages.listed"),
    ),
    Right(
        "moment.place",
        _("Say at which store a moment was that a shopper only named"),
        _INSIDE,
        ("episode_pages.ask_to_place", "episode_pages.place", "episodes.place"),
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
            "commendation_resource.listed",
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
    *DESK_RIGHTS,
)
