"""What is carried otherwise than the author of a sheet may think: no mistake, but worth a look."""

NOTICES: dict[str, dict[str, str]] = {
    "note_in_tip": {
        "en": "This note is shown as part of the tip of the question beside it.",
        "es": "Esta nota se muestra como parte del consejo de la pregunta vecina.",
    },
    "date_as_text": {
        "en": "There is no question for a date alone, so this one is answered as text.",
        "es": "No existe una pregunta solo para fechas, así que esta se responde como texto.",
    },
    "tip_made": {
        "en": "{name} has no hint, so a general tip was written; replace it by one that says what"
        " to look for.",
        "es": "{name} no tiene `hint`, así que se escribió un consejo general; reemplácelo por"
        " uno que diga en qué fijarse.",
    },
    "recorded_anyway": {
        "en": "`{type}` is left out: the product keeps the times of a report itself, and never"
        " who its shopper is.",
        "es": "`{type}` se deja fuera: el producto guarda por sí mismo las horas de un informe y"
        " nunca quién es su cliente incógnito.",
    },
    "group_title_left_out": {
        "en": "Only groups stand in this group, so its own title is not shown; theirs are.",
        "es": "En este grupo solo hay grupos, así que no se muestra su título, sino los de ellos.",
    },
    "column_left_out": {
        "en": "The column `{column}` says nothing to this product and is left out.",
        "es": "La columna `{column}` no le dice nada a este producto y se deja fuera.",
    },
    "all_required": {
        "en": "No column `required` is there, so every question must be answered.",
        "es": "No hay columna `required`, así que todas las preguntas deben responderse.",
    },
    "title_in_one_language": {
        "en": "The title is the same in every language; write the others in columns such as"
        " `title (es)`.",
        "es": "El título es igual en todos los idiomas; escriba los demás en columnas como"
        " `title (es)`.",
    },
    "form_id_made": {
        "en": "The form is called {id} here, as its name takes small letters, digits and hyphens"
        " only.",
        "es": "Aquí el formulario se llama {id}, pues su nombre solo lleva minúsculas, cifras y"
        " guiones.",
    },
}
