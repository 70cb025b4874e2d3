"""What can be wrong with a constraint, a filter or a condition, and how it is mended."""

EXPRESSION_SENTENCES: dict[str, dict[str, str]] = {
    # -- constraints and conditions
    "constraint_without_message": {
        "en": "A constraint needs words for whoever breaks it; write under `constraint_message`"
        " what can be answered.",
        "es": "Un límite necesita palabras para quien no lo cumpla; escriba en"
        " `constraint_message` lo que se puede responder.",
    },
    "constraint_not_carried": {
        "en": "Only limits are carried here, such as `. >= 0 and . <= 120` or `string-length(.)"
        " >= 30`; use those, or say the rest in the hint and delete the constraint.",
        "es": "Aquí solo se importan límites, como `. >= 0 and . <= 120` o `string-length(.) >="
        " 30`; use esos, o diga lo demás en `hint` y borre el `constraint`.",
    },
    "constraint_differs": {
        "en": "The constraint says {other} where the column `{key}` says {one}; correct one of"
        " them.",
        "es": "El `constraint` dice {other} donde la columna `{key}` dice {one}; corrija uno de"
        " los dos.",
    },
    "ask_when_differs": {
        "en": "`relevant` and `ask_when` say different things here; keep the one that is right"
        " and delete the other.",
        "es": "Aquí `relevant` y `ask_when` dicen cosas distintas; deje el que vale y borre el"
        " otro.",
    },
    "expression_too_long": {
        "en": "An expression has at most {most} characters; simplify this one.",
        "es": "Una expresión tiene {most} caracteres como máximo; simplifique esta.",
    },
    "expression_too_deep": {
        "en": "Brackets nest at most {most} deep; simplify this expression.",
        "es": "Los paréntesis se anidan hasta {most} niveles; simplifique esta expresión.",
    },
    "expression_unfinished": {
        "en": "The expression ends too early; complete it and check that each bracket and quote"
        " is closed.",
        "es": "La expresión termina antes de tiempo; complétela y revise que cada paréntesis y"
        " comilla esté cerrado.",
    },
    "expression_unreadable": {
        "en": "`{found}` cannot be read at character {at}; write names as `${{name}}` and words"
        " in quotes.",
        "es": "No se puede leer `{found}` en el carácter {at}; escriba los nombres como"
        " `${{name}}` y las palabras entre comillas.",
    },
    "expression_sign": {
        "en": "Write `{right}` where `{found}` stands.",
        "es": "Escriba `{right}` donde dice `{found}`.",
    },
    "expression_one_sided": {
        "en": "Nothing stands before `{found}` at character {at}; write `.` there for this answer,"
        " or `${{name}}` for that of another row.",
        "es": "No hay nada antes de `{found}` en el carácter {at}; escriba ahí `.` por esta"
        " respuesta o `${{nombre}}` por la de otra fila.",
    },
    "expression_reference": {
        "en": "The answer of a row is written with a sign and two braces; write `${{{name}}}`.",
        "es": "La respuesta de una fila se escribe con un signo y dos llaves; escriba"
        " `${{{name}}}`.",
    },
    "expression_bare_word": {
        "en": "`{found}` stands alone at character {at}; write `${{{found}}}` if it is the name of"
        " a row, `'{found}'` if it is an answer.",
        "es": "`{found}` está suelto en el carácter {at}; escriba `${{{found}}}` si es el nombre de"
        " una fila, o `'{found}'` si es una respuesta.",
    },
    "expression_arithmetic": {
        "en": "Conditions do not reckon (`{found}` at character {at}); compare each answer with a"
        " number of its own.",
        "es": "Las condiciones no calculan (`{found}` en el carácter {at}); compare cada"
        " respuesta con un número propio.",
    },
    "expression_no_condition": {
        "en": "This does not say what an answer is compared with; write it as `${{name}} ="
        " 'answer'`.",
        "es": "Esto no dice con qué se compara una respuesta; escriba algo como `${{name}} ="
        " 'respuesta'`.",
    },
    "expression_function": {
        "en": "The function `{function}` is not carried; use {known}, or write the condition"
        " without it.",
        "es": "La función `{function}` no se puede importar; use {known} o escriba la condición"
        " sin ella.",
    },
    "expression_two_questions": {
        "en": "The answers to {one} and {other} are compared with each other, which is not"
        " carried; compare each with a value.",
        "es": "Se comparan entre sí las respuestas a {one} y a {other}, y eso no se puede"
        " importar; compare cada una con un valor.",
    },
    "test_not_single": {
        "en": "Only one test of the answer itself goes here; write it as `. = 'no'`, `. <= 2` or"
        " `selected(., 'rude')`.",
        "es": "Aquí va una sola prueba de la propia respuesta; escriba algo como `. = 'no'`, `."
        " <= 2` o `selected(., 'rude')`.",
    },
    "relevant_to_itself": {
        "en": "{name} cannot decide whether it is asked itself; name an earlier question.",
        "es": "{name} no puede decidir si ella misma se pregunta; nombre una anterior.",
    },
    "relevant_to_later": {
        "en": "{name} is asked only later, in row {row}; move it up, or name an earlier question.",
        "es": "{name} se pregunta después, en la fila {row}; muévala hacia arriba o nombre una"
        " pregunta anterior.",
    },
    "relevant_to_unknown": {
        "en": "There is no row called {name}; use {nearest}.",
        "es": "No hay ninguna fila llamada {name}; use {nearest}.",
    },
    "dot_in_relevant": {
        "en": "The dot stands for the answer itself, which is not known yet; name an earlier"
        " question instead.",
        "es": "El punto representa la propia respuesta, que aún no se conoce; nombre en su lugar"
        " una pregunta anterior.",
    },
    "fact_always": {
        "en": "{name} is always known; compare it with one of its values.",
        "es": "{name} siempre se conoce; compare con uno de sus valores.",
    },
    "only_answered": {
        "en": "What was written in {name} cannot be compared; ask only whether there is an"
        " answer, as in `not(${{{name}}} = '')`.",
        "es": "Lo escrito en {name} no se puede comparar; pregunte solo si hay respuesta, como en"
        " `not(${{{name}}} = '')`.",
    },
    "use_selected": {
        "en": "Several answers may be chosen in {name}; use `selected(${{{name}}}, '{value}')`.",
        "es": "En {name} se pueden elegir varias respuestas; use `selected(${{{name}}},"
        " '{value}')`.",
    },
    "answer_is_na": {
        "en": "“Not applicable” counts as no answer to {name}; compare with the other answers"
        " instead.",
        "es": "“No aplica” cuenta como si {name} no tuviera respuesta; compare con las otras"
        " respuestas.",
    },
    "answer_unknown": {
        "en": "{found} is no answer to {name}; use {nearest}.",
        "es": "{found} no es una respuesta a {name}; use {nearest}.",
    },
    "number_compared": {
        "en": "{name} is a number, and {found} is none; compare with a number without quotes.",
        "es": "{name} es un número y {found} no lo es; compare con un número sin comillas.",
    },
    "not_in_order": {
        "en": "The answers to {name} have no order, so `{op}` says nothing of them; use `=`.",
        "es": "Las respuestas a {name} no tienen orden, así que `{op}` no dice nada de ellas; use"
        " `=`.",
    },
}
