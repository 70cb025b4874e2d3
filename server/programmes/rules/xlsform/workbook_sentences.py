"""What can be wrong with a workbook as such, its sheets and its columns, and how it is mended."""

WORKBOOK_SENTENCES: dict[str, dict[str, str]] = {
    # -- the file
    "workbook_empty": {
        "en": "Nothing is in the file; save the workbook again and check that it was copied whole.",
        "es": "El archivo está vacío; guarde de nuevo el libro y revise que se haya copiado"
        " completo.",
    },
    "workbook_is_text": {
        "en": "The file holds plain text, such as CSV, and no workbook; open it in a spreadsheet"
        " and save it as Excel workbook (.xlsx).",
        "es": "El archivo contiene texto simple, como CSV, y no un libro; ábralo en una hoja de"
        " cálculo y guarde el libro como Excel (.xlsx).",
    },
    "workbook_old": {
        "en": "This is a workbook of the old format (.xls); open it and save it as Excel workbook"
        " (.xlsx).",
        "es": "Este es un libro del formato antiguo (.xls); abra el libro y guárdelo como libro"
        " de Excel (.xlsx).",
    },
    "workbook_locked": {
        "en": "The workbook is locked with a password; open it, remove the password and save it"
        " again.",
        "es": "El libro está protegido con contraseña; abra el libro, quite la contraseña y"
        " guárdelo de nuevo.",
    },
    "workbook_other": {
        "en": "The file is no Excel workbook; save the form as Excel workbook (.xlsx) and import"
        " that.",
        "es": "El archivo no es un libro de Excel; guarde el formulario como libro de Excel"
        " (.xlsx) e importe ese.",
    },
    "workbook_damaged": {
        "en": "The workbook is damaged and cannot be read whole; open it in a spreadsheet and"
        " save it under a new name.",
        "es": "El libro está dañado y no se puede leer completo; abra el libro en una hoja de"
        " cálculo y guárdelo con otro nombre.",
    },
    "workbook_too_large": {
        "en": "The workbook is too large for a form; remove pictures and unused sheets until it"
        " is below {limit} MB.",
        "es": "El libro es demasiado grande para un formulario; quite imágenes y hojas sin uso"
        " hasta que quede por debajo de {limit} MB.",
    },
    "workbook_too_many_rows": {
        "en": "The sheet has more than {limit} rows; delete the empty rows below the last one"
        " that is used.",
        "es": "La hoja tiene más de {limit} filas; borre las filas vacías debajo de la última que"
        " se usa.",
    },
    "workbook_too_wide": {
        "en": "The sheet has more than {limit} columns; delete the empty columns beside the last"
        " one that is used.",
        "es": "La hoja tiene más de {limit} columnas; borre las columnas vacías después de la"
        " última que se usa.",
    },
    "formula_in_cell": {
        "en": "A formula stands in this cell; replace it by its value (copy, then paste as"
        " values).",
        "es": "En esta celda hay una fórmula; reemplácela por su valor (copie y pegue como"
        " valores).",
    },
    # -- sheets and columns
    "survey_missing": {
        "en": "There is no sheet `survey` (found: {found}); name the sheet with the questions"
        " `survey`.",
        "es": "No hay ninguna hoja `survey` (hay: {found}); nombre `survey` la hoja con las"
        " preguntas.",
    },
    "choices_missing": {
        "en": "A question chooses from a list, but there is no sheet `choices`; add it with the"
        " columns `list_name`, `name` and `label`.",
        "es": "Una pregunta elige de una lista, pero no hay ninguna hoja `choices`; agréguela con"
        " las columnas `list_name`, `name` y `label`.",
    },
    "settings_missing": {
        "en": "There is no sheet `settings`; add it with the columns `form_title`, `form_id`,"
        " `version` and `default_language`, and one row.",
        "es": "No hay ninguna hoja `settings`; agréguela con las columnas `form_title`,"
        " `form_id`, `version` y `default_language`, y una fila.",
    },
    "survey_empty": {
        "en": "The sheet `survey` holds no question; write one per row below the names of the"
        " columns.",
        "es": "La hoja `survey` no contiene ninguna pregunta; escriba una por fila debajo de los"
        " nombres de las columnas.",
    },
    "column_missing": {
        "en": "The sheet has no column `{column}`; add it to the first row.",
        "es": "La hoja no tiene la columna `{column}`; agréguela en la primera fila.",
    },
    "header_below": {
        "en": "The names of the columns stand in row {row} only; delete the rows above it.",
        "es": "Los nombres de las columnas están apenas en la fila {row}; borre las filas que tiene"
        " encima.",
    },
    "column_twice": {
        "en": "`{column}` is the same column as `{first}`; keep one of them.",
        "es": "`{column}` es la misma columna que `{first}`; deje solo una.",
    },
    "column_misspelt": {
        "en": "There is no column `{column}`; use `{nearest}`, or give a column of notes a name"
        " of its own.",
        "es": "No existe la columna `{column}`; use `{nearest}` o nombre de otro modo una columna"
        " de notas.",
    },
    "language_unreadable": {
        "en": "`{found}` names no language that is known here; write its code in brackets, as in"
        " `{column}::{nearest}`.",
        "es": "`{found}` no nombra un idioma conocido aquí; escriba su código entre paréntesis,"
        " como en `{column}::{nearest}`.",
    },
    "language_unsaid": {
        "en": "Nothing says in which language the column `{column}` is; name it"
        " `{column}::English (en)`, or write `English (en)` as `default_language` on the"
        " sheet `settings`.",
        "es": "Nada dice en qué idioma está la columna `{column}`; nómbrela `{column}::Español"
        " (es)` o escriba `Español (es)` como `default_language` en la hoja `settings`.",
    },
    # -- settings
    "title_missing": {
        "en": "The form has no title; write it under `form_title`.",
        "es": "El formulario no tiene título; escríbalo en `form_title`.",
    },
    "form_id_malformed": {
        "en": "`{found}` cannot be the name of a form; write small letters without accents,"
        " digits and hyphens, as in `{suggestion}`.",
        "es": "`{found}` no sirve como nombre de un formulario; escriba minúsculas sin acentos,"
        " cifras y guiones, como `{suggestion}`.",
    },
    "version_not_whole": {
        "en": "The version {found} is no whole number from 1 to 1000000; write 1 for the first"
        " version, 2 for the next.",
        "es": "La versión {found} no es un número entero de 1 a 1000000; escriba 1 para la"
        " primera versión y 2 para la siguiente.",
    },
    "cell_not_number": {
        "en": "`{column}` must be a number, not {found}; write it in digits.",
        "es": "`{column}` debe ser un número, no {found}; escríbalo con cifras.",
    },
    "qualities_unnamed": {
        "en": "The five qualities have names in English and Spanish only; add a sheet `qualities`"
        " with the columns `name` and `label` in each language of the form.",
        "es": "Las cinco cualidades solo tienen nombre en inglés y español; agregue una hoja"
        " `qualities` con las columnas `name` y `label` en cada idioma del formulario.",
    },
    "module_changed": {
        "en": "This row differs from the module {module} that its group names; put it back as it"
        " was, or delete the name of the module to make the group the form's own.",
        "es": "Esta fila difiere del módulo {module} que nombra su grupo; déjela como estaba o"
        " borre el nombre del módulo para que el grupo sea propio del formulario.",
    },
    "pyxform_refuses": {
        "en": "Correct this and import again, as pyxform, which reads forms for other tools,"
        " refuses it ({reason}).",
        "es": "Corrija esto e importe de nuevo, pues pyxform, que lee formularios para otras"
        " herramientas, lo rechaza ({reason}).",
    },
}
