"""A small module with something of everything, and a form that uses it between its own sections."""

from pathlib import Path

WELCOME = """\
module: welcome
version: 1
languages: [en, es, fr]
qualities: [courtesy]
facts:
  purchase: {values: [true, false]}
texts:
  look: {en: Look., es: Mire., fr: Regardez.}
sections:
  - id: welcome
    title: {en: Welcome, es: Bienvenida, fr: Accueil}
    questions:
      - id: greeted
        kind: yes_no
        text: {en: Greeted?, es: ¿Saludo?, fr: Salué ?}
        tip: look
        quality: courtesy
        points: {yes: 2, no: 0}
        critical: {fails_when: {is: false}}
        action_when: {is: false}
        action: {en: Greet., es: Saludar., fr: Saluer.}
      - id: greeting
        kind: one
        text: {en: How?, es: ¿Cómo?, fr: Comment ?}
        tip: look
        options:
          - {id: words, text: {en: Words, es: Palabras, fr: Mots}}
          - {id: nod, text: {en: A nod, es: Un gesto, fr: Un signe}}
        ask_when: {all: [{question: greeted, is: true}, {fact: purchase, is: true}]}
  - id: welcome_again
    title: {en: Later, es: Después, fr: Plus tard}
    questions:
      - id: noticed
        kind: time
        text: {en: Noticed, es: Aviso, fr: Vu}
        tip: look
      - id: warmth
        kind: scale
        text: {en: Warmth, es: Calidez, fr: Chaleur}
        tip: look
        steps:
          - {value: 1, text: {en: Cold, es: Fría, fr: Froide}}
          - {value: 2, text: {en: Warm, es: Cálida, fr: Chaude}}
"""

FAREWELL = """\
module: farewell
version: 1
languages: [en, es]
sections:
  - id: goodbye
    title: {en: Goodbye, es: Despedida}
    questions:
      - id: thanked
        kind: yes_no
        text: {en: Thanked?, es: ¿Gracias?}
        tip: {en: Listen., es: Escuche.}
"""

FORM = """\
form: shop
version: 1
languages: [es, en]
title: {en: Shop, es: Tienda}
qualities:
  courtesy: {en: Courtesy, es: Cortesía}
facts:
  purchase: {values: [true, false]}
parts:
  - id: visit
    title: {en: Visit, es: Visita}
  - id: after
    title: {en: After, es: Después}
in_store: [arrived, noticed]
critical_cap: 50
sections:
  - id: door
    part: visit
    title: {en: Door, es: Puerta}
    questions:
      - id: arrived
        kind: time
        text: {en: Arrived, es: Llegada}
        tip: {en: Tap., es: Toque.}
  - use: welcome@1
    part: visit
  - id: end
    part: visit
    title: {en: End, es: Final}
    questions:
      - id: wait
        kind: duration
        between: [arrived, noticed]
        text: {en: Wait, es: Espera}
        tip: {en: Guess., es: Estime.}
      - id: smile
        kind: yes_no
        text: {en: Smile?, es: ¿Sonrisa?}
        tip: {en: Look., es: Mire.}
        ask_when: {question: greeting, is: words}
  - use: farewell@1
    part: after
"""


def kept(folder: Path, *texts: str) -> Path:
    """A folder of modules that holds these, each where its name and version say."""
    for text in texts or (WELCOME, FAREWELL):
        name, version = (line.partition(": ")[2] for line in text.splitlines()[:2])
        path = folder / name / f"{version}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def altered(text: str, old: str, new: str) -> str:
    """The text with one passage changed; the passage must stand there once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
