"""Notices, how they come, who was told, the own calendar; and background work of all."""

from tests.browser.pages.steps import FIRST

MAKE_ADDRESS = "press:form[action='/account/calendar'] button"

PLACES = {
    "secretary": ("/notices", "/notices/preferences", "/account/calendar"),
    "minister.g12": ("/notices", "/account/calendar", MAKE_ADDRESS),
    "admin": (
        "/notices/deliveries", FIRST, "/notices/deliveries?state=failed", "/notices/channels",
        "/jobs", "/jobs?show=failed",
    ),
}  # fmt: skip
