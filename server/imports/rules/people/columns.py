"""The columns of a list of people, and the words that stand in them in either language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from server.imports.rules.columns import Column, bare
from server.kernel.actor import Role

# Each is given a sign-in link, which is shown once: more than these nobody hands out at a time.
MOST = 500


def _(message: str) -> str:
    """Marks words for the translation catalogue; returns them unchanged."""
    return message


COLUMNS = (
    Column(
        "name",
        "Name",
        "Nombre",
        _("As people call them. A shopper's is kept apart from the code."),
        "Eva Ríos",
        needed=True,
        also=("person", "persona", "full name", "nombre completo", "nombre y apellido"),
    ),
    Column(
        "roles",
        "Roles",
        "Funciones",
        _(
            "Reviewer, store manager, regional head, administrator or shopper, in either language."
            " Several are parted by commas; a shopper has no other."
        ),
        _("Store manager"),
        needed=True,
        also=("role", "rol", "función", "puesto", "papel"),
    ),
    Column(
        "stores",
        "Stores",
        "Tiendas",
        _("The codes of the stores that a store manager has, parted by commas."),
        "MX-014, MX-015",
        also=("store", "tienda", "store code", "store codes", "código de tienda"),
    ),
    Column(
        "regions",
        "Regions",
        "Regiones",
        _("The regions that a regional head has, parted by commas."),
        _("North / Coast"),
        also=("region", "región", "zona", "zonas"),
    ),
    Column(
        "email",
        "E-mail",
        "Correo",
        _("May be left empty. Where e-mail is set up, the sign-in link is sent there too."),
        "eva@example.com",
        also=("e-mail address", "correo electrónico", "mail", "dirección de correo"),
    ),
    Column(
        "language",
        "Language",
        "Idioma",
        _("English or Spanish. Left empty, yours."),
        _("Spanish"),
        also=("lengua",),
    ),
    Column(
        "code",
        "Shopper code",
        "Código de comprador",
        _("For shoppers alone: how they are called everywhere. Left empty, one is drawn."),
        "SH-7Q2F9",
        also=("shopper", "comprador"),
    ),
)

_ROLES: Mapping[Role, tuple[str, ...]] = {
    Role.REVIEWER: ("reviewer", "revisión", "revisor", "revisora"),
    Role.STORE_MANAGER: (
        *("store manager", "manager", "gerencia de tienda", "gerencia", "gerente"),
        *("gerente de tienda", "encargado de tienda", "encargada de tienda"),
    ),
    Role.REGIONAL_HEAD: (
        *("regional head", "regional manager", "head", "jefatura de región", "jefatura regional"),
        *("jefe de región", "jefa de región", "jefe regional", "jefa regional"),
        *("gerente regional", "gerencia regional"),
    ),
    Role.ADMINISTRATOR: (
        *("administrator", "admin", "administración", "administrador", "administradora"),
    ),
    Role.SHOPPER: (
        *("shopper", "mystery shopper", "comprador", "compradora"),
        *("comprador incógnito", "compradora incógnita", "cliente incógnito"),
    ),
}
_ROLE_OF = {bare(word): role for role, words in _ROLES.items() for word in (*words, role.value)}
_LANGUAGES = {
    bare(word): language
    for language, words in {
        "en": ("en", "english", "inglés"),
        "es": ("es", "spanish", "español", "castellano"),
    }.items()
    for word in words
}


def role_of(word: str) -> Role | None:
    """The role that a word means in either language."""
    return _ROLE_OF.get(bare(word))


def language_of(word: str) -> str | None:
    """The language that a word means: its name in either, or a locale such as es_MX."""
    return _LANGUAGES.get(bare(word)) or _LANGUAGES.get(bare(re.split(r"[_-]", word)[0]))


def parted(text: str, signs: str = ",;|\n") -> list[str]:
    """The entries of one cell, each once, in their order."""
    found = (each.strip() for each in re.split(f"[{re.escape(signs)}]", text))
    return list(dict.fromkeys(each for each in found if each))
