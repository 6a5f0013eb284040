"""Decisions and the work that follows."""

from tests.browser.pages.steps import FIRST

PLACES = {
    "pm": ("/decisions", FIRST),
    "minister.g12": ("/assignments", FIRST),
    "secretary": ("/assignments/new",),
    "officer.g12": ("/assignments", FIRST),
}
