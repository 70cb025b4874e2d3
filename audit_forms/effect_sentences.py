"""What mistakes in later parts, thanks, aggregates and amounts are called, as in `sentences`."""

EFFECT_SENTENCES: dict[str, dict[str, str]] = {
    # -- parts that open later
    "part_first_opens": {
        "en": "The first part is the visit itself, which is always open; delete `{key}`.",
        "es": "La primera parte es la visita misma, que siempre está abierta; borre `{key}`.",
    },
    "opens_on_number": {
        "en": "{question} does not tell a number of days; name a question of kind `number` without"
        " decimals, with a `min` of at least 0 and a `max` of at most {most}.",
        "es": "{question} no dice un número de días; nombre una pregunta de tipo `number` sin"
        " decimales, con un `min` de al menos 0 y un `max` de {most} como máximo.",
    },
    "opens_on_later": {
        "en": "{question} is not answered before the part {part} opens; name a question of an"
        " earlier part.",
        "es": "{question} no se responde antes de que se abra la parte {part}; nombre una pregunta"
        " de una parte anterior.",
    },
    # -- commendations
    "commends_elsewhere": {
        "en": "{question} is no other question of this section; use {nearest}, or move it here.",
        "es": "{question} no es otra pregunta de esta sección; use {nearest} o pásela aquí.",
    },
    "commends_kind": {
        "en": "{question} is of kind {kind}; name a question of kind {kinds} here.",
        "es": "{question} es de tipo {kind}; nombre aquí una pregunta de tipo {kinds}.",
    },
    "commends_quality": {
        "en": "The options of {question} must be qualities of the form; use {qualities} as their"
        " ids.",
        "es": "Las opciones de {question} deben ser cualidades del formulario; use {qualities} como"
        " sus ids.",
    },
    "commends_name": {
        "en": "A store may read a name only once a reviewer has confirmed it; add"
        " `shown_to: programme` to {question}.",
        "es": "La tienda solo puede leer un nombre cuando quien revisa lo ha confirmado; agregue"
        " `shown_to: programme` a {question}.",
    },
    # -- what a store sees in aggregate only
    "aggregate_counts": {
        "en": "With `aggregate_of` this section counts in no single visit; delete `{key}`, or move"
        " the question to a section without `aggregate_of`.",
        "es": "Con `aggregate_of` esta sección no cuenta en ninguna visita por sí sola; borre"
        " `{key}` o pase la pregunta a una sección sin `aggregate_of`.",
    },
    "aggregate_commends": {
        "en": "A commendation tells the store of a single visit, which `aggregate_of` hides; move"
        " the question, with those that it names, to a section without `aggregate_of`.",
        "es": "Un reconocimiento le dice a la tienda algo de una sola visita, lo que `aggregate_of`"
        " oculta; pase la pregunta, con las que nombra, a una sección sin `aggregate_of`.",
    },
    "aggregate_betrayed": {
        "en": "{question} is shown to the store over several visits only, and this row would tell"
        " its answer; name a question of another section, or add `shown_to: programme`.",
        "es": "A la tienda {question} solo se le muestra sumando varias visitas, y esta fila"
        " delataría su respuesta; nombre una pregunta de otra sección o agregue"
        " `shown_to: programme`.",
    },
    # -- differences of amounts
    "not_an_amount": {
        "en": "{question} is no amount; name a question of kind `money` in `between`.",
        "es": "{question} no es un importe; nombre en `between` una pregunta de tipo `money`.",
    },
    "derived_asks": {
        "en": "Nobody is asked a difference of amounts, it is worked out; delete `{key}` or"
        " `between`.",
        "es": "A nadie se le pregunta la diferencia de dos importes, se calcula; borre `{key}` o"
        " `between`.",
    },
}
