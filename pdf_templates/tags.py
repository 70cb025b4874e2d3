"""The structure tree: what each mark on a page is, in the order it should be read.

Knows nothing of where things lie. A node is made once and may be marked on several pages.
"""

from __future__ import annotations

from typing import Protocol


class Numbers(Protocol):
    """Where objects go: numbers are handed out first, bytes follow."""

    def reserve(self) -> int:
        """A number for an object that is not written yet."""

    def put(self, number: int, data: bytes) -> None:
        """The object itself."""


class Node:
    """One structure element. Its children are nodes and marks (page, number on the page)."""

    __slots__ = ("alt", "attributes", "kids", "number", "tag")

    def __init__(self, tag: str, alt: str = "", attributes: str = "") -> None:
        self.tag = tag
        self.alt = alt
        self.attributes = attributes
        self.kids: list[Node | tuple[int, int]] = []
        self.number = 0

    def add(self, tag: str, alt: str = "", attributes: str = "") -> Node:
        """A new last child."""
        node = Node(tag, alt, attributes)
        self.kids.append(node)
        return node


COLUMN = "/A<</O/Table/Scope/Column>>"
ROW = "/A<</O/Table/Scope/Row>>"


def text_string(text: str) -> str:
    """A PDF string of any text."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def write(root: Node, owners: list[list[Node]], pages: list[int], out: Numbers) -> int:
    """Write tree and parent tree; the number of the StructTreeRoot.

    `owners` lists, page by page, the node that owns each mark; `pages` the object numbers of pages.
    """
    tree = out.reserve()
    _reserve(root, out)
    _write_node(root, tree, pages, out)
    rows = []
    for index, page in enumerate(owners):
        number = out.reserve()
        out.put(number, f"[{' '.join(f'{node.number} 0 R' for node in page)}]".encode())
        rows.append(f"{index} {number} 0 R")
    parents = out.reserve()
    out.put(parents, f"<</Nums[{' '.join(rows)}]>>".encode())
    out.put(
        tree,
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(owners)}>>".encode(),
    )
    return tree


def _reserve(node: Node, out: Numbers) -> None:
    node.number = out.reserve()
    for kid in node.kids:
        if isinstance(kid, Node):
            _reserve(kid, out)


def _write_node(node: Node, parent: int, pages: list[int], out: Numbers) -> None:
    home = -1
    kids = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(f"{kid.number} 0 R")
            _write_node(kid, node.number, pages, out)
            continue
        page, mark = kid
        home = page if home < 0 else home
        number = pages[page]
        kids.append(str(mark) if page == home else f"<</Type/MCR/Pg {number} 0 R/MCID {mark}>>")
    where = f"/Pg {pages[home]} 0 R" if home >= 0 else ""
    alt = f"/Alt{text_string(node.alt)}" if node.alt else ""
    inside = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    body = f"<</S/{node.tag}/P {parent} 0 R{where}{alt}{node.attributes}"
    out.put(node.number, f"{body}/K {inside}>>".encode() if kids else f"{body}>>".encode())
