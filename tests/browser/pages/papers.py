"""Papers: the list, the reader and its text view, the work of the secretariat on them."""

from tests.browser.pages.steps import FIRST

PAPER, TEXT = ".mt-papers a >> nth=0", "key:w"

PLACES = {
    "minister.g12": ("/meetings", FIRST, PAPER, TEXT, "/documents"),
    "secretary": (
        "/documents", FIRST, "/documents/paper-only", "/documents/audit", "/documents/bulk",
        "/documents/numbering", "/documents/reader-lists", FIRST,
    ),
    "auditor": ("/documents/audit",),
}  # fmt: skip
