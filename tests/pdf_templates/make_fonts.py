"""Make the faces in pdf_templates/fonts from the families named in its README.

Run by hand when a face must change: python make_fonts.py SOURCES TARGET. Needs fonttools; the
product itself never does. SOURCES holds OpenSans[wdth,wght].ttf, NotoEmoji_400Regular.ttf,
NotoSansSymbols-Regular.ttf, NotoSansSymbols2-Regular.ttf, NotoSansMath-Regular.ttf and
NotoSansArabic-Regular.ttf.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WIDTH = 90  # a little narrower than normal: tables of questions are long lines
WEIGHTS = {"Regular": 400, "Bold": 680}
SPACES = (0x2009, 0x200A, 0x202F, 0x00A0)

COMMON = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x192, 0x218, 0x219, 0x21A, 0x21B, 0x1E9E),
    *range(0x2010, 0x2028),
    *(0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044),
    *range(0x20A0, 0x20C0),
    *(0x2116, 0x2122, 0x2126, 0x2202, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),
}
ARROWS = {*range(0x2190, 0x21B9), *range(0x21D0, 0x21D6), *range(0x27F5, 0x27FB)}
SHAPES = {*range(0x2500, 0x2700), *range(0x2700, 0x27C0), *range(0x2B00, 0x2B56), 0x2605, 0x2606}
MATHS = {*range(0x2200, 0x2300), *range(0x2070, 0x20A0), *range(0x2100, 0x2190)}
ARABIC = {0x60C, 0x61B, 0x61F, *range(0x621, 0x670), *range(0xFE70, 0xFEFD), *range(0xFB50, 0xFBC0)}


def cut(font: TTFont, wanted: set[int]) -> TTFont:
    """Keep only the wanted characters, without hinting and without layout tables."""
    options = Options(
        hinting=False, layout_features=[], notdef_outline=True, legacy_kern=False, name_IDs=["*"]
    )
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "DSIG", "meta", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(wanted & set(font.getBestCmap())))
    subsetter.subset(font)
    return font


def name(font: TTFont, family: str, style: str) -> TTFont:
    """Rename, so that no reader takes the bold for the regular; keep copyright and licence."""
    table = font["name"]
    keep = {i: table.getDebugName(i) for i in (0, 13, 14)}
    table.names = []
    postscript = f"{family.replace(' ', '')}-{style}"
    texts = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript, **keep}
    for number, text in sorted(texts.items()):
        if text:
            table.setName(text, number, 3, 1, 0x409)
    return font


def open_sans(sources: Path, weight: int) -> TTFont:
    font = TTFont(sources / "OpenSans[wdth,wght].ttf", recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wdth": WIDTH, "wght": weight})
    for table in font["cmap"].tables:
        if table.isUnicode():
            for hyphen in (0x2010, 0x2011):
                table.cmap.setdefault(hyphen, table.cmap[0x2D])
            for space in SPACES:
                table.cmap.setdefault(space, table.cmap[0x20])
    return font


def main(sources: Path, target: Path) -> None:
    for style, weight in WEIGHTS.items():
        font = cut(open_sans(sources, weight), COMMON | set(SPACES))
        name(font, "Kit Sans", style).save(target / f"KitSans-{style}.ttf")
        rest = open_sans(sources, weight)
        others = set(rest.getBestCmap()) - COMMON
        name(cut(rest, others), "Kit Sans More", style).save(target / f"KitSansMore-{style}.ttf")
    faces = {
        "KitArrows": ("NotoSansMath-Regular.ttf", ARROWS | MATHS),
        "KitShapes": ("NotoSansSymbols2-Regular.ttf", SHAPES),
        "KitArabic": ("NotoSansArabic-Regular.ttf", ARABIC),
    }
    for face, (source, wanted) in faces.items():
        font = cut(TTFont(sources / source, recalcTimestamp=False), wanted)
        name(font, face[:3] + " " + face[3:], "Regular").save(target / f"{face}.ttf")
    emoji = TTFont(sources / "NotoEmoji_400Regular.ttf", recalcTimestamp=False)
    wanted = {c for c in emoji.getBestCmap() if c > 0xFF and not c >= 0xE0000}
    name(cut(emoji, wanted), "Kit Emoji", "Regular").save(target / "KitEmoji.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
