"""What the desk's forms take in; each field says in one sentence what to enter there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from audit_forms import Form
from server.kernel.actor import Role
from server.people.schemas import WRITE_ADDRESS, Address
from server.programmes.rules import BOUNDS, PAGE_SIZES, ROUNDINGS
from server.stores.rules import CURRENCIES, LOCALES, Place, place_of
from server.visits.rules import fact_word
from server.web.entries import mend
from server.web.languages import LANGUAGES

# A form's id; also keeps out what PostgreSQL cannot store.
_ID = r"[a-z0-9-]+\Z"
# Near either end of the calendar the same moment in another zone is no moment at all.
_IN_THIS_CENTURY = validate.Range(datetime(2000, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001
STAFF = (Role.REVIEWER, Role.STORE_MANAGER, Role.REGIONAL_HEAD, Role.ADMINISTRATOR)


def _(message: str) -> str:
    """Marks a sentence for the translation catalogue; returns it unchanged."""
    return message


def _text(say: str, most: int, pattern: str | None = None, **kwargs: Any) -> fields.String:
    rules: list[Any] = [validate.Length(max=most)]
    if pattern:
        rules.append(validate.Regexp(pattern))
    kwargs.setdefault("required", "load_default" not in kwargs)
    return fields.String(validate=rules, metadata={"say": say}, **kwargs)


def _one_of(say: str, values: Iterable[Any], **kwargs: Any) -> fields.String:
    kwargs.setdefault("required", "load_default" not in kwargs)
    rule = validate.OneOf([str(value) for value in values])
    return fields.String(validate=rule, metadata={"say": say}, **kwargs)


def _ids(say: str) -> fields.List:
    return fields.List(fields.UUID(), load_default=list, metadata={"say": say})


class PlaceField(fields.Field[Place]):
    """A latitude and a longitude in one line, as a map app copies them."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Place:
        try:
            return place_of(str(value))
        except ValueError:
            raise ValidationError("wrong") from None


def _place() -> PlaceField:
    say = _(
        "Write latitude and longitude as a map app copies them, such as 19.0414, -98.2063."
        " The latitude comes first."
    )
    return PlaceField(load_default=None, metadata={"say": say})


def _address() -> Address:
    return Address(load_default=None, metadata={"say": WRITE_ADDRESS})


class ProgrammeForm(Schema):
    """The programme's name and languages."""

    name = _text(_("Write the programme's name, at most 120 characters."), 120)
    languages = fields.List(
        fields.String(validate=validate.OneOf(LANGUAGES)),
        required=True,
        validate=validate.Length(min=1),
        metadata={"say": _("Choose at least one language.")},
    )


def _whole(say: str, name: str) -> fields.Integer:
    low, high = BOUNDS[name]
    rule = validate.Range(min=low, max=high)
    return fields.Integer(validate=rule, load_default=None, metadata={"say": say})


class SettingsForm(ProgrammeForm):
    """What else is chosen for a programme that is there; what is left out stays as it is."""

    rounding = _one_of(
        _("Choose how finely stores learn of a visit."), ROUNDINGS, load_default=None
    )
    whole_period = fields.Boolean(
        load_default=None, metadata={"say": _("Choose when a report may be published.")}
    )
    publish_from_hours = _whole(_("Write whole hours, from 0 to 336."), "publish_from_hours")
    publish_to_hours = _whole(
        _("Write whole hours, from 0 to 336, not fewer than the least."), "publish_to_hours"
    )
    minimum_visits = _whole(_("Write a whole number from 2 to 50."), "minimum_visits")
    appeal_days = _whole(_("Write whole days, from 0 to 90."), "appeal_days")
    page_size = _one_of(_("Choose a size of paper."), PAGE_SIZES, load_default=None)
    retention_months = _whole(_("Write whole months, from 0 to 240."), "retention_months")

    @validates_schema(skip_on_field_errors=False)
    def _window(self, data: dict[str, Any], **_kwargs: Any) -> None:
        least, most = data.get("publish_from_hours"), data.get("publish_to_hours")
        if least is not None and most is not None and most < least:
            raise ValidationError("wrong", "publish_to_hours")


class SettingsSchema(SettingsForm):
    """The programme's settings as JSON; a change names only what it changes."""

    name = fields.String(validate=validate.Length(min=1, max=120))
    languages = fields.List(
        fields.String(validate=validate.OneOf(LANGUAGES)), validate=validate.Length(min=1)
    )


class StaffNoticeForm(Schema):
    """When, by whom and how staff were told."""

    told_on = fields.Date(
        required=True, metadata={"say": _("Give the day on which staff were told.")}
    )
    told_by = _text(_("Write who told them, at most 120 characters."), 120)
    how = _text(_("Write how they were told, at most 1000 characters."), 1000)


