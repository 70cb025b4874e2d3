"""What the product says to people: finished, saying what to do, and in Spanish as it is spoken."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import audit_forms
from audit_forms import Form
from audit_forms.in_words import SENTENCES as ASKED
from audit_forms.loading import load_module
from audit_forms.sentences import SENTENCES as MISTAKES
from pdf_templates.words import WORDS
from server.kernel.mistakes import ANSWERS, ANSWERS_OF_KIND, FIELDS
from server.kernel.problems import CATALOGUE
from server.programmes.rules.xlsform.notices import NOTICES
from server.programmes.rules.xlsform.sentences import SENTENCES as OF_SHEETS
from server.programmes.rules.xlsform.tips import TIPS
from server.scoring.words import SENTENCES as REASONS
from tests.architecture.house import ROOT, place, product_files, tree_of, write
from tests.architecture.test_languages import catalogue

LIB = ROOT / "server/phone/static/app/lib"

# The phone's words that tell of a fault; every other key names a thing, a state or a button.
PHONE_FAULTS = re.compile(
    r"(problem|refused|trouble|warn)_.*"
    r"|conflict_(claimed|settled|not_loaded|signed_out)"
    r"|explain_(signed_out|other_shopper)"
    r"|lock_(is_insecure|short|differ|wrong|failed|unsaved|elsewhere)"
    r"|photo_(same|no_room|not_stored|did_not_come|little_room|unreadable_here)"
    r"|rescue_(insecure|none|not_ours|version|damaged|other_shopper)"
    r"|not_loaded|store_closed|room_small|place_blocked|not_done_choose|sent_elsewhere|secure_ask"
)

# Verbs that begin a clause which tells somebody what to do. A new one is added here by hand, after
# reading the sentence as the person who meets it.
ENGLISH_ORDERS = (
    "accept add adjust announce answer ask bring check choose claim close compare complete "
    "connect copy correct declare delete discard drop free give go install keep leave let list "
    "load look lower make mark mend move name open plan put raise refresh reload remove replace "
    "save say send set shorten show sign simplify spell split start store take tell try use wait "
    "write"
)
# Without accents and without the pronoun at their end (envíelo, dígalo, muéstreselo).
SPANISH_ORDERS = (
    "abra acepte acorte actualice agregue ajuste anuncie asigne avise baje borre cargue cierre "
    "compare complete conecte consulte continue copie corrija cree de declare deje devuelva "
    "diga divida elija empiece entre envie escriba espere guarde haga imprima indique instale "
    "intente libere liste llame mande marque muestre mueva nombre ordene pase pida planee ponga "
    "pregunte pruebe quite recargue reemplace regrese repita responda revise simplifique suba "
    "tome toque use vuelva"
)

# Brackets keep this file from holding the marks it looks for.
UNFINISHED = re.compile(
    r"\b(TO[D]O|FIX[M]E|XXX+|TBD)\b|(?i:\b(lorem|ipsum|xxx+|placeholder|sin traducir)\b)"
    r"|\.\.\.|\?\?|%[sdr]|\$\{|\{\}|\{\{|\}\}|<\w+>|\s{2}|^\s|\s$"
)
BLAMING = re.compile(
    r"\b(invalid|illegal|incorrect|malformed|bad (input|value|format)|"
    r"inválid[oa]s?|ilegal(es)?|incorrect[oa]s?|erróne[oa]s?)\b",
    re.IGNORECASE,
)
# Some orders to a `tú` look like what somebody else does ("quien escribe"): those only count where
# a clause begins.
INFORMAL = re.compile(
    r"\b(tú|tu|tus|te|ti|contigo|tuy[oa]s?|vos|vosotr[oa]s|vuestr[oa]s?|os"
    r"|eres|estás|has|vas|ves|das|puedes|podés|tienes|tenés|quieres|querés|debes|debés|necesitas"
    r"|sabes|haces|dices|haz|hacé|pon|poné|dime|dinos|escribí|elegí|envíal[oa]|ábrel[oa]|cárgal[oa]"
    r"|añádel[oa]|agrégal[oa]|bórral[oa]|quítal[oa]|revísal[oa]|tómal[oa]|inténtalo|cópial[oa]"
    r"|conéctate|asegúrate|fíjate|mantén)\b"
    r"|(^|[.;:,] )(escribe|elige|envía|abre|agrega|borra|quita|revisa|toma|toca|intenta|copia|carga"
    r"|vuelve|prueba|responde|indica|pide|usa|corrige|cambia|deja) (?!solo\b)",
    re.IGNORECASE,
)
OF_SPAIN = re.compile(
    r"\b(ordenador(es)?|móvil(es)?|ficheros?|coger|cog[eí]\w*|coj[ao]\w*|puls[aáeé]\w*|pincha\w*"
    r"|pinche|clic[ak]\w*|coches?|aparca\w*|carné|tique|zumo|gafas|vale,|apañ\w*|fregona"
    r"|anad\w*|añad\w*|rellen[ae]\w*|echar en falta|a por|aseos?|ratón)\b|[«»]",
    re.IGNORECASE,
)
# Words that English cannot do without and Spanish does not have.
ENGLISH = re.compile(
    r"\b(the|and|of|is|are|this|that|with|your|you|not|from|which|please|answer|question|photo"
    r"|report|store|file|email|e-mail|link|ok|click|app|password|login|online|offline|feedback)\b",
    re.IGNORECASE,
)
# What stands for something else (a gap, a key of the form language, an address) is no prose.
NO_PROSE = re.compile(r"`[^`]*`|%\(\w+\)[sd]|\{\w*\}|\{[^}]*\"[^}]*\}|https?\b|/\w+/|\w+@\w+")
ENDS = tuple(".?…:")


@dataclass(frozen=True, slots=True)
class Said:
    """One text in both languages, and where it is found."""

    where: str
    en: str
    es: str


def with_order(text: str, orders: str) -> bool:
    """Whether a clause of the text begins by telling the reader what to do."""
    clauses = re.split(r"[.;:,?]\s+|\s+(?:and|or|then|y|o|luego|entonces)\s+", text)
    heads = (re.sub(r"^[^\w]+", "", clause).split(" ", 1)[0].lower() for clause in clauses)
    verbs = frozenset(orders.split())
    return any(head in verbs or _stem(head) in verbs for head in heads)


def _stem(word: str) -> str:
    """A verb without accents and without pronouns: `envíelo` is `envie`, `dígalo` is `diga`."""
    plain = word.strip(".,;:?").translate(str.maketrans("áéíóú", "aeiou"))
    return re.sub(r"(?<=[ae])(se|me|nos)?(lo|la|le|los|las|les|se|me|nos)$", "", plain)


def _unfinished(said: Said) -> bool:
    return any(UNFINISHED.search(NO_PROSE.sub("x", text).strip()) for text in (said.en, said.es))


def _silent_about_what_to_do(said: Said) -> bool:
    return not (with_order(said.en, ENGLISH_ORDERS) and with_order(said.es, SPANISH_ORDERS))


def _blaming(said: Said) -> bool:
    return any(BLAMING.search(text) for text in (said.en, said.es))


def _open(said: Said) -> bool:
    return not (said.en.endswith((".", "?")) and said.es.endswith((".", "?")))


def _informal(said: Said) -> bool:
    return INFORMAL.search(NO_PROSE.sub("x", said.es)) is not None


def _of_spain(said: Said) -> bool:
    return OF_SPAIN.search(NO_PROSE.sub("x", said.es)) is not None


def _english(said: Said) -> bool:
    plain = NO_PROSE.sub("x", said.es)
    copied = said.es == said.en and len(re.findall(r"[^\W\d_]{2,}", plain)) > 2
    return copied or ENGLISH.search(plain) is not None


def _unmarked(said: Said) -> bool:
    return any(said.es.count(a) != said.es.count(b) for a, b in ("¿?", "¡!", "“”", "()"))


def _closed_in_one_only(said: Said) -> bool:
    return _closed(said.en) != _closed(said.es)


def _closed(text: str) -> bool:
    return text.rstrip("”\"')").endswith(ENDS)


def problems() -> list[Said]:
    """Every problem of the server, its titles left out, and every fault of an answer or a field."""
    sentences = {
        **{f"problem {code}": kind.sentence for code, kind in CATALOGUE.items()},
        **{f"answer {code}": sentence for code, sentence in ANSWERS.items()},
        **{f"kind {kind}": sentence for kind, sentence in ANSWERS_OF_KIND.items()},
        **{f"field {code}": sentence for code, sentence in FIELDS.items()},
        **{f"entry {n}": sentence for n, sentence in enumerate(entries(ROOT))},
    }
    known = translations()
    return [Said(where, text, known[text]) for where, text in sentences.items()]


def entries(root: Path) -> list[str]:
    """What the schemas of pages say to enter in a field."""
    return [
        str(node.args[0].value)
        for path in product_files(root, "schemas.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
        if isinstance(node.args[0], ast.Constant)
    ]


def translations() -> dict[str, str]:
    """The server's catalogue; of a sentence that counts, the one for other numbers."""
    return {_last(each.id): _last(each.string) for each in catalogue(ROOT) if each.id}


