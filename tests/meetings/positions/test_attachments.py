"""The attachment of a position: who may bring one; whoever sees the position reads it, from and to
the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from documents import queries as document_queries
from documents.distribution.services import recall
from documents.models import Distribution, DocumentVersion
from documents.rules import may_change, may_upload
from ecabinet import clock
from ecabinet.errors import Conflict, Denied
from ecabinet.people.models import BodyRulesVersion, DelegationScope
from meetings.models import AgendaItem, Answer, InvitationKind, Meeting
from meetings.positions import queries, services, watching
from meetings.positions.models import Position
from tests import cabinet as small
from tests.access.matrix import LOGINS
from tests.cabinet import T0
from tests.documents.papers import pdf, prepared
from tests.meetings.live.room import Room, invite, invited_meeting
from tests.meetings.positions.placing import ALL, NO, OBJECT, assist, rules, say

EVERYBODY = (*LOGINS, "minister.g03")


class Office:
    """Acts in units of work of their own, so that what follows an act has followed it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.database = app.extensions["ecabinet.database"]
        self.store = app.extensions["ecabinet.store"]
        with self.database.unit_of_work() as db:
            self.cabinet = small.find(db)
            self.meeting_id = invited_meeting(db, self.cabinet).id

    @contextmanager
    def room(self) -> Iterator[Room]:
        with self.database.unit_of_work() as db:
            yield Room(db, self.cabinet, db.get_one(Meeting, self.meeting_id))

    def attach(self, login: str, *, item: int = 0, stance=OBJECT, place: str = "") -> int:
        """Say something of an item with a file; returns the version."""
        with self.room() as room:
            position = say(
                room.db, self.cabinet, login, room.meeting, room.items[item], stance, place=place,
                attached=prepared(self.store, f"Ý kiến của {login}"),
            )[0]  # fmt: skip
            return position.document.current.id

    def say(self, login: str, stance=NO, *, item: int = 0, **other: Any) -> None:
        with self.room() as room:
            say(room.db, self.cabinet, login, room.meeting, room.items[item], stance, **other)

    def readers(self, version_id: int) -> list[str]:
        """The logins that may read the version."""
        with self.database.reading() as db:
            return [
                login
                for login in EVERYBODY
                if document_queries.may_read(db, self.cabinet.actor(db, login), version_id)
            ]

    def seers(self, version_id: int) -> list[str]:
        """The logins that see a position with which the version goes."""
        with self.database.reading() as db:
            document_id = db.get_one(DocumentVersion, version_id).document_id
            meeting = db.get_one(Meeting, self.meeting_id)
            return [
                login
                for login in EVERYBODY
                for row in queries.positions_of(db, self.cabinet.actor(db, login), meeting)
                if row.document_id == document_id
            ]


@pytest.fixture
def office(app: Flask) -> Iterator[Office]:
    with clock.at(T0):
        yield Office(app)


DESK = ("secretary", "head", "clerk")


@pytest.mark.parametrize(
    ("rule", "moment", "members_see"),
    [
        ("members_later", "some have answered", False),
        ("members_later", "all have answered", True),
        ("members_later", "the sitting has begun", True),
        ("members", "some have answered", True),
        ("secretariat", "all have answered", False),
        ("secretariat", "the sitting has begun", False),
    ],
)
def test_every_login_reads_an_attachment_exactly_when_it_sees_the_position(
    office: Office, rule: str, moment: str, members_see: bool
) -> None:
    with office.room() as room:
        rules(room, positions_seen_by=rule)
        guest = office.cabinet.persons["officer.g15"]
        invite(room.db, room.meeting, guest, "Cán bộ", "Vụ trưởng", 10_000, InvitationKind.GUEST)
    version = office.attach("minister.g12")
    if moment == "all have answered":
        for login in ALL:
            if login != "minister.g12":
                office.say(login)
    if moment == "the sitting has begun":
        with office.room() as room:
            room.open()

    wanted = {*DESK, "pm", "minister.g12", *(ALL if members_see else ())}

    assert set(office.readers(version)) == set(office.seers(version)) == wanted


