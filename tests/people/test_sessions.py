"""A session ends when it is told to, when its time is over, and for nobody else's asking."""

from __future__ import annotations

from flask.testing import FlaskClient

from server.history.models import HistoryEntry
from server.people.models import DeviceSession, Person, Shopper
from server.people.rules import device_of
from tests.cast import Chain
from tests.pages import submit


def session_of(client: FlaskClient) -> DeviceSession:
    """The session that was opened last."""
    assert client.get("/devices").status_code == 200
    return DeviceSession.select().order_by(DeviceSession.created_at.desc()).first()


def test_it_works(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    page = mateo.get("/devices")
    assert page.status_code == 200
    assert submit(mateo, page, "/out").status_code == 200
    assert mateo.get_cookie("kit_session") is None
    assert mateo.get("/devices").status_code == 401


def test_signing_out_ends_the_session_and_not_only_the_cookie(chain: Chain) -> None:
    mateo, thief = chain.client(chain.mateo), chain.app.test_client()
    stolen = mateo.get_cookie("kit_session")
    assert stolen is not None
    thief.set_cookie("kit_session", stolen.value)
    assert thief.get("/devices").status_code == 200
    mateo.post("/out", headers={"X-Kit": "1"})
    assert thief.get("/devices").status_code == 401


def test_a_lost_device_is_shut_out_from_another(chain: Chain) -> None:
    phone = chain.client(chain.mateo)
    lost = session_of(phone)
    chain.later(minutes=1)
    desk = chain.client(chain.mateo)
    page = desk.get(f"/devices/{lost.id}/revoke")
    assert submit(desk, page).status_code == 200
    assert phone.get("/devices").status_code == 401
    assert desk.get("/devices").status_code == 200


def test_the_day_is_told_on_which_a_device_was_last_seen(chain: Chain) -> None:
    phone, desk = chain.client(chain.sol), chain.client(chain.sol)
    chain.later(days=3)
    page = desk.get("/devices?language=en").text
    assert "Last seen: today" in page
    assert "Last seen: November 21, 2026" in page
    assert "18:00" not in page
    chain.later(days=1)
    phone.get("/phone/")
    assert "Last seen: November 24, 2026" in phone.get("/devices?language=en").text


def test_a_day_is_noted_once(chain: Chain) -> None:
    sol = chain.client(chain.sol)
    session = session_of(sol)
    DeviceSession.update(last_seen_on=None).where(DeviceSession.id == session.id).execute()
    for _ in range(2):
        sol.get("/devices")
        seen = DeviceSession.get_by_id(session.id).last_seen_on
        assert seen == chain.clock.now().date()


def test_everywhere_else_is_signed_out(chain: Chain) -> None:
    phone, tablet, desk = (chain.client(chain.mateo) for _ in range(3))
    rosa = chain.client(chain.rosa)
    page = desk.get("/devices/others/revoke")
    assert "Sign out there" not in submit(desk, page).text
    assert [each.get("/devices").status_code for each in (phone, tablet)] == [401, 401]
    assert [each.get("/devices").status_code for each in (desk, rosa)] == [200, 200]
    noted = HistoryEntry.get(HistoryEntry.act == "session.revoke_others")
    assert (noted.actor, noted.details) == (chain.mateo.id, {"devices": 2})


def test_one_device_has_no_others(chain: Chain) -> None:
    assert "Sign out everywhere else" not in chain.client(chain.mateo).get("/devices").text


def test_nobody_shuts_out_somebody_else_s_device(chain: Chain) -> None:
    rosa = chain.client(chain.rosa)
    session = session_of(rosa)
    mateo, sol = chain.client(chain.mateo), chain.client(chain.sol)
    for other in (mateo, sol):
        refused = other.post(f"/devices/{session.id}/revoke", headers={"X-Kit": "1"})
        assert refused.status_code == 404
    assert rosa.get("/devices").status_code == 200
    ana = chain.client(chain.ana)
    assert ana.post(f"/devices/{session.id}/revoke", headers={"X-Kit": "1"}).status_code == 303
    assert rosa.get("/devices").status_code == 401


def test_a_shopper_s_session_lasts_longer_than_that_of_staff(chain: Chain) -> None:
    mateo, sol = chain.client(chain.mateo), chain.client(chain.sol)
    chain.later(hours=13)
    assert mateo.get("/devices").status_code == 401
    assert sol.get("/devices").status_code == 200
    chain.later(days=90)
    assert sol.get("/devices").status_code == 401


def test_a_device_is_named_in_words(chain: Chain) -> None:
    safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"
    sol = chain.client(chain.sol)
    session = session_of(sol)
    assert "Unnamed device" in sol.get("/devices?language=en").text
    DeviceSession.update(device=device_of(safari)).where(DeviceSession.id == session.id).execute()
    assert "Safari en iPhone" in sol.get("/devices").text


def test_a_shopper_s_page_shows_the_code_and_no_name(chain: Chain) -> None:
    page = chain.client(chain.sol).get("/devices").text
    assert chain.sol.code in page
    assert "Sol Méndez" not in page


def test_the_language_is_kept_for_the_next_sign_in(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    page = mateo.get("/devices?x=1")
    assert 'lang="en"' in page.text
    answered = submit(mateo, page, "/language", language="es")
    assert answered.request.full_path == "/devices?x=1"
    assert 'lang="es"' in answered.text
    assert 'lang="es"' in chain.client(chain.mateo).get("/devices").text
    assert Person.get_by_id(chain.mateo.id).language == "es"


def test_a_shopper_s_language_is_the_code_s(chain: Chain) -> None:
    chain.client(chain.sol).post("/language", data={"language": "en"}, headers={"X-Kit": "1"})
    assert Shopper.get_by_id(chain.sol.id).language == "en"


def test_choosing_a_language_leads_to_no_other_site(chain: Chain) -> None:
    mateo = chain.client(chain.mateo)
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example", ""):
        entered = {"language": "es", "back": back}
        answered = mateo.post("/language", data=entered, headers={"X-Kit": "1"})
        assert answered.headers["Location"] == "/"


def test_an_administrator_s_session_is_the_shortest(chain: Chain) -> None:
    ana, mateo = chain.client(chain.ana), chain.client(chain.mateo)
    chain.later(hours=9)
    assert ana.get("/devices").status_code == 401
    assert mateo.get("/devices").status_code == 200
