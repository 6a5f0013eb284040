"""Who gets what of marks that were carried to a new version."""

from __future__ import annotations

from typing import Any

from documents import services as papers
from documents.annotations import services as marks
from documents.models import Annotation, AnnotationKind, Audience, CarryReason, CarryState
from documents.queries import find_version
from tests.access.matrix import SECRETARIAT, Row, World, each
from tests.cabinet import T0
from tests.documents.papers import enter, hand, prepared


def arrange(world: World) -> None:
    """A paper in two versions; what the Prime Minister wrote for all on the first is in doubt on
    the second, and a private mark has no place there."""
    with world.database.unit_of_work() as db:
        cabinet = world.cabinet
        paper = enter(db, cabinet, world.store, "Tờ trình", organisation="G12")
        first = paper.current
        hand(db, cabinet, first, "pm", "minister.g15")
        second = papers.add_version(
            db, actor=cabinet.actor(db, "secretary"), document=paper,
            prepared=prepared(world.store, "Dự thảo 2"), at=T0,
        )  # fmt: skip
        papers.release(db, actor=cabinet.actor(db, "head"), version=second, at=T0)
        db.flush()
        pm = cabinet.actor(db, "pm")
        for audience, state in (
            (Audience.MEETING, CarryState.LOOK),
            (Audience.PRIVATE, CarryState.UNPLACED),
        ):
            old = marks.add_annotation(
                db, actor=pm, version=find_version(db, pm, first.id), client_id=state.value,
                page=1, kind=AnnotationKind.NOTE, audience=audience, geometry={"at": [1, 2]},
                color="#ff0000", width=1.0, body="Ý kiến", quote="", at=T0,
            )  # fmt: skip
            new = Annotation(
                client_id=f"carried-{state.value}", version_id=second.id, author_id=pm.person_id,
                account_id=pm.account_id, audience=audience, kind=old.kind, page=1,
                geometry=old.geometry, color=old.color, width=1.0, body="", quote="",
                created_at=T0, updated_at=T0, carried_from_id=old.id, carry_state=state,
                carry_reason=CarryReason.TEXT_CHANGED,
            )  # fmt: skip
            db.add(new)
            db.flush()
            world.ids[state.value] = new.id
        world.ids["version"] = second.id


READERS = ("pm", "minister.g15", *SECRETARIAT, "officer.g12")
ONE = "/api/v1/annotations/"
THERE: dict[str, Any] = {"page": 1, "at": [10, 20]}

ROWS = [
    Row("carrying.show_carried", "GET", "/api/v1/versions/{version}/carried", each(READERS, 200)),
    Row("carrying.place_annotation", "POST", ONE + "{look}/placing", {"pm": 200}, json={}),
    Row("carrying.place_annotation", "POST", ONE + "{unplaced}/placing", {"pm": 422}, json={},
        state="no place"),
    Row("carrying.place_annotation", "POST", ONE + "{unplaced}/placing", {"pm": 200}, json=THERE,
        state="by hand"),
    Row("carrying.leave_annotation", "POST", ONE + "{look}/leaving", {"pm": 204}),
    Row("carrying.take_back_annotation", "DELETE", ONE + "{unplaced}/leaving", {"pm": 409},
        state="not left"),
    Row("annotations.show_annotation", "GET", ONE + "{look}", each(READERS, 200),
        state="in doubt, for the meeting"),
    Row("annotations.show_annotation", "GET", ONE + "{unplaced}", {}, state="without a place"),
]  # fmt: skip
SOCKET_ROWS: list[Any] = []
