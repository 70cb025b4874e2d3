"""A small form that has something of everything, to be changed in one place by each test."""

GOOD = """\
form: small
version: 1
languages: [en, es]
title: {en: Small, es: Pequeño}
qualities:
  respect: {en: Respect, es: Respeto}
facts:
  purchase: {values: [true, false]}
  shift: {values: [morning, noon]}
parts:
  - id: visit
    title: {en: Visit, es: Visita}
in_store: [arrived, greeted]
critical_cap: 50
texts:
  tap: {en: Tap once., es: Toque una vez.}
sections:
  - id: door
    part: visit
    title: {en: Door, es: Puerta}
    questions:
      - id: arrived
        kind: time
        text: {en: Arrived, es: Llegada}
        tip: tap
      - id: greeted
        kind: time
        text: {en: Greeted, es: Saludo}
        tip: tap
        na: true
      - id: clean
        kind: yes_no
        text: {en: Clean?, es: ¿Limpio?}
        tip: {en: Look down., es: Mire abajo.}
        quality: respect
        points: {yes: 2, no: 0}
        critical: {fails_when: {is: false}}
        comment_when: {is: false}
        comment_min_length: 20
        action_when: {is: false}
        action: {en: Clean it., es: Límpielo.}
      - id: wait
        kind: duration
        between: [arrived, greeted]
        text: {en: Wait, es: Espera}
        tip: {en: Guess., es: Estime.}
        max: 3600
        points:
          - {up_to: 60, points: 3}
          - {up_to: 180, points: 1}
          - {points: 0}
  - id: people
    part: visit
    title: {en: People, es: Personas}
    questions:
      - id: mood
        kind: scale
        text: {en: Mood, es: Ánimo}
        tip: {en: At first., es: Al inicio.}
        basis: opinion
        steps:
          - {value: 1, text: {en: Cold, es: Frío}}
          - {value: 2, text: {en: Fair, es: Regular}}
          - {value: 3, text: {en: Warm, es: Cálido}}
        points: {1: 0, 2: 1, 3: 2}
      - id: who
        kind: one
        text: {en: Who?, es: ¿Quién?}
        tip: {en: Who was it?, es: ¿Quién fue?}
        options:
          - {id: staff, text: {en: Staff, es: Personal}}
          - {id: guard, text: {en: Guard, es: Vigilante}}
          - {id: no, text: {en: Nobody, es: Nadie}}
        points: {staff: 2, guard: 1, no: 0}
      - id: extras
        kind: several
        text: {en: Extras, es: Extras}
        tip: {en: What else?, es: ¿Qué más?}
        required: false
        options:
          - {id: smile, text: {en: A smile, es: Una sonrisa}}
          - {id: name, text: {en: A name, es: Un nombre}}
          - {id: rude, text: {en: Rudeness, es: Grosería}}
        points: {smile: 2, name: 2, rude: -2}
        points_cap: 3
      - id: till
        kind: number
        text: {en: Till, es: Caja}
        tip: {en: See its sign., es: Vea el letrero.}
        na: true
        min: 1
        max: 20
        points:
          - {up_to: 5, points: 1}
          - {points: 0}
      - id: words
        kind: text
        text: {en: Words, es: Palabras}
        tip: {en: As spoken., es: Tal cual.}
        required: false
        min_length: 30
        ask_when:
          all:
            - any:
                - {question: who, in: [staff, no]}
                - {fact: purchase, is: true}
            - not: {question: clean, is: false}
        shown_to: programme
"""

# What the customer did: a section to put before or after those of the good form.
OWN_PART = """\
  - id: own_part
    part: visit
    party: customer
    title: {en: My part, es: Mi parte}
    questions:
      - id: explained
        kind: yes_no
        text: {en: Explained?, es: ¿Explicado?}
        tip: {en: Say what for., es: Diga para qué.}
        points: {yes: 1, no: 0}
"""


def changed(old: str, new: str) -> str:
    """The good form with one passage changed; the passage must stand there once."""
    assert GOOD.count(old) == 1, f"{old!r} stands {GOOD.count(old)} times in the form"
    return GOOD.replace(old, new)
