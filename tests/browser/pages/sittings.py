"""Sittings, their agenda, room and minutes."""

from tests.browser.pages.steps import COMING, FIRST, NEXT, SECOND, TWICE, UNSENT

PAST, ROOM = "/meetings?period=past", "main a[href$='/room']"
MINUTES, EDIT = "main a[href$='/minutes']", "main a[href$='/edit']"

PLACES = {
    "pm": (PAST, FIRST, MINUTES, "/meetings", FIRST, ROOM, "/meetings/999999"),
    "secretary": ("/meetings", SECOND, EDIT, "/meetings/new", NEXT, "open", f"{NEXT}/edit"),
    "head": (UNSENT, "open", TWICE, "open"),
    "minister.g12": (f"{TWICE}?since=A", "open", COMING, "open"),
    "clerk": ("/meetings", FIRST, ROOM),
}
ON_A_PHONE = {"minister.g15": ("/meetings", FIRST, ROOM)}
