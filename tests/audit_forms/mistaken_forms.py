"""One small mistake per code: (code, passage of the good form, what stands there instead, mark).

`<!>` in the replacement marks where the mistake must be reported; it is taken out before reading.
"""

from tests.audit_forms.yaml_texts import OWN_PART, changed

Case = tuple[str, str, str]

WHO = "{id: no, text: {en: Nobody, es: Nadie}}"
TWO_OPTIONS = """\
          - {id: name, text: {en: A name, es: Un nombre}}
          - {id: rude, text: {en: Rudeness, es: Grosería}}
"""
YES, NO = '{en: "Yes", es: Sí}', '{en: "No", es: "No"}'
ALIKE = "{en: Noon, es: sí}"
DEEP = "{not: " * 9 + "{question: who, is: no}" + "}" * 9
IN_PLACE: list[Case] = [
    # the file
    ("yaml_tab", "    questions:\n      - id: mood", "<!>\tquestions:\n      - id: mood"),
    (
        "yaml_syntax",
        "title: {en: Small, es: Pequeño}",
        "title: {en: Small, es: Pequeño\nqual<!>: 1",
    ),
    ("yaml_duplicate_key", "version: 1\n", "version: 1\n<!>version: 2\n"),
    ("yaml_key", "texts:\n", "? <!>[texts]\n:\n"),
    ("yaml_tag", "version: 1\n", "version: <!>!!python/object 1\n"),
    ("yaml_alias", "max: 20", "max: <!>*most"),
    ("yaml_recursion", "[en, es]", "&l [en, <!>*l]"),
    ("yaml_documents", "sections:\n", "<!>---\nsections:\n"),
    ("yaml_depth", "[en, es]", "[" * 39 + "<!>[en" + "]" * 40),
    ("yaml_character", "en: Small", "en: Sm<!>\x07all"),
    # keys and types
    ("key_unknown", "basis: opinion", "<!>bassis: opinion"),
    ("key_missing", "        tip: {en: Look down., es: Mire abajo.}\n", "<0>"),
    ("key_empty", "required: false\n        options", "<!>required:\n        options"),
    ("key_not_for_kind", "max: 3600", "<!>decimals: 1"),
    ("key_needs_other", "        action: {en: Clean it., es: Límpielo.}\n", "<1>"),
    ("mapping_expected", "points: {yes: 2, no: 0}", "points: <!>2"),
    ("list_expected", "in_store: [arrived, greeted]", "in_store: <!>arrived"),
    ("list_empty", "in_store: [arrived, greeted]", "in_store: <!>[]"),
    ("scalar_expected", "basis: opinion", "basis: <!>[opinion]"),
    ("boolean_expected", "na: true\n        min: 1", "na: <!>perhaps\n        min: 1"),
    ("boolean_expected", "na: true\n        min: 1", 'na: <!>"true"\n        min: 1'),
    ("number_expected", "max: 20", "max: <!>twenty"),
    ("number_expected", "max: 20", "max: <!>0x14"),
    ("number_expected", "max: 20", 'max: <!>"20"'),
    ("whole_expected", "points_cap: 3", "points_cap: <!>2.5"),
    ("number_too_small", "version: 1\n", "version: <!>0\n"),
    ("number_too_small", "points: {yes: 2, no: 0}", "points: {yes: 2, no: <!>-1}"),
    ("number_too_large", "critical_cap: 50", "critical_cap: <!>101"),
    ("word_unknown", "basis: opinion", "basis: <!>oppinion"),
    ("id_malformed", "id: mood", "id: <!>__proto__"),
    ("id_malformed", "form: small", "form: <!>Small_form"),
    ("id_malformed", "languages: [en, es]", "languages: [en, es, <!>Español]"),
    ("id_duplicate", WHO, "{id: <!>staff, text: {en: Nobody, es: Nadie}}"),
    ("id_duplicate", "- id: people", "- id: <!>door"),
    ("id_duplicate", "languages: [en, es]", "languages: [en, es, <!>en]"),
    ("id_duplicate", "in_store: [arrived, greeted]", "in_store: [arrived, <!>arrived]"),
    # texts
    ("text_expected", "text: {en: Mood, es: Ánimo}", "text: <!>Mood"),
    ("language_missing", "text: {en: Mood, es: Ánimo}", "text: <!>{en: Mood}"),
    ("language_missing", "text: {en: Mood, es: Ánimo}", 'text: {en: Mood, <!>es: " "}'),
    ("language_missing", "text: {en: Mood, es: Ánimo}", "text: {en: Mood, <!>es: }"),
    ("language_undeclared", "{en: Mood, es: Ánimo}", "{en: Mood, es: Ánimo, <!>fr: Humeur}"),
    # what a form declares
    ("fact_values", "values: [morning, noon]", "values: <!>[morning, 2]"),
    ("fact_values", "values: [morning, noon]", "values: <!>[noon, noon]"),
    (
        "fact_words_count",
        "[morning, noon]",
        "[morning, noon], words: <!>[{en: Morning, es: Mañana}]",
    ),
    ("fact_words_yes_no", "[true, false]", f"[true, false], <!>words: [{YES}, {NO}]"),
    ("fact_words_same", "[morning, noon]", f"[morning, noon], words: [{YES}, <!>{ALIKE}]"),
    (
        "language_missing",
        "[morning, noon]",
        "[morning, noon], text: <!>{en: Time of day}",
    ),
    (
        "part_unknown",
        "part: visit\n    title: {en: People",
        "part: <!>visits\n    title: {en: People",
    ),
    ("part_empty", "in_store", "  - <!>id: after\n    title: {en: After, es: Después}\nin_store"),
    ("quality_unknown", "quality: respect", "quality: <!>respekt"),
    ("quality_empty", "facts:", "  <!>courtesy: {en: Courtesy, es: Cortesía}\nfacts:"),
    ("in_store_order", "in_store: [arrived, greeted]", "in_store: [greeted, <!>arrived]"),
    ("cap_missing", "critical_cap: 50\n", "<2>"),
    ("cap_without_critical", "        critical: {fails_when: {is: false}}\n", "<3>"),
    (
        "customer_counts",
        "  - id: people\n",
        f"{OWN_PART}        <!>quality: respect\n  - id: people\n",
    ),
    # questions
    ("kind_unknown", "kind: scale", "kind: <!>skale"),
    ("question_duplicate", "- id: till", "- id: <!>clean"),
    ("too_few_answers", TWO_OPTIONS, "<4>"),
    ("steps_not_rising", "{value: 3, text", "{value: <!>2, text"),
    ("limits_crossed", "min: 1\n", "min: <!>21\n"),
    ("limits_crossed", "min_length: 30", "min_length: <!>5001"),
    ("between_two", "between: [arrived, greeted]", "<!>between: [arrived]"),
    ("between_two", "between: [arrived, greeted]", "between: [arrived, <!>arrived]"),
    ("not_a_stamp", "between: [arrived, greeted]", "between: [arrived, <!>clean]"),
    ("not_a_stamp", "in_store: [arrived, greeted]", "in_store: [arrived, <!>clean]"),
    # conditions and tests
    ("condition_shape", "- not: {question: clean, is: false}", "- <!>nor: {question: clean}"),
    (
        "condition_shape",
        "{fact: purchase, is: true}",
        "<!>{fact: purchase, question: who, is: true}",
    ),
    (
        "condition_too_deep",
        "- not: {question: clean, is: false}",
        "- " + DEEP.replace("{not: {q", "<!>{not: {q"),
    ),
    ("condition_on_itself", "{question: clean, is: false}", "{question: <!>words, answered: true}"),
    ("condition_on_later", "basis: opinion", "ask_when: {question: <!>who, is: staff}"),
    ("condition_on_later", "between: [arrived, greeted]", "between: [arrived, <!>words]"),
    ("question_unknown", "{question: clean, is: false}", "{question: <!>klean, is: false}"),
    ("question_unknown", "in_store: [arrived, greeted]", "in_store: [arrived, <!>left]"),
    ("fact_unknown", "{fact: purchase, is: true}", "{fact: <!>purchases, is: true}"),
    ("test_count", "{fact: purchase, is: true}", "<!>{fact: purchase}"),
    ("test_count", "{question: who, in: [staff, no]}", "<!>{question: who, is: no, in: [no]}"),
    ("test_unsuitable", "{fact: purchase, is: true}", "{fact: purchase, <!>at_least: 1}"),
    ("test_unsuitable", "{question: clean, is: false}", "{question: extras, <!>is: smile}"),
    ("test_unsuitable", "fails_when: {is: false}", "fails_when: {<!>answered: false}"),
    ("test_never", "{question: clean, is: false}", "{question: till, <!>at_least: 21}"),
    ("test_never", "{question: clean, is: false}", "{question: till, <!>is: 2.5}"),
    ("test_never", "{question: clean, is: false}", "{question: mood, <!>at_most: 0}"),
    ("test_never", "comment_when: {is: false}", "comment_when: {<!>answered: false}"),
    ("value_unknown", "in: [staff, no]", "in: [staff, <!>nobody]"),
    ("value_unknown", "{fact: purchase, is: true}", "{fact: shift, is: <!>mornin}"),
    ("value_unknown", "{question: clean, is: false}", "{question: mood, is: <!>4}"),
    ("value_unknown", "fails_when: {is: false}", "fails_when: {is: <!>never}"),
    # points
    ("points_missing", "points: {staff: 2, guard: 1, no: 0}", "points: <!>{staff: 2, guard: 1}"),
    ("points_unknown_answer", "guard: 1, no: 0}", "guard: 1, no: 0, <!>boss: 3}"),
    ("points_nothing", "points: {1: 0, 2: 1, 3: 2}", "<!>points: {1: 0, 2: 0, 3: 0}"),
    (
        "points_hidden",
        "points: {1: 0, 2: 1, 3: 2}",
        "<!>points: {1: 0, 2: 1, 3: 2}\n        shown_to: programme",
    ),
    ("points_above_cap", "name: 2, rude: -2", "name: <!>4, rude: -2"),
    ("cap_unreachable", "points_cap: 3", "points_cap: <!>5"),
    ("band_unreachable", "{up_to: 180, points: 1}", "{<!>up_to: 60, points: 1}"),
    ("band_unreachable", "{up_to: 5, points: 1}", "{<!>up_to: 0, points: 1}"),
    (
        "band_unreachable",
        "up_to: 5, points: 1}\n          - {",
        "up_to: 20, points: 1}\n          - <!>{",
    ),
    (
        "band_open_missing",
        "{points: 0}\n      - id: words",
        "{<!>up_to: 9, points: 0}\n      - id: words",
    ),
    (
        "condition_never",
        "        shown_to: programme\n",
        "      - id: never\n        kind: yes_no\n        text: tap\n        tip: tap\n"
        "        <!>ask_when: {all: [{question: who, is: no}, {question: who, is: staff}]}\n",
    ),
]

# Where a passage is taken out, the mistake stands elsewhere: at this passage of what is left.
TAKEN_OUT = {
    "<0>": "id: clean",
    "<1>": "action_when",
    "<2>": "critical: {fails",
    "<3>": "critical_cap",
    "<4>": "options:\n          - {id: smile",
}


def text_and_place(case: Case) -> tuple[str, int, int]:
    """The mistaken form, and the line and column where its mistake is."""
    _, old, new = case
    if new in TAKEN_OUT:
        text = changed(old, "")
        at = text.index(TAKEN_OUT[new])
    else:
        text = changed(old, new)
        at = text.index("<!>")
        text = text.replace("<!>", "")
    return text, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
