"""Who gets what of reading: one's place in a paper, and its text."""

from __future__ import annotations

from tests.access.documents import OF_SECRET, READ, arrange
from tests.access.matrix import Row

__all__ = ["ROWS", "arrange"]


ROWS = [
    Row("reading.read_text", "GET", "/documents/versions/{version}/text", READ),
    Row("reading.read_text", "GET", "/documents/versions/{confidential_version}/text", OF_SECRET,
        state="confidential"),
    Row("reading_api.keep_place", "PUT", "/api/v1/versions/{version}/place", READ,
        json={"page": 2}),
    Row("reading_api.keep_place", "PUT", "/api/v1/versions/{confidential_version}/place",
        OF_SECRET, json={"page": 2}, state="confidential"),
]  # fmt: skip
