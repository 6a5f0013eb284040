"""Dossiers and the opinions on them."""

from tests.browser.pages.steps import FIRST

PLACES = {
    "secretary": ("/submissions", FIRST, "/submissions/3", "open", "/opinions"),
    "officer.g15": ("/submissions", FIRST, "/submissions/2/opinions", "/opinions", FIRST),
    "officer.g12": ("/submissions", FIRST, "open", "/submissions/7/opinions", "open"),
}