def _last(said: str | tuple[str, ...] | list[str] | None) -> str:
    return said if isinstance(said, str) else said[-1] if said else ""


def mistakes() -> list[Said]:
    """Every mistake of a form's file, of a module's, and of a form in a spreadsheet."""
    every = {**MISTAKES, **OF_SHEETS}
    assert len(every) == len(MISTAKES) + len(OF_SHEETS)
    return [Said(f"mistake {code}", said["en"], said["es"]) for code, said in every.items()]


def texts(form: Form, name: str) -> Iterator[tuple[str, Said]]:
    """Every text of a form as (what it is, the text): titles, questions, tips, options, actions."""

    def walk(thing: object, kind: str, where: str) -> Iterator[tuple[str, Said]]:
        if isinstance(thing, Mapping) and set(thing) == {"en", "es"}:
            yield kind, Said(f"{name} {where} {kind}", thing["en"], thing["es"])
        elif isinstance(thing, Mapping):
            for each in thing.values():
                yield from walk(each, kind, where)
        elif isinstance(thing, tuple):
            for each in thing:
                yield from walk(each, kind, where)
        elif dataclasses.is_dataclass(thing):
            here = f"{where}.{getattr(thing, 'id', '')}".strip(".")
            for field in dataclasses.fields(thing):
                if field.name != "memo":
                    yield from walk(getattr(thing, field.name), field.name, here)

    return walk(form, "", "")


