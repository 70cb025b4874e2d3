"""What the sample shoppers write, by the question it is about: praise, faults, comments.

Each entry is English and Spanish of the same thought; a shopper writes in one of them.
"""

from __future__ import annotations

Said = tuple[str, str]

PRAISE: dict[str, tuple[Said, ...]] = {
    "greeting": (
        (
            "A young man restocking plates looked up, smiled and said good afternoon.",
            "Un joven que acomodaba platos levantó la vista, sonrió y me dio las buenas tardes.",
        ),
        (
            "The guard at the door wished me a good day before I had taken two steps.",
            "El vigilante de la puerta me deseó buen día antes de que diera dos pasos.",
        ),
    ),
    "first_step": (
        (
            "She left her boxes where they were and came over without being asked.",
            "Dejó sus cajas donde estaban y se acercó sin que yo pidiera nada.",
        ),
        (
            "I had barely stopped at the shelf when someone asked what I was looking for.",
            "Apenas me detuve en el anaquel y ya alguien preguntaba qué buscaba.",
        ),
    ),
    "spoken_to": (
        (
            "He explained it as one would to a neighbour, with no hurry and no airs.",
            "Me lo explicó como a un vecino, sin prisa y sin darse importancia.",
        ),
        (
            "She spoke to an older lady and to me in exactly the same kind way.",
            "A una señora mayor y a mí nos habló con la misma amabilidad.",
        ),
    ),
    "asked_need": (
        (
            "Before showing anything she asked how wide my table is and who reads there.",
            "Antes de enseñarme nada preguntó cuánto mide mi mesa y quién va a leer ahí.",
        ),
        (
            "He asked whether it was for me or a present, and that changed what he showed.",
            "Preguntó si era para mí o para regalo, y según eso me enseñó otra cosa.",
        ),
    ),
    "restated": (
        (
            "She said it back: something small, easy to wash, not white. Exactly that.",
            "Me lo repitió: algo pequeño, fácil de lavar y que no fuera blanco. Tal cual.",
        ),
    ),
    "patience": (
        (
            "I asked twice and the second time he drew it on a scrap of paper.",
            "Pregunté dos veces y la segunda me lo dibujó en un papelito.",
        ),
    ),
    "when_unknown": (
        (
            "“I don't know, let me find out.” Two minutes later she had the answer.",
            "“No sé, permítame averiguarlo.” A los dos minutos traía la respuesta.",
        ),
    ),
    "stayed": (
        (
            "He walked with me to the right aisle and told his colleague what I needed.",
            "Me acompañó al pasillo correcto y le contó a su compañera lo que yo necesitaba.",
        ),
    ),
    "product_talk": (
        (
            "She has the same one at home and told me frankly what she likes less about it.",
            "Ella tiene el mismo en casa y me dijo con franqueza qué le gusta menos.",
        ),
        (
            "He knew the difference between the two models and showed it with his hands.",
            "Conocía la diferencia entre los dos modelos y me la enseñó con las manos.",
        ),
    ),
    "offered_more": (
        (
            "He pointed out a cheaper set that does the same. I would not have seen it.",
            "Me señaló un juego más barato que sirve igual. Yo no lo habría visto.",
        ),
    ),
    "claims_true": (
        (
            "Everything that was said stood on the label, and the price was the price.",
            "Todo lo que me dijeron estaba en la etiqueta, y el precio era el precio.",
        ),
    ),
    "goodbye": (
        (
            "Two people said goodbye, although I left with a single jar.",
            "Dos personas se despidieron de mí, aunque salí con un solo frasco.",
        ),
        (
            "The cashier looked up, thanked me and hoped that it would fit.",
            "La cajera me miró, me dio las gracias y deseó que me quedara bien.",
        ),
    ),
    "": (
        (
            "The store was calm and easy to find one's way in.",
            "La tienda estaba tranquila y era fácil orientarse.",
        ),
        (
            "The shelf with the bowls was in perfect order and well lit.",
            "El anaquel de los tazones estaba en perfecto orden y bien iluminado.",
        ),
    ),
}

