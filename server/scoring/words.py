"""Reasons as sentences, for the people of a store rather than for those who wrote the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from audit_forms import say as say_in
from server.scoring.results import Reason

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "earned": "{answer}: {points} of {possible}.",
        "earned_weighted": "{answer}: {points} of {possible}, counted {weight} times.",
        "critical_failed": (
            "{answer}: {points} of {possible}."
            " This is a critical fault: the overall score can be {cap} at most."
        ),
        "critical_unscored": (
            "{answer}. This is a critical fault: the overall score can be {cap} at most."
        ),
        "not_applicable": "Not applicable in this visit, so it is left out of the score.",
        "not_asked": "Not asked in this visit, so it is left out of the score.",
        "unanswered": "No answer was given, so it is left out of the score.",
        "not_scored": "Recorded for information. It carries no points.",
        "yes": "Yes",
        "no": "No",
        "nothing_chosen": "None chosen",
        "given": "As reported",
        "quote": "“{text}”",
        "and": " and ",
        "second": "1 second",
        "seconds": "{n} seconds",
        "minute": "1 minute",
        "minutes": "{n} minutes",
        "hour": "1 hour",
        "hours": "{n} hours",
        "timed": "{answer} by the clock",
        "estimated": "{answer} by estimate",
        "point": "{n} point",
        "points": "{n} points",
        "lowers": "{answer}.",
        "takes": "Takes {all}.",
        "from": "{points} from {quality}",
    },
    "es": {
        "earned": "{answer}: {points} de {possible}.",
        "earned_weighted": "{answer}: {points} de {possible}, que cuentan {weight} veces.",
        "critical_failed": (
            "{answer}: {points} de {possible}."
            " Es una falta crítica: la puntuación general no puede pasar de {cap}."
        ),
        "critical_unscored": (
            "{answer}. Es una falta crítica: la puntuación general no puede pasar de {cap}."
        ),
        "not_applicable": "No aplicaba en esta visita y no entra en la puntuación.",
        "not_asked": "No se preguntó en esta visita y no entra en la puntuación.",
        "unanswered": "No se respondió y no entra en la puntuación.",
        "not_scored": "Se registra como dato. No da puntos.",
        "yes": "Sí",
        "no": "No",
        "nothing_chosen": "Ninguna opción",
        "given": "Según lo informado",
        "quote": "“{text}”",
        "and": " y ",
        "second": "1 segundo",
        "seconds": "{n} segundos",
        "minute": "1 minuto",
        "minutes": "{n} minutos",
        "hour": "1 hora",
        "hours": "{n} horas",
        "timed": "{answer} según el reloj",
        "estimated": "{answer} según se estimó",
        "point": "{n} punto",
        "points": "{n} puntos",
        "lowers": "{answer}.",
        "takes": "Resta {all}.",
        "from": "{points} a {quality}",
    },
}


def in_words(reason: Reason, language: str) -> str:
    """The reason as a sentence. A language we have no sentences for reads English."""
    say = SENTENCES.get(language.partition("-")[0], SENTENCES["en"])
    args = reason.args
    if "answer" not in args:
        return say[reason.code]
    sentence = say[_sentence(reason)].format(
        answer=_answer(args["answer"], say, language),
        points=args["points"],
        possible=say["point" if args["possible"] == 1 else "points"].format(n=args["possible"]),
        weight=args["weight"],
        cap=args.get("cap"),
    )
    return " ".join(filter(None, (sentence, taken_in_words(reason, language))))


def taken_in_words(reason: Reason, language: str) -> str:
    """`Takes 2 points from Courtesy and 1 point from Respect.`; nothing where nothing is taken."""
    say = SENTENCES.get(language.partition("-")[0], SENTENCES["en"])
    lowers = sorted(reason.args.get("lowers", {}).items(), key=lambda each: (-each[1], each[0]))
    each = [
        say["from"].format(
            points=_count(say, "point", n), quality=say_in(reason.args["qualities"][id], language)
        )
        for id, n in lowers
    ]
    return say["takes"].format(all=_listed(each, say)) if each else ""


def _listed(each: list[str], say: Mapping[str, str]) -> str:
    *rest, last = each
    return ", ".join(rest) + say["and"] + last if rest else last


def _sentence(reason: Reason) -> str:
    if reason.code == "lowers":
        return "lowers"
    if reason.code == "critical_failed":
        return "critical_failed" if reason.args["possible"] else "critical_unscored"
    return "earned_weighted" if reason.args["weight"] > 1 else "earned"


def _answer(answer: Mapping[str, Any], say: Mapping[str, str], language: str) -> str:
    return _ANSWERS[answer["kind"]](answer, say, language)


def _yes_no(answer: Mapping[str, Any], say: Mapping[str, str], _: str) -> str:
    return say["yes" if answer["value"] else "no"]


def _chosen(answer: Mapping[str, Any], say: Mapping[str, str], language: str) -> str:
    texts = [say_in(text, language) for text in answer["texts"]]
    quoted = [say["quote"].format(text=text) for text in texts]
    if not quoted:
        return say["nothing_chosen"]
    return _listed(quoted, say)


def _number(answer: Mapping[str, Any], _: Mapping[str, str], __: str) -> str:
    value = answer["value"]
    return str(int(value) if value == int(value) else value)


def _given(_: Mapping[str, Any], say: Mapping[str, str], __: str) -> str:
    return say["given"]


def _duration(answer: Mapping[str, Any], say: Mapping[str, str], _: str) -> str:
    minutes, seconds = divmod(int(answer["value"]), 60)
    hours, minutes = divmod(minutes, 60)
    units = (("hour", hours), ("minute", minutes), ("second", seconds))
    pieces = [_count(say, unit, n) for unit, n in units if n]
    time = " ".join(pieces) or say["seconds"].format(n=0)
    how = answer.get("how")
    return say[how].format(answer=time) if how else time


def _count(say: Mapping[str, str], unit: str, n: int) -> str:
    return say[unit if n == 1 else unit + "s"].format(n=n)


_ANSWERS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, str], str], str]] = {
    "yes_no": _yes_no,
    "scale": _chosen,
    "one": _chosen,
    "several": _chosen,
    "number": _number,
    "duration": _duration,
    "money": _given,
    "time": _given,
    "text": _given,
    "photo": _given,
}
