"""What each route is about, and for each role one object that is its own and one that is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from server.episodes import commands
from server.episodes.schemas import read_episode
from server.kernel.actor import Role
from server.kernel.ids import part_submission_id, sha256_hex
from server.kernel.quarters import Quarter
from server.mail.models import Message
from server.people.commands import (
    add_person,
    add_shopper,
    deactivate_shopper,
    register_device,
    revoke_person,
)
from server.phone.pages import assets
from server.previews.rules import digest, style
from server.programmes.commands import keep_draft
from server.retention.commands import place_hold
from tests.cast import ENTRANCE
from tests.episodes.moments import body, moment
from tests.guard.bodies import (
    Words,
    access_body,
    episode_body,
    key_body,
    note_body,
    note_form,
    note_of_why,
    photo_body,
    reason_body,
    reason_form,
    report_body,
    revision_body,
)
from tests.guard.world import World, plan
from tests.own_form import OWN_FORM
from tests.rescue.keys import key_of, new_key

STORE_SIDE = (Role.STORE_MANAGER, Role.REGIONAL_HEAD)

Find = Callable[[World, Role], tuple[Words, Words]]


@dataclass(frozen=True)
class Asked:
    """A route's own object and a foreign one, as words of its address, and bodies to send."""

    find: Find
    body: Callable[[World, Words], bytes] | None = None
    # What a foreign object is answered with: as if it did not exist.
    foreign: int = 404
    kind: str = "application/json"


def nothing(_world: World, _role: Role) -> tuple[Words, Words]:
    """No object: the route shows what is the actor's."""
    return {}, {}


def store(world: World, role: Role) -> tuple[Words, Words]:
    foreign = world.far_store.id if role is not Role.ADMINISTRATOR else uuid4()
    return {"store": world.chain.centro.id}, {"store": foreign}


def seen_together(world: World, role: Role) -> tuple[Words, Words]:
    own, foreign = store(world, role)
    form = {"form": "five-qualities"}
    return own | form, foreign | form


def quarter_of_store(world: World, role: Role) -> tuple[Words, Words]:
    own, foreign = store(world, role)
    quarter = {"quarter": str(Quarter.of(world.chain.clock.now().date()))}
    return own | quarter, foreign | quarter


def region(world: World, role: Role) -> tuple[Words, Words]:
    foreign = world.far_region.id if role is not Role.ADMINISTRATOR else uuid4()
    return {"region": world.chain.region.id}, {"region": foreign}


def score(world: World, role: Role) -> tuple[Words, Words]:
    foreign = {
        # A store beside the manager's own, in the same region.
        Role.STORE_MANAGER: world.score_of(world.chain.norte),
        Role.REGIONAL_HEAD: world.score_of(world.far_store),
    }
    own = world.score_of(world.chain.centro)
    return {"score": own}, {"score": foreign.get(role, uuid4())}


def commendation(world: World, role: Role) -> tuple[Words, Words]:
    foreign = world.commended(world.far_store) if role in STORE_SIDE else uuid4()
    return {"commendation": world.commended(world.chain.centro)}, {"commendation": foreign}


def thanks_to_settle(world: World, _role: Role) -> tuple[Words, Words]:
    own = world.commended(world.chain.centro, "proposed")
    return {"commendation": own}, {"commendation": uuid4()}


def report_of_mine(world: World, _role: Role) -> tuple[Words, Words]:
    mine = part_submission_id(world.mine.id, "visit")
    return {"submission": mine}, {"submission": part_submission_id(world.hers.id, "visit")}


def report_sent(world: World, _role: Role) -> tuple[Words, Words]:
    hers = part_submission_id(world.hers.id, "visit")
    return {"submission": world.waiting}, {"submission": hers}


def revision_of_mine(world: World, role: Role) -> tuple[Words, Words]:
    mine, hers = report_sent(world, role)
    return mine | {"number": 2}, hers | {"number": 2}


def to_review(world: World, _role: Role) -> tuple[Words, Words]:
    return {"submission": world.waiting}, {"submission": uuid4()}


