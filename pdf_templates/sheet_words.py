"""What a form on paper says of its own, by language; the rest it shares with the scorecard."""

from __future__ import annotations

from pdf_templates.contract import Language
from pdf_templates.words import Words

_EN = {
    "form_store": "Store",
    "form_date": "Date",
    "form_shopper": "Shopper code",
    "form_how": "Tick one where the boxes are round, all that apply where they are square. Some "
    "questions are only for some visits: they say so. Later, write the answers into the phone.",
    "choose_one": "choose one",
    "choose_all": "choose all",
    "required": "required",
    "optional": "optional",
    "not_applicable": "Does not apply",
    "take_photo": "Photo: take with the phone",
    "write_here": "Write here: {what}",
    "comment": "Comment",
}

_ES = {
    "form_store": "Tienda",
    "form_date": "Fecha",
    "form_shopper": "Código del comprador",
    "form_how": "Marque una sola respuesta donde las casillas son redondas y todas las que "
    "correspondan donde son cuadradas. Algunas preguntas son solo para algunas visitas: ahí se "
    "indica. Después, pase las respuestas al teléfono.",
    "choose_one": "elija una",
    "choose_all": "elija todas",
    "required": "obligatoria",
    "optional": "opcional",
    "not_applicable": "No aplica",
    "take_photo": "Foto: tómela con el teléfono",
    "write_here": "Escriba aquí: {what}",
    "comment": "Comentario",
}

WORDS: dict[Language, dict[str, str]] = {"en": _EN, "es": _ES}


class SheetWords(Words):
    """The words of one sheet: its own and those of every page."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self._own = WORDS[language]

    def __call__(self, key: str, **args: object) -> str:
        """The sentence for a key, its gaps filled."""
        if key not in self._own:
            return super().__call__(key, **args)
        return self._own[key].format(**args) if args else self._own[key]
