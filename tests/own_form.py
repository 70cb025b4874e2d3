"""A form that somebody wrote for their own windows, and the mistakes they made on the way."""

OWN_FORM = """\
# Written by Ana, who knows no other form than this one.
form: window-check
version: 1
languages: [en, es]
title: {en: The shop window, es: El escaparate}
qualities:
  respect: {en: Respect, es: Respeto}
facts:
  purchase: {values: [true, false]}
parts:
  - id: visit
    title: {en: The visit, es: La visita}
in_store: [arrived, greeted]
critical_cap: 50
sections:
  - id: window
    part: visit
    title: {en: The window, es: El escaparate}
    questions:
      - id: arrived
        kind: time
        text: {en: When did you arrive?, es: ¿A qué hora llegó?}
        tip: {en: Press as you stop in front of it., es: Toque al detenerse frente a él.}
      - id: greeted
        kind: time
        na: true
        text: {en: When were you greeted?, es: ¿A qué hora lo saludaron?}
        tip: {en: Press at the first word., es: Toque a la primera palabra.}
      - id: clean
        kind: yes_no
        text: {en: Was the glass clean?, es: ¿Estaba limpio el vidrio?}
        tip: {en: Look from the side., es: Mire desde un lado.}
        quality: respect
        points: {yes: 2, no: 0}
        weight: 2
        critical: {fails_when: {is: false}}
        comment_when: {is: false}
        action_when: {is: false}
        action: {en: Clean it every morning., es: Límpielo cada mañana.}
      - id: dirt
        kind: several
        text: {en: What was on it?, es: ¿Qué tenía?}
        tip: {en: Choose all that you saw., es: Elija todo lo que vio.}
        ask_when: {question: clean, is: false}
        options:
          - {id: dust, text: {en: Dust, es: Polvo}}
          - {id: hands, text: {en: Hand marks, es: Marcas de manos}}
      - id: wait
        kind: duration
        between: [arrived, greeted]
        text: {en: How long did you wait?, es: ¿Cuánto esperó?}
        tip: {en: A good estimate is enough., es: Basta con un buen cálculo.}
        points:
          - {up_to: 60, points: 3}
          - {points: 0}
  - id: inside
    part: visit
    title: {en: Inside, es: Adentro}
    questions:
      - id: paid
        kind: money
        ask_when: {fact: purchase, is: true}
        text: {en: What did you pay?, es: ¿Cuánto pagó?}
        tip: {en: As the receipt says., es: Como dice el recibo.}
      - id: thought
        kind: text
        basis: opinion
        required: false
        shown_to: programme
        text: {en: What did you think of it?, es: ¿Qué le pareció?}
        tip: {en: In your own words., es: Con sus palabras.}
"""

# A key that is not known, and a condition on nothing.
MISTAKEN = OWN_FORM.replace("        weight: 2\n", "        wieght: 2\n").replace(
    "{question: clean, is: false}", "{question: cleen, is: false}"
)

# It asks to know something of its own before a visit, in words of both languages.
WITH_TIER = OWN_FORM.replace(
    "purchase: {values: [true, false]}",
    "tier: {values: [gold, new_here], text: {en: Customer type, es: Tipo de cliente},\n"
    "    words: [{en: Gold, es: Oro}, {en: New, es: Nuevo}]}",
).replace("{fact: purchase, is: true}", "{fact: tier, is: new_here}")


def version(number: int, text: str = OWN_FORM) -> str:
    """The same under another version."""
    return text.replace("version: 1\n", f"version: {number}\n", 1)