class PublishForm(Schema):
    """Which shipped form to publish."""

    form = _text(_("Choose a form."), 60)
    version = fields.Integer(required=True, metadata={"say": _("Choose a version of the form.")})


class MoveSchema(Schema):
    """Which open visits are to be reported on which published version."""

    form = fields.String(required=True, validate=[validate.Length(max=60), validate.Regexp(_ID)])
    version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    wave = fields.UUID(load_default=None, metadata={"description": "only visits of this wave"})
    visit = fields.UUID(load_default=None, metadata={"description": "only this visit"})


class MovedSchema(Schema):
    """How many visits have changed."""

    moved = fields.Integer()


class RegionForm(Schema):
    """A region, at the top or below another."""

    name = _text(_("Write the region's name, at most 120 characters."), 120)
    parent = fields.UUID(
        load_default=None, metadata={"say": _("Choose a region of the list, or none.")}
    )


class StoreForm(Schema):
    """A store."""

    name = _text(_("Write the store's name, at most 120 characters."), 120)
    code = _text(
        _("Write the store's code: up to 24 letters, digits, dots or hyphens, such as MX-014."),
        24,
        r"[\w.\-]+\Z",
    )
    region = fields.UUID(required=True, metadata={"say": _("Choose the store's region.")})
    address = _text(_("Write the address in at most 240 characters."), 240, load_default="")
    zone = _one_of(
        _("Choose a time zone of the list, such as America/Mexico_City."),
        sorted(available_timezones()),
    )
    currency = _one_of(_("Choose the currency that the store sells in."), CURRENCIES)
    locale = _one_of(_("Choose how numbers and dates are written there."), LOCALES)
    place = _place()


class StorePlaceForm(Schema):
    """Where a store is, which may have been left open."""

    place = _place()


class CloseForm(Schema):
    """Why a store is closed, and which visits whoever closes it has seen."""

    reason = _text(_("Say in a few words why, at most 500 characters."), 500)
    visits = _ids(_("Reload the page and try again."))


class ClosingSchema(Schema):
    """Why a store is closed, and whether its open visits are cancelled with it."""

    reason = _text(_("Say in a few words why, at most 500 characters."), 500)
    cancel_visits = fields.Boolean(
        load_default=False, truthy={True}, falsy={False}, metadata={"description": "or refuse"}
    )


class KeptRegionSchema(Schema):
    """A region."""

    id = fields.UUID()
    name = fields.String()
    parent = fields.UUID(attribute="parent_id", allow_none=True)


class KeptStoreSchema(Schema):
    """A store with all that is kept of it."""

    id = fields.UUID()
    code = fields.String()
    name = fields.String()
    region = fields.UUID(attribute="region_id")
    address = fields.String()
    zone = fields.String()
    currency = fields.String()
    locale = fields.String()
    latitude = fields.Float(allow_none=True)
    longitude = fields.Float(allow_none=True)
    closed_at = fields.AwareDateTime(allow_none=True)


class PlannedVisitSchema(Schema):
    """A visit with its state."""

    id = fields.UUID()
    store = fields.String(metadata={"description": "the store's name"})
    code = fields.String(metadata={"description": "the store's code"})
    shopper = fields.String(metadata={"description": "a code"})
    wave = fields.String()
    form = fields.String()
    version = fields.Integer()
    opens_at = fields.AwareDateTime()
    closes_at = fields.AwareDateTime()
    state = fields.String()


class BriefSchema(Schema):
    """What a shopper is told, in one language."""

    scenario = fields.String(required=True, validate=validate.Length(min=1, max=2000))
    buy = fields.String(load_default="", validate=validate.Length(max=500))
    rules = fields.List(
        fields.String(validate=validate.Length(max=2000)),
        load_default=list,
        validate=validate.Length(max=50),
    )


class NewVisitSchema(Schema):
    """A visit to be planned; times are on the store's own clocks."""

    id = fields.UUID(load_default=None, metadata={"description": "sent twice, it is planned once"})
    store = fields.String(required=True, metadata={"description": "its code"})
    shopper = fields.String(required=True, metadata={"description": "a code"})
    form = fields.String(required=True, validate=[validate.Length(max=60), validate.Regexp(_ID)])
    version = fields.Integer(
        load_default=None, strict=True, metadata={"description": "otherwise the newest"}
    )
    opens = fields.NaiveDateTime(required=True, validate=_IN_THIS_CENTURY)
    closes = fields.NaiveDateTime(required=True, validate=_IN_THIS_CENTURY)
    brief = fields.Dict(
        keys=fields.String(validate=validate.OneOf(LANGUAGES)),
        values=fields.Nested(BriefSchema),
        required=True,
        metadata={"description": "by language"},
    )
    facts = fields.Dict(
        keys=fields.String(),
        load_default=dict,
        metadata={"description": "what the form asks to know beforehand, by its name"},
    )
    anyway = fields.Boolean(
        load_default=False,
        metadata={"description": "also where the shopper visits the store within that time"},
    )


