"""Who gets what in the room and of the minutes: {invited} begins soon, {open} sits with {item}
before the cabinet, {ended} has draft minutes, {submitted} has minutes under
review; {chaired} is before another one, and the minister of G12 chairs it."""

from __future__ import annotations

from datetime import timedelta

from ecabinet import clock
from meetings.live import notes, services
from meetings.minutes import queries as minutes_queries
from meetings.minutes import services as minutes_services
from meetings.minutes.content import build
from meetings.models import Meeting
from tests.access.matrix import Row, SocketRow, World, each
from tests.cabinet import T0, TODAY
from tests.meetings.live.room import Room, invited_meeting

DESK = ("secretary", "head", "clerk")
MEMBERS = ("pm", "minister.g12", "minister.g15")
IN = (*MEMBERS, *DESK)
LEADS = ("pm", "head", "clerk")


def _ended(world: World, room: Room) -> Meeting:
    room.open()
    with clock.at(T0 + timedelta(hours=3)):
        services.end_meeting(room.db, actor=room.actor("pm"), meeting=room.meeting)
    minutes_services.give_number(room.db, room.meeting.id, TODAY.year)
    content = build(room.db, room.meeting, TODAY, "vi")
    pdf, docx = world.store.put(b"%PDF-1.4 for the table"), world.store.put(b"PK for the table")
    minutes_services.keep_first(room.db, room.meeting.id, content, pdf.sha256, docx.sha256)
    return room.meeting


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:

        def room() -> Room:
            return Room(db, world.cabinet, invited_meeting(db, world.cabinet))

        invited, sits, paused, ended, submitted, approved, given = (room() for _ in range(7))
        given.open()
        chaired = given.items[0]
        chaired.chair_id = world.cabinet.persons["minister.g12"]
        given.call(chaired)
        sits.open()
        first, second = sits.items
        sits.call(first)
        note = notes.add_note(
            db, actor=sits.actor("clerk"), meeting=sits.meeting, item=first, text="Ghi"
        )
        paused.open()
        services.pause_meeting(db, actor=paused.actor("pm"), meeting=paused.meeting)
        _ended(world, ended)
        for one in (submitted, approved):
            meeting = _ended(world, one)
            record = minutes_queries.find_minutes(db, one.actor("clerk"), meeting.id)
            minutes_services.submit(db, actor=one.actor("clerk"), meeting=meeting, minutes=record)
        minutes_services.approve(
            db, actor=approved.actor("head"), meeting=approved.meeting, minutes=record
        )
        world.ids |= {
            "invited": invited.meeting.id,
            "open": sits.meeting.id,
            "paused": paused.meeting.id,
            "ended": ended.meeting.id,
            "submitted": submitted.meeting.id,
            "signing": approved.meeting.id,
            "item": first.id,
            "waiting": second.id,
            "chaired": chaired.id,
            "note": note.id,
            "g12": world.cabinet.persons["minister.g12"],
            "organisation": world.cabinet.organisations["G12"],
        }


def leads(status: int) -> dict[str, int]:
    """The chair and those who act for them get `status`, the others in the room 403."""
    return each(IN, 403) | each(LEADS, status)


def desk(status: int) -> dict[str, int]:
    """The secretariat gets `status`, members 403."""
    return each(MEMBERS, 403) | each(DESK, status)


