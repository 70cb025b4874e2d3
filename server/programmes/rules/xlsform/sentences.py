"""What can be wrong with a form in a spreadsheet, and how it is mended, by stable code.

Where the form language finds a mistake, its own sentence speaks of the form's file; what begins
with `language_` says the same of a sheet.
"""

from server.programmes.rules.xlsform.expression_sentences import EXPRESSION_SENTENCES
from server.programmes.rules.xlsform.language_sentences import LANGUAGE_SENTENCES
from server.programmes.rules.xlsform.workbook_sentences import WORKBOOK_SENTENCES

SENTENCES: dict[str, dict[str, str]] = {
    # -- rows
    "type_missing": {
        "en": "Nothing says what sort of row this is; write its type, such as `text` or"
        " `select_one`.",
        "es": "Nada dice de qué tipo es esta fila; escriba su tipo, como `text` o `select_one`.",
    },
    "type_unknown": {
        "en": "There is no type `{type}`; use {nearest}.",
        "es": "No existe el tipo `{type}`; use {nearest}.",
    },
    "type_repeat": {
        "en": "A report cannot repeat questions; write them out once for each time, such as"
        " `shelf_1` and `shelf_2`, and delete the repeat.",
        "es": "Un informe no puede repetir preguntas; escriba cada una las veces necesarias, como"
        " `shelf_1` y `shelf_2`, y borre la repetición.",
    },
    "type_place": {
        "en": "A place is never asked: the phone measures the distance to the store itself;"
        " delete the row `{type}`.",
        "es": "Nunca se pregunta un lugar: el teléfono mide por sí mismo la distancia a la"
        " tienda; borre la fila `{type}`.",
    },
    "type_recording": {
        "en": "Sound and film are not recorded, for the sake of those who would be heard; ask for"
        " words with `text`, or for a picture with `image`.",
        "es": "No se graba sonido ni video, por respeto a quienes aparecerían; pida palabras con"
        " `text` o una imagen con `image`.",
    },
    "type_file": {
        "en": "No files are attached to a report; ask for a picture with `image`.",
        "es": "A un informe no se adjuntan archivos; pida una imagen con `image`.",
    },
    "type_barcode": {
        "en": "Bar codes are not read by the phone; ask for the number with `text`.",
        "es": "El teléfono no lee códigos de barras; pida el número con `text`.",
    },
    "type_rank": {
        "en": "Answers cannot be put in order; use `select_one` to ask for the first of them.",
        "es": "Las respuestas no se pueden ordenar; use `select_one` para preguntar por la"
        " primera.",
    },
    "type_range": {
        "en": "There is no slider; use `integer` with a constraint, or `select_one` with numbers"
        " as names for a scale.",
        "es": "No hay control deslizante; use `integer` con `constraint`, o `select_one` con"
        " números como nombres para una escala.",
    },
    "type_acknowledge": {
        "en": "Nothing is confirmed by a tick alone; use `select_one` with yes and no, or move"
        " the words into a `note`.",
        "es": "Nada se confirma con una sola marca; use `select_one` con sí y no, o pase las"
        " palabras a un `note`.",
    },
    "type_from_file": {
        "en": "Choices are not taken from another file; copy them to the sheet `choices` and use"
        " `select_one`.",
        "es": "Las opciones no se toman de otro archivo; copie las opciones a la hoja `choices` y"
        " use `select_one`.",
    },
    "type_or_other": {
        "en": "`or_other` is not carried; add a choice `other` to the list and a `text` question"
        " whose `relevant` asks for it.",
        "es": "`or_other` no se puede importar; agregue una opción `other` a la lista y una"
        " pregunta `text` cuyo `relevant` la pida.",
    },
    "group_unclosed": {
        "en": "The group {name} is never closed; add a row `end_group` after its last question.",
        "es": "El grupo {name} nunca se cierra; agregue una fila `end_group` después de su última"
        " pregunta.",
    },
    "group_not_open": {
        "en": "No group is open here; delete this `end_group`, or add the `begin_group` that it"
        " closes.",
        "es": "Aquí no hay ningún grupo abierto; borre este `end_group` o agregue el"
        " `begin_group` que cierra.",
    },
    "group_empty": {
        "en": "The group {name} holds no question; add one, or delete the group.",
        "es": "El grupo {name} no contiene ninguna pregunta; agregue una o borre el grupo.",
    },
    "group_without_label": {
        "en": "The group {name} has no title; write it under `label`.",
        "es": "El grupo {name} no tiene título; escríbalo en `label`.",
    },
    "name_missing": {
        "en": "This row has no name; write a short one that no other row has.",
        "es": "Esta fila no tiene nombre; escriba uno corto que ninguna otra fila tenga.",
    },
    "name_with_space": {
        "en": "A name has no spaces in it; write `{suggestion}` instead of `{name}`, here and"
        " wherever it is used.",
        "es": "Un nombre no lleva espacios; escriba `{suggestion}` en lugar de `{name}`, aquí y"
        " donde se use.",
    },
    "name_malformed": {
        "en": "`{name}` cannot be a name; write small letters without accents, digits and _, as"
        " in `{suggestion}`, here and wherever it is used.",
        "es": "`{name}` no sirve como nombre; escriba minúsculas sin acentos, cifras y _, como"
        " `{suggestion}`, aquí y donde se use.",
    },
    "name_twice": {
        "en": "{name} is already the name of row {first}; give this row another.",
        "es": "{name} ya es el nombre de la fila {first}; dele otro a esta fila.",
    },
    "label_missing": {
        "en": "{name} has no text; write what is asked under `label`.",
        "es": "{name} no tiene texto; escriba en `label` lo que se pregunta.",
    },
    "text_without_language": {
        "en": "`{column}` has no text in {language} here; write it, as every text is needed in"
        " every language of the form.",
        "es": "Aquí `{column}` no tiene texto en {language}; escríbalo, pues cada texto debe"
        " estar en todos los idiomas del formulario.",
    },
    "text_with_answer": {
        "en": "A text cannot hold the answer to {name}; write it so that it is right whatever was"
        " answered.",
        "es": "Un texto no puede contener la respuesta a {name}; escríbalo de modo que valga para"
        " cualquier respuesta.",
    },
    "hint_missing": {
        "en": "{name} has no tip, and none can be made in this language; write one under `hint`.",
        "es": "{name} no tiene consejo y en este idioma no se puede crear uno; escríbalo en"
        " `hint`.",
    },
    "note_condition": {
        "en": "This note hangs on another condition than the question after it; give both the"
        " same `relevant`, or delete that of the note.",
        "es": "Esta nota depende de otra condición que la pregunta siguiente; ponga el mismo"
        " `relevant` en ambas o borre el de la nota.",
    },
    "note_alone": {
        "en": "No question stands beside this note to show it; move it before the question that"
        " it belongs to.",
        "es": "Junto a esta nota no hay ninguna pregunta que la muestre; muévala antes de la"
        " pregunta a la que pertenece.",
    },
    "calculation_not_constant": {
        "en": "{name} is worked out from answers, which is not carried; write a number or a text"
        " in quotes, or delete the row.",
        "es": "{name} se calcula a partir de respuestas, y eso no se puede importar; escriba un"
        " número o un texto entre comillas, o borre la fila.",
    },
    "fact_without_values": {
        "en": "{name} is hidden and has no values; list under `values` what the programme can"
        " know, such as `yes, no`, or delete the row.",
        "es": "{name} está oculta y no tiene valores; liste en `values` lo que el programa puede"
        " saber, como `yes, no`, o borre la fila.",
    },
    "fact_quote_open": {
        "en": "{found} has a quote on one side only; put one before and one after the value, as in"
        ' `"Monday, morning", evening`, or write it twice inside them if it belongs to the value.',
        "es": "{found} tiene comillas de un solo lado; póngalas antes y después del valor, como en"
        ' `"lunes, mañana", tarde`, o escríbalas dos veces dentro de ellas si son parte del valor.',
    },
    "fact_choice_unknown": {
        "en": "{choice} is no value of {fact}, whose words this list holds; write {nearest}, or add"
        " it under `values`.",
        "es": "{choice} no es un valor de {fact}, cuyas palabras están en esta lista; escriba"
        " {nearest} o agréguelo en `values`.",
    },
    "fact_value_unworded": {
        "en": "The list {fact} holds the words of these values but has none for {value}; add a"
        " choice with that name.",
        "es": "La lista {fact} contiene las palabras de estos valores, pero ninguna para {value};"
        " agregue una opción con ese nombre.",
    },
    # -- cells
    "choice_is_date": {
        "en": "The spreadsheet has made the date {found} of this name; format the cell as text and"
        " write the name again.",
        "es": "La hoja de cálculo convirtió este nombre en la fecha {found}; dé a la celda formato"
        " de texto y vuelva a escribirlo.",
    },
    "label_is_date": {
        "en": "This answer reads {found}; if the spreadsheet has made a date of it, format the cell"
        " as text and write it again.",
        "es": "Esta respuesta dice {found}; si la hoja de cálculo la convirtió en fecha, dé a la"
        " celda formato de texto y vuelva a escribirla.",
    },
    "yes_or_no": {
        "en": "`{column}` cannot be {found}; write yes or no.",
        "es": "`{column}` no puede ser {found}; escriba yes o no.",
    },
    "required_condition": {
        "en": "Whether a question must be answered cannot hang on another; write yes or no"
        " instead of `{found}`, and put the condition under `relevant`.",
        "es": "Que una pregunta sea obligatoria no puede depender de otra; escriba yes o no en"
        " lugar de `{found}` y ponga la condición en `relevant`.",
    },
    "cell_unreadable": {
        "en": "{found} cannot be read in `{column}`; delete it, or copy the cell again from an"
        " export.",
        "es": "No se puede leer {found} en `{column}`; bórrelo o copie de nuevo la celda de una"
        " exportación.",
    },
    "kind_not_for_type": {
        "en": "The kind {kind} does not go with the type {type}; use {kinds}, or delete the kind.",
        "es": "La clase {kind} no va con el tipo {type}; use {kinds} o borre la clase.",
    },
    "shown_to_unknown": {
        "en": "An answer cannot be shown to {found}; write `store`, or `programme` to keep it from"
        " the store.",
        "es": "Una respuesta no se puede mostrar a {found}; escriba `store`, o `programme` para que"
        " la tienda no la vea.",
    },
    "quality_unlisted": {
        "en": "There is no quality {quality}; use {nearest}, or add it to a sheet `qualities`.",
        "es": "No existe la cualidad {quality}; use {nearest} o agréguela en una hoja `qualities`.",
    },
    "points_not_number": {
        "en": "{found} is no whole number of points; write it in digits, such as 2.",
        "es": "{found} no es un número entero de puntos; escríbalo con cifras, como 2.",
    },
    "points_per_answer": {
        "en": "The points {found} belong to no answer; write them beside each choice on the sheet"
        " `choices`, or as pairs, such as `yes: 2, no: 0`.",
        "es": "Los puntos {found} no pertenecen a ninguna respuesta; escriba los de cada opción"
        " en la hoja `choices`, o en pares, como `yes: 2, no: 0`.",
    },
    "points_not_pairs": {
        "en": "{found} cannot be read as points; write each answer with its points, such as `yes:"
        " 2, no: 0`.",
        "es": "{found} no se puede leer como puntos; escriba cada respuesta con sus puntos, como"
        " `yes: 2, no: 0`.",
    },
    "bands_unreadable": {
        "en": "{found} does not say which values earn what; write each upper end with its points,"
        " such as `60: 3, 180: 1, above: 0`.",
        "es": "{found} no dice qué valores ganan qué; escriba cada límite superior con sus"
        " puntos, como `60: 3, 180: 1, above: 0`.",
    },
    "pairs_unreadable": {
        "en": "`{column}` holds pairs; write them as `name: value, name: value`.",
        "es": "`{column}` contiene pares; escriba cada uno como `nombre: valor, nombre: valor`.",
    },
    "critical_needs_test": {
        "en": "Nothing says which answer fails the visit; write it as a test of the answer, such"
        " as `. = 'no'`, instead of {found}.",
        "es": "Nada dice qué respuesta hace fallar la visita; escriba una prueba de la respuesta,"
        " como `. = 'no'`, en lugar de {found}.",
    },
    # -- choices
    "choice_without_list": {
        "en": "This choice belongs to no list; write the name of its list under `list_name`.",
        "es": "Esta opción no pertenece a ninguna lista; escriba el nombre de su lista en"
        " `list_name`.",
    },
    "choice_without_name": {
        "en": "This choice has no name; write a short one that no other choice of its list has.",
        "es": "Esta opción no tiene nombre; escriba uno corto que ninguna otra opción de su lista"
        " tenga.",
    },
    "choice_without_label": {
        "en": "The choice `{choice}` has no text; write under `label` what the shopper reads.",
        "es": "La opción `{choice}` no tiene texto; escriba en `label` lo que se lee en el"
        " teléfono.",
    },
    "choice_twice": {
        "en": "The list {list} already has the choice `{choice}` in row {first}; give this one"
        " another name or delete it.",
        "es": "La lista {list} ya tiene la opción `{choice}` en la fila {first}; dele otro nombre a"
        " esta o bórrela.",
    },
    "choice_without_points": {
        "en": "The choice `{choice}` has no points, while others of its list have; write 0 or what"
        " it earns.",
        "es": "La opción `{choice}` no tiene puntos y otras de su lista sí; escriba 0 o lo que"
        " gana.",
    },
    "list_missing": {
        "en": "Nothing says from which list is chosen; write its name after the type, as in"
        " `select_one yes_no`.",
        "es": "Nada dice de qué lista se elige; escriba su nombre después del tipo, como en"
        " `select_one yes_no`.",
    },
    "list_unknown": {
        "en": "There is no list {list} on the sheet `choices`; use {nearest}, or add its choices"
        " there.",
        "es": "No existe la lista {list} en la hoja `choices`; use {nearest} o agregue allí sus"
        " opciones.",
    },
    "choice_filter_not_carried": {
        "en": "This filter does not come down to one earlier answer; use the form `column ="
        " question`, or write one question per case with a `relevant` of its own.",
        "es": "Este filtro no se reduce a una respuesta anterior; use la forma `columna ="
        " pregunta` o escriba una pregunta por caso con su propio `relevant`.",
    },
    "choice_filter_column": {
        "en": "The sheet `choices` has no column {found} to filter by; use {nearest}, or add the"
        " column.",
        "es": "La hoja `choices` no tiene la columna {found} para filtrar; use {nearest} o"
        " agregue la columna.",
    },
    "choice_filter_empty": {
        "en": "No choice passes this filter; check its column on the sheet `choices`, and correct"
        " the values there.",
        "es": "Ninguna opción cumple este filtro; revise su columna en la hoja `choices` y"
        " corrija allí los valores.",
    },
}

SENTENCES |= EXPRESSION_SENTENCES | LANGUAGE_SENTENCES | WORKBOOK_SENTENCES