FAULTS: dict[str, tuple[Said, ...]] = {
    "way_in_clear": (
        (
            "There were boxes on both sides of the door. A pram would not have passed.",
            "Había cajas a ambos lados de la puerta. Un cochecito no habría pasado.",
        ),
    ),
    "greeting": (
        (
            "Three people were by the entrance and none of them looked up. Someone should.",
            "Había tres personas junto a la entrada y nadie levantó la vista. Alguien debería.",
        ),
        (
            "I had to say good afternoon first, twice. Keep an eye on the door.",
            "Tuve que saludar yo primero, dos veces. Que alguien esté pendiente de la puerta.",
        ),
    ),
    "first_step": (
        (
            "Staff walked past me with trolleys. Decide who stops when a customer waits.",
            "El personal pasaba con carritos a mi lado. Que se decida quién atiende al que espera.",
        ),
        (
            "I had to go and look for somebody, and then to ask again.",
            "Tuve que ir a buscar a alguien y luego pedirlo otra vez.",
        ),
    ),
    "spoken_to": (
        (
            "The answers came in one word, without looking at me. It felt like a nuisance to ask.",
            "Las respuestas eran de una palabra y sin mirarme. Sentí que preguntar era molestia.",
        ),
    ),
    "asked_need": (
        (
            "I was shown the first thing on the shelf. Nobody asked what I need it for.",
            "Me enseñaron lo primero del anaquel. Nadie preguntó para qué lo necesito.",
        ),
    ),
    "restated": (
        (
            "He brought the wrong size because he had not checked what I said.",
            "Me trajo otra medida porque no comprobó lo que le dije.",
        ),
    ),
    "let_finish": (
        (
            "A telephone rang and I was left in the middle of a sentence.",
            "Sonó un teléfono y me dejaron a media frase.",
        ),
    ),
    "when_unknown": (
        (
            "Nobody knew whether it can go in the oven, and nobody looked it up.",
            "Nadie sabía si puede ir al horno y nadie lo buscó.",
        ),
    ),
    "stayed": (
        (
            "I was pointed to “somewhere at the back” and left to it.",
            "Me señalaron “por allá al fondo” y ahí me dejaron.",
        ),
    ),
    "product_talk": (
        (
            "The label was read out to me. I can read; I wanted to know which one is better.",
            "Me leyeron la etiqueta. Yo sé leer; quería saber cuál es mejor.",
        ),
    ),
    "offered_more": (
        (
            "It stopped at what I asked for. One suggestion would have helped.",
            "Se quedó en lo que pedí. Una sugerencia habría ayudado.",
        ),
    ),
    "price_tagged": (
        (
            "Half of that shelf has no price. I carried the piece to the till to find out.",
            "La mitad de ese anaquel no tiene precio. Llevé la pieza a la caja para saberlo.",
        ),
    ),
    "receipt_given": (
        (
            "I had to ask for the receipt; the drawer was already closed.",
            "Tuve que pedir el recibo; ya habían cerrado el cajón.",
        ),
    ),
    "privacy_kept": (
        (
            "My telephone number was asked for aloud, with four people in line.",
            "Me pidieron el teléfono en voz alta, con cuatro personas en la fila.",
        ),
    ),
    "turn_kept": (
        (
            "A man came from the side and was served first. A line on the floor would do.",
            "Un señor llegó de lado y lo atendieron primero. Bastaría una línea en el piso.",
        ),
    ),
    "goodbye": (
        (
            "The bag was pushed across the counter while the next person was called.",
            "Me empujaron la bolsa sobre el mostrador mientras llamaban a quien seguía.",
        ),
    ),
    "": (
        (
            "One more person at the till towards the evening would shorten the line.",
            "Una persona más en caja hacia la tarde acortaría la fila.",
        ),
        (
            "The signs over the aisles are hard to read from the entrance.",
            "Los letreros de los pasillos se leen mal desde la entrada.",
        ),
    ),
}

# Comments that the form asks for beside a grave answer.
COMMENTS: dict[str, tuple[Said, ...]] = {
    "first_step": (
        (
            "I waited eleven minutes by the lamps, asked twice, and then went to the till alone.",
            "Esperé once minutos junto a las lámparas, pregunté dos veces y me fui sola a la caja.",
        ),
    ),
    "spoken_to": (
        (
            "“It says so right there.” With a sigh, and turned away.",
            "“Ahí dice.” Con un suspiro, y se dio la vuelta.",
        ),
    ),
    "humiliated": (
        (
            "“That one is expensive, the offers are over there”, before I had asked for a price.",
            "“Esa es cara, las ofertas están por allá”, antes de que yo preguntara el precio.",
        ),
    ),
    "claims_true": (
        (
            "I was told that it is cotton; the label says polyester.",
            "Me dijeron que es de algodón; la etiqueta dice poliéster.",
        ),
    ),
    "price_kept": (
        (
            "The tag said less than the till; I was told that the tag is old and does not count.",
            "La etiqueta decía menos que la caja y me dijeron que es vieja y no cuenta.",
        ),
    ),
    "": (
        (
            "It happened as I was standing in the middle of the aisle.",
            "Ocurrió cuando yo estaba a la mitad del pasillo.",
        ),
    ),
}

# In the shopper's own words at the counter; only the programme reads them.
ASKED: dict[str, tuple[Said, ...]] = {
    "lamp": (
        (
            "“I am looking for a lamp to read in bed, the table is tiny.”",
            "“Busco una lámpara para leer en la cama, el buró es chiquito.”",
        ),
    ),
    "towel": (
        (
            "“Which of these stay soft? They are for my mother-in-law.”",
            "“¿Cuáles siguen suaves? Son para mi suegra.”",
        ),
    ),
    "jar": (
        (
            "“I need something for rice and beans that closes well.”",
            "“Necesito algo que cierre bien, para arroz y frijol.”",
        ),
    ),
    "pan": (
        (
            "“Does this one work on induction? I have just changed my stove.”",
            "“¿Esta sirve en inducción? Acabo de cambiar mi parrilla.”",
        ),
    ),
}

SENT_BACK = (
    "The photo of the shelf shows another product than the one you asked for. If you have the "
    "right one, please put it in; otherwise say so in the comment of that question."
)
CORRECTED = (
    "The waiting time and the stamps disagree by ten minutes. Please check both and send it again."
)
CLOSED = "The shutter was down at opening time; a note on the door says stocktaking."
CHECKED = "I went through my stamps again; this is how it was."