def test_nobody_but_the_member_and_the_assistant_reads_what_is_only_prepared(
    office: Office,
) -> None:
    with office.room() as room:
        rules(room, positions_seen_by="members")
        assist(room, "officer.g12", "minister.g12")
        assist(room, "officer.g15", "minister.g12", DelegationScope.READ)
    version = office.attach("officer.g12", place="minister.g12")
    assert office.readers(version) == office.seers(version)
    assert set(office.readers(version)) == {"minister.g12", "officer.g12", "officer.g15"}

    with office.room() as room:
        minister = room.actor("minister.g12")
        place = queries.find_place(room.db, minister, room.meeting, lock=True)
        waiting = queries.of_place(room.db, place.person_id, [room.items[0].id])
        services.confirm_prepared(
            room.db, actor=minister, meeting=room.meeting, place=place,
            prepared_ids=[waiting[room.items[0].id].prepared.id],
        )  # fmt: skip

    assert office.readers(version) == office.seers(version)
    assert set(office.readers(version)) == {*DESK, *ALL, "officer.g12", "officer.g15"}


def withdraw(room: Room) -> None:
    minister = room.actor("minister.g12")
    place = queries.find_place(room.db, minister, room.meeting, lock=True)
    rows = queries.of_place(room.db, place.person_id, [room.items[0].id])
    services.take_back(
        room.db, actor=minister, meeting=room.meeting, place=place,
        position=rows[room.items[0].id].stated,
    )  # fmt: skip


def detach(room: Room) -> None:
    minister = room.actor("minister.g12")
    place = queries.find_place(room.db, minister, room.meeting, lock=True)
    services.attach(
        room.db, actor=minister, meeting=room.meeting, place=place, item=room.items[0],
        prepared=None,
    )  # fmt: skip


@pytest.mark.parametrize("act", [withdraw, detach])
def test_an_attachment_is_taken_back_with_the_position_and_from_its_author_too(
    office: Office, act: Callable[[Room], None]
) -> None:
    version = office.attach("minister.g12")
    assert "secretary" in office.readers(version)

    with office.room() as room:
        act(room)

    assert office.readers(version) == office.seers(version) == []


def test_a_replaced_attachment_is_taken_back_and_the_new_one_stands_in_its_place(
    office: Office,
) -> None:
    first = office.attach("minister.g12")
    second = office.attach("minister.g12")

    assert office.readers(first) == []
    assert set(office.readers(second)) == {*DESK, "pm", "minister.g12"}


def test_a_changed_answer_keeps_its_attachment_and_undoing_brings_the_removed_one_back(
    office: Office,
) -> None:
    version = office.attach("minister.g12", stance=NO)
    office.say("minister.g12", OBJECT, remark="Chưa rõ nguồn")
    assert "pm" in office.readers(version)
    with office.room() as room:
        detach(room)
    assert office.readers(version) == []

    with office.room() as room:
        withdraw(room)

    assert set(office.readers(version)) == {*DESK, "pm", "minister.g12"}


def uninvited(room: Room) -> None:
    room.invitation("minister.g15").withdrawn_at = T0


def one_more_is_asked(room: Room) -> None:
    officer = room.cabinet.persons["officer.g15"]
    invite(room.db, room.meeting, officer, "Bộ trưởng mới", "Bộ trưởng", 9, InvitationKind.MEMBER)


def other_chair(room: Room) -> None:
    room.meeting.chair_id = room.cabinet.persons["minister.g03"]


def other_rule(room: Room) -> None:
    row = room.db.query(BodyRulesVersion).one()
    row.rules = {**row.rules, "positions_seen_by": "secretariat"}


def substitute(room: Room) -> None:
    officer = room.cabinet.persons["officer.g15"]
    room.answers("minister.g15", Answer.SUBSTITUTE, substitute_id=officer, substitute_name="X")