def shipped() -> dict[str, Form]:
    """Every form and module that comes with the product."""
    forms = {f"{i}@{n}": audit_forms.load_shipped(i, n) for i, n, _ in audit_forms.shipped()}
    modules = {f"{i}@{n}": load_module(path) for i, n, path in audit_forms.shipped_modules()}
    return forms | modules


def of_forms(*kinds: str) -> list[Said]:
    """The texts of all forms and modules that are of these kinds, or all of them."""
    every = (pair for name, form in shipped().items() for pair in texts(form, name))
    return [said for kind, said in every if not kinds or kind in kinds]


@pytest.fixture(scope="session")
def phone(node: str) -> list[Said]:
    """What the phone says; of a sentence that counts, each form."""
    names = ("words", "more", "care", "moments")
    tables = [f"{table}.{at}.js" for table in names for at in ("en", "es")]
    lines = [
        f"import * as t{n} from {json.dumps((LIB / t).as_uri())};" for n, t in enumerate(tables)
    ]
    lines.append(
        "const all = (...from) => Object.assign({}, ...from.map((t) => Object.values(t)[0]));"
    )
    lines.append("console.log(JSON.stringify([all(t0, t2, t4, t6), all(t1, t3, t5, t7)]));")
    english, spanish = json.loads(_run(node, "\n".join(lines)))
    return [
        Said(f"phone {key}", one, other)
        for key, entry in english.items()
        for one, other in zip(_forms(entry), _forms(spanish[key]), strict=True)
    ]


