"""One description of a picture, two outputs: a tagged figure on a page, and SVG for the web."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from pdf_templates.page import Page
from pdf_templates.tags import Node
from pdf_templates.text import Style, prepare

_HEX = {
    "paper": "#FFFFFF",
    "ink": "#1A1F24",
    "muted": "#57606A",
    "below": "#A34A00",
    "above": "#1F5FA8",
    "hairline": "#C9D1D9",
    "control": "#6E7781",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = "control"
    thickness: float = 0.6


@dataclass(frozen=True, slots=True)
class Circle:
    """A dot, full or open. On the web it can carry a title and a link."""

    x: float
    y: float
    radius: float
    colour: str = "ink"
    hollow: bool = False
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float = 7.5
    colour: str = "muted"
    bold: bool = False
    align: str = "left"


Shape = Line | Circle | Label


class Drawing:
    """Shapes on a sheet of points, origin at the lower left, and the picture told in words."""

    def __init__(self, width: float, height: float, alt: str, shapes: list[Shape]) -> None:
        self.width = width
        self.height = height
        self.alt = alt
        self.shapes = shapes

    def onto(self, page: Page, node: Node, x: float, y: float) -> None:
        """Draw with the lower left corner at (x, y), as the content of a Figure node."""
        box = f"{x:.2f} {y:.2f} {x + self.width:.2f} {y + self.height:.2f}"
        node.alt = self.alt
        node.attributes = f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"
        page.begin(node)
        for shape in self.shapes:
            _paint(page, shape, x, y)
        page.end()

    def svg(self, css_class: str = "") -> str:
        """The same picture for a web page. Colours follow the page's variables, so themes work."""
        inner = "".join(_svg(shape, self.height) for shape in self.shapes)
        name = f' class="{escape(css_class)}"' if css_class else ""
        alt = escape(self.alt)
        # An image has nothing inside it that could be followed.
        linked = any(isinstance(shape, Circle) and shape.href for shape in self.shapes)
        role = "group" if linked else "img"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg"{name} role="{role}" aria-label="{alt}" '
            f'width="{self.width:g}" height="{self.height:g}" '
            f'viewBox="0 0 {self.width:g} {self.height:g}"><title>{alt}</title>{inner}</svg>'
        )


def _paint(page: Page, shape: Shape, x: float, y: float) -> None:
    if isinstance(shape, Line):
        page.stroke(shape.colour, shape.thickness)
        page.line(x + shape.x1, y + shape.y1, x + shape.x2, y + shape.y2)
    elif isinstance(shape, Circle):
        page.fill("paper" if shape.hollow else shape.colour)
        page.stroke(shape.colour if shape.hollow else "paper", 1.1 if shape.hollow else 0.8)
        page.circle(x + shape.x, y + shape.y, shape.radius, "B")
    else:
        style = Style(shape.size, shape.size, shape.bold, shape.colour)
        page.text(x + shape.x, y + shape.y, prepare(shape.text)[0], style, shape.align)


def _ink(colour: str) -> str:
    """The value of a colour attribute. An attribute, since the pages' policy allows no style."""
    return f"var(--{colour}, {_HEX[colour]})"


def _svg(shape: Shape, height: float) -> str:
    if isinstance(shape, Line):
        return (
            f'<path d="M{shape.x1:.4g} {height - shape.y1:.4g}L{shape.x2:.4g} '
            f'{height - shape.y2:.4g}" stroke="{_ink(shape.colour)}" '
            f'stroke-width="{shape.thickness:g}"/>'
        )
    if isinstance(shape, Circle):
        return _svg_circle(shape, height)
    anchor = {"left": "start", "right": "end", "centre": "middle"}[shape.align]
    bold = ' font-weight="700"' if shape.bold else ""
    return (
        f'<text x="{shape.x:.4g}" y="{height - shape.y:.4g}" font-size="{shape.size:g}"{bold} '
        f'text-anchor="{anchor}" fill="{_ink(shape.colour)}">{escape(shape.text)}</text>'
    )


def _svg_circle(shape: Circle, height: float) -> str:
    fill, stroke = ("paper", shape.colour) if shape.hollow else (shape.colour, "paper")
    title = f"<title>{escape(shape.title)}</title>" if shape.title else ""
    circle = (
        f'<circle cx="{shape.x:.4g}" cy="{height - shape.y:.4g}" r="{shape.radius:g}" '
        f'fill="{_ink(fill)}" stroke="{_ink(stroke)}" stroke-width="1.1">{title}</circle>'
    )
    if not shape.href:
        return circle
    label = f' aria-label="{escape(shape.title)}"' if shape.title else ""
    return f'<a href="{escape(shape.href)}"{label}>{circle}</a>'