def photo_to_review(world: World, role: Role) -> tuple[Words, Words]:
    own, _ = to_review(world, role)
    return own | {"sha256": sha256_hex(ENTRANCE)}, own | {"sha256": "0" * 64}


def photo(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"sha256": sha256_hex(ENTRANCE)}, {"sha256": "f" * 64}


def episode_logged(world: World, _role: Role) -> tuple[Words, Words]:
    """A moment that the shopper logged, and one of another shopper's."""
    mine, hers = uuid4(), uuid4()
    for who, identity in ((world.chain.sol, mine), (world.luz, hers)):
        logged = commands.Logged(moment(), read_episode(body()), None)
        commands.receive(world.chain.actor(who), identity, logged)
    return {"episode": mine}, {"episode": hers}


def episode_new(world: World, role: Role) -> tuple[Words, Words]:
    """A moment that is about to be logged, and one that another shopper has."""
    _, hers = episode_logged(world, role)
    return {"episode": uuid4()}, hers


def device(world: World, _role: Role) -> tuple[Words, Words]:
    """A device of the shopper's own, not known yet, and one that is another shopper's."""
    hers = uuid4()
    register_device(world.chain.actor(world.luz), hers, key_of(new_key()))
    return {"device": uuid4()}, {"device": hers}


def session(world: World, role: Role) -> tuple[Words, Words]:
    own = world.session_of(world.by_role[role])
    foreign = world.session_of(world.chain.rita) if role is not Role.ADMINISTRATOR else uuid4()
    return {"session": own}, {"session": foreign}


def passkey(world: World, role: Role) -> tuple[Words, Words]:
    """One's own passkey, and somebody else's."""
    own, foreign = world.passkey_of(world.by_role[role]), world.passkey_of(world.chain.rita)
    return {"key": own}, {"key": foreign}


def visit(world: World, _role: Role) -> tuple[Words, Words]:
    planned = plan(world.chain, world.chain.centro, world.luz)
    return {"visit": planned.id}, {"visit": uuid4()}


def person(world: World, _role: Role) -> tuple[Words, Words]:
    # Whoever is only a shopper is nobody here: no link leads from their name to their code.
    return {"person": world.chain.rita.id}, {"person": uuid4()}


def shopper(world: World, _role: Role) -> tuple[Words, Words]:
    return {"shopper": world.luz.id}, {"shopper": uuid4()}


def other_person(world: World, _role: Role) -> tuple[Words, Words]:
    """Somebody whom nobody else here needs, so that they can be revoked."""
    added = add_person(world.chain.actor(world.chain.ana), "Teo Ruiz", [Role.REVIEWER])
    return {"person": added.id}, {"person": uuid4()}


def revoked_person(world: World, role: Role) -> tuple[Words, Words]:
    own, foreign = other_person(world, role)
    revoke_person(world.chain.actor(world.chain.ana), own["person"])
    return own, foreign


def other_shopper(world: World, _role: Role) -> tuple[Words, Words]:
    added = add_shopper(world.chain.actor(world.chain.ana), "Iris Cano")
    return {"shopper": added.id}, {"shopper": uuid4()}


def ended_shopper(world: World, role: Role) -> tuple[Words, Words]:
    own, foreign = other_shopper(world, role)
    deactivate_shopper(world.chain.actor(world.chain.ana), own["shopper"], 0)
    return own, foreign


def phone_known(world: World, _role: Role) -> tuple[Words, Words]:
    phone = uuid4()
    register_device(world.chain.actor(world.luz), phone, key_of(new_key()))
    hers = {"shopper": world.luz.id}
    return hers | {"device": phone}, hers | {"device": uuid4()}


def listed_kind(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"kind": "stores"}, {"kind": "moons"}


def hold(world: World, _role: Role) -> tuple[Words, Words]:
    ana = world.chain.actor(world.chain.ana)
    placed = place_hold(ana, "shopper", world.luz.id, "A court asked for it.")
    return {"hold": placed.id}, {"hold": uuid4()}


def message(world: World, _role: Role) -> tuple[Words, Words]:
    """A message that could not be delivered."""
    at = world.chain.clock.now()
    parked = Message.create(kind="people.asked", state="parked", run_at=at, created_at=at)
    return {"message": parked.id}, {"message": uuid4()}


