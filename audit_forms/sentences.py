"""What each mistake is called and how it is mended, in English and Spanish, by stable code.

`{...}` are the arguments a mistake carries. Both languages of a code take the same ones (tested).
"""

from audit_forms.effect_sentences import EFFECT_SENTENCES
from audit_forms.fact_sentences import FACT_SENTENCES
from audit_forms.module_sentences import MODULE_SENTENCES

# What a name can be of, as a sentence says it.
WHATS: dict[str, dict[str, str]] = {
    "en": {"in_store": "stamp of `in_store`"},
    "es": {
        "language": "idioma",
        "quality": "cualidad",
        "part": "parte",
        "section": "sección",
        "question": "pregunta",
        "option": "opción",
        "in_store": "marca de `in_store`",
    },
}
SENTENCES: dict[str, dict[str, str]] = {
    **MODULE_SENTENCES,
    **EFFECT_SENTENCES,
    **FACT_SENTENCES,
    # -- the file
    "file_unreadable": {
        "en": "The file cannot be read ({reason}); check its path and permissions.",
        "es": "No se puede leer el archivo ({reason}); revise su ruta y sus permisos.",
    },
    "file_name": {
        "en": "`{key}` says {found} but the file's place says {expected}; make them agree.",
        "es": "`{key}` dice {found}, pero el lugar del archivo dice {expected}; corrija uno.",
    },
    "empty_file": {
        "en": "The file holds no form; start it with `form:`, `version:` and `languages:`.",
        "es": "El archivo no contiene ningún formulario; empiece con `form:`, `version:` y"
        " `languages:`.",
    },
    "not_utf8": {
        "en": "Byte {byte} is not UTF-8; save the file with the encoding UTF-8.",
        "es": "El byte {byte} no es UTF-8; guarde el archivo con codificación UTF-8.",
    },
    "yaml_character": {
        "en": "The character {character} is not allowed in YAML; delete it.",
        "es": "El carácter {character} no se permite en YAML; bórrelo.",
    },
    "yaml_tab": {
        "en": "YAML is indented with spaces; replace the tab.",
        "es": "YAML usa espacios para la sangría; reemplace el tabulador.",
    },
    "yaml_syntax": {
        "en": "This is not YAML ({problem}); check indentation, colons, brackets and quotes here"
        " and in the line before.",
        "es": "Esto no es YAML ({problem}); revise la sangría, los dos puntos, los corchetes y las"
        " comillas aquí y en la línea anterior.",
    },
    "yaml_duplicate_key": {
        "en": "`{key}` stands here twice, first in line {first}; keep one of them.",
        "es": "`{key}` aparece dos veces, la primera en la línea {first}; deje solo una.",
    },
    "yaml_key": {
        "en": "A key must be a single word; put quotes around it if it holds `{{` or `[`.",
        "es": "Una clave debe ser una sola palabra; póngala entre comillas si contiene `{{` o `[`.",
    },
    "yaml_tag": {
        "en": "Tags such as {tag} are not used in forms; delete it.",
        "es": "En los formularios no se usan etiquetas como {tag}; bórrela.",
    },
    "yaml_alias": {
        "en": "*{name} refers to nothing; mark what you mean with &{name} before this line.",
        "es": "*{name} no se refiere a nada; marque lo que quiere con &{name} antes de esta línea.",
    },
    "yaml_recursion": {
        "en": "*{name} stands inside the thing it refers to; write that out instead.",
        "es": "*{name} está dentro de aquello a lo que se refiere; escríbalo completo.",
    },
    "yaml_documents": {
        "en": "A file holds one form; move what follows `---` to a file of its own.",
        "es": "Cada archivo contiene un formulario; pase lo que sigue a `---` a otro archivo.",
    },
    "yaml_depth": {
        "en": "Nothing in a form is nested {depth} deep; check the brackets.",
        "es": "Nada en un formulario tiene {depth} niveles; revise los corchetes.",
    },
    "yaml_too_large": {
        "en": "The file is too large for a form; split it, and write aliased parts out only once.",
        "es": "El archivo es demasiado grande para un formulario; divídalo y no multiplique alias.",
    },
    # -- keys and types
    "key_unknown": {
        "en": "`{key}` is not known here; use {nearest}, or delete it.",
        "es": "Aquí no se conoce `{key}`; use {nearest} o bórrelo.",
    },
    "key_missing": {
        "en": "`{key}` is missing; add it with a value.",
        "es": "Falta `{key}`; agréguelo con un valor.",
    },
    "key_empty": {
        "en": "Nothing stands under `{key}`; give it a value or delete the key.",
        "es": "No hay nada en `{key}`; póngale un valor o borre la clave.",
    },
    "key_not_for_kind": {
        "en": "A question of kind {kind} has no `{key}`; delete it or change the kind.",
        "es": "Una pregunta de tipo {kind} no lleva `{key}`; bórrelo o cambie el tipo.",
    },
    "key_needs_other": {
        "en": "`{key}` means nothing without `{other}`; add `{other}` or delete `{key}`.",
        "es": "`{key}` no significa nada sin `{other}`; agregue `{other}` o borre `{key}`.",
    },
    "mapping_expected": {
        "en": "`{key}` must hold keys with values; write each as `key: value`.",
        "es": "`{key}` debe contener claves con valores; escriba cada una como `clave: valor`.",
    },
    "list_expected": {
        "en": "`{key}` must be a list; write [a, b] or one entry per line after `- `.",
        "es": "`{key}` debe ser una lista; escriba [a, b] o una entrada por línea tras `- `.",
    },
    "list_empty": {
        "en": "`{key}` is an empty list; add an entry or delete the key.",
        "es": "`{key}` es una lista vacía; agregue una entrada o borre la clave.",
    },
    "scalar_expected": {
        "en": "`{key}` must be a single value, not a list or keys; write just the value.",
        "es": "`{key}` debe ser un solo valor, no una lista ni claves; escriba solo el valor.",
    },
    "boolean_expected": {
        "en": "`{key}` must be `true` or `false`; write one of them, without quotes.",
        "es": "`{key}` debe ser `true` o `false`; escriba uno de los dos, sin comillas.",
    },
    "number_expected": {
        "en": "`{key}` must be a number; write it without quotes, such as 12 or 0.5.",
        "es": "`{key}` debe ser un número; escríbalo sin comillas, como 12 o 0.5.",
    },
    "whole_expected": {
        "en": "`{key}` must be a whole number; drop the decimals.",
        "es": "`{key}` debe ser un número entero; quite los decimales.",
    },
    "number_too_small": {
        "en": "`{key}` is too small; write {low} or more.",
        "es": "`{key}` es demasiado pequeño; escriba {low} o más.",
    },
    "number_too_large": {
        "en": "`{key}` is too large; write {high} or less.",
        "es": "`{key}` es demasiado grande; escriba {high} o menos.",
    },
    "word_unknown": {
        "en": "`{key}` cannot be {found}; use {nearest}.",
        "es": "`{key}` no puede ser {found}; use {nearest}.",
    },
    "id_malformed": {
        "en": "{found} cannot be used for `{key}`; use small letters without accents and digits,"
        " at most 64, and start with a letter (in a question's id join words with _).",
        "es": "{found} no sirve para `{key}`; use minúsculas sin acentos y cifras, 64 como máximo,"
        " y empiece con una letra (en el id de una pregunta una las palabras con _).",
    },
    "id_duplicate": {
        "en": "{id} stands twice as {what}; give the second one a name of its own or delete it.",
        "es": "{id} aparece dos veces como {what}; dele otro nombre al segundo o bórrelo.",
    },
    # -- texts and languages
    "text_expected": {
        "en": "`{key}` must be a text in every language; write {example}, or the name of an entry"
        " under `texts`.",
        "es": "`{key}` debe ser un texto en cada idioma; escriba {example} o el nombre de una"
        " entrada de `texts`.",
    },
    "language_missing": {
        "en": "`{key}` has no text in {language}; add one after `{language}:`.",
        "es": "`{key}` no tiene texto en {language}; agregue uno después de `{language}:`.",
    },
    "language_undeclared": {
        "en": "{language} is not among the form's `languages`; add it there, or use {nearest}.",
        "es": "{language} no está entre los `languages` del formulario; agréguelo allí o use"
        " {nearest}.",
    },
    # -- what a form declares
    "part_unknown": {
        "en": "There is no part {part}; use {nearest}, or declare it under `parts`.",
        "es": "No existe la parte {part}; use {nearest} o declárela en `parts`.",
    },
    "part_empty": {
        "en": "No section belongs to the part {part}; add one or delete the part.",
        "es": "Ninguna sección pertenece a la parte {part}; agregue una o borre la parte.",
    },
    "quality_unknown": {
        "en": "There is no quality {quality}; use {nearest}, or declare it under `qualities`.",
        "es": "No existe la cualidad {quality}; use {nearest} o declárela en `qualities`.",
    },
    "quality_empty": {
        "en": "No question with points belongs to the quality {quality}; give it one or delete the"
        " quality.",
        "es": "Ninguna pregunta con puntos pertenece a la cualidad {quality}; asígnele una o borre"
        " la cualidad.",
    },
    "in_store_order": {
        "en": "{question} is asked before {before} but listed after it; put both into the same"
        " order.",
        "es": "{question} se pregunta antes que {before} pero aparece después en la lista; ponga"
        " ambas en el mismo orden.",
    },
    "in_store_part": {
        "en": "{question} belongs to another part than the stamps before it; list the stamps of one"
        " part only.",
        "es": "{question} pertenece a otra parte que las marcas anteriores; liste solo las marcas"
        " de una parte.",
    },
    "cap_missing": {
        "en": "{question} is critical but nothing says what a failure does; add `critical_cap: 50`"
        " to the form.",
        "es": "{question} es crítica pero nada dice qué causa un fallo; agregue `critical_cap: 50`"
        " al formulario.",
    },
    "cap_without_critical": {
        "en": "No question is critical, so `critical_cap` does nothing; delete it or make a"
        " question critical.",
        "es": "Ninguna pregunta es crítica, así que `critical_cap` no hace nada; bórrelo o haga"
        " crítica una pregunta.",
    },
    "customer_counts": {
        "en": "What the customer did says nothing of the store; delete `{key}`, or move the"
        " question to a section without `party: customer`.",
        "es": "Lo que hizo el cliente no dice nada de la tienda; borre `{key}` o pase la pregunta a"
        " una sección sin `party: customer`.",
    },
    # -- questions
    "kind_unknown": {
        "en": "There is no kind of question called {kind}; use {nearest}.",
        "es": "No existe el tipo de pregunta {kind}; use {nearest}.",
    },
    "question_duplicate": {
        "en": "The id {id} is already used in line {first}; give this question another.",
        "es": "El id {id} ya se usa en la línea {first}; dele otro a esta pregunta.",
    },
    "question_reused": {
        "en": "{question} was of kind {old} in version {version} and is {kind} here; give it a new"
        " id, as a new meaning needs one.",
        "es": "{question} era de tipo {old} en la versión {version} y aquí es {kind}; dele un id"
        " nuevo, porque su significado es otro.",
    },
    "too_few_answers": {
        "en": "`{key}` offers one answer only; add another, or there is nothing to choose.",
        "es": "`{key}` ofrece una sola respuesta; agregue otra, o no hay nada que elegir.",
    },
    "steps_not_rising": {
        "en": "The step {value} does not follow the one before it; list the steps from the lowest"
        " to the highest, each once.",
        "es": "El paso {value} no sigue al anterior; ordene los pasos del más bajo al más alto,"
        " cada uno una vez.",
    },
    "limits_crossed": {
        "en": "`{low}` is above `{high}` ({most}), so that no answer fits; lower `{low}` or raise"
        " `{high}`.",
        "es": "`{low}` supera a `{high}` ({most}), así que ninguna respuesta cabe; baje `{low}` o"
        " suba `{high}`.",
    },
    "between_two": {
        "en": "`between` names two different time stamps or amounts; write [first, second].",
        "es": "`between` nombra dos marcas de tiempo o dos importes distintos; escriba [primera,"
        " segunda].",
    },
    "not_a_stamp": {
        "en": "{question} is no time stamp; name a question of kind `time` in `{key}`.",
        "es": "{question} no es una marca de tiempo; nombre en `{key}` una pregunta de tipo"
        " `time`.",
    },
    # -- conditions and tests
    "condition_shape": {
        "en": "A condition has exactly one of `all`, `any`, `not`, `question`, `fact` (found:"
        " {found}); use {nearest}.",
        "es": "Una condición lleva exactamente uno de `all`, `any`, `not`, `question`, `fact` (hay:"
        " {found}); use {nearest}.",
    },
    "condition_too_deep": {
        "en": "Conditions nest at most {depth} deep; simplify this one.",
        "es": "Las condiciones se anidan hasta {depth} niveles; simplifique esta.",
    },
    "condition_on_itself": {
        "en": "{question} cannot decide whether it is asked itself; name an earlier question.",
        "es": "{question} no puede decidir si ella misma se pregunta; nombre una anterior.",
    },
    "condition_on_later": {
        "en": "{question} is asked only later; move it before this question, or name an earlier"
        " one.",
        "es": "{question} se pregunta después; muévala antes de esta pregunta o nombre una"
        " anterior.",
    },
    "condition_on_other_part": {
        "en": "{question} belongs to another part, which is reported on its own; name a question of"
        " this part or a fact.",
        "es": "{question} pertenece a otra parte, que se reporta por separado; nombre una pregunta"
        " de esta parte o un dato.",
    },
    "condition_never": {
        "en": "No answers can meet this condition, so {question} is never asked; correct the"
        " condition or delete the question.",
        "es": "Ninguna respuesta cumple esta condición, así que {question} nunca se pregunta;"
        " corrija la condición o borre la pregunta.",
    },
    "question_unknown": {
        "en": "There is no question {question}; use {nearest}.",
        "es": "No existe la pregunta {question}; use {nearest}.",
    },
    "test_count": {
        "en": "Exactly one test belongs here; use one of {tests}, and `all` to join several.",
        "es": "Aquí va exactamente una prueba; use una de {tests}, y `all` para unir varias.",
    },
    "test_unsuitable": {
        "en": "`{test}` does not suit {kind}; use {tests}.",
        "es": "`{test}` no sirve para {kind}; use {tests}.",
    },
    "test_never": {
        "en": "No answer passes `{test}` here (answers run from {low} to {high}); correct the"
        " test.",
        "es": "Ninguna respuesta cumple `{test}` aquí (las respuestas van de {low} a {high});"
        " corrija la prueba.",
    },
    "value_unknown": {
        "en": "{found} is no possible answer, so `{test}` cannot test for it; use {nearest}.",
        "es": "{found} no es una respuesta posible, así que `{test}` no puede buscarla; use"
        " {nearest}.",
    },
    # -- points
    "points_missing": {
        "en": "The answer {answer} has no points; add `{answer}: 0` or what it earns.",
        "es": "La respuesta {answer} no tiene puntos; agregue `{answer}: 0` o lo que gana.",
    },
    "points_unknown_answer": {
        "en": "No answer is called {answer}, so nobody can earn these points; use {nearest}.",
        "es": "Ninguna respuesta se llama {answer}, así que nadie gana esos puntos; use {nearest}.",
    },
    "points_nothing": {
        "en": "No answer earns anything here; give points to one or delete `points`.",
        "es": "Ninguna respuesta gana nada aquí; dé puntos a alguna o borre `points`.",
    },
    "points_hidden": {
        "en": "The store is not shown this answer, yet could work it out from its score; delete"
        " `{key}` or `shown_to: programme`.",
        "es": "A la tienda no se le muestra esta respuesta, pero podría deducirla de su puntuación;"
        " borre `{key}` o `shown_to: programme`.",
    },
    "points_above_cap": {
        "en": "{option} promises {points} points but the cap allows {cap}; lower the points or"
        " raise `points_cap`.",
        "es": "{option} promete {points} puntos pero el tope es {cap}; baje los puntos o suba"
        " `points_cap`.",
    },
    "cap_unreachable": {
        "en": "All options together earn {total} points, so the cap of {cap} is never reached;"
        " lower it or delete it.",
        "es": "Todas las opciones juntas ganan {total} puntos, así que nunca se llega al tope de"
        " {cap}; bájelo o bórrelo.",
    },
    "band_unreachable": {
        "en": "No answer falls into this band of {points} points; let `up_to` rise from band to"
        " band and stay within the question's limits.",
        "es": "Ninguna respuesta cae en esta franja de {points} puntos; haga que `up_to` crezca de"
        " franja en franja y quede dentro de los límites de la pregunta.",
    },
    "band_open_missing": {
        "en": "Answers above the last band earn nothing we know of; add a last band without"
        " `up_to`.",
        "es": "No se sabe qué ganan las respuestas por encima de la última franja; agregue una"
        " última sin `up_to`.",
    },
}
