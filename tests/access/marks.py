"""Who gets what of marks: written for whom, prepared for whom, by every role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from documents.annotations import services as marks
from documents.models import AnnotationKind, Audience
from documents.queries import find_version
from ecabinet.people.models import Delegation, DelegationScope
from tests.access.matrix import LOGINS, SECRETARIAT, Row, World, each
from tests.cabinet import T0
from tests.documents.papers import enter, hand

PREPARING, READING = "officer.g12", "officer.g15"
"""The assistant who prepares for minister.g12, and one who only reads for them."""


def delegate(world: World, db: Any, login: str, scope: DelegationScope) -> None:
    db.add(
        Delegation(
            person_id=world.cabinet.persons["minister.g12"],
            account_id=world.cabinet.accounts[login],
            scope=scope, starts_at=T0 - timedelta(days=1), ends_at=T0 + timedelta(days=1),
        )
    )  # fmt: skip


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        cabinet = world.cabinet
        paper = enter(db, cabinet, world.store, "Tờ trình", organisation="G12")
        everybody = [login for login in LOGINS if login not in (PREPARING, READING)]
        hand(db, cabinet, paper.current, *everybody)
        delegate(world, db, PREPARING, DelegationScope.PREPARE)
        delegate(world, db, READING, DelegationScope.READ)
        db.flush()
        version_id = paper.current.id
        minister = cabinet.persons["minister.g12"]

        def write(login: str, audience: Audience, name: str, for_id: int | None = None) -> None:
            actor = cabinet.actor(db, login)
            mark = marks.add_annotation(
                db, actor=actor, version=find_version(db, actor, version_id), client_id=name,
                page=1, kind=AnnotationKind.NOTE, audience=audience, geometry={"at": [1, 2]},
                color="#ff0000", width=1.0, body="Ý kiến", quote="", at=T0, prepared_for=for_id,
            )  # fmt: skip
            world.ids[name] = mark.id

        write("minister.g12", Audience.PRIVATE, "private")
        write("minister.g12", Audience.OFFICE, "office")
        write("minister.g12", Audience.MEETING, "meeting")
        write(PREPARING, Audience.OFFICE, "prepared", minister)
        world.ids |= {"version": version_id, "minister": minister}


READERS = ("pm", "minister.g12", "minister.g15", *SECRETARIAT, PREPARING, READING, "outsider")
OFFICE = ("minister.g12", PREPARING, READING)
ONE = "/api/v1/annotations/"
NOTE: dict[str, Any] = {"page": 1, "kind": "note", "geometry": {"at": [10, 20]}, "body": "Ý"}

ROWS = [
    Row("annotations.show_annotation", "GET", ONE + "{private}", {"minister.g12": 200},
        state="private"),
    Row("annotations.show_annotation", "GET", ONE + "{office}", each(OFFICE, 200),
        state="for the office"),
    Row("annotations.show_annotation", "GET", ONE + "{meeting}", each(READERS, 200),
        state="for the meeting"),
    Row("annotations.show_annotation", "GET", ONE + "{prepared}",
        each(("minister.g12", PREPARING), 200), state="prepared"),
    Row("annotations.change_annotation", "PATCH", ONE + "{prepared}",
        {"minister.g12": 403, PREPARING: 200}, json={"body": "Khác"}, state="prepared"),
    Row("annotations.remove_annotation", "DELETE", ONE + "{prepared}",
        {"minister.g12": 403, PREPARING: 204}, state="prepared"),
    Row("annotations.add_annotation", "POST", "/api/v1/versions/{version}/annotations",
        each(READERS, 403) | {PREPARING: 201},
        json=NOTE | {"audience": "office", "prepared_for": 2}, state="prepared"),
    Row("annotations.adopt_annotation", "POST", ONE + "{prepared}/adoption",
        {"minister.g12": 200, PREPARING: 403}),
    Row("annotations.adopt_annotation", "POST", ONE + "{meeting}/adoption",
        each(READERS, 403), state="not prepared"),
    Row("annotations.adopt_annotations", "POST",
        "/api/v1/versions/{version}/annotations/adoption", each(READERS, 200)),
    Row("annotations.put_annotation_aside", "POST", ONE + "{prepared}/dismissal",
        {"minister.g12": 204, PREPARING: 403}),
    Row("annotations.take_annotation_back", "DELETE", ONE + "{prepared}/dismissal", {},
        state="not put aside"),
]  # fmt: skip
SOCKET_ROWS: list[Any] = []
