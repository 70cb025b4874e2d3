"""The page's own words, by language, and numbers as the reader's locale writes them.

Content arrives worded; only headings, labels and the fixed rules of the score live here.
"""

from __future__ import annotations

from pdf_templates.contract import Language

_EN = {
    "title": "Scorecard",
    "overall": "Overall score",
    "qualities": "Five qualities of service",
    "qualities_other": "Qualities of service",
    "parties": "The conversation of three",
    "gap": "How the store sees itself",
    "gap_own": "the store",
    "gap_seen": "shoppers",
    "gap_told": "{name}: the store rates itself {own} of 100; shoppers saw {seen}; {note}",
    "gap_few": "too few visits ({n})",
    "loyalty": "Would shoppers come back?",
    "went_well": "What went well",
    "went_well_none": "No comment praised anything this time.",
    "costs_most": "What costs most",
    "costs_none": "No points were lost.",
    "points_lost": "points lost",
    "change": "change",
    "next": "Next",
    "no_next": "Nothing is due.",
    "due": "Due",
    "step": "What to do",
    "owner": "Who",
    "answers": "Every question",
    "question": "Question",
    "answer": "Answer",
    "points": "Points",
    "possible": "Possible",
    "share": "Score",
    "weight": "Weight",
    "legend": "2/3 ×2 counts as 4 of 6 points",
    "reason": "Why",
    "quality": "Quality",
    "comments": "The shopper's words",
    "photos": "Photos",
    "how": "How this score is made",
    "visit_one": "{n} visit",
    "visit_many": "{n} visits",
    "too_few": "too few visits",
    "no_score": "no score",
    "ruler_score": "{score} of 100, {visits}",
    "ruler_interval": "95 percent interval {low} to {high}",
    "page": "Page {page} of {pages}",
    "version": "version {version}",
    "continued": "{title} (continued)",
    "whole": "(whole text below)",
    "critical": "critical",
    "number": "No. {number}",
    "digest": "Digest {digest}",
    "published": "Published {date}",
    "of": "{points} of {possible}",
    "rule_points": "Each answer earns its points times its weight. {earned} were earned of "
    "{possible} possible.",
    "rule_na": "A question that does not apply, or was not asked, counts neither as earned nor as "
    "possible.",
    "rule_taken": "Some answers took {taken} of them from a quality, which never goes below 0: "
    "{left} are left.",
    "taken": "{name}: {earned} − {taken} = {points} of {possible}",
    "taken_all": "{name}: {earned} − {taken}, never below 0: {points} of {possible}",
    "rule_formula": "Score = points earned ÷ points possible × 100, rounded half up once:",
    "rule_cap": "A failed critical question holds the overall score at {cap} or less.",
    "rule_failed": "Failed here: {questions}",
    "rule_held": "So the score is {cap}.",
    "rule_lower": "The points alone give no more than {cap}.",
    "held": ", held at {cap}",
    "rule_not_capped": "None failed here.",
    "rule_nothing": "Nothing could be scored, so there is no score. That is not zero.",
    "rule_policy": "Scoring policy {version}.",
    "total": "Together",
    "below": "below the region",
    "around": "no clear difference",
    "above": "above the region",
    "region": "region {score}",
    "together": "Seen over several visits",
    "together_visits": "{visits} together",
    "together_found": "What these visits found",
    "together_to_come": "Still to come, once {least} visits are in: {names}.",
    "together_asked": "What shoppers looked at",
    "together_thanks": "Words of thanks",
    "together_closings": "How the complaints ended",
    "together_closings_of": "Whether a promise was kept counts where its day was followed up; the "
    "rest, in all visits with a complaint.",
    "closing": "Ending",
    "closing_visits": "Visits",
    "closing_of": "of",
    "together_how": "How these figures are made",
    "section": "Section",
    "together_points": "Each answer earns its points times its weight. A section's score is what "
    "all its visits earned, of what was possible in them, rounded half up once. A question that "
    "does not apply, or was not asked, counts in neither.",
    "together_groups": "What is said in these visits can show who said it. So they are told in "
    "whole groups, each of {least} visits or more, and of a single visit nothing is told. What has "
    "been shown stays as it is: later corrections of one of these visits do not show.",
    "together_interval": "The line through a dot is a 95 percent interval by how far the groups "
    "lie apart, from three groups on. Before that the dot is open. How far visits lie apart is not "
    "drawn, since it would tell of single ones.",
    "thanks": "Thank you",
    "thanks_from": "Written by a visitor to this store",
    "thanks_edited": "shortened or changed",
    "stores": "{n} stores",
    "store_one": "{n} store",
    # Of a form on paper.
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
    "title": "Informe de visita",
    "overall": "Puntuación general",
    "qualities": "Cinco cualidades del servicio",
    "qualities_other": "Cualidades del servicio",
    "parties": "La conversación de tres",
    "gap": "Cómo se ve la tienda a sí misma",
    "gap_own": "la tienda",
    "gap_seen": "compradores",
    "gap_told": "{name}: la tienda se califica con {own} de 100; los compradores vieron {seen};"
    " {note}",
    "gap_few": "muy pocas visitas ({n})",
    "loyalty": "¿Volverían los compradores?",
    "went_well": "Lo que salió bien",
    "went_well_none": "Esta vez ningún comentario elogió nada.",
    "costs_most": "Lo que más resta",
    "costs_none": "No se perdió ningún punto.",
    "points_lost": "puntos perdidos",
    "change": "cambio",
    "next": "A continuación",
    "no_next": "No hay nada pendiente.",
    "due": "Fecha",
    "step": "Qué hacer",
    "owner": "Quién",
    "answers": "Todas las preguntas",
    "question": "Pregunta",
    "answer": "Respuesta",
    "points": "Puntos",
    "possible": "Posibles",
    "share": "Puntuación",
    "weight": "Peso",
    "legend": "2/3 ×2 cuenta como 4 de 6 puntos",
    "reason": "Motivo",
    "quality": "Cualidad",
    "comments": "En palabras del comprador",
    "photos": "Fotos",
    "how": "Cómo se calcula esta puntuación",
    "visit_one": "{n} visita",
    "visit_many": "{n} visitas",
    "too_few": "muy pocas visitas",
    "no_score": "sin puntuación",
    "ruler_score": "{score} de 100, {visits}",
    "ruler_interval": "intervalo del 95 por ciento de {low} a {high}",
    "page": "Página {page} de {pages}",
    "version": "versión {version}",
    "continued": "{title} (continuación)",
    "whole": "(texto completo más adelante)",
    "critical": "crítica",
    "number": "N.º {number}",
    "digest": "Huella {digest}",
    "published": "Publicado {date}",
    "of": "{points} de {possible}",
    "rule_points": "Cada respuesta gana sus puntos por su peso. Se ganaron {earned} de {possible} "
    "posibles.",
    "rule_na": "Una pregunta que no aplica, o que no se hizo, no cuenta ni como ganada ni como "
    "posible.",
    "rule_taken": "Algunas respuestas restaron {taken} de esos puntos a alguna cualidad, que nunca "
    "baja de 0: quedan {left}.",
    "taken": "{name}: {earned} − {taken} = {points} de {possible}",
    "taken_all": "{name}: {earned} − {taken}, nunca bajo 0: {points} de {possible}",
    "rule_formula": "Puntuación = puntos ganados ÷ puntos posibles × 100, con un solo redondeo (la "
    "mitad hacia arriba):",
    "rule_cap": "Una pregunta crítica fallada deja la puntuación general en {cap} o menos.",
    "rule_failed": "Aquí falló: {questions}",
    "rule_held": "Por eso la puntuación es {cap}.",
    "rule_lower": "Los puntos por sí solos no dan más de {cap}.",
    "held": ", limitada a {cap}",
    "rule_not_capped": "Aquí no falló ninguna.",
    "rule_nothing": "No había nada que puntuar, así que no hay puntuación. Eso no es un cero.",
    "rule_policy": "Política de puntuación {version}.",
    "total": "En conjunto",
    "below": "por debajo de la región",
    "around": "sin diferencia clara",
    "above": "por encima de la región",
    "region": "región {score}",
    "together": "Visto en varias visitas",
    "together_visits": "{visits} en conjunto",
    "together_found": "Lo que mostraron estas visitas",
    "together_to_come": "Falta por mostrar, en cuanto haya {least} visitas: {names}.",
    "together_asked": "En qué se fijaron los compradores",
    "together_thanks": "Palabras de agradecimiento",
    "together_closings": "Cómo terminaron las quejas",
    "together_closings_of": "Si se cumplió una promesa se cuenta en las visitas en que se dio "
    "seguimiento; lo demás, en todas las visitas con una queja.",
    "closing": "Cómo terminó",
    "closing_visits": "Visitas",
    "closing_of": "de",
    "together_how": "Cómo se obtienen estas cifras",
    "section": "Sección",
    "together_points": "Cada respuesta gana sus puntos por su peso. La puntuación de una sección "
    "es lo que ganaron todas sus visitas, de lo que era posible en ellas, con un solo redondeo (la "
    "mitad hacia arriba). Una pregunta que no aplica, o que no se hizo, no cuenta en ninguno.",
    "together_groups": "Lo que se dice en estas visitas puede revelar quién lo dijo. Por eso se "
    "muestran en grupos completos, de {least} visitas o más, y de una sola visita no se dice nada. "
    "Lo que ya se mostró queda como está: no se ven las correcciones posteriores de una de estas "
    "visitas.",
    "together_interval": "La línea que cruza el punto es un intervalo del 95 por ciento, según lo "
    "que difieren los grupos entre sí, a partir de tres grupos. Antes el punto está vacío. Lo que "
    "difieren las visitas no se dibuja, porque diría algo de una sola.",
    "thanks": "Gracias",
    "thanks_from": "Lo escribió una persona que visitó esta tienda",
    "thanks_edited": "abreviado o modificado",
    "stores": "{n} tiendas",
    "store_one": "{n} tienda",
    # Of a form on paper.
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

# Spanish of the Americas writes numbers as English does; Spain and most of South America do not.
_COMMA_THOUSANDS = frozenset({"MX", "US", "GT", "HN", "NI", "SV", "PA", "PE", "DO", "PR", ""})


class Words:
    """One reader's words and numbers."""

    def __init__(self, language: Language, locale: str = "") -> None:
        self.language: Language = language
        self._table = WORDS[language]
        territory = locale.replace("_", "-").partition("-")[2].upper()
        self._english_marks = language == "en" or territory in _COMMA_THOUSANDS
        self.tag = locale.replace("_", "-") or {"en": "en-US", "es": "es-MX"}[language]

    def __call__(self, key: str, **args: object) -> str:
        """The sentence for a key, its gaps filled."""
        text = self._table[key]
        return text.format(**args) if args else text

    def integer(self, value: int) -> str:
        """A whole number with the locale's thousands mark and a true minus sign."""
        if -1000 < value < 1000:
            return str(value) if value >= 0 else f"−{-value}"
        grouped = f"{abs(value):,}"
        if not self._english_marks:
            grouped = grouped.replace(",", "\u00a0" if abs(value) >= 10000 else "")
        return grouped if value >= 0 else f"−{grouped}"

    def decimal(self, value: float, places: int = 1) -> str:
        """A number with a fixed count of decimals, in the locale's marks."""
        text = f"{abs(value):.{places}f}"
        if not self._english_marks:
            text = text.replace(".", ",")
        return text if value >= 0 else f"−{text}"

    def visits(self, n: int) -> str:
        """How many visits stand behind a number."""
        return self("visit_one" if n == 1 else "visit_many", n=self.integer(n))

    def stores(self, n: int) -> str:
        """How many stores."""
        return self("store_one" if n == 1 else "stores", n=self.integer(n))
