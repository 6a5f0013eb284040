"""Who gets what of the pictures of pages (exactly what they get of the file), and who may have
text recognised (of a paper that has its text: nobody; who may not change it hears that first)."""

from __future__ import annotations

from tests.access import documents
from tests.access.matrix import Row, each

arrange = documents.arrange

OF = "/documents/versions/"
ROWS = [
    Row("pictures.send_picture", "GET", OF + "{version}/pages/1/picture", documents.READ),
    Row("pictures.send_picture", "GET", OF + "{confidential_version}/pages/1/picture",
        documents.OF_SECRET, state="confidential"),
    Row("pictures.send_picture", "GET", OF + "{fresh_version}/pages/1/picture", documents.OF_FRESH,
        state="not handed out"),
    Row("pictures.send_picture", "GET", OF + "{public_version}/pages/1/picture",
        documents.OF_PUBLIC, state="public"),
    Row("pictures.send_picture", "GET", OF + "{version}/pages/4/picture", {},
        state="no such page"),
    Row("recognition.recognise_version", "POST", OF + "{version}/recognition",
        each(("pm", "minister.g15"), 403)),
    Row("recognition_api.recognise_version", "POST", "/api/v1/versions/{version}/recognition",
        each(("pm", "minister.g15"), 403)),
]  # fmt: skip
