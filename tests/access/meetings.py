"""Who gets what of sittings before they begin: {planned} nobody knows of, {sent} is sent."""

from __future__ import annotations

from sqlalchemy import select

from meetings import services
from meetings.agenda import services as agenda
from meetings.editions.warnings import CODES
from meetings.models import AgendaItem, Invitation
from tests.access.matrix import LOGINS, Row, SocketRow, World, each
from tests.meetings.sittings import Secretariat, frame

OFFICERS = ("secretary", "head")
DESK = (*OFFICERS, "clerk")
INVITED = ("pm", "minister.g12", "minister.g15")


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        desk = Secretariat(db, world.cabinet)
        planned = desk.plan()
        item = desk.add(planned, "A")
        paper = desk.paper(item)
        desk.paper(item)
        loose = desk.paper()
        changed = desk.add(planned, "Y")
        agenda.change_item(
            db, actor=desk.actor("secretary"), item=changed, content=desk.content("Z"),
            revision=None,
        )  # fmt: skip
        services.change_meeting(
            db, actor=desk.actor("secretary"), meeting=planned, revision=None,
            frame=frame(world.cabinet, place="Phòng họp số 3"),
        )  # fmt: skip
        removed = desk.add(planned, "B")
        agenda.remove_item(db, actor=desk.actor("head"), item=removed)
        approved, submitted = desk.plan(), desk.plan()
        desk.add(approved, "C")
        desk.add(submitted, "D")
        desk.approve(approved)
        desk.submit(submitted)
        sent, amended = desk.sent("E"), desk.sent("F")
        desk.add(amended, "G")
        guest = desk.guest(sent, "officer.g15")
        desk.guest(planned, "officer.g15")
        sent_item = db.execute(
            select(AgendaItem.id).where(AgendaItem.meeting_id == sent.id)
        ).scalar_one()
        own = db.execute(
            select(Invitation.id).where(
                Invitation.meeting_id == sent.id,
                Invitation.person_id == world.cabinet.persons["minister.g12"],
            )
        ).scalar_one()
        world.ids |= {
            "planned": planned.id,
            "planned_revision": planned.revision,
            "approved": approved.id,
            "submitted": submitted.id,
            "sent": sent.id,
            "amended": amended.id,
            "item": item.id,
            "removed": removed.id,
            "changed": changed.id,
            "sent_item": sent_item,
            "paper": paper.id,
            "loose": loose.id,
            "guest": guest.id,
            "own": own,
            "outsider": world.cabinet.persons["outsider"],
        }


def desk_only(done: int, *, clerk: int = 403) -> dict[str, int]:
    """Officers may, the clerk sees and may not, the others find nothing."""
    return each(OFFICERS, done) | {"clerk": clerk}


def of_sent(done: int, refused: int = 403) -> dict[str, int]:
    """Officers may; who sees the sitting is refused."""
    return each(OFFICERS, done) | each((*INVITED, "clerk", "officer.g15"), refused)


def head_only(done: int) -> dict[str, int]:
    return {"head": done, "secretary": 403, "clerk": 403}


FRAME = {
    "title": "X", "kind": "regular", "starts_at": "2026-12-20T08:00",
    "planned_end_at": "2026-12-20T11:00", "place": "Y",
}  # fmt: skip
LINE = {"title": "X", "type": "discussion", "minutes": "10"}
JSON_LINE = {"title": "X", "minutes": 10}
COMES = {"answer": "attending"}
WHY = {"reason": "X"}
PLANNED, SENT = "/meetings/{planned}", "/meetings/{sent}"
LATE = {"late_reason": "Phát sinh sau khi gửi"}
ITEM, ITEM_API = "/meetings/items/{item}", "/api/v1/meetings/{planned}/items/{item}"
API = "/api/v1"
SEEN = each((*DESK, *INVITED, "officer.g15"), 200)

