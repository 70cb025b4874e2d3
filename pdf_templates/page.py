"""A page under the pen: marks are drawn and, in the same breath, said to be something.

Everything between `begin(node)` and `end()` belongs to that node of the structure tree; everything
between `artifact()` and `end()` is decoration. Coordinates are points from the lower left corner.
"""

from __future__ import annotations

from pdf_templates import faces
from pdf_templates.document import Document
from pdf_templates.tags import Node, text_string
from pdf_templates.text import Block, Style, width

# Tokens of the visual language, light theme. Meaning is never carried by colour alone.
INKS = {
    "paper": "1 1 1",
    "raised": ".953 .961 .969",
    "ink": ".102 .122 .141",
    "muted": ".341 .376 .416",
    "accent": ".039 .361 .541",
    "below": ".639 .29 0",
    "above": ".122 .373 .659",
    "hairline": ".788 .82 .851",
    "control": ".431 .467 .506",
}


class Page:
    """One page: its operators so far, and the owner of each mark."""

    def __init__(self, document: Document, index: int, size: tuple[float, float]) -> None:
        self.document = document
        self.index = index
        self.size = size
        self.owners: list[Node] = []
        self.code: list[str] = []
        self._fill = self._stroke = self._font = ""

    def begin(self, node: Node, actual: str = "") -> None:
        """What follows belongs to this node."""
        mark = len(self.owners)
        node.kids.append((self.index, mark))
        self.owners.append(node)
        extra = f"/ActualText{text_string(actual)}" if actual else ""
        self.code.append(f"/{node.tag}<</MCID {mark}{extra}>>BDC")

    def artifact(self) -> None:
        """What follows is decoration; a reader that speaks leaves it out."""
        self.code.append("/Artifact BMC")

    def end(self) -> None:
        """Close what was begun last."""
        self.code.append("EMC")

    def fill(self, colour: str) -> None:
        """Colour of text and areas from here on."""
        if colour != self._fill:
            self._fill = colour
            self.code.append(f"{INKS[colour]} rg")

    def stroke(self, colour: str, thickness: float) -> None:
        """Colour and thickness of lines from here on."""
        pen = f"{INKS[colour]} RG {thickness:g} w"
        if pen != self._stroke:
            self._stroke = pen
            self.code.append(pen)

    def _set_font(self, name: str, size: float) -> str:
        font = f"/{name} {size:g} Tf "
        if font == self._font:
            return ""
        self._font = font
        return font

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line in the current stroke."""
        self.code.append(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def rule(
        self, x: float, y: float, length: float, colour: str = "hairline", thickness: float = 0.5
    ) -> None:
        """A hairline, as decoration."""
        self.code.append("/Artifact BMC")
        self.stroke(colour, thickness)
        self.code.append(f"{x:.2f} {y:.2f} m {x + length:.2f} {y:.2f} l S\nEMC")

    def rectangle(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """A filled area."""
        self.fill(colour)
        self.code.append(f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f")

    def outline(self, x: float, y: float, wide: float, high: float) -> None:
        """The edge of an area, in the current stroke."""
        self.code.append(f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re S")

    def circle(self, x: float, y: float, radius: float, how: str) -> None:
        """A circle of four curves; `how` is the painting operator (f, S, B)."""
        k = radius * 0.5523
        r = radius
        self.code.append(
            f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} "
            f"{y + r:.2f} c {x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
            f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c {x + k:.2f} "
            f"{y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c {how}"
        )

    def image(self, name: str, x: float, y: float, wide: float, high: float) -> None:
        """A photo, scaled to its frame."""
        self.code.append(f"q {wide:.2f} 0 0 {high:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def text(self, x: float, y: float, text: str, style: Style, align: str = "left") -> None:
        """One line; `y` is its baseline, `x` its left end, right end or middle."""
        if align != "left":
            length = width(text, style)
            x -= length if align == "right" else length / 2
        self.fill(style.colour)
        glyphs = faces.glyphs(text, style.bold)
        if glyphs is None:
            self._mixed(x, y, text, style)
            return
        font = self._set_font("F1" if style.bold else "F0", style.size)
        self.code.append(f"BT {font}{x:.2f} {y:.2f} Td<{glyphs}>Tj ET")

    def lines(self, x: float, top: float, block: Block, align: str = "left") -> None:
        """The lines of a block, the first just below `top`."""
        style = block.style
        y = top - 0.5 * (style.leading - style.size) - 0.79 * style.size
        for line in block.lines:
            if line:
                self.text(x, y, line, style, align)
            y -= style.leading

    def figure(self, node: Node, right: float, base: float, text: str, style: Style) -> None:
        """A number that belongs to a node, its right end at `right`."""
        self.begin(node)
        self.text(right, base, text, style, "right")
        self.code.append("EMC")

    def write(self, node: Node, x: float, top: float, block: Block, align: str = "left") -> None:
        """A block of text that belongs to a node."""
        if block.lines:
            self.begin(node, block.actual)
            self.lines(x, top, block, align)
            self.end()

    def _mixed(self, x: float, y: float, text: str, style: Style) -> None:
        """A line that needs more than the main face: one run per face."""
        weight = faces.weight(style.bold)
        run = ""
        start = x
        last: faces.Face | None = None
        for character in text:
            face = weight.find(character) or weight.find(faces.REPLACEMENT)
            if face is not last and run:
                start += self._run(start, y, run, last, style)
                run = ""
            last = face
            run += character if face and ord(character) in face else faces.REPLACEMENT
        if run:
            self._run(start, y, run, last, style)

    def _run(self, x: float, y: float, run: str, face: faces.Face | None, style: Style) -> float:
        if face is None:
            return 0.0
        if face is faces.weight(style.bold).main:
            font = self._set_font("F1" if style.bold else "F0", style.size)
            glyphs = faces.glyphs(run, style.bold) or ""
        else:
            name, subset = self.document.subset(face)
            font = self._set_font(name, style.size)
            glyphs = "".join(f"{subset.glyph(ord(character)):04x}" for character in run)
        self.code.append(f"BT {font}{x:.2f} {y:.2f} Td<{glyphs}>Tj ET")
        return width(run, style)

    def content(self) -> bytes:
        """The page's content stream."""
        return "\n".join(self.code).encode("latin-1")