class PersonForm(Schema):
    """Somebody who works for the programme or its client, with what they are responsible for."""

    identity = fields.UUID(required=True, metadata={"say": _("Reload the page and try again.")})
    name = _text(_("Write the person's name, at most 120 characters."), 120)
    email = _address()
    language = _one_of(_("Choose the person's language."), LANGUAGES)
    roles = fields.List(
        fields.String(validate=validate.OneOf([role.value for role in STAFF])),
        required=True,
        validate=validate.Length(min=1),
        metadata={"say": _("Choose at least one role.")},
    )
    stores = _ids(_("Choose stores of the list."))
    store_codes = _text(_("Write the codes of the stores, one a line."), 40_000, load_default="")
    regions = _ids(_("Choose regions of the list."))

    @validates_schema
    def _responsible_for_something(self, data: dict[str, Any], **_kwargs: Any) -> None:
        stores = data["stores"] or data["store_codes"].strip()
        if Role.STORE_MANAGER in data["roles"] and not stores:
            raise mend("stores", _("Choose the stores that this person manages."))
        if Role.REGIONAL_HEAD in data["roles"] and not data["regions"]:
            raise mend("regions", _("Choose the regions that this person heads."))


class ShopperForm(Schema):
    """A shopper, by the name that only this form ever shows beside the code."""

    identity = fields.UUID(required=True, metadata={"say": _("Reload the page and try again.")})
    name = _text(_("Write the shopper's name, at most 120 characters."), 120, load_default="")
    email = _address()
    staff = fields.UUID(load_default=None, metadata={"say": _("Choose somebody of the list.")})
    language = _one_of(_("Choose the shopper's language."), LANGUAGES)


class SendLinkForm(Schema):
    """Where a link is sent; left empty, to the address that is kept."""

    email = _address()


_CODE_WANTED = _("Choose a shopper's code.")


class CancelForm(Schema):
    """Why a visit is cancelled."""

    reason = _text(_("Say in a few words why, at most 500 characters."), 500)


class ReassignForm(Schema):
    """Which shopper a visit goes to, and why."""

    shopper = _text(_CODE_WANTED, 64)
    reason = _text(_("Say in a few words why, at most 500 characters."), 500, load_default="")


class _VisitForm(Schema):
    """What every visit has; the form adds its facts, the programme its languages."""

    identity = fields.UUID(required=True, metadata={"say": _("Reload the page and try again.")})
    store = _text(_("Choose a store."), 160)
    shopper = _text(_CODE_WANTED, 64)
    opens = fields.NaiveDateTime(
        required=True,
        validate=_IN_THIS_CENTURY,
        metadata={"say": _("Choose the day and time from which the visit may begin.")},
    )
    closes = fields.NaiveDateTime(
        required=True,
        validate=_IN_THIS_CENTURY,
        metadata={"say": _("Choose the day and time by which the visit must be over.")},
    )

    anyway = fields.Boolean(
        load_default=False, metadata={"say": _("Choose whether it is meant so.")}
    )

    @validates_schema
    def _ends_after_it_begins(self, data: dict[str, datetime], **_kwargs: Any) -> None:
        if data["closes"] <= data["opens"]:
            raise mend("closes", _("Choose an end that comes after the beginning."))


_SCENARIO = {
    "en": _(
        "Say in English who the shopper is and what they come for, in 2000 characters at most."
    ),
    "es": _(
        "Say in Spanish who the shopper is and what they come for, in 2000 characters at most."
    ),
}


def visit_form(form: Form, languages: Iterable[str]) -> Schema:
    """The schema of a visit on `form`: the form's facts, briefs in the programme's languages."""
    extra: dict[str, Any] = {}
    for fact in form.facts.values():
        words = [fact_word(value) for value in fact.values]
        extra[f"fact-{fact.id}"] = _one_of(_("Choose what is true of this visit."), words)
    for language in languages:
        extra[f"scenario-{language}"] = _text(_SCENARIO[language], 2000)
        extra[f"buy-{language}"] = _text(
            _("Say what to buy in at most 500 characters."), 500, load_default=""
        )
        extra[f"rules-{language}"] = _text(
            _("Write one rule per line, at most 2000 characters in all."), 2000, load_default=""
        )
    made: type[Schema] = _VisitForm.from_dict(extra)
    return made()
