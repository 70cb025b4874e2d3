"""What mistakes in the facts of a visit are called, as in `sentences`."""

FACT_SENTENCES: dict[str, dict[str, str]] = {
    "fact_values": {
        "en": "The values of the fact {fact} must differ and be all `true`/`false`, all words or"
        " all numbers; correct the list.",
        "es": "Los valores del dato {fact} deben ser distintos y todos `true`/`false`, todos"
        " palabras o todos números; corrija la lista.",
    },
    "fact_words_count": {
        "en": "The fact {fact} has {values} `values` but {words} `words`; write one text for each"
        " value, in their order.",
        "es": "El dato {fact} tiene {values} valores en `values`, pero {words} textos en `words`;"
        " escriba un texto para cada valor, en su orden.",
    },
    "fact_words_yes_no": {
        "en": "The fact {fact} is yes or no, and for these there are words already; delete"
        " `words`.",
        "es": "El dato {fact} es sí o no, y para eso ya hay palabras; borre `words`.",
    },
    "fact_words_same": {
        "en": "Two values of the fact {fact} are called “{text}” in {language}; use other words for"
        " one of them.",
        "es": "Dos valores del dato {fact} se llaman “{text}” en {language}; use otras palabras"
        " para uno de ellos.",
    },
    "fact_unknown": {
        "en": "There is no fact {fact}; use {nearest}, or declare it under `facts`.",
        "es": "No existe el dato {fact}; use {nearest} o declárelo en `facts`.",
    },
}