CALL = {"item_id": "{waiting}"}
MARK = {"person_ids": ["{g12}"], "state": "left"}
WORDING = {"revision": "1", "general": "Khai mạc."}
ROWS = [
    Row("room.show_room", "GET", "/meetings/{open}/room", each(IN, 200)),
    Row("room.open_meeting", "POST", "/meetings/{invited}/opening", leads(302)),
    Row("room.open_meeting", "POST", "/meetings/{open}/opening", leads(409), state="open"),
    Row("room.pause_meeting", "POST", "/meetings/{open}/pause", leads(302)),
    Row("room.resume_meeting", "POST", "/meetings/{paused}/resumption", leads(302)),
    Row("room.end_meeting", "POST", "/meetings/{open}/end", leads(302)),
    Row("room.end_meeting", "POST", "/meetings/{ended}/end", leads(409), state="ended"),
    Row(
        "room.set_current_item", "POST", "/meetings/{open}/current-item", leads(302),
        otherwise=404, data={"item_id": "{waiting}"},
    ),
    Row(
        "room.check_in", "POST", "/meetings/{open}/check-in",
        each(DESK, 403) | each(MEMBERS, 302), data={"mode": "present"},
    ),
    Row("room.mark_attendance", "POST", "/meetings/{open}/attendance", desk(302), data=MARK),
    Row("room.add_general_note", "POST", "/meetings/{open}/notes", desk(302), data={"text": "G"}),
    Row("room.add_note", "POST", "/items/{item}/notes", desk(302), data={"text": "Ghi"}),
    Row(
        "room.remove_note", "POST", "/notes/{note}/removal", each(DESK, 403) | {"clerk": 302}
    ),
    Row("room.start_discussion", "POST", "/items/{item}/discussion", leads(302)),
    Row("room.put_back", "POST", "/items/{item}/waiting", leads(302)),
    Row("room.set_item_chair", "POST", "/items/{item}/chair", leads(302), data={"person_id": ""}),
    Row("room.start_discussion", "POST", "/items/{chaired}/discussion",
        leads(302) | {"minister.g12": 302}, state="chaired"),
    Row("room.put_back", "POST", "/items/{chaired}/waiting", leads(302), state="chaired"),
    Row("room.conclude_item", "POST", "/items/{chaired}/conclusion",
        leads(302) | {"minister.g12": 302}, data={"text": "K"}, state="chaired"),
    Row(
        "room_api.set_item_chair", "POST", "/api/v1/items/{item}/chair", leads(200),
        json={"person_id": None},
    ),
    Row(
        "room.defer_item", "POST", "/items/{item}/deferral", leads(302),
        data={"resubmit_on": "2026-12-20"},
    ),
    Row("room.withdraw_item", "POST", "/items/{item}/withdrawal", leads(302), data={"reason": "x"}),
    Row("room.conclude_item", "POST", "/items/{item}/conclusion", leads(302), data={"text": "K"}),
    Row("room_api.open_meeting", "POST", "/api/v1/meetings/{invited}/opening", leads(200), json={}),
    Row("room_api.pause_meeting", "POST", "/api/v1/meetings/{open}/pause", leads(200), json={}),
    Row("room_api.resume_meeting", "POST", "/api/v1/meetings/{paused}/resume", leads(200), json={}),
    Row("room_api.end_meeting", "POST", "/api/v1/meetings/{open}/end", leads(200), json={}),
    Row(
        "room_api.set_current_item", "POST", "/api/v1/meetings/{open}/current-item", leads(200),
        json=CALL,
    ),
    Row(
        "room_api.mark_attendance", "POST", "/api/v1/meetings/{open}/attendance", desk(200),
        json=MARK,
    ),
    Row(
        "room_api.conclude_item", "POST", "/api/v1/items/{item}/conclusion", leads(200),
        json={"text": "K", "assignments": [
            {"task": "V", "lead_id": "{organisation}", "is_ongoing": True}]},
    ),
    Row(
        "room_api.defer_item", "POST", "/api/v1/items/{item}/deferral", leads(200),
        json={"resubmit_on": "2026-12-20"},
    ),
    Row("room_api.add_note", "POST", "/api/v1/items/{item}/notes", desk(201), json={"text": "G"}),
    Row(
        "minutes.show_minutes", "GET", "/meetings/{ended}/minutes", each(DESK, 200) | {"pm": 200},
        state="draft",
    ),
    Row(
        "minutes.show_minutes", "GET", "/meetings/{submitted}/minutes", each(IN, 200),
        state="submitted",
    ),
    Row("minutes.download", "GET", "/meetings/{submitted}/minutes/file.pdf", each(IN, 200)),
    Row(
        "minutes.download", "GET", "/meetings/{ended}/minutes/file.docx",
        each(DESK, 200) | {"pm": 200}, state="draft",
    ),
    Row(
        "minutes.revise", "POST", "/meetings/{ended}/minutes/revisions",
        each(DESK, 302) | {"pm": 403}, data=WORDING,
    ),
    Row(
        "minutes.submit", "POST", "/meetings/{ended}/minutes/submission",
        each(DESK, 302) | {"pm": 403},
    ),
    Row(
        "minutes.approve", "POST", "/meetings/{submitted}/minutes/approval",
        each(IN, 403) | {"pm": 302, "head": 302},
    ),
    Row(
        "minutes.send_back", "POST", "/meetings/{submitted}/minutes/return",
        each(IN, 403) | {"pm": 302, "head": 302}, data={"reason": "Bổ sung"},
    ),
    Row(
        "minutes.sign", "POST", "/meetings/{signing}/minutes/signature",
        each(IN, 403) | {"pm": 302},
    ),
    Row(
        "minutes_api.show_minutes", "GET", "/api/v1/meetings/{ended}/minutes",
        each(DESK, 200) | {"pm": 200}, state="draft",
    ),
    Row(
        "minutes_api.show_minutes", "GET", "/api/v1/meetings/{submitted}/minutes", each(IN, 200),
        state="submitted",
    ),
]  # fmt: skip
SOCKET_ROWS: list[SocketRow] = []
