"""Who gets what of papers and of the marks on them."""

from __future__ import annotations

from typing import Any

from documents.annotations import services as marks
from documents.distribution.services import recall
from documents.models import AccessLevel, AnnotationKind, Audience
from documents.queries import find_version
from tests.access.matrix import SECRETARIAT, Row, SocketRow, World, each
from tests.cabinet import T0
from tests.documents.papers import enter, hand, pdf

MARK: dict[str, Any] = {"page": 1, "kind": "note", "geometry": {"at": [10, 20]}, "body": "Ý"}


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        cabinet = world.cabinet
        paper = enter(db, cabinet, world.store, "Tờ trình", organisation="G12")
        hand(db, cabinet, paper.current, "pm", "minister.g15")
        fresh = enter(db, cabinet, world.store, "Dự thảo", organisation="G12")
        secret = enter(
            db, cabinet, world.store, "Tài liệu mật", AccessLevel.CONFIDENTIAL,
            by="clerk", organisation="G12", readers=["pm"],
        )  # fmt: skip
        hand(db, cabinet, secret.current, "pm", "minister.g15")
        opened = enter(db, cabinet, world.store, "Công khai", AccessLevel.PUBLIC, organisation=None)
        hand(db, cabinet, opened.current, "pm")
        pm = cabinet.actor(db, "pm")
        version = find_version(db, pm, paper.current.id)
        ids = {}
        for audience in Audience:
            mark = marks.add_annotation(
                db, actor=pm, version=version, client_id=audience.value, page=1,
                kind=AnnotationKind.NOTE, audience=audience, geometry={"at": [1, 2]},
                color="#ff0000", width=1.0, body="Ý kiến", quote="", at=T0,
            )  # fmt: skip
            ids[audience.value] = mark.id
        gone = enter(db, cabinet, world.store, "Đã thu hồi", organisation="G12")
        hand(db, cabinet, gone.current, "pm", "minister.g15")
        recall(
            db, actor=cabinet.actor(db, "head"), version=gone.current, at=T0, reason="Sai"
        )  # fmt: skip
        world.ids |= ids | {
            "gone_version": gone.current.id,
            "paper": paper.id, "version": version.id,
            "fresh": fresh.id, "fresh_version": fresh.current.id,
            "confidential": secret.id, "confidential_version": secret.current.id,
            "public": opened.id, "public_version": opened.current.id,
        }  # fmt: skip


READERS = ("pm", "minister.g15", *SECRETARIAT, "officer.g12")
READ = each(READERS, 200)
OF_PUBLIC = each(
    ("pm", "minister.g12", "minister.g15", *SECRETARIAT, "officer.g12", "officer.g15"), 200
)
OF_SECRET = each(("pm", "clerk"), 200)
OF_FRESH = each((*SECRETARIAT, "officer.g12"), 200)
SEEN = each(READERS, 403)
CHANGERS = (*SECRETARIAT, "officer.g12")
FILE = {"file": (pdf("From the matrix", 1), "paper.pdf")}
NO_PDF = {"file": (b"no paper at all", "paper.pdf")}
UPLOAD = {"title": "Tờ trình", "access_level": "cabinet"}
CHANGE = {"title": "Tên khác", "access_level": "cabinet", "kind": "report", "revision": 1}
WHY = {"reason": "Sai số liệu"}
ONE = "/api/v1/annotations/"

