"""Photos of the sample visits: drawn, plainly so, and different for each visit."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.resources import files
from random import Random

from PIL import Image, ImageDraw, ImageFont

# Drawn large and shrunk, which smooths the edges; each visit keeps another piece of it.
_DRAWN = (1280, 960)
_SHRUNK = (896, 672)
_KEPT = (800, 600)
_THINGS = {"lamp": "#D9A441", "towel": "#6C8EAD", "jar": "#9DB17C", "pan": "#5B5F66"}

# The page's own face: Pillow's has no accents, and a shop called Cancún deserves its own.
_FACE = str(files("pdf_templates") / "fonts" / "KitSans-Bold.ttf")


def entrance(name: str, colour: str, luck: Random) -> bytes:
    """The front of a store, from the pavement, as a JPEG."""
    return _as_seen(_front(name, colour), luck)


def shelf(thing: str, price: int | None, luck: Random) -> bytes:
    """A shelf with the product and its price tag (or none), as a JPEG."""
    picture = _shelves(thing)
    if price is not None:
        picture = picture.copy()
        _tag(ImageDraw.Draw(picture), (350, 427), f"${price / 100:,.2f}")
    return _as_seen(picture, luck)


@lru_cache(maxsize=32)
def _front(name: str, colour: str) -> Image.Image:
    picture = Image.new("RGB", _DRAWN, "#C9DCE8")
    draw = ImageDraw.Draw(picture)
    for line in range(400):
        draw.line((0, line, 1280, line), fill=(176 + line // 10, 204 + line // 16, 226))
    draw.rectangle((90, 190, 1190, 790), fill="#E9E2D6")
    draw.rectangle((90, 190, 1190, 330), fill=colour)
    _centred(draw, (640, 258), name, 64, "#FFFFFF")
    _awning(draw, colour)
    for left in (150, 830):
        _window(draw, left)
    draw.rectangle((520, 450, 760, 790), fill="#3E4A52")
    draw.rectangle((536, 466, 634, 790), fill="#9FB8C4")
    draw.rectangle((646, 466, 744, 790), fill="#9FB8C4")
    draw.rectangle((622, 610, 630, 680), fill="#D8D4CA")
    draw.rectangle((650, 610, 658, 680), fill="#D8D4CA")
    draw.rectangle((0, 790, 1280, 960), fill="#B9B4AA")
    for left in range(-200, 1400, 160):
        draw.line((left + 90, 790, left - 60, 960), fill="#A7A298", width=4)
    draw.ellipse((1080, 640, 1180, 770), fill="#4F7A4A")
    draw.rectangle((1104, 750, 1156, 810), fill="#A5603C")
    return _shrunk(picture)


def _awning(draw: ImageDraw.ImageDraw, colour: str) -> None:
    for place in range(22):
        left = 90 + place * 50
        shade = colour if place % 2 else "#F6F3EC"
        draw.polygon(((left, 330), (left + 50, 330), (left + 56, 410), (left - 6, 410)), fill=shade)
        draw.pieslice((left - 6, 385, left + 56, 435), 0, 180, fill=shade)


def _window(draw: ImageDraw.ImageDraw, left: int) -> None:
    draw.rectangle((left, 460, left + 300, 720), fill="#51606A")
    draw.rectangle((left + 12, 472, left + 288, 708), fill="#A9C3CE")
    draw.polygon(
        ((left + 60, 472), (left + 140, 472), (left + 30, 708), (left + 12, 708)), fill="#C2D6DE"
    )
    for place, shade in enumerate(("#D9A441", "#6C8EAD", "#9DB17C", "#B5654A")):
        x = left + 40 + place * 62
        draw.rounded_rectangle((x, 620 - 18 * (place % 2), x + 44, 708), 8, fill=shade)


@lru_cache(maxsize=8)
def _shelves(thing: str) -> Image.Image:
    picture = Image.new("RGB", _DRAWN, "#E4DFD5")
    draw = ImageDraw.Draw(picture)
    drawn = Random(thing)
    for top in (40, 330, 650):
        draw.rectangle((0, top + 230, 1280, top + 262), fill="#8A7660")
        draw.rectangle((0, top + 262, 1280, top + 274), fill="#6E5D4B")
        left = 30
        while left < 1240:
            width, height = drawn.randint(70, 130), drawn.randint(110, 205)
            shade = drawn.choice(("#C8CDD1", "#B7A58C", "#9FB0B8", "#CBB8A0", "#AEB9A2"))
            if not (top == 330 and 380 - width < left < 900):
                draw.rounded_rectangle(
                    (left, top + 230 - height, left + width, top + 230), 10, fill=shade
                )
                draw.rectangle(
                    (left + 12, top + 262 - height, left + width - 12, top + 290 - height),
                    fill="#F4F1EA",
                )
            left += width + drawn.randint(10, 26)
    for place in range(4):
        _thing(draw, thing, 420 + place * 118, 560)
    return _shrunk(picture)


def _thing(draw: ImageDraw.ImageDraw, thing: str, left: int, floor: int) -> None:
    colour = _THINGS[thing]
    if thing == "lamp":
        draw.polygon(
            ((left + 20, floor - 190), (left + 70, floor - 190), (left + 92, floor - 110),
             (left - 2, floor - 110)), fill=colour,
        )  # fmt: skip
        draw.rectangle((left + 41, floor - 110, left + 49, floor - 14), fill="#4A4238")
        draw.ellipse((left + 10, floor - 24, left + 80, floor), fill="#4A4238")
    elif thing == "towel":
        for fold in range(5):
            top = floor - 36 * (fold + 1)
            draw.rounded_rectangle((left, top, left + 96, top + 34), 14, fill=colour)
            draw.line((left + 10, top + 26, left + 86, top + 26), fill="#DDE6EE", width=3)
    elif thing == "jar":
        draw.rounded_rectangle((left + 4, floor - 150, left + 90, floor), 16, fill="#DCE6DF")
        draw.rectangle((left + 10, floor - 92, left + 84, floor - 8), fill=colour)
        draw.rounded_rectangle((left + 8, floor - 178, left + 86, floor - 146), 8, fill="#8A7660")
    else:
        draw.ellipse((left - 6, floor - 120, left + 98, floor - 16), fill=colour)
        draw.ellipse((left + 10, floor - 104, left + 82, floor - 32), fill="#73787F")
        draw.rectangle((left + 40, floor - 200, left + 54, floor - 112), fill="#2F3236")


def _tag(draw: ImageDraw.ImageDraw, corner: tuple[int, int], price: str) -> None:
    left, top = corner
    draw.rounded_rectangle((left, top - 44, left + 190, top + 24), 7, fill="#FFFDF5")
    draw.rectangle((left, top - 44, left + 190, top - 32), fill="#A34A00")
    _centred(draw, (left + 95, top - 3), price, 36, "#1A1F24")


def _centred(
    draw: ImageDraw.ImageDraw, middle: tuple[int, int], text: str, size: int, colour: str
) -> None:
    draw.text(middle, text, fill=colour, font=ImageFont.truetype(_FACE, size), anchor="mm")


def _shrunk(picture: Image.Image) -> Image.Image:
    return picture.resize(_SHRUNK, Image.Resampling.LANCZOS)


def _as_seen(picture: Image.Image, luck: Random) -> bytes:
    """A piece of the picture, in the light of that day."""
    width, height = _KEPT
    left, top = luck.randint(0, _SHRUNK[0] - width), luck.randint(0, _SHRUNK[1] - height)
    light = luck.uniform(0.86, 1.06)
    shades = [min(255, round(shade * light)) for shade in range(256)] * 3
    out = io.BytesIO()
    picture.crop((left, top, left + width, top + height)).point(shades).save(
        out, "JPEG", quality=78
    )
    return out.getvalue()
