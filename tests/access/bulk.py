"""Who changes many papers at once: whoever may change each of them."""

from __future__ import annotations

from tests.access.documents import CHANGERS, arrange
from tests.access.matrix import Row, each

__all__ = ["ROWS", "arrange"]

EDITORS = (*CHANGERS, "officer.g15")

ROWS = [
    Row("bulk.show_table", "GET", "/documents/bulk", each(EDITORS, 200)),
    Row("bulk.save_table", "POST", "/documents/bulk", each(EDITORS, 302), data={"id": []},
        state="an empty table"),
]  # fmt: skip