def item_goes(room: Room) -> None:
    item = room.db.get_one(AgendaItem, room.items[0].id)
    item.removed_at, item.removed_reason = T0, "Rút"


@pytest.mark.parametrize(
    "change", [uninvited, one_more_is_asked, other_chair, other_rule, substitute, item_goes]
)
@pytest.mark.parametrize("answered", [ALL[:3], ALL])
def test_whatever_changes_who_sees_the_position_changes_who_reads_the_attachment(
    office: Office, change: Callable[[Room], None], answered: tuple[str, ...]
) -> None:
    version = office.attach("minister.g12")
    for login in answered:
        if login != "minister.g12":
            office.say(login)
    before = office.readers(version)

    with office.room() as room:
        change(room)

    seen = office.seers(version)
    assert office.readers(version) == seen
    if change in (uninvited, substitute) and answered == ALL:
        assert seen != before


def test_a_rule_that_comes_into_force_with_a_day_is_followed_by_the_next_round(
    office: Office,
) -> None:
    with office.room() as room:
        rules(room, positions_seen_by="members")
        now = room.db.query(BodyRulesVersion).one()
        later = {**now.rules, "positions_seen_by": "secretariat"}
        on = clock.day_of(T0).replace(day=2)
        room.db.add(BodyRulesVersion(valid_from=on, preset=now.preset, rules=later))
    version = office.attach("minister.g12")
    rounds = watching.Round(office.database)
    rounds()
    assert "minister.g15" in office.readers(version)

    with clock.at(T0.replace(day=2)):
        rounds()
        assert office.readers(version) == office.seers(version)
        assert "minister.g15" not in office.readers(version)


def test_what_the_secretariat_recalled_is_not_handed_out_again(office: Office) -> None:
    version_id = office.attach("minister.g12")
    with office.room() as room:
        version = room.db.get_one(DocumentVersion, version_id)
        recall(room.db, actor=room.actor("head"), version=version, at=T0, reason="Bí mật nhà nước")
    with office.room() as room:
        room.open()

    assert not set(office.readers(version_id)) & set(ALL)


def test_each_handing_out_is_a_stored_fact_with_its_end(office: Office) -> None:
    version = office.attach("minister.g12")
    with office.room() as room:
        withdraw(room)

    with office.database.reading() as db:
        rows = db.execute(select(Distribution).where(Distribution.version_id == version)).scalars()
        held = {row.person_id: row.recalled_at is not None for row in rows}
    persons = office.cabinet.persons
    assert held == {persons["minister.g12"]: True, persons["pm"]: True}


def test_an_assistant_who_only_sits_in_attaches_nothing(office: Office) -> None:
    with office.room() as room:
        assist(room, "officer.g15", "minister.g15", DelegationScope.SIT_IN)
    with pytest.raises(Denied) as refused:
        office.attach("officer.g15", place="minister.g15")
    assert refused.value.sentence.key == "position-attach-not-yours"


def test_a_member_may_upload_an_attachment_and_nothing_else(office: Office) -> None:
    with office.database.reading() as db:
        minister = office.cabinet.actor(db, "minister.g12")
        g12 = office.cabinet.organisations["G12"]
        assert may_upload(minister, None, said_by_id=minister.person_id)
        assert not may_upload(minister, g12, said_by_id=minister.person_id)
        assert not may_upload(minister, None) and not may_upload(minister, g12)
        for login in ("admin", "auditor"):
            assert not may_upload(office.cabinet.actor(db, login), None, said_by_id=1)


def test_the_secretariat_lays_no_other_version_over_what_a_member_attached(office: Office) -> None:
    version = office.attach("minister.g12")
    with office.database.reading() as db:
        document = db.get_one(DocumentVersion, version).document
        assert not may_change(office.cabinet.actor(db, "secretary"), document)


def test_the_page_of_a_called_item_takes_no_attachment(office: Office) -> None:
    office.say("minister.g12", OBJECT)
    with office.room() as room:
        room.open()
        room.call(room.items[0])
    with pytest.raises(Conflict):
        office.attach("minister.g12")


