"""Who may keep which papers on a tablet."""

from __future__ import annotations

from documents.models import AccessLevel
from tests.access.matrix import SECRETARIAT, Row, World, each
from tests.documents.papers import enter, hand

DEVICE = "3f0a9c52-1111-4222-8333-444455556666"


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        paper = enter(db, world.cabinet, world.store, "Tờ trình", organisation="G12")
        hand(db, world.cabinet, paper.current, "pm", "minister.g15")
        secret = enter(
            db, world.cabinet, world.store, "Tài liệu mật", AccessLevel.CONFIDENTIAL,
            by="clerk", organisation="G12", readers=["pm"],
        )  # fmt: skip
        hand(db, world.cabinet, secret.current, "pm", "minister.g15")
        world.ids |= {"version": paper.current.id, "confidential": secret.current.id}


READ = each(("pm", "minister.g15", *SECRETARIAT, "officer.g12"), 200)
OF_SECRET = each(("pm", "clerk"), 200)

ROWS = [
    Row("offline_api.make_contact", "POST", "/api/v1/offline/contact", {}, 200,
        json={"device": DEVICE, "kept": ["{version}"], "wants_key": True}),
    Row("offline_api.leave", "POST", "/api/v1/offline/departure", {}, 204,
        json={"device": DEVICE}),
    Row("offline_api.show_choice", "GET", "/api/v1/offline/choice", {}, 200),
    Row("offline_api.choose", "PUT", "/api/v1/offline/choice", {}, 204,
        json={"keeps_coming": True}),
    Row("offline_api.show_occasion", "GET", "/api/v1/offline/occasion?name=meeting:1", {}, 200),
    Row("offline_api.show_paper", "GET", "/api/v1/offline/versions/{version}", READ),
    Row("offline_api.show_text", "GET", "/api/v1/offline/versions/{version}/text", READ),
    Row("offline_api.show_text", "GET", "/api/v1/offline/versions/{confidential}/text", OF_SECRET,
        state="confidential"),
    Row("offline.show_kept", "GET", "/kept", {}, 200),
    Row("offline.show_door", "GET", "/offline", {}, 200, public=True),
    Row("offline.send_worker", "GET", "/sw.js", {}, 200, public=True),
    Row("offline.send_manifest", "GET", "/manifest.webmanifest", {}, 200, public=True),
    Row("offline_api.show_shell", "GET", "/api/v1/offline/shell", {}, 200),
]  # fmt: skip
