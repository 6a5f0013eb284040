"""Who takes marks out of a paper, and who brings some in. The world is that of the papers."""

from __future__ import annotations

from tests.access.documents import OF_SECRET, READ, READERS, arrange
from tests.access.matrix import Row, each

MARKS = (
    b'<xfdf xmlns="http://ns.adobe.com/xfdf/"><annots>'
    b'<text page="0" rect="0,0,9,9"/></annots></xfdf>'
)
FILE = {"file": (MARKS, "marks.xfdf")}
OUT = {"send_annotated": "annotated.pdf", "send_xfdf": "annotations.xfdf",
       "send_web_annotations": "annotations.jsonld"}  # fmt: skip

__all__ = ["ROWS", "arrange"]

ROWS = [
    *(
        Row(f"export.{endpoint}", "GET", f"/api/v1/versions/{{version}}/{name}", READ)
        for endpoint, name in OUT.items()
    ),
    *(
        Row(f"export.{endpoint}", "GET", f"/api/v1/versions/{{confidential_version}}/{name}",
            OF_SECRET, state="confidential")
        for endpoint, name in OUT.items()
    ),
    Row("export.import_xfdf", "POST", "/api/v1/versions/{version}/annotations.xfdf",
        each(READERS, 200), files=FILE),
]  # fmt: skip