def _forms(entry: str | list[str]) -> list[str]:
    return [entry] if isinstance(entry, str) else entry


def _run(node: str, program: str) -> str:
    arguments = [node, "--input-type=module", "-e", program]
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def messages(phone: list[Said]) -> list[Said]:
    """Every message that tells a person what is wrong, wherever it lies."""
    faults = [said for said in phone if PHONE_FAULTS.fullmatch(said.where.removeprefix("phone "))]
    return [*problems(), *mistakes(), *faults]


@pytest.fixture(scope="session")
def everything(phone: list[Said]) -> list[Said]:
    """All that the product says in both languages."""
    tables = [
        ("reason", REASONS["en"], REASONS["es"]),
        ("pdf", WORDS["en"], WORDS["es"]),
        ("asked", ASKED["en"], ASKED["es"]),
    ]
    columns = [
        Said(f"{name} {key}", text, spanish[key])
        for name, english, spanish in tables
        for key, text in english.items()
    ]
    columns += [
        Said(f"sheet {key}", said["en"], said["es"]) for key, said in (NOTICES | TIPS).items()
    ]
    server = [Said("server", text, said) for text, said in translations().items()]
    return [*server, *mistakes(), *phone, *columns, *of_forms()]


def failing(rule: Callable[[Said], bool], every: list[Said]) -> list[str]:
    """Where a rule is broken, with both texts."""
    return [f"{said.where}: {said.en} | {said.es}" for said in every if rule(said)]


def test_it_works(messages: list[Said], everything: list[Said]) -> None:
    assert len(messages) > 200
    assert len(everything) > 900
    assert failing(_silent_about_what_to_do, messages) == []


def test_no_message_only_blames(everything: list[Said]) -> None:
    assert failing(_blaming, everything) == []


def test_every_message_ends_as_a_sentence(messages: list[Said]) -> None:
    assert failing(_open, messages) == []


def test_nothing_is_unfinished(everything: list[Said]) -> None:
    assert failing(_unfinished, everything) == []


def test_both_languages_end_alike(everything: list[Said]) -> None:
    assert failing(_closed_in_one_only, everything) == []


RULES_OF_SPANISH = [_informal, _of_spain, _english, _unmarked]


@pytest.mark.parametrize("rule", RULES_OF_SPANISH, ids=lambda rule: rule.__name__.strip("_"))
def test_spanish_is_that_of_the_americas_and_polite(
    rule: Callable[[Said], bool], everything: list[Said]
) -> None:
    assert failing(rule, everything) == []


def test_every_question_has_a_tip_that_is_a_sentence() -> None:
    questions = [question for form in shipped().values() for question in form.questions]
    tips = of_forms("tip")
    assert len(tips) == len(questions) > 30
    assert failing(lambda said: not (_closed(said.en) and _closed(said.es)), tips) == []
    assert failing(lambda said: min(len(said.en), len(said.es)) < 15, tips) == []


def test_no_tip_repeats_its_question() -> None:
    questions = [question for form in shipped().values() for question in form.questions]
    repeating = [
        question.id
        for question in questions
        for language in ("en", "es")
        if question.tip[language].strip(".?¿ ") in question.text[language]
    ]
    assert repeating == []


