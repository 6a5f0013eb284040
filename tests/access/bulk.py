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
    Row("bulk_api.change_documents", "PATCH", "/api/v1/documents",
        each(CHANGERS, 200) | {"officer.g15": 422},
        json={"papers": [{"id": "{fresh}", "revision": 1, "title": "Tên khác"}]}),
]  # fmt: skip