ROWS = [
    Row("meetings.list_meetings", "GET", "/meetings", each(LOGINS, 200)),
    Row("meetings.new_meeting", "GET", "/meetings/new", each(OFFICERS, 200), 403),
    Row("meetings.new_meeting", "POST", "/meetings/new", each(OFFICERS, 302), 403, data=FRAME),
    Row("meetings.show_meeting", "GET", PLANNED, each(DESK, 200), state="planned"),
    Row("meetings.show_meeting", "GET", SENT, SEEN, state="sent"),
    Row("meetings.change_meeting", "GET", PLANNED + "/edit", desk_only(200)),
    Row("meetings.change_meeting", "POST", PLANNED + "/edit", desk_only(302), data=FRAME),
    Row("meetings.change_meeting", "POST", SENT + "/edit", of_sent(302), data=FRAME),
    Row("meetings.cancel_meeting", "POST", PLANNED + "/cancellation", desk_only(302), data=WHY),
    Row("meetings.cancel_meeting", "POST", SENT + "/cancellation",
        of_sent(302) | {"secretary": 403}, data=WHY),
    Row("agenda.add_item", "POST", PLANNED + "/items", desk_only(302), data=LINE),
    Row("agenda.add_item", "POST", SENT + "/items", of_sent(302), data=LINE | LATE),
    Row("agenda.add_item", "POST", "/meetings/{approved}/items",
        each(OFFICERS, 409) | {"clerk": 403}, data=LINE),
    Row("agenda.change_item", "POST", ITEM, desk_only(302), data=LINE),
    Row("agenda.change_item", "POST", "/meetings/items/{sent_item}", desk_only(302), data=LINE),
    Row("editing.undo_item_change", "POST", "/meetings/items/{changed}/undo",
        {"secretary": 302, "head": 409, "clerk": 403}),
    Row("editing.undo_meeting_change", "POST", PLANNED + "/undo",
        {"secretary": 302, "head": 409, "clerk": 403}),
    Row("editing_api.undo_meeting_change", "POST", API + PLANNED + "/undo",
        {"secretary": 200, "head": 409, "clerk": 403}),
    Row("editing_api.list_meeting_changes", "GET", API + PLANNED + "/changes", each(DESK, 200)),
    Row("editing_api.list_meeting_changes", "GET", API + SENT + "/changes",
        each(DESK, 200), state="sent"),
    Row("agenda.remove_item", "POST", ITEM + "/removal", desk_only(302)),
    Row("agenda.restore_item", "POST", "/meetings/items/{removed}/restoration", desk_only(302)),
    Row("agenda.detach_document", "POST", ITEM + "/papers/{paper}/removal", desk_only(302)),
    Row("agenda.put_paper_first", "POST", ITEM + "/papers/{paper}/first", desk_only(302)),
    Row("editions.submit_agenda", "POST", PLANNED + "/submission", desk_only(302), data={}),
    Row("editions.approve_agenda", "POST", PLANNED + "/approval", head_only(302), data={}),
    Row("editions.return_agenda", "POST", "/meetings/{submitted}/return", head_only(302), data=WHY),
    Row("editions.reopen_agenda", "POST", "/meetings/{approved}/reopening", desk_only(302)),
    Row("editions.discard_changes", "POST", "/meetings/{amended}/discarding",
        each(OFFICERS, 302) | each((*INVITED, "clerk"), 403)),
    Row("editions.discard_changes", "POST", SENT + "/discarding", of_sent(409),
        state="nothing changed"),
    Row("editions.discard_changes", "POST", PLANNED + "/discarding",
        each(OFFICERS, 409) | {"clerk": 403}, state="never sent"),
    Row("editions.send_agenda", "POST", "/meetings/{approved}/invitations", desk_only(302),
        data={f"_reason-{code}": "X" for code in CODES}),
    Row("editions.send_agenda", "POST", PLANNED + "/invitations",
        each(OFFICERS, 409) | {"clerk": 403}, data={}),
    Row("editions.withdraw_agenda", "POST", SENT + "/withdrawal", of_sent(403) | {"head": 302},
        data=WHY),
    Row("editions.mark_all_checked", "POST", PLANNED + "/checks", desk_only(302)),
    Row("editions.check_item", "POST", "/meetings/items/{item}/check", desk_only(302)),
    Row("invitations.answer_invitation", "POST", SENT + "/invitations/{own}/answer",
        each((*OFFICERS, "minister.g12"), 302) | {"clerk": 403}, data=COMES),
    Row("invitations.consent_to_absence", "POST", SENT + "/invitations/{own}/consent",
        each(("secretary", "head", "clerk"), 403) | {"pm": 409}, data={"consent": "true"}),
    Row("invitations.add_guest", "POST", SENT + "/guests", of_sent(302),
        data={"person_id": "{outsider}"}),
    Row("invitations.remove_guest", "POST", SENT + "/guests/{guest}/removal",
        each(OFFICERS, 302) | {"clerk": 403, "officer.g15": 403}),
    Row("meetings_api.list_meetings", "GET", API + "/meetings", each(LOGINS, 200)),
    Row("meetings_api.plan_meeting", "POST", API + "/meetings", each(OFFICERS, 201), 403,
        json=FRAME),
    Row("meetings_api.show_meeting", "GET", API + PLANNED, each(DESK, 200)),
    Row("meetings_api.show_meeting", "GET", API + SENT, SEEN),
    Row("meetings_api.change_meeting", "PATCH", API + PLANNED, desk_only(200),
        json={"place": "Z"}),
    Row("meetings_api.change_meeting", "PATCH", API + SENT, of_sent(200), json={"place": "Z"}),
    Row("meetings_api.cancel_meeting", "POST", API + PLANNED + "/cancellation", desk_only(200),
        json=WHY),
    Row("agenda_api.add_item", "POST", API + PLANNED + "/items", desk_only(201), json=JSON_LINE),
    Row("agenda_api.add_item", "POST", API + SENT + "/items", of_sent(201),
        json=JSON_LINE | LATE),
    Row("agenda_api.change_item", "PATCH", ITEM_API, desk_only(200), json={"title": "Z"}),
    Row("agenda_api.change_item", "PATCH", API + SENT + "/items/{sent_item}", of_sent(200),
        json={"title": "Z"}),
    Row("agenda_api.change_item", "PATCH", API + SENT + "/items/{item}", of_sent(404),
        state="of another sitting", json={"title": "Z"}),
    Row("editing_api.undo_item_change", "POST",
        API + PLANNED + "/items/{changed}/undo", {"secretary": 200, "head": 409, "clerk": 403}),
    Row("editing_api.release_papers", "POST", ITEM_API + "/papers/release", desk_only(200)),
    Row("editing.release_all_papers", "POST", PLANNED + "/papers/release", desk_only(302)),
    Row("editing_api.list_item_changes", "GET", ITEM_API + "/changes", each(DESK, 200)),
    Row("editing_api.list_item_changes", "GET", API + SENT + "/items/{sent_item}/changes",
        each(DESK, 200), state="sent"),
    Row("agenda_api.remove_item", "DELETE", ITEM_API, desk_only(204)),
    Row("agenda_api.restore_item", "POST", API + PLANNED + "/items/{removed}/restoration",
        desk_only(200)),
    Row("agenda_api.reorder_items", "POST", API + PLANNED + "/order", desk_only(200),
        json={"items": ["{item}", "{changed}"], "revision": "{planned_revision}"}),
    Row("agenda_api.reorder_items", "POST", API + PLANNED + "/order",
        each(OFFICERS, 409) | {"clerk": 403}, state="stale", json={"items": ["{item}", "{changed}"],
        "revision": 1}),
    Row("agenda_api.attach_document", "POST", ITEM_API + "/papers", desk_only(201),
        json={"document_id": "{loose}"}),
    Row("agenda_api.detach_document", "DELETE", ITEM_API + "/papers/{paper}", desk_only(204)),
    Row("agenda_api.reorder_papers", "POST", ITEM_API + "/papers/order",
        each(OFFICERS, 409) | {"clerk": 403}, state="another paper lies there",
        json={"documents": ["{paper}"]}),
    Row("editions_api.list_warnings", "GET", API + "/meetings/{approved}/warnings",
        desk_only(200)),
    Row("editions_api.withdraw_agenda", "POST", API + SENT + "/withdrawal",
        of_sent(403) | {"head": 200}, json=WHY),
    Row("editions_api.mark_checked", "POST", API + PLANNED + "/checks", desk_only(200), json={}),
    Row("editions_api.list_checks", "GET", API + PLANNED + "/checks", each(DESK, 200)),
    Row("editions_api.list_checks", "GET", API + SENT + "/checks", each(DESK, 200), state="sent"),
    Row("editions_api.list_differences", "GET", API + PLANNED + "/differences", each(DESK, 200)),
    Row("editions_api.list_differences", "GET", API + SENT + "/differences", SEEN),
    Row("editions_api.submit_agenda", "POST", API + PLANNED + "/submission", desk_only(200)),
    Row("editions_api.approve_agenda", "POST", API + PLANNED + "/approval", head_only(200)),
    Row("editions_api.return_agenda", "POST", API + "/meetings/{submitted}/return",
        head_only(200), json=WHY),
    Row("editions_api.reopen_agenda", "POST", API + "/meetings/{approved}/reopening",
        desk_only(200)),
    Row("editions_api.send_agenda", "POST", API + "/meetings/{approved}/invitations",
        desk_only(200), json={"reasons": dict.fromkeys(CODES, "X")}),
    Row("invitations_api.list_invitations", "GET", API + SENT + "/invitations", SEEN),
    Row("invitations_api.answer_own", "POST", API + SENT + "/answer",
        each((*INVITED, "officer.g15", "clerk"), 200) | each(OFFICERS, 403), json=COMES),
    Row("invitations_api.answer_for", "POST", API + SENT + "/invitations/{own}/answer",
        each((*OFFICERS, "minister.g12"), 200) | {"clerk": 403}, json=COMES),
    Row("invitations_api.consent_to_absence", "POST", API + SENT + "/invitations/{own}/consent",
        each(("secretary", "head", "clerk"), 403) | {"pm": 409}, json={"consent": True}),
    Row("invitations_api.add_guest", "POST", API + SENT + "/guests", of_sent(201),
        json={"person_id": "{outsider}"}),
    Row("invitations_api.remove_guest", "DELETE", API + SENT + "/guests/{guest}", of_sent(204)),
]  # fmt: skip

SOCKET_ROWS = [
    SocketRow("join", {"room": "meeting:{sent}"},
              dict.fromkeys((*DESK, *INVITED, "officer.g15"), "ok")),
    SocketRow("join", {"room": "meeting:{sent}:desk"}, dict.fromkeys(DESK, "ok")),
    SocketRow("editing", {"room": "meeting:{sent}:desk", "item": 1, "field": "title"},
              dict.fromkeys(OFFICERS, "ok") | {"clerk": "meeting-clerk-prepares-not"},
              otherwise="meeting-secretariat-prepares"),
]  # fmt: skip
