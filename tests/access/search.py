"""The search is for everybody who is signed in; what each finds is tested beside it."""

from __future__ import annotations

from tests.access.matrix import LOGINS, Row, World, each


def arrange(world: World) -> None:
    """Nothing: what can be found does not change the answer."""


ROWS = [
    Row("search.show_search", "GET", "/search", each(LOGINS, 200)),
    Row("search.show_search", "GET", "/search?q=ngan+sach", each(LOGINS, 200), state="asked"),
    Row("search.show_search", "GET", "/search?q=-ngan", each(LOGINS, 422), state="no word"),
    Row("search_api.search", "GET", "/api/v1/search?q=ngan", each(LOGINS, 200)),
    Row("search_api.search", "GET", "/api/v1/search", each(LOGINS, 422), state="no word"),
]

SOCKET_ROWS: list[object] = []