def test_every_question_is_one_in_both_languages() -> None:
    asked = of_forms("text")
    assert failing(lambda said: ("?" in said.en) != ("?" in said.es), asked) == []


def unfilled(root: Path) -> list[str]:
    """Where a problem is raised without what its sentence has gaps for."""
    return [
        f"{place(root, path, node.lineno)} {gap}"
        for path in product_files(root)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "Problem" and node.args and isinstance(node.args[0], ast.Constant)
        if all(keyword.arg for keyword in node.keywords)
        for gap in re.findall(r"%\((\w+)\)s", CATALOGUE[str(node.args[0].value)].sentence)
        if gap not in {keyword.arg for keyword in node.keywords}
    ]


def test_a_problem_is_raised_with_what_its_sentence_needs() -> None:
    assert unfilled(ROOT) == []


def faults_of_vectors() -> dict[str, dict[str, object]]:
    """Every fault of an answer as the evaluator gives it, with one example of its arguments."""
    return {
        problem["code"]: problem
        for path in sorted((ROOT / "audit_forms/vectors").glob("*.json"))
        for case in json.loads(path.read_text(encoding="utf-8"))
        for problem in case["expect"]["problems"]
    }


def test_a_fault_of_an_answer_fills_its_sentence(node: str) -> None:
    faults = faults_of_vectors()
    for code, fault in faults.items():
        assert "%(" not in ANSWERS[code] % fault["args"]
    module = (LIB / "wrong.js").as_uri()
    program = f"""
        import {{ wrongText }} from {json.dumps(module)};
        import {{ speaker }} from {json.dumps((LIB / "say.js").as_uri())};
        import {{ more }} from {json.dumps((LIB / "more.es.js").as_uri())};
        const means = {{ say: speaker(more), money: String, textOf: String }};
        const said = {json.dumps(list(faults.values()))}
          .map((fault) => wrongText(fault, {{ kind: "text" }}, means));
        console.log(JSON.stringify(said));
    """
    said = json.loads(_run(node, program))
    assert len(said) == len(ANSWERS)
    assert [text for text in said if "{" in text or " " not in text] == []


GOOD = Said("a", "The name is empty. Write one.", "El nombre está vacío. Escríbalo.")
BAD = [
    (_silent_about_what_to_do, "This is not possible.", "Escriba otro."),
    (_silent_about_what_to_do, "Write another one.", "El valor no se permite."),
    (_blaming, "Invalid value. Write another.", "Escriba otro."),
    (_blaming, "Write another.", "Valor inválido. Escriba otro."),
    (_open, "Write another", "Escriba otro."),
    (_closed_in_one_only, "Write another", "Escriba otro."),
    (_unfinished, "TBD write this.", "Escriba esto."),
    (_unfinished, "Write at most %s.", "Escriba esto."),
    (_unfinished, "Write this.", "Escriba..."),
    (_informal, "Write your name.", "Escribe tu nombre."),
    (_informal, "You can go on.", "Puedes continuar."),
    (_of_spain, "Take the phone.", "Coja el móvil."),
    (_english, "Open the report.", "Abra el report."),
    (_english, "Look at this again.", "Look at this again."),
    (_unmarked, "Is it open?", "Está abierto?"),
]


@pytest.mark.parametrize(("rule", "english", "spanish"), BAD)
def test_a_bad_sentence_is_found(rule: Callable[[Said], bool], english: str, spanish: str) -> None:
    assert failing(rule, [GOOD, Said("b", english, spanish)]) == [f"b: {english} | {spanish}"]


def test_a_gap_that_nobody_fills_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/a.py", "raise Problem('body_too_large')\n")
    assert unfilled(tmp_path) == ["server/a.py:1 limit"]


def test_what_a_page_says_of_a_field_is_found(tmp_path: Path) -> None:
    write(tmp_path, "server/a/schemas.py", "name = _text(_('Name missing'), 120)\n")
    assert entries(tmp_path) == ["Name missing"]