PDF = "application/pdf"


def form(**fields: Any) -> dict[str, Any]:
    return {"data": fields, "content_type": "multipart/form-data"}


def file(content: bytes = b"", name: str = "Ý kiến.pdf") -> Any:
    return (BytesIO(content or pdf("Objection of the minister")), name, PDF)


def test_one_form_takes_answer_remark_and_file_without_a_script(
    office: Office, client_of: Callable[[str], Any]
) -> None:
    with office.database.reading() as db:
        item = db.query(AgendaItem).filter_by(meeting_id=office.meeting_id).first()
    page = f"/meetings/{office.meeting_id}/positions"
    minister = client_of("minister.g12")

    refused = minister.post(
        f"{page}/{item.id}",
        **form(stance="objection", remark="Chưa rõ nguồn", file=file(b"MZ not a paper")),
    )
    assert refused.status_code == 422
    assert "Chưa rõ nguồn" in refused.text and "Phản đối" in refused.text
    assert "file-error-" in refused.text and "Chưa ghi câu trả lời" in refused.text
    with office.database.reading() as db:
        assert db.query(Position).count() == 0

    kept = minister.post(
        f"{page}/{item.id}", **form(stance="objection", remark="Chưa rõ nguồn", file=file())
    )
    assert kept.status_code == 302
    shown = minister.get(page).text
    assert "Ý kiến</span>" in shown and "Thay tệp đính kèm" in shown

    taken = minister.post(f"{page}/{item.id}/attachment/removal", data={}, follow_redirects=True)
    assert "Đã bỏ tệp đính kèm." in taken.text and "Ý kiến</span>" not in taken.text


def test_before_it_is_shown_an_attachment_stands_in_no_list_search_page_or_pack(
    office: Office, client_of: Callable[[str], Any], api_of: Callable[[str], Any]
) -> None:
    version = office.attach("minister.g12")
    with office.database.reading() as db:
        document = db.get_one(DocumentVersion, version).document_id
    board = f"/meetings/{office.meeting_id}/positions/board"
    title = "Ý kiến của minister.g12"

    member, other = client_of("minister.g15"), api_of("minister.g15")
    read = f"/documents/versions/{version}"
    for path in (f"/documents/{document}", f"{read}/read", f"{read}/file", f"{read}/text"):
        assert member.get(path).status_code == 404, path
    for path in ("/documents", board, "/search?q=kiến", f"/meetings/{office.meeting_id}", "/"):
        assert title not in member.get(path).text, path
    assert other("GET", f"/documents/{document}").status_code == 404
    assert all(row["id"] != document for row in other("GET", "/documents").json["items"])
    told = other("GET", f"/meetings/{office.meeting_id}/positions").text
    assert f'"document_id":{document}' not in told.replace(" ", "")

    chair = client_of("pm")
    assert title in chair.get(board).text
    assert chair.get(f"/documents/versions/{version}/read").status_code == 200


def test_a_program_attaches_replaces_and_removes(
    office: Office, api_of: Callable[[str], Any]
) -> None:
    with office.database.reading() as db:
        item = db.query(AgendaItem).filter_by(meeting_id=office.meeting_id).first().id
    minister = api_of("minister.g12")
    path = f"/meetings/{office.meeting_id}/positions/{item}"
    early = minister("POST", f"{path}/attachment", **form(file=file()))
    assert (early.status_code, early.json["code"]) == (409, "position-attach-after-answer")

    minister("POST", path, json={"stance": "objection", "remark": "Chưa rõ nguồn"})
    laid = minister("POST", f"{path}/attachment", **form(file=file()))
    assert laid.status_code == 201 and laid.json["remark"] == "Chưa rõ nguồn"
    assert minister("GET", f"/documents/{laid.json['document_id']}").status_code == 200

    gone = minister("DELETE", f"{path}/attachment")
    assert gone.status_code == 200 and gone.json["document_id"] is None
    assert minister("GET", f"/documents/{laid.json['document_id']}").status_code == 404
