"""A list of people is previewed row by row; then everybody is added and gets a link, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from server.history.models import HistoryEntry
from server.kernel.actor import Role, system
from server.people.commands import add_person, add_shopper
from server.people.models import Person, Shopper, ShopperIdentity, SignInLink
from server.people.queries import roles_of
from server.spreadsheets import read_table, to_xlsx
from server.stores.commands import add_region, close_store
from server.stores.queries import responsible_for
from tests.cast import Chain
from tests.imports.lists import choose, confirm
from tests.imports.test_stores import said
from tests.mail.postbox import Postbox, deliver, running, with_mail

HEADER = "Nombre;Funciones;Tiendas;Regiones;Correo;Idioma;Código de comprador"
TEAM = f"""{HEADER}
Eva Ríos;Gerencia de tienda;CN-01, nt-02;;EVA@example.com;español;
Otto Paz;regional head;;centro sur;;English;
Iris Cano;Revisora;;;iris@example.com;;
Luz Vega;shopper;;;luz@example.com;es_MX;zz-77
Noé Gil;comprador;;;;;
"""

MISTAKEN = (
    f"{HEADER}\n"
    ";gerente;CN-01;;;;\n"
    "Dos;jefe supremo;;;;;\n"
    "Tres;gerente;CN-01, ZZ-1;;tres;;\n"
    "Cuatro;gerente;;Centro Sur;;;\n"
    "Cinco;revisor;CN-01;;teo@example.com;francés;\n"
    "Seis;jefatura de región;;Mars;mia@example.com;;\n"
    "Siete;jefa regional;;Costa;;;X-1\n"
    "Ocho;comprador, revisor;;;;;\n"
    "Nueve;gerente + revisor;CN-01;;;;\n"
    "Diez;gerente;NT-02;;diez@example.com;;\n"
    "Once;comprador;;;DIEZ@example.com;;SH-AAAAA\n"
    "Doce;comprador;;;;;DOCE-1\n"
    "Trece;comprador;;;;;=1+1\n"
    "Catorce;revisor;;;;;\n"
    "catorce;Revisora;;;;;\n"
    "Ana Torres;admin;;;;;\n"
    "Sol Méndez;comprador;;;;;\n"
)
# Each with its place.
SAID = (
    ("Row 2, column A (Nombre)", "This cell must not be empty."),
    ("Row 3, column B (Funciones)", "There is no role jefe supremo."),
    ("Row 4, column C (Tiendas)", "There is no store with the code ZZ-1."),
    ("Row 4, column E (Correo)", "This is no e-mail address."),
    ("Row 5, column C (Tiendas)", "A store manager needs stores."),
    ("Row 5, column D (Regiones)", "Only a regional head has regions."),
    ("Row 6, column C (Tiendas)", "Only a store manager has stores."),
    ("Row 6, column E (Correo)", "Teo Ruiz has this address already."),
    ("Row 6, column F (Idioma)", "Write English or Spanish"),
    ("Row 7, column D (Regiones)", "There is no region Mars."),
    ("Row 7, column E (Correo)", "A shopper has this address already."),
    ("Row 8, column D (Regiones)", "Several regions are called Costa."),
    ("Row 8, column G (Código de comprador)", "Only a shopper has a code."),
    ("Row 9, column B (Funciones)", "A shopper has no other role"),
    ("Row 10, column B (Funciones)", "Whoever answers for stores can be neither"),
    ("Row 11, column C (Tiendas)", "The store NT-02 is closed."),
    ("Row 12, column E (Correo)", "This address stands in row 11 already."),
    ("Row 12, column G (Código de comprador)", "There is a shopper SH-AAAAA already."),
    ("Row 13, column G (Código de comprador)", "The code spells the shopper's name."),
    ("Row 14, column G (Código de comprador)", "A formula stands here."),
    ("Row 16, column A (Nombre)", "The same name with the same roles stands in row 15"),
    ("Row 17, column A (Nombre)", "Somebody of this name has these roles already."),
    ("Row 18, column A (Nombre)", "A shopper of this name is there already."),
)


@pytest.fixture
def ana(chain: Chain) -> FlaskClient:
    """The administrator's browser."""
    return chain.client(chain.ana)


