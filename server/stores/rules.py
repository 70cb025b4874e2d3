"""What a store may be: a place on the globe as people copy it from a map, currency, region."""

from __future__ import annotations

import math
import re
import unicodedata

Place = tuple[float, float]

# How numbers and dates are written at a store, and what it sells in.
LOCALES = ("es_MX", "es_US", "es_CO", "es_PE", "es_CL", "es_AR", "en_US", "en_CA", "en_GB")
CURRENCIES = ("MXN", "USD", "COP", "PEN", "CLP", "ARS", "CAD", "GBP", "EUR")

# World, country, state, city, quarter and more; a path of so many still fits its column.
MOST_LEVELS = 12

# Nine decimals are a tenth of a millimetre; what is longer is no map's.
_DEGREES = re.compile(
    r"([-+\u2212]?)([0-9]{1,3}(?:[.,][0-9]{0,20})?)\s*°?\s*([NSEWO]?)\Z", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*;\s*|,\s+|\s+(?=[-+\u2212\d])")


# No number in a name is longer that stands for its size.
_DIGITS = 9
_LONGEST_ORDER = 240


def name_order(name: str) -> str:
    """What a name is sorted by: numbers by their size, letters without case and accents.

    Only small letters and digits, of which each database has the same opinion; a digit that comes
    before all letters parts the words.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    pieces = re.findall(r"[0-9]+|[^\W0-9_]+", bare)
    told = (each.lstrip("0").zfill(_DIGITS) if each[0] in "0123456789" else each for each in pieces)
    return "0".join(told)[:_LONGEST_ORDER]


def level_of(path: str) -> int:
    """How deep a region lies by its path; at the top it is 1."""
    return path.count("/") - 1


def place_of(text: str) -> Place:
    """The latitude and longitude in `text`, such as "19.0414, -98.2063"; raises ValueError.

    Also as maps in Spanish write them: "19,0414; -98,2063" and "19,0414° N, 98,2063° O".
    """
    text = text.strip().strip("()")
    pieces = _BETWEEN.split(text)
    if len(pieces) != 2:
        pieces = text.split(",")
    if len(pieces) != 2:
        raise ValueError("not two numbers")
    latitude, longitude = (_degrees(piece.strip()) for piece in pieces)
    if not on_globe(latitude, longitude):
        raise ValueError("beyond the globe")
    return latitude, longitude


def _degrees(text: str) -> float:
    found = _DEGREES.match(text)
    if found is None:
        raise ValueError("not a number of degrees")
    sign, number, side = found.groups()
    degrees = float(number.replace(",", "."))
    below = sign in {"-", "\u2212"} or side.upper() in {"S", "W", "O"}
    return -degrees if below else degrees


def on_globe(latitude: float, longitude: float) -> bool:
    """Whether there is such a place: -90 to 90 north, -180 to 180 east."""
    finite = math.isfinite(latitude) and math.isfinite(longitude)
    return finite and abs(latitude) <= 90 and abs(longitude) <= 180
