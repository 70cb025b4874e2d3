"""The one list of everything that exists: tables, blueprints, task handlers, navigation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint
from peewee import Model

from server.actions import api as actions_api
from server.actions import commands as actions_commands
from server.actions import models as actions
from server.actions import pages as actions_pages
from server.actions import tasks as actions_tasks
from server.certificates import pages as certificates_pages
from server.comparisons import api as comparisons_api
from server.comparisons import pages as comparisons_pages
from server.desk import api as desk_api
from server.desk import pages as desk_pages
from server.episodes import api as episodes_api
from server.episodes import commands as episodes_commands
from server.episodes import models as episodes
from server.episodes import pages as episodes_pages
from server.history import commands as history_commands
from server.history import models as history
from server.imports import api as imports_api
from server.imports import pages as imports_pages
from server.kernel.actor import Role
from server.limits import commands as limits_commands
from server.limits import models as limits
from server.mail import commands as mail_commands
from server.mail import models as mail
from server.mail.commands import Writer
from server.media import api as media_api
from server.media import commands as media_commands
from server.media import models as media
from server.oversight import api as oversight_api
from server.oversight import pages as oversight_pages
from server.people import commands as people_commands
from server.people import models as people
from server.people import pages as people_pages
from server.people import tasks as people_tasks
from server.phone import api as phone_api
from server.phone import pages as phone_pages
from server.previews import pages as previews_pages
from server.programmes import api as programmes_api
from server.programmes import commands as programmes_commands
from server.programmes import models as programmes
from server.reminders import commands as reminders_commands
from server.reminders import models as reminders
from server.reminders import pages as reminders_pages
from server.reminders import tasks as reminders_tasks
from server.retention import api as retention_api
from server.retention import commands as retention_commands
from server.retention import models as retention
from server.retention import pages as retention_pages
from server.retention import queries as retention_queries
from server.retention.rules import Erasures
from server.reviews import api as reviews_api
from server.reviews import commands as reviews_commands
from server.reviews import models as reviews
from server.reviews import pages as reviews_pages
from server.scorecards import api as scorecards_api
from server.scorecards import commands as scorecards_commands
from server.scorecards import models as scorecards
from server.scorecards import pages as scorecards_pages
from server.scorecards import tasks as scorecards_tasks
from server.scores import models as scores
from server.scores import tasks as scores_tasks
from server.selfviews import commands as selfviews_commands
from server.selfviews import models as selfviews
from server.selfviews import pages as selfviews_pages
from server.stores import commands as stores_commands
from server.stores import models as stores
from server.submissions import api as submissions_api
from server.submissions import commands as submissions_commands
from server.submissions import models as submissions
from server.tasks import commands as tasks_commands
from server.tasks import models as tasks
from server.tasks.commands import Chore, Handler
from server.visits import commands as visits_commands
from server.visits import models as visits
from server.web import openapi

TABLES: tuple[type[Model], ...] = (
    history.HistoryEntry,
    history.HistoryReason,
    tasks.Task,
    mail.Message,
    limits.Count,
    people.Person,
    people.RoleGrant,
    people.Shopper,
    people.ShopperIdentity,
    people.SignInLink,
    people.AddressClaim,
    people.DeviceKey,
    people.Passkey,
    people.SpentChallenge,
    people.RecoveryCode,
    people.DeviceSession,
    people.PlaceSeen,
    stores.Region,
    stores.Store,
    stores.StoreManager,
    stores.RegionHead,
    programmes.Programme,
    programmes.FormVersion,
    programmes.StaffNotice,
    media.Media,
    media.ExpectedPhoto,
    media.Upload,
    visits.Wave,
    visits.Visit,
    visits.FormerShopper,
    visits.VisitPart,
    submissions.Submission,
    submissions.Revision,
    submissions.Answer,
    episodes.Episode,
    reminders.Reminder,
    reminders.Refusal,
    selfviews.SelfView,
    scores.Score,
    scores.ScoreLine,
    scores.ScorePart,
    scores.StoreMonth,
    scores.SinMonth,
    scores.SeenGroup,
    scores.SeenInGroup,
    scores.SeenClosing,
    reviews.Review,
    reviews.Withheld,
    actions.Commendation,
    scorecards.ScorecardFile,
    retention.LegalHold,
    retention.Erasure,
)

# JSON resources, described in OpenAPI (flask-smorest blueprints).
RESOURCES: tuple[Blueprint, ...] = (
    submissions_api.blueprint,
    episodes_api.blueprint,
    media_api.blueprint,
    programmes_api.blueprint,
    phone_api.blueprint,
    reviews_api.blueprint,
    actions_api.blueprint,
    scorecards_api.blueprint,
    comparisons_api.blueprint,
    desk_api.blueprint,
    desk_api.regions,
    desk_api.stores,
    imports_api.blueprint,
    desk_api.programme,
    desk_api.forms,
    desk_api.people,
    desk_api.mail,
    oversight_api.blueprint,
    oversight_api.rights,
    oversight_api.people,
    oversight_api.shoppers,
    retention_api.blueprint,
)

# HTML pages and static files.
PAGES: tuple[Blueprint, ...] = (
    people_pages.blueprint,
    people_pages.sign_in.blueprint,
    phone_pages.blueprint,
    reviews_pages.blueprint,
    episodes_pages.blueprint,
    reminders_pages.blueprint,
    actions_pages.blueprint,
    scorecards_pages.blueprint,
    selfviews_pages.blueprint,
    comparisons_pages.blueprint,
    comparisons_pages.sins,
    desk_pages.blueprint,
    oversight_pages.history,
    oversight_pages.people,
    oversight_pages.shoppers,
    retention_pages.blueprint,
    oversight_pages.rights,
    imports_pages.blueprint,
    previews_pages.blueprint,
    certificates_pages.blueprint,
    openapi.blueprint,
)

HANDLERS: Mapping[str, Handler] = {
    "scores.publish": scores_tasks.publish,
    "scores.part_closed": scores_tasks.part_closed,
    "score.published": scorecards_tasks.draw,
    "review.accepted": actions_tasks.propose,
    "commendation.changed": scorecards_tasks.draw_again,
    "review.withheld": scorecards_tasks.draw_again,
}

# Who writes the letter of each kind of message, at its delivery.
WRITERS: Mapping[str, Writer] = {
    "people.asked": people_tasks.asked,
    "people.invited": people_tasks.invited,
    "reminders.given": reminders_tasks.given,
    "reminders.opens": reminders_tasks.opens,
    "reminders.closes": reminders_tasks.closes,
    "reminders.sent_back": reminders_tasks.sent_back,
    "people.claimed": people_tasks.claimed,
    "people.moved": people_tasks.moved,
}

# What a page leaves room for and a feature above it fills: a template's word -> who writes it.
SLOTS: Mapping[str, Callable[..., Any]] = {
    "beside_sign_in": people_pages.beside_sign_in,
    "beside_devices": reminders_pages.beside_devices,
    "beside_verdict": actions_pages.beside_verdict,
    "beside_queue": actions_pages.beside_queue,
    "whats_new": oversight_pages.whats_new,
    "is_new": oversight_pages.is_new,
    "left_behind": oversight_pages.left_behind,
    "new_elsewhere": oversight_pages.new_elsewhere,
    "would_be_erased": retention_pages.would_be_erased,
}

# Whatever holds personal data erases it here. Of a report: its content first, then what is drawn
# from it, so that nobody draws it anew in between. Of a person: the name last; others look by it.
ERASURES = Erasures(
    of_report=(
        submissions_commands.erase,
        media_commands.erase,
        reviews_commands.erase,
        actions_commands.erase,
        scorecards_commands.erase,
    ),
    of_person=(
        visits_commands.erase_by,
        episodes_commands.erase_by,
        reminders_commands.erase_by,
        selfviews_commands.erase_by,
        reviews_commands.erase_notes_by,
        programmes_commands.erase_by,
        stores_commands.erase_by,
        history_commands.erase_about,
        mail_commands.erase_by,
        people_commands.erase,
    ),
    old=(
        visits_commands.erase_old,
        programmes_commands.erase_old,
        episodes_commands.erase_old,
        selfviews_commands.erase_old,
        history_commands.erase_old,
        people_commands.erase_old,
        mail_commands.erase_old,
        tasks_commands.erase_old,
    ),
)

# How much a shorter period would erase, for whoever is asked before it is set.
DUE_AFTER = retention_queries.due_after

# What the worker tidies up by itself.
CHORES: tuple[Chore, ...] = (
    tasks_commands.sweep,
    partial(retention_commands.unless_held, mail_commands.sweep),
    limits_commands.sweep,
    reminders_commands.sweep,
    media_commands.sweep,
    partial(retention_commands.erase_due, ERASURES),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation: an endpoint, its English label (a message id), and for whom."""

    endpoint: str
    label: str
    roles: frozenset[Role]


