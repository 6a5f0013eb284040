"""The tree of pages of a reading copy, made so that any page is found in a few steps.

Most programs write one long list of pages. PDF.js goes along such a list page by page, and each
page stands elsewhere in the file: to open a paper of 500 pages it would ask 500 times, one after
the other, before it shows anything. In a narrow tree it asks a handful of times.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf

WIDTH = 4
FEW = 12
"""So few pages may stay as they are."""
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
DEEPEST = 64


def narrow(pdf: Pdf) -> None:
    """Give each node of the page tree at most `WIDTH` children; the pages stay as they are."""
    pages: list[Object] = [page.obj for page in pdf.pages]
    if len(pages) <= FEW:
        return
    for page in pages:
        _take_from_above(page)
    root = pdf.Root.Pages
    for key in INHERITED:
        if key in root:
            del root[key]
    level = [(page, 1) for page in pages]
    while len(level) > WIDTH:
        level = [_node(pdf, level[at : at + WIDTH]) for at in range(0, len(level), WIDTH)]
    _adopt(root, level)


def _take_from_above(page: Object) -> None:
    """Write down at the page itself what it has from the nodes above it."""
    above: Object | None = page.get("/Parent")
    for _ in range(DEEPEST):
        if above is None:
            return
        for key in INHERITED:
            if key in above and key not in page:
                page[key] = above[key]
        above = above.get("/Parent")


def _node(pdf: Pdf, children: list[tuple[Object, int]]) -> tuple[Object, int]:
    node = pdf.make_indirect(Dictionary(Type=Name.Pages))
    return node, _adopt(node, children)


def _adopt(node: Object, children: list[tuple[Object, int]]) -> int:
    node.Kids = Array([child for child, _ in children])
    count = sum(size for _, size in children)
    node.Count = count
    for child, _ in children:
        child.Parent = node
    return count
