"""What is done before a sitting: rooms, seats, items from a file, letters, positions."""

from tests.browser.pages.steps import COMING, FIRST, NEXT

ITEMS = "fill:[name=pasted]=Dự thảo Nghị định về hòa giải\tBộ Tư pháp\nTờ trình không cơ quan"
READ_ITEMS = "form:has([name=pasted]) button"

PLACES = {
    "secretary": (
        "/rooms", FIRST, "/meetings/series", NEXT, f"{NEXT}/imports", ITEMS, READ_ITEMS, COMING,
        f"{COMING}?view=sent", f"{COMING}/seats", f"{COMING}/letters", f"{COMING}/positions/board",
        f"{COMING}/readiness", "open", f"{COMING}/readiness?matrix=missing", "open",
    ),
    "officer.g12": ("/preparation",),
    "minister.g12": ("/preparation", COMING, f"{COMING}/positions", "open"),
    "pm": (f"{COMING}/positions/board",),
}  # fmt: skip
