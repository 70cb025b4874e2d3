"""What the mistakes in modules and in their use are called, as in `sentences`."""

MODULE_SENTENCES: dict[str, dict[str, str]] = {
    # -- in a module's file
    "module_alone": {
        "en": "{module} is a module, which is only asked within a form; write a form with"
        " `- use: {module}` under `sections`.",
        "es": "{module} es un módulo, que solo se pregunta dentro de un formulario; escriba un"
        " formulario con `- use: {module}` en `sections`.",
    },
    "not_in_module": {
        "en": "`{key}` is for the form to say that uses this module; delete it here.",
        "es": "`{key}` lo dice el formulario que usa este módulo; bórrelo aquí.",
    },
    "question_outside": {
        "en": "{question} is no question of this module, and a form may lack it; name a question of"
        " the module ({nearest}) or a fact.",
        "es": "{question} no es una pregunta de este módulo y puede faltar en un formulario; nombre"
        " una pregunta del módulo ({nearest}) o un dato.",
    },
    # -- in a form that uses it
    "module_never": {
        "en": "No answers can meet this condition, so {question} of {module} is never asked;"
        " correct the condition or delete the use.",
        "es": "Ninguna respuesta cumple esta condición, así que {question} de {module} nunca se"
        " pregunta; corrija la condición o borre el uso.",
    },
    "module_unknown": {
        "en": "There is no module {module}; write name and version of one, such as {nearest}.",
        "es": "No existe el módulo {module}; escriba nombre y versión de uno, como {nearest}.",
    },
    "module_twice": {
        "en": "Line {first} already uses {module} or another version of it; delete one of the two.",
        "es": "La línea {first} ya usa {module} u otra versión suya; borre una de las dos.",
    },
    "module_id_in_form": {
        "en": "{module} holds the {what} {id}, and so does line {first}; give the one in that line"
        " another id or delete it.",
        "es": "{module} contiene {id} ({what}), y la línea {first} también; dele otro id al de esa"
        " línea o bórrelo.",
    },
    "module_id_in_module": {
        "en": "{module} and {other} both hold the {what} {id}; use only one of them, or make a"
        " version of one that leaves it out.",
        "es": "{module} y {other} contienen {id} ({what}); use solo uno de los dos o haga una"
        " versión de uno que no lo incluya.",
    },
    "module_language": {
        "en": "{module} has no texts in {language}; take {language} out of `languages`, or make a"
        " version of the module that has them.",
        "es": "{module} no tiene textos en {language}; quite {language} de `languages` o haga una"
        " versión del módulo que los tenga.",
    },
    "module_quality": {
        "en": "{module} counts towards the quality {quality}; declare it under `qualities`.",
        "es": "{module} cuenta para la cualidad {quality}; declárela en `qualities`.",
    },
    "module_fact": {
        "en": "{module} asks for the fact {fact}; declare it under `facts` with at least the values"
        " {values}.",
        "es": "{module} pregunta por el dato {fact}; declárelo en `facts` con al menos los valores"
        " {values}.",
    },
}
