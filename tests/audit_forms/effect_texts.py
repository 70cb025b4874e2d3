"""A small form whose answers do more than earn: they lower, thank, open a part, make a sum."""

EFFECTS = """\
form: effects
version: 1
languages: [en, es]
title: {en: Effects, es: Efectos}
qualities:
  respect: {en: Respect, es: Respeto}
  courtesy: {en: Courtesy, es: Cortesía}
parts:
  - id: visit
    title: {en: Visit, es: Visita}
  - id: follow_up
    title: {en: Follow-up, es: Seguimiento}
    opens_after_days: {question: promised}
    open_for_days: 7
  - id: home
    title: {en: At home, es: En casa}
    opens_after_days: 0
sections:
  - id: service
    part: visit
    title: {en: Service, es: Servicio}
    questions:
      - id: greeted
        kind: yes_no
        text: {en: Greeted?, es: ¿Saludo?}
        tip: {en: Listen., es: Escuche.}
        quality: courtesy
        points: {yes: 4, no: 0}
      - id: equal
        kind: yes_no
        text: {en: As an equal?, es: ¿De igual a igual?}
        tip: {en: Listen., es: Escuche.}
        quality: respect
        points: {yes: 3, no: 0}
        weight: 2
      - id: coldness
        kind: one
        text: {en: Coldness?, es: ¿Frialdad?}
        tip: {en: When was it?, es: ¿Cuándo fue?}
        options:
          - {id: none, text: {en: Never, es: Nunca}}
          - {id: arrival, text: {en: On arrival, es: Al llegar}}
        lowers: {courtesy: 3, respect: 1}
        lowers_when: {is: arrival}
      - id: tag
        kind: money
        text: {en: On the tag, es: En la etiqueta}
        tip: {en: Read it., es: Léala.}
        na: true
      - id: charged
        kind: money
        text: {en: Charged, es: Cobrado}
        tip: {en: See the receipt., es: Vea el recibo.}
      - id: overcharged
        kind: money
        between: [tag, charged]
        text: {en: Difference, es: Diferencia}
        tip: {en: Worked out., es: Se calcula.}
        points:
          - {up_to: -1, points: 1}
          - {up_to: 0, points: 2}
          - {points: 0}
  - id: thanks
    part: visit
    title: {en: Thanks, es: Gracias}
    questions:
      - id: thanks_name
        kind: text
        text: {en: A name?, es: ¿Un nombre?}
        tip: {en: From the badge., es: Del gafete.}
        required: false
        shown_to: programme
      - id: thanks_words
        kind: text
        text: {en: Your thanks?, es: ¿Su agradecimiento?}
        tip: {en: As spoken., es: Tal cual.}
        required: false
        commends: {quality: thanks_for, role: thanks_role, name: thanks_name}
      - id: thanks_for
        kind: one
        text: {en: What for?, es: ¿Por qué?}
        tip: {en: Choose one., es: Elija una.}
        options:
          - {id: respect, text: {en: Respect, es: Respeto}}
          - {id: courtesy, text: {en: Courtesy, es: Cortesía}}
      - id: thanks_role
        kind: text
        text: {en: Whose?, es: ¿De quién?}
        tip: {en: The role., es: El puesto.}
        required: false
  - id: understand
    part: visit
    title: {en: Understood, es: Comprendieron}
    aggregate_of: 3
    questions:
      - id: asked_back
        kind: yes_no
        text: {en: Asked back?, es: ¿Preguntaron?}
        tip: {en: Listen., es: Escuche.}
        points: {yes: 2, no: 0}
      - id: promised
        kind: number
        min: 0
        max: 60
        text: {en: In how many days?, es: ¿En cuántos días?}
        tip: {en: As promised., es: Lo prometido.}
        na: true
  - id: kept
    part: follow_up
    title: {en: Kept, es: Cumplieron}
    aggregate_of: 5
    questions:
      - id: promise_kept
        kind: yes_no
        text: {en: Kept?, es: ¿Cumplieron?}
        tip: {en: As promised., es: Lo prometido.}
        points: {yes: 2, no: 0}
  - id: unwrapped
    part: home
    title: {en: Unwrapped, es: Al abrirlo}
    questions:
      - id: as_shown
        kind: yes_no
        text: {en: As shown?, es: ¿Como lo mostraron?}
        tip: {en: Look., es: Mire.}
"""


def effects(*changes: tuple[str, str]) -> str:
    """The form with passages changed; each must stand there once."""
    text = EFFECTS
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the form"
        text = text.replace(old, new)
    return text