def links(page: str) -> list[str]:
    """The sign-in links of a page, in their order."""
    return re.findall(r"<output>\S+?(/in/\S+?)</output>", page)


def test_it_works(chain: Chain, ana: FlaskClient) -> None:
    preview = choose(ana, TEAM, "people")
    assert preview.status_code == 200
    words = said(preview)
    assert "New: 5" in words
    assert "Roles: Store manager · Stores: CN-01, NT-02" in words
    assert "E-mail: eva@example.com" in words
    assert not Person.select().where(Person.name == "Eva Ríos").exists()
    page = confirm(ana, preview, "people")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    eva = Person.get(Person.name == "Eva Ríos")
    assert (eva.email, eva.language) == ("eva@example.com", "es")
    assert responsible_for(eva.id) == ({chain.centro.id, chain.norte.id}, frozenset())
    otto = Person.get(Person.name == "Otto Paz")
    assert responsible_for(otto.id) == (frozenset(), {chain.region.id})
    assert roles_of(Person.get(Person.name == "Iris Cano").id) == {Role.REVIEWER}
    assert Shopper.get(Shopper.code == "ZZ-77").language == "es"
    assert len(links(page.text)) == len(set(links(page.text))) == 5
    assert "Luz Vega ZZ-77" in said(page)
    for address, where in zip(links(page.text), ("/store/", "/region/"), strict=False):
        phone = chain.app.test_client()
        assert phone.post(address, headers={"X-Kit": "1"}).status_code == 303
        assert phone.get(where, follow_redirects=True).status_code == 200
    assert HistoryEntry.get(HistoryEntry.act == "person.import").details == {
        "people": 3,
        "shoppers": 2,
    }


def test_a_card_is_in_the_language_of_whoever_it_is_for(ana: FlaskClient) -> None:
    page = confirm(ana, choose(ana, TEAM, "people"), "people").text
    cards = re.findall(r'<li class="once" lang="(..)">(.*?)</li>', page, re.DOTALL)
    assert [language for language, _ in cards] == ["es", "en", "en", "es", "en"]
    assert "Funciona una vez" in cards[0][1]
    assert "It works once" in cards[1][1]
    # Nobody who is handed a card of a shopper learns the code that goes with it.
    assert "ZZ-77" not in cards[3][1]


def test_every_mistake_is_told_at_once_with_its_place(chain: Chain, ana: FlaskClient) -> None:
    now = system(chain.clock.now())
    add_person(now, "Teo Ruiz", [Role.REVIEWER], email="teo@example.com")
    add_shopper(now, "Mía Sol", email="mia@example.com", code="SH-AAAAA")
    close_store(now, chain.norte.id, "Sold.")
    for above in ("Este", "Oeste"):
        add_region(now, "Costa", add_region(now, above))
    page = choose(ana, MISTAKEN, "people")
    assert page.status_code == 422
    words = said(page)
    for place, how in SAID:
        assert f"{place} {how}" in words
    assert "Mía" not in words
    assert "/import/confirm" not in page.text
    assert not Person.select().where(Person.name == "Catorce").exists()


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("latin-1"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace(", ", " | ").replace(";", "\t").encode(),
        lambda text: to_xlsx({"Team": [line.split(";") for line in text.splitlines()]}),
    ],
)
def test_however_a_spreadsheet_program_saves_it(
    ana: FlaskClient, write: Callable[[str], bytes]
) -> None:
    preview = choose(ana, write(TEAM), "people")
    assert "New: 5" in said(preview)
    assert "Stores: CN-01, NT-02" in said(preview)
    assert "Eva Ríos" in said(preview)