ROWS = [
    Row("documents.list_documents", "GET", "/documents", {}, 200),
    Row("documents.upload", "POST", "/documents/upload", each(CHANGERS, 302) | {"officer.g15": 302},
        403, data=UPLOAD, files=FILE),
    Row("documents.show_document", "GET", "/documents/{paper}", READ),
    Row("documents.show_document", "GET", "/documents/{confidential}", OF_SECRET,
        state="confidential"),
    Row("documents.show_document", "GET", "/documents/{public}", OF_PUBLIC, state="public"),
    Row("documents.change_document", "POST", "/documents/{paper}/change",
        SEEN | each(CHANGERS, 302), data=CHANGE),
    Row("documents.create_version", "POST", "/documents/{paper}/versions",
        SEEN | each(CHANGERS, 302), files=FILE),
    Row("documents.release_version", "POST", "/documents/versions/{fresh_version}/release",
        {"officer.g12": 403} | each(SECRETARIAT, 302)),
    Row("documents.recall_version", "POST", "/documents/versions/{version}/recall",
        SEEN | each(SECRETARIAT, 302), data=WHY),
    Row("documents.send_file", "GET", "/documents/versions/{version}/file", READ),
    Row("documents.send_file", "GET", "/documents/versions/{version}/file?original=yes",
        SEEN | each(CHANGERS, 200), state="original"),
    Row("documents.read_version", "GET", "/documents/versions/{version}/read", READ),
    Row("documents.read_version", "GET", "/documents/versions/{confidential_version}/read",
        OF_SECRET, state="confidential"),
    Row("documents_api.create_document", "POST", "/api/v1/documents",
        each((*CHANGERS, "officer.g15"), 201), 403, data=UPLOAD, files=FILE),
    Row("documents_api.create_document", "POST", "/api/v1/documents",
        each((*CHANGERS, "officer.g15"), 422), 403, data=UPLOAD, files=NO_PDF, state="no PDF"),
    Row("documents_api.list_documents", "GET", "/api/v1/documents", {}, 200),
    Row("documents_api.show_document", "GET", "/api/v1/documents/{paper}", READ),
    Row("documents_api.show_document", "GET", "/api/v1/documents/{confidential}", OF_SECRET,
        state="confidential"),
    Row("documents_api.show_document", "GET", "/api/v1/documents/{fresh}", OF_FRESH,
        state="not handed out"),
    Row("documents_api.change_document", "PATCH", "/api/v1/documents/{paper}",
        SEEN | each(CHANGERS, 200), json={"title": "Tên khác", "revision": 1}),
    Row("documents_api.change_document", "PATCH", "/api/v1/documents/{confidential}",
        {"pm": 403, "clerk": 200}, json={"title": "Tên khác", "revision": 1},
        state="confidential"),
    Row("documents_api.create_version", "POST", "/api/v1/documents/{paper}/versions",
        SEEN | each(CHANGERS, 201), files=FILE),
    Row("documents_api.send_file", "GET", "/api/v1/versions/{version}/file", READ),
    Row("documents_api.send_file", "GET", "/api/v1/versions/{confidential_version}/file",
        OF_SECRET, state="confidential"),
    Row("documents_api.send_file", "GET", "/api/v1/versions/{public_version}/file", OF_PUBLIC,
        state="public"),
    Row("documents_api.release_version", "POST", "/api/v1/versions/{fresh_version}/release",
        {"officer.g12": 403} | each(SECRETARIAT, 200)),
    Row("documents_api.release_version", "POST", "/api/v1/versions/{version}/release",
        SEEN | each(SECRETARIAT, 409), state="out already"),
    Row("documents_api.recall_version", "POST", "/api/v1/versions/{version}/recall",
        SEEN | each(SECRETARIAT, 200), json=WHY),
    Row("documents_api.recall_version", "POST", "/api/v1/versions/{fresh_version}/recall",
        {"officer.g12": 403} | each(SECRETARIAT, 409), json=WHY, state="not out"),
    Row("annotations.list_annotations", "GET", "/api/v1/versions/{version}/annotations", READ),
    Row("annotations.add_annotation", "POST", "/api/v1/versions/{version}/annotations",
        each(READERS, 201), json=MARK, state="private"),
    Row("annotations.add_annotation", "POST", "/api/v1/versions/{version}/annotations",
        each(READERS, 201) | {"officer.g12": 403}, json=MARK | {"audience": "meeting"},
        state="for the meeting"),
    Row("annotations.add_annotation", "POST", "/api/v1/versions/{gone_version}/annotations",
        each(READERS, 201), json=MARK, state="late, after a recall"),
    Row("annotations.list_annotations", "GET", "/api/v1/versions/{gone_version}/annotations",
        OF_FRESH, state="after a recall"),
    Row("annotations.change_annotation", "PATCH", ONE + "{private}", {"pm": 200},
        json={"body": "Khác"}, state="private"),
    Row("annotations.change_annotation", "PATCH", ONE + "{office}", {"pm": 200},
        json={"body": "Khác"}, state="for the office"),
    Row("annotations.change_annotation", "PATCH", ONE + "{meeting}", SEEN | {"pm": 200},
        json={"body": "Khác"}, state="for the meeting"),
    Row("annotations.remove_annotation", "DELETE", ONE + "{private}", {"pm": 204},
        state="private"),
    Row("annotations.remove_annotation", "DELETE", ONE + "{meeting}", SEEN | {"pm": 204},
        state="for the meeting"),
]  # fmt: skip

ROOM = "version:{version}:meeting"
INK = {
    "room": ROOM, "stroke": "s1", "page": 1, "kind": "ink", "color": "#000000", "width": 2,
    "from": 0, "points": [[1, 2, 0.5]], "done": False,
}  # fmt: skip
# Members who may not read the version are not in its room; officials never write for the meeting;
# administrator and auditor are not told that there is anything.
WRITERS = dict.fromkeys(("pm", "minister.g15", *SECRETARIAT), "ok") | {
    "minister.g12": "live-not-in-room"
}
NO_WRITERS = dict.fromkeys(
    ("officer.g12", "officer.g15", "outsider"), "annotation-meeting-not-yours"
)

SOCKET_ROWS = [
    SocketRow("join", {"room": ROOM}, dict.fromkeys(READERS, "ok")),
    SocketRow("join", {"room": "version:{fresh_version}:meeting"},
              dict.fromkeys((*SECRETARIAT, "officer.g12"), "ok")),
    SocketRow("ink", INK, WRITERS | NO_WRITERS),
    SocketRow("ink-cancel", {"room": ROOM, "stroke": "s1"}, WRITERS | NO_WRITERS),
]  # fmt: skip