def form(_world: World, _role: Role) -> tuple[Words, Words]:
    own = {"form": "five-qualities", "version": 1}
    return own, own | {"version": 99}


def draft(world: World, _role: Role) -> tuple[Words, Words]:
    keep_draft(world.chain.actor(world.chain.ana), OWN_FORM.encode(), "own.yaml")
    own = {"form": "window-check", "version": 1}
    return own, own | {"version": 99}


def preview_part(_world: World, _role: Role) -> tuple[Words, Words]:
    here = {"state": digest(style())}
    return here | {"name": "preview.css"}, here | {"name": "preview.js"}


def link(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"token": "no-such-link"}, {"token": "no-such-link"}


def page_of_problem(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"code": "not_found"}, {"code": "moon_full"}


def own_file(_world: World, _role: Role) -> tuple[Words, Words]:
    return {"filename": "kit.css"}, {"filename": "../../wiring.py"}


def phone_file(_world: World, _role: Role) -> tuple[Words, Words]:
    here = {"version": assets.version}
    return here | {"name": "phone.css"}, here | {"name": "../../api.py"}


def phone_shell(_world: World, _role: Role) -> tuple[Words, Words]:
    here = {"version": assets.version}
    return here | {"chosen": "en"}, here | {"chosen": "zz"}


PLAIN = Asked(nothing)
REVIEW = Asked(to_review)