def test_a_page_that_is_sent_twice_adds_everybody_once(chain: Chain, ana: FlaskClient) -> None:
    preview = choose(ana, f"{HEADER}\nOtto Paz;reviewer;;;;;\nNoé Gil;shopper;;;;;\n", "people")
    first, second = confirm(ana, preview, "people"), confirm(ana, preview, "people")
    assert second.status_code == 200
    assert Person.select().where(Person.name.in_(["Otto Paz", "Noé Gil"])).count() == 2
    # Whichever of the two pages the browser shows, its links work.
    assert len(set(links(first.text) + links(second.text))) == 4
    for address in links(second.text):
        phone = chain.app.test_client()
        assert phone.post(address, headers={"X-Kit": "1"}).status_code == 303
    chain.later(hours=2)
    assert confirm(ana, preview, "people").status_code == 409


def test_somebody_who_came_meanwhile_is_shown_before_anything_happens(
    chain: Chain, ana: FlaskClient
) -> None:
    preview = choose(ana, TEAM, "people")
    add_person(system(chain.clock.now()), "Eva R.", [Role.REVIEWER], email="eva@example.com")
    once_more = confirm(ana, preview, "people")
    assert once_more.status_code == 409
    assert "Eva R. has this address already." in said(once_more)
    assert not Person.select().where(Person.name == "Otto Paz").exists()


def test_those_with_an_address_are_written_to_once(chain: Chain, ana: FlaskClient) -> None:
    with running() as box:
        with_mail(chain, box)
        preview = choose(ana, TEAM, "people")
        assert "3 of them are also sent by e-mail at once." in said(preview)
        page = confirm(ana, preview, "people")
        confirm(ana, preview, "people")
        assert (
            said(page).count("Also sent by e-mail.")
            + said(page).count("También se envía por correo.")
            == 3
        )
        assert deliver(chain) == 3
        assert sorted(map(str, box.recipients)) == [
            "['eva@example.com']",
            "['iris@example.com']",
            "['luz@example.com']",
        ]
        assert_code_is_in_no_letter(box)


def assert_code_is_in_no_letter(box: Postbox) -> None:
    assert not any("ZZ-77" in letter.as_string() for letter in box.letters)


def test_too_many_at_a_time_and_what_is_no_list(ana: FlaskClient) -> None:
    many = f"{HEADER}\n" + "A B;shopper;;;;;\n" * 200_000
    for content, sentence in (
        (many, "The list has more than 500 rows. Split it"),
        ("Nombre:Funciones\nEva:gerente\n", "The column “Name” is missing."),
        (f"{HEADER}\n", "Below the header stands no row."),
    ):
        page = choose(ana, content, "people")
        assert page.status_code == 422
        assert sentence in said(page)


def test_the_template_is_a_list_that_can_be_filled(ana: FlaskClient) -> None:
    table = read_table(ana.get("/desk/people/import/template.xlsx").data, 10)
    assert table.header == (
        *("Name", "Roles", "Stores", "Regions", "E-mail", "Language", "Shopper code"),
    )


def test_over_the_api(ana: FlaskClient) -> None:
    csv = "name,roles,stores,email\nEva Ríos,manager,CN-01,eva@example.com\nNoé Gil,shopper,,\n"

    def send(query: str = "", body: str = csv) -> dict[str, object]:
        address = f"/api/v1/imports/people{query}"
        kit = {"X-Kit": "1", "Content-Type": "text/csv"}
        sent = ana.post(address, data=body.encode(), headers=kit)
        return dict(sent.json, status=sent.status_code)

    seen = send()
    assert (seen["done"], seen["links"]) == (False, [])
    query = f"?seen={seen['digest']}&identity={uuid4()}"
    done, again = send(query), send(query)
    assert (done["done"], again["done"]) == (True, True)
    assert [each["name"] for each in done["links"]] == ["Eva Ríos", "Noé Gil"]
    assert done["links"][1]["shopper_code"] == again["links"][1]["shopper_code"]
    assert ShopperIdentity.select().join(Person).where(Person.name == "Noé Gil").count() == 1
    assert SignInLink.select().where(SignInLink.used_at.is_null()).count() == 4
    assert (send("?seen=0", "name,roles\nEva\n"))["code"] == "import_mistaken"
    assert (send("?seen=0", "name,roles\nOtto,reviewer\n"))["code"] == "import_overtaken"
