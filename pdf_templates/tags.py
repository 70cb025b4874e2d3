"""The structure tree: what each mark on a page is, in the order it should be read.

Knows nothing of where things lie. A node is made once and may be marked on several pages.
"""

from __future__ import annotations

from pdf_templates.file import File


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


def write(root: Node, owners: list[list[Node]], pages: list[int], out: File) -> int:
    """Write tree and parent tree; the number of the StructTreeRoot.

    `owners` lists, page by page, the node that owns each mark; `pages` the object numbers of pages.
    """
    tree = out.reserve()
    _write_node(root, tree, [f"/Pg {page} 0 R" for page in pages], out)
    rows = []
    for index, page in enumerate(owners):
        marks = out.add(f"[{' '.join([f'{node.number} 0 R' for node in page])}]")
        rows.append(f"{index} {marks} 0 R")
    parents = out.add(f"<</Nums[{' '.join(rows)}]>>")
    out.put(
        tree,
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(owners)}>>",
    )
    return tree


def _write_node(node: Node, parent: int, pages: list[str], out: File) -> int:
    node.number = number = out.reserve()
    home = -1
    where = ""
    kids = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(f"{_write_node(kid, number, pages, out)} 0 R")
        elif home in (-1, kid[0]):
            home = kid[0]
            where = pages[home]
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type/MCR{pages[kid[0]]}/MCID {kid[1]}>>")
    alt = f"/Alt{text_string(node.alt)}" if node.alt else ""
    inside = f"/K[{' '.join(kids)}]" if kids else ""
    out.put(number, f"<</S/{node.tag}/P {parent} 0 R{where}{alt}{node.attributes}{inside}>>")
    return number