# Every route by method and address. Nothing may be missing, and nothing here may be gone.
ROUTES: dict[str, Asked] = {
    "GET /": PLAIN,
    "GET /api/": PLAIN,
    "PUT /api/v1/episodes/<uuid:episode>": Asked(episode_new, episode_body, foreign=409),
    "GET /api/v1/episodes/<uuid:episode>": Asked(episode_logged),
    "GET /api/v1/forms/<form>/<int:version>": Asked(form),
    "PUT /api/v1/media/<sha256>": Asked(photo, photo_body),
    "GET /api/v1/history": PLAIN,
    "GET /api/v1/media/<sha256>/upload": Asked(photo),
    "GET /api/v1/openapi.json": PLAIN,
    "PUT /api/v1/phone/devices/<uuid:device>": Asked(device, key_body, foreign=409),
    "GET /api/v1/people": PLAIN,
    "PUT /api/v1/people/<uuid:person>/access": Asked(other_person, access_body),
    "POST /api/v1/people/<uuid:person>/restore": Asked(revoked_person),
    "POST /api/v1/people/<uuid:person>/revoke": Asked(other_person),
    "GET /api/v1/phone/sync": PLAIN,
    "POST /api/v1/imports/stores": PLAIN,
    "GET /api/v1/regions/": PLAIN,
    "POST /api/v1/regions/": PLAIN,
    "DELETE /api/v1/regions/<uuid:region>": Asked(region),
    "PUT /api/v1/regions/<uuid:region>": Asked(region),
    "GET /api/v1/regions/<uuid:region>/commendations": Asked(region),
    "GET /api/v1/regions/<uuid:region>/table": Asked(region),
    "GET /api/v1/reviews": PLAIN,
    "POST /api/v1/reviews/<uuid:submission>/accept": REVIEW,
    "POST /api/v1/reviews/<uuid:submission>/claim": REVIEW,
    "POST /api/v1/reviews/<uuid:submission>/release": REVIEW,
    "POST /api/v1/reviews/<uuid:submission>/send-back": Asked(to_review, note_body),
    "POST /api/v1/reviews/<uuid:submission>/undo": Asked(to_review, foreign=409),
    "GET /api/v1/scorecards/<uuid:score>.pdf": Asked(score),
    "POST /api/v1/shoppers/<uuid:shopper>/end": Asked(other_shopper),
    "POST /api/v1/shoppers/<uuid:shopper>/name": Asked(shopper, reason_body),
    "DELETE /api/v1/shoppers/<uuid:shopper>/phones/<uuid:device>": Asked(phone_known),
    "POST /api/v1/shoppers/<uuid:shopper>/restore": Asked(ended_shopper),
    "GET /api/v1/stores": PLAIN,
    "POST /api/v1/stores": PLAIN,
    "PUT /api/v1/stores/<uuid:store>": Asked(store),
    "POST /api/v1/stores/<uuid:store>/close": Asked(store),
    "POST /api/v1/stores/<uuid:store>/reopen": Asked(store),
    "GET /api/v1/stores/<uuid:store>/commendations": Asked(store),
    "GET /api/v1/stores/<uuid:store>/scorecards": Asked(store),
    "GET /api/v1/stores/<uuid:store>/together": Asked(store),
    "GET /api/v1/stores/<uuid:store>/together/<form>.pdf": Asked(seen_together),
    "PUT /api/v1/submissions/<uuid:submission>": Asked(report_of_mine, report_body),
    "GET /api/v1/submissions/<uuid:submission>": Asked(report_sent),
    "PUT /api/v1/submissions/<uuid:submission>/revisions/<int(min=2, max=100):number>": Asked(
        revision_of_mine, revision_body
    ),
    "GET /api/v1/visits": PLAIN,
    "POST /api/v1/visits/<uuid:visit>/cancel": Asked(visit, note_of_why),
    "POST /api/v1/visits/<uuid:visit>/reassign": Asked(visit, note_of_why),
    "GET /api/v1/programme": PLAIN,
    "PATCH /api/v1/programme": PLAIN,
    "POST /api/v1/visits/move-form": PLAIN,
    "GET /certificate/": PLAIN,
    "GET /certificate/ca.crt": PLAIN,
    "GET /commendations/": PLAIN,
    "GET /commendations/<uuid:commendation>.pdf": Asked(commendation),
    "GET /commendations/<uuid:commendation>/decide": Asked(thanks_to_settle),
    "POST /commendations/<uuid:commendation>/decide": Asked(thanks_to_settle),
    "GET /commendations/<uuid:commendation>/withdraw": Asked(commendation),
    "POST /commendations/<uuid:commendation>/withdraw": Asked(commendation),
    "GET /commendations/list.csv": PLAIN,
    "POST /commendations/reports/<uuid:submission>/accept": REVIEW,
    "GET /desk/": PLAIN,
    "GET /desk/forms": PLAIN,
    "POST /desk/forms": PLAIN,
    "GET /desk/forms/<form>/<int:version>.yaml": Asked(form),
    "GET /desk/forms/<form>/<int:version>/blank.pdf": Asked(form),
    "GET /desk/forms/<form>/<int:version>/preview": Asked(form),
    "GET /desk/forms/<form>/<int:version>/publish": Asked(form),
    "GET /desk/forms/<form>/<int:version>/visits": Asked(form),
    "POST /desk/forms/<form>/<int:version>/visits": Asked(form),
    "GET /desk/forms/drafts/<form>/<int:version>": Asked(draft),
    "GET /desk/forms/drafts/<form>/<int:version>/discard": Asked(draft),
    "POST /desk/forms/drafts/<form>/<int:version>/discard": Asked(draft),
    "GET /desk/forms/drafts/<form>/<int:version>/publish": Asked(draft),
    "POST /desk/forms/drafts/<form>/<int:version>/publish": Asked(draft),
    "GET /desk/forms/new": PLAIN,
    "POST /desk/forms/new": PLAIN,
    "GET /desk/forms/preview/<state>/<name>": Asked(preview_part),
    "GET /desk/history/": PLAIN,
    "GET /desk/history/history.csv": PLAIN,
    "GET /desk/mail": PLAIN,
    "POST /desk/mail/<uuid:message>/discard": Asked(message),
    "POST /desk/mail/<uuid:message>/retry": Asked(message),
    "GET /desk/people": PLAIN,
    "GET /desk/people/<uuid:person>": Asked(person),
    "POST /desk/people/<uuid:person>": Asked(person),
    "POST /desk/people/<uuid:person>/link": Asked(person),
    "POST /desk/people/<uuid:person>/restore": Asked(revoked_person),
    "GET /desk/people/<uuid:person>/revoke": Asked(person),
    "POST /desk/people/<uuid:person>/revoke": Asked(other_person),
    "POST /desk/people/<uuid:person>/out": Asked(person),
    "POST /desk/people/<uuid:person>/send": Asked(person),
    "GET /desk/people/new": PLAIN,
    "POST /desk/people/new": PLAIN,
    "GET /desk/programme": PLAIN,
    "POST /desk/programme": PLAIN,
    "GET /desk/programme/staff-notice": PLAIN,
    "POST /desk/programme/staff-notice": PLAIN,
    "GET /desk/shoppers": PLAIN,
    "GET /desk/shoppers/<uuid:shopper>": Asked(shopper),
    "GET /desk/shoppers/<uuid:shopper>/end": Asked(shopper),
    "POST /desk/shoppers/<uuid:shopper>/end": Asked(other_shopper),
    "POST /desk/shoppers/<uuid:shopper>/link": Asked(shopper),
    "POST /desk/shoppers/<uuid:shopper>/name": Asked(
        shopper, reason_form, kind="application/x-www-form-urlencoded"
    ),
    "POST /desk/shoppers/<uuid:shopper>/phones/<uuid:device>/forget": Asked(phone_known),
    "POST /desk/shoppers/<uuid:shopper>/restore": Asked(ended_shopper),
    "POST /desk/shoppers/<uuid:shopper>/out": Asked(shopper),
    "POST /desk/shoppers/<uuid:shopper>/send": Asked(shopper),
    "GET /desk/shoppers/new": PLAIN,
    "POST /desk/shoppers/new": PLAIN,
    "GET /desk/<kind>/import": Asked(listed_kind),
    "POST /desk/<kind>/import": Asked(listed_kind),
    "POST /desk/<kind>/import/confirm": Asked(listed_kind),
    "GET /desk/<kind>/import/template.csv": Asked(listed_kind),
    "GET /desk/<kind>/import/template.xlsx": Asked(listed_kind),
    "GET /desk/stores": PLAIN,
    "GET /desk/stores/<uuid:store>": Asked(store),
    "POST /desk/stores/<uuid:store>": Asked(store),
    "GET /desk/stores/<uuid:store>/close": Asked(store),
    "POST /desk/stores/<uuid:store>/close": Asked(store),
    "POST /desk/stores/<uuid:store>/reopen": Asked(store),
    "GET /desk/stores/list.csv": PLAIN,
    "GET /desk/stores/regions/<uuid:region>": Asked(region),
    "POST /desk/stores/regions/<uuid:region>": Asked(region),
    "GET /desk/stores/regions/<uuid:region>/delete": Asked(region),
    "POST /desk/stores/regions/<uuid:region>/delete": Asked(region),
    "GET /desk/visits/<uuid:visit>/shopper": Asked(visit),
    "POST /desk/visits/<uuid:visit>/shopper": Asked(visit),
    "GET /desk/visits/list.csv": PLAIN,
    "GET /desk/stores/new": PLAIN,
    "POST /desk/stores/new": PLAIN,
    "GET /desk/stores/<uuid:store>/place": Asked(store),
    "POST /desk/stores/<uuid:store>/place": Asked(store),
    "GET /desk/stores/regions": PLAIN,
    "POST /desk/stores/regions": PLAIN,
    "GET /desk/visits": PLAIN,
    "GET /desk/visits/<uuid:visit>/cancel": Asked(visit),
    "POST /desk/visits/<uuid:visit>/cancel": Asked(visit),
    "GET /desk/visits/new": PLAIN,
    "POST /desk/visits/new": PLAIN,
    "GET /devices": PLAIN,
    "POST /devices/others/revoke": PLAIN,
    "POST /devices/<uuid:session>/revoke": Asked(session),
    "POST /devices/code": PLAIN,
    "GET /episodes/": PLAIN,
    "GET /episodes/episodes.csv": PLAIN,
    "GET /in/<token>": Asked(link, foreign=410),
    "POST /in/<token>": Asked(link, foreign=410),
    "POST /in/<token>/code": Asked(link, foreign=410),
    "GET /in/<token>/passkey": Asked(link, foreign=410),
    "POST /in/<token>/passkey": Asked(link, foreign=410),
    "GET /kept/": PLAIN,
    "GET /kept/holds/<uuid:hold>/lift": Asked(hold),
    "POST /kept/holds/<uuid:hold>/lift": Asked(hold),
    "GET /kept/holds/new": PLAIN,
    "POST /kept/holds/new": PLAIN,
    "GET /kept/mine.zip": PLAIN,
    "GET /kept/people/<uuid:person>": Asked(person),
    "POST /kept/people/<uuid:person>/data": Asked(person),
    "POST /kept/people/<uuid:person>/erase": Asked(person),
    "GET /kept/shoppers/<uuid:shopper>": Asked(shopper),
    "POST /kept/shoppers/<uuid:shopper>/data": Asked(shopper),
    "POST /kept/shoppers/<uuid:shopper>/erase": Asked(shopper),
    "POST /language": PLAIN,
    "POST /out": PLAIN,
    "GET /passkeys": PLAIN,
    "POST /passkeys": PLAIN,
    "GET /passkeys/<uuid:key>": Asked(passkey),
    "POST /passkeys/<uuid:key>": Asked(passkey),
    "GET /passkeys/<uuid:key>/remove": Asked(passkey),
    "POST /passkeys/<uuid:key>/remove": Asked(passkey),
    "GET /passkeys/codes": PLAIN,
    "POST /passkeys/codes": PLAIN,
    "POST /passkeys/codes/file": PLAIN,
    "POST /passkeys/options": PLAIN,
    "POST /passkeys/sign-in": PLAIN,
    "POST /passkeys/sign-in/options": PLAIN,
    "GET /phone/": PLAIN,
    "GET /phone/manifest.webmanifest": PLAIN,
    "GET /phone/shell/<version>/<chosen>": Asked(phone_shell),
    "GET /phone/sign-in/": PLAIN,
    "POST /phone/sign-in/address": PLAIN,
    "POST /phone/sign-in/code": PLAIN,
    "GET /phone/sign-in/sent": PLAIN,
    "GET /phone/static/<version>/<path:name>": Asked(phone_file),
    "GET /phone/sw.js": PLAIN,
    "GET /problems/<code>": Asked(page_of_problem),
    "GET /region/": PLAIN,
    "GET /region/<uuid:region>": Asked(region),
    "GET /region/<uuid:region>.csv": Asked(region),
    "GET /region/<uuid:region>/self-views": Asked(region),
    "GET /region/<uuid:region>/self-views.csv": Asked(region),
    "GET /reviews/": PLAIN,
    "GET /reviews/<uuid:submission>": REVIEW,
    "POST /reviews/<uuid:submission>/accept": REVIEW,
    "POST /reviews/<uuid:submission>/claim": REVIEW,
    "GET /reviews/<uuid:submission>/photos/<sha256>": Asked(photo_to_review),
    "POST /reviews/<uuid:submission>/release": REVIEW,
    "POST /reviews/<uuid:submission>/send-back": Asked(
        to_review, note_form, kind="application/x-www-form-urlencoded"
    ),
    "POST /reviews/<uuid:submission>/undo": Asked(to_review, foreign=409),
    "GET /rights/": PLAIN,
    "GET /rights/all": PLAIN,
    "GET /sign-in/": PLAIN,
    "POST /sign-in/address": PLAIN,
    "POST /sign-in/code": PLAIN,
    "GET /sign-in/sent": PLAIN,
    "GET /sins/region/<uuid:region>": Asked(region),
    "GET /sins/region/<uuid:region>.csv": Asked(region),
    "GET /sins/store/<uuid:store>": Asked(store),
    "GET /static/<path:filename>": Asked(own_file),
    "GET /store/": PLAIN,
    "GET /store/<uuid:store>": Asked(store),
    "GET /store/<uuid:store>/self-views/": Asked(store),
    "GET /store/<uuid:store>/self-views/<quarter>": Asked(quarter_of_store),
    "POST /store/<uuid:store>/self-views/<quarter>": Asked(quarter_of_store),
    "GET /store/<uuid:store>/self-views/<quarter>/seen": Asked(quarter_of_store),
    "GET /store/<uuid:store>/together/<form>.pdf": Asked(seen_together),
    "GET /store/scorecards/<uuid:score>.pdf": Asked(score),
}
