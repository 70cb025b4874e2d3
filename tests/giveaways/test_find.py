"""What gives a shopper away in their own words, measured on the sentences below and no others."""

from __future__ import annotations

import pytest

from server.giveaways import Giveaway, asks_for_receipt, find

NAMES = ("Sol Méndez", "Rosa Ibáñez", "Li Wu")

HITS = [
    ("time", "I came in at 14:35 and nobody looked up."),
    ("time", "It was 3 pm and the shop was empty."),
    ("time", "They opened at nine o'clock sharp."),
    ("time", "I paid at half past six."),
    ("time", "I went there at noon."),
    ("time", "On Saturday there were two tills open."),
    ("time", "The tag said valid until 21 November."),
    ("time", "I called again yesterday."),
    ("time", "Llegué a las 3 de la tarde."),
    ("time", "Me atendieron a las 15:30."),
    ("time", "Salí a las dos y media."),
    ("time", "Entré a la una en punto."),
    ("time", "Había mucha gente a mediodía."),
    ("time", "El sábado solo había una caja."),
    ("time", "Compré el 21 de noviembre."),
    ("time", "Volví ayer."),
    ("receipt", "My receipt number 004512 shows the price."),
    ("receipt", "Ticket #88213 has the wrong total."),
    ("receipt", "Order A-5521 was never found."),
    ("receipt", "El ticket 45871 trae otro precio."),
    ("receipt", "Factura núm. 9912, con otro nombre."),
    ("receipt", "Folio: 00123456."),
    ("name", "I said that my name is Carla."),
    ("name", "Le dije: me llamo Carla."),
    ("name", "Mi nombre es Carla, le dije."),
    ("name", "She wrote Mendez on the form."),
    ("name", "La cajera preguntó por Rosa."),
    ("looks", "He stared at my red jacket."),
    ("looks", "She joked about my beard."),
    ("looks", "I am very tall, so I saw the top shelf."),
    ("looks", "I was there with my little daughter."),
    ("looks", "I was wearing a suit."),
    ("looks", "Soy alto y vi el estante de arriba."),
    ("looks", "Se rio de mi chamarra roja."),
    ("looks", "Iba con mi hija."),
    ("looks", "Estoy embarazada y me ofreció una silla."),
]

CLEAN = [
    "She looked up at once and smiled.",
    "It took two minutes until somebody came.",
    "The lamp cost 14.35 and the tag said 12.90.",
    "He helped two customers at the same time.",
    "They have 24 models on the shelf.",
    "Nobody could say when it would be in stock.",
    "Her jacket had the name of the store on it.",
    "The order of the shelves is confusing.",
    "I may come back.",
    "He offered me a seat and carried the box to the door.",
    "Atendió a las dos personas que estaban antes.",
    "Explicó a las tres clientas lo mismo.",
    "Esperé cuatro minutos en la fila.",
    "La lámpara costaba $1,450 y la etiqueta decía $1,290.",
    "El empleado llevaba una camisa limpia.",
    "Me dio el recibo en la mano y lo revisó conmigo.",
    "Es una tienda alta y luminosa.",
    "El precio era más bajo que en la etiqueta.",
    "Hacía sol y la puerta estaba abierta.",
    "Mi pregunta quedó sin respuesta.",
]

# What the patterns do not find. Nobody should think that they do.
MISSED = [
    ("time", "Just when the church bells rang for mass."),
    ("name", "She read Carla on my card."),
    ("looks", "The only customer in a kilt was me."),
]


@pytest.mark.parametrize(("kind", "sentence"), HITS)
def test_it_works(kind: str, sentence: str) -> None:
    assert {each.kind for each in find(sentence, NAMES)} == {kind}


@pytest.mark.parametrize("sentence", CLEAN)
def test_what_gives_nobody_away_is_left_in_peace(sentence: str) -> None:
    assert find(sentence, NAMES) == ()


@pytest.mark.parametrize(("kind", "sentence"), MISSED)
def test_what_it_is_known_not_to_find(kind: str, sentence: str) -> None:
    assert kind not in {each.kind for each in find(sentence, NAMES)}


def test_it_points_at_the_words_each_once() -> None:
    found = find("At 14:35, yes, 14:35, in  my red jacket.")
    assert found == (Giveaway("time", "14:35"), Giveaway("looks", "my red jacket"))


def test_a_short_part_of_a_name_is_no_name() -> None:
    assert find("Li was there.", NAMES) == ()


@pytest.mark.parametrize("asked", ["receipt_photo", "Photograph the receipt", "Foto del ticket"])
def test_a_question_asks_for_a_receipt(asked: str) -> None:
    assert asks_for_receipt(asked)


def test_a_question_asks_for_something_else() -> None:
    assert not asks_for_receipt("shelf_photo", "The shelf, with its price", "El estante")


def test_a_long_text_takes_no_time_to_speak_of() -> None:
    assert find("a las " * 20_000 + "my " * 20_000) == ()
