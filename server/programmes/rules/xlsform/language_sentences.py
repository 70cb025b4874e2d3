"""What the form language finds wrong, in the words of a sheet; what is not here it says itself."""

LANGUAGE_SENTENCES: dict[str, dict[str, str]] = {
    "language_fact_words_yes_no": {
        "en": "The fact {fact} is yes or no, and for these there are words already; delete its list"
        " on the sheet `choices`.",
        "es": "El dato {fact} es sí o no, y para eso ya hay palabras; borre su lista en la hoja"
        " `choices`.",
    },
    "language_question_duplicate": {
        "en": "The name {id} is already used in row {first}; give this row another.",
        "es": "El nombre {id} ya se usa en la fila {first}; dele otro a esta fila.",
    },
    "language_id_duplicate": {
        "en": "{id} stands twice as {what}; give the second one a name of its own or delete it.",
        "es": "{id} aparece dos veces como {what}; dele otro nombre a la segunda o bórrela.",
    },
    "language_id_malformed": {
        "en": "{found} cannot be a name; write small letters without accents and digits, at most"
        " 64, and start with a letter.",
        "es": "{found} no sirve como nombre; escriba minúsculas sin acentos y cifras, 64 como"
        " máximo, y empiece con una letra.",
    },
    "language_quality_empty": {
        "en": "No question with points counts towards the quality {quality}; give it one, or"
        " delete the quality.",
        "es": "Ninguna pregunta con puntos cuenta para la cualidad {quality}; dele una o borre la"
        " cualidad.",
    },
    "language_too_few_answers": {
        "en": "Only one answer is left to choose; add another choice to the list.",
        "es": "Solo queda una respuesta que elegir; agregue otra opción a la lista.",
    },
    "language_part_unknown": {
        "en": "There is no part {part}; use {nearest}, or add it to a sheet `parts`.",
        "es": "No existe la parte {part}; use {nearest} o agréguela en una hoja `parts`.",
    },
    "language_part_empty": {
        "en": "No group belongs to the part {part}; write its name under `part` beside a group,"
        " or delete it.",
        "es": "Ningún grupo pertenece a la parte {part}; escriba su nombre en `part` junto a un"
        " grupo o bórrela.",
    },
    "language_cap_missing": {
        "en": "{question} is critical but nothing says what a failure does; write the most points"
        " that are left, such as 50, under `critical_cap` on the sheet `settings`.",
        "es": "{question} es crítica pero nada dice qué causa un fallo; escriba el máximo que"
        " queda, como 50, en `critical_cap` en la hoja `settings`.",
    },
    "language_cap_without_critical": {
        "en": "No question is critical, so `critical_cap` does nothing; delete it, or mark a"
        " question under `critical`.",
        "es": "Ninguna pregunta es crítica, así que `critical_cap` no hace nada; bórrelo o marque"
        " una pregunta en `critical`.",
    },
    "language_condition_never": {
        "en": "No answers can meet this condition, so {question} is never asked; correct it, or"
        " delete the row.",
        "es": "Ninguna respuesta cumple esta condición, así que {question} nunca se pregunta;"
        " corrija la condición o borre la fila.",
    },
    "language_key_needs_other": {
        "en": "`{key}` means nothing without `{other}`; write something under `{other}` too, or"
        " delete `{key}`.",
        "es": "`{key}` no significa nada sin `{other}`; escriba también algo en `{other}` o borre"
        " `{key}`.",
    },
    "language_key_not_for_kind": {
        "en": "A question of kind {kind} has no `{key}`; delete it, or change the type.",
        "es": "Una pregunta de clase {kind} no lleva `{key}`; bórrelo o use otro tipo.",
    },
    "language_points_missing": {
        "en": "The answer {answer} has no points; write 0 or what it earns.",
        "es": "La respuesta {answer} no tiene puntos; escriba 0 o lo que gana.",
    },
}
