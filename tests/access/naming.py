"""Who says how papers are numbered."""

from __future__ import annotations

from tests.access.matrix import SECRETARIAT, Row, World, each

SCHEME = {"sitting": "{item}.{paper}", "ballot": "P{paper}"}


def arrange(world: World) -> None:
    """Nothing beyond the cabinet."""


ROWS = [
    Row("naming.show_scheme", "GET", "/documents/numbering", each(SECRETARIAT, 200), 403),
    Row("naming.change_scheme", "POST", "/documents/numbering", each(SECRETARIAT, 302), 403,
        data=SCHEME),
    Row("naming_api.show_numbering", "GET", "/api/v1/documents/numbering",
        each(SECRETARIAT, 200), 403),
    Row("naming_api.change_numbering", "PUT", "/api/v1/documents/numbering",
        each(SECRETARIAT, 200), 403, json=SCHEME),
]  # fmt: skip
