"""Who sends files in pieces: whoever may upload, and each only the own ones."""

from __future__ import annotations

from documents.uploading import services
from tests.access.documents import CHANGERS
from tests.access.matrix import Row, World, each
from tests.cabinet import T0

ANNOUNCED = {"Upload-Length": "10"}
PIECE = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
UPLOAD = "/uploads/{upload}"


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        upload = services.begin(
            db, world.store, actor=world.cabinet.actor(db, "secretary"), file_name="a.pdf", size=10,
            limit=100, at=T0,
        )  # fmt: skip
        world.ids["upload"] = upload.name


SENDERS = (*CHANGERS, "officer.g15")
MINE = {"secretary": 200}

ROWS = [
    Row("uploading.begin_upload", "POST", "/uploads", each(SENDERS, 201), headers=ANNOUNCED),
    Row("uploading.show_upload", "HEAD", UPLOAD, MINE),
    Row("uploading.continue_upload", "PATCH", UPLOAD, {"secretary": 204}, headers=PIECE),
    Row("uploading.forget_upload", "DELETE", UPLOAD, {"secretary": 204}),
]