def _(message: str) -> str:
    """Marks a label for the translation catalogue; returns it unchanged."""
    return message


# In order of importance: an actor's home is the first place that is theirs.
NAVIGATION: tuple[Place, ...] = (
    Place("phone.shell", _("My visits"), frozenset({Role.SHOPPER})),
    Place("reviews.queue", _("Reports"), frozenset({Role.REVIEWER})),
    Place("scorecards.home", _("Store"), frozenset({Role.STORE_MANAGER})),
    Place("comparisons.first", _("Region"), frozenset({Role.REGIONAL_HEAD})),
    Place("desk.home", _("Desk"), frozenset({Role.ADMINISTRATOR})),
    Place("desk.visits", _("Visits"), frozenset({Role.ADMINISTRATOR})),
    Place("desk.stores", _("Stores"), frozenset({Role.ADMINISTRATOR})),
    Place("episode_pages.listed", _("Moments"), frozenset({Role.REVIEWER, Role.ADMINISTRATOR})),
    Place(
        "commendations.listed",
        _("Commendations"),
        frozenset({Role.STORE_MANAGER, Role.REGIONAL_HEAD, Role.ADMINISTRATOR}),
    ),
    Place("desk.people", _("People"), frozenset({Role.ADMINISTRATOR})),
    Place("desk.shoppers", _("Shoppers"), frozenset({Role.ADMINISTRATOR})),
    Place("desk.forms", _("Forms"), frozenset({Role.ADMINISTRATOR})),
    Place("desk.programme", _("Programme"), frozenset({Role.ADMINISTRATOR})),
    Place("history.listed", _("History"), frozenset({Role.ADMINISTRATOR})),
)
