"""Written ballots."""

from tests.browser.pages.steps import FIRST

CLOSED, DRAFTS = "/ballots?tab=closed", "/ballots?tab=drafts"

PLACES = {
    "pm": ("/ballots", FIRST, CLOSED, FIRST),
    "secretary": (DRAFTS, FIRST, "/ballots/new"),
    "head": (DRAFTS, FIRST),
}
ON_A_PHONE = {"minister.g15": ("/ballots", FIRST, CLOSED, FIRST)}
