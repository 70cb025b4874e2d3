"""The patterns, in both languages. To lengthen the list, add one here and a sentence to its test.

A text may be in either language, whatever the report says: all patterns are tried on all texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_HOURS_EN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HOURS_ES = "una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce"
_DAYS_EN = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DAYS_ES = "lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
_MONTHS_EN = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTHS_ES = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre"
    "|diciembre"
)
# After an hour in Spanish: without any of these, "a las dos" may be two people.
_OF_DAY = (
    r"(?=\s*(?:[.,;:!?)]|$|de la (?:ma[nñ]ana|tarde|noche|madrugada)|en punto"
    r"|y (?:media|cuarto|pico|\d)|menos\b|h\b|hrs?\b|horas\b))"
)

_CLOTHES_EN = (
    "jacket|coat|hat|cap|beard|moustache|glasses|sunglasses|hair|dress|shirt|skirt|sweater|scarf"
    "|headscarf|hijab|turban|wheelchair|cane|crutches|stroller|pram|accent|tattoos?|uniform|suit"
)
_CLOTHES_ES = (
    "chamarra|chaqueta|abrigo|saco|gorra|sombrero|barba|bigote|lentes|gafas|anteojos|pelo|cabello"
    "|vestido|camisa|falda|su[eé]ter|bufanda|velo|turbante|silla de ruedas|bast[oó]n|muletas"
    "|carriola|cochecito|acento|tatuajes?|uniforme|traje"
)
_WITH_EN = "son|daughter|baby|husband|wife|boyfriend|girlfriend|mother|father|sister|brother|dog"
_WITH_ES = (
    "hij[oa]s?|beb[eé]|espos[oa]|marido|novi[oa]|mam[aá]|pap[aá]|madre|padre|herman[oa]|perr[oa]"
)
_BUILD_EN = "tall|short|pregnant|bald|blond|blonde|elderly|deaf|blind|overweight|thin|red-haired"
_BUILD_ES = (
    "alt[oa]|baj[oa]|baj[ií]t[oa]|calv[oa]|rubi[oa]|moren[oa]|pelirroj[oa]|gord[oa]|delgad[oa]"
    "|sord[oa]|cieg[oa]|extranjer[oa]"
)


def _all(*patterns: str, case: bool = False) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, 0 if case else re.IGNORECASE) for each in patterns)


PATTERNS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "time": _all(
        r"\b(?:[01]?\d|2[0-3])[:h][0-5]\d\b",
        r"\b(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?[ap]\.?\s?m\b",
        rf"\b(?:\d{{1,2}}|{_HOURS_EN}) o['’]clock\b",
        rf"\b(?:half|(?:a )?quarter) (?:past|to) (?:\d{{1,2}}|{_HOURS_EN})\b",
        r"\b(?:at|around|before|after) (?:noon|midday|midnight)\b",
        rf"\ba las? (?:\d{{1,2}}|{_HOURS_ES})\b{_OF_DAY}",
        r"\b(?:al? )?(?:mediod[ií]a|medianoche)\b",
        rf"\b(?:on|last|this) (?:{_DAYS_EN})\b",
        rf"\b(?:el|este) (?:{_DAYS_ES})\b",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS_EN})\b",
        rf"\b(?:{_MONTHS_EN}) \d{{1,2}}(?:st|nd|rd|th)?\b",
        rf"\b\d{{1,2}} de (?:{_MONTHS_ES})\b",
        r"\b(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-](?:20)?\d\d\b",
        r"\b20\d\d-[01]\d-[0-3]\d\b",
        r"\byesterday\b|\bayer\b|\bantier\b|\banteayer\b",
    ),
    "receipt": _all(
        r"\b(?:receipt|ticket|order|invoice|transaction)\s*(?:number|no\.?|nr\.?|num\.?)?"
        r"\s*[:#]?\s*[a-z]{0,3}-?\d{3,}",
        r"\b(?:recibo|ticket|tique|factura|folio|boleta|pedido|orden)"
        r"\s*(?:n[uú]mero|n[uú]m\.?|no\.?|n\.?[º°])?\s*[:#]?\s*[a-z]{0,3}-?\d{3,}",
    ),
    "name": _all(
        r"\b[Mm]y name(?: is|['’]s) \w+",
        r"\bI(?: a|['’])m called \w+",
        r"\b[Mm]e llamo \w+",
        r"\b[Mm]i nombre es \w+",
        r"\b[Mm]e apellido \w+",
        case=True,
    ),
    "looks": _all(
        rf"\bmy (?:\w+ ){{0,2}}(?:{_CLOTHES_EN})\b",
        rf"\bmis? (?:{_CLOTHES_ES})(?: \w+)?",
        rf"\bwith my (?:\w+ )?(?:{_WITH_EN})\b",
        rf"\bcon mis? (?:{_WITH_ES})\b",
        rf"\bI(?: am|['’]m| was) (?:\w+ )?(?:{_BUILD_EN})\b",
        r"\bI (?:was wearing|wore)\b",
        rf"\bsoy (?:muy |bastante |un poco )?(?:{_BUILD_ES})\b",
        r"\bestoy embarazada\b|\byo (?:llevaba|tra[ií]a|vest[ií]a)\b|\biba vestid[oa]\b",
    ),
}

RECEIPT_WORDS = re.compile(
    r"\b(?:receipt|invoice|till slip|recibo|tique|ticket|factura|boleta|comprobante)s?\b",
    re.IGNORECASE,
)
