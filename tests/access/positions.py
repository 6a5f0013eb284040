"""Who gets what of positions: {invited} is to come, {sits} sits; {item} waits there, {stated} is
what minister.g12 said of it, {prepared} what their assistant officer.g12 has prepared."""

from __future__ import annotations

from datetime import timedelta

from ecabinet import clock
from ecabinet.people.models import Delegation, DelegationScope
from meetings.models import InvitationKind
from tests.access.matrix import Row, SocketRow, World, each
from tests.cabinet import T0
from tests.meetings.live.room import Room, invite, invited_meeting
from tests.meetings.positions.placing import NO, OBJECT, say

DESK = ("secretary", "head", "clerk")
MEMBERS = ("pm", "minister.g12", "minister.g15")
IN = (*DESK, *MEMBERS, "officer.g12", "officer.g15")


def arrange(world: World) -> None:
    with clock.at(T0), world.database.unit_of_work() as db:
        cabinet = world.cabinet
        db.add(
            Delegation(
                person_id=cabinet.persons["minister.g12"],
                account_id=cabinet.accounts["officer.g12"],
                scope=DelegationScope.PREPARE,
                starts_at=T0 - timedelta(days=1),
                ends_at=T0 + timedelta(days=30),
            )
        )
        invited, sits = (Room(db, cabinet, invited_meeting(db, cabinet)) for _ in range(2))
        for room in (invited, sits):
            invite(
                db, room.meeting, cabinet.persons["officer.g15"], "Cán bộ BTP", "Vụ trưởng", 10_000,
                InvitationKind.GUEST,
            )  # fmt: skip
        sits.open()
        item, second = invited.items
        stated = say(db, cabinet, "minister.g12", invited.meeting, item, OBJECT)[0]
        prepared = say(
            db, cabinet, "officer.g12", invited.meeting, second, NO, place="minister.g12"
        )[0]
        world.ids |= {
            "invited": invited.meeting.id,
            "sits": sits.meeting.id,
            "item": item.id,
            "second": second.id,
            "on_list": sits.items[0].id,
            "stated": stated.id,
            "prepared": prepared.id,
            "g12": cabinet.persons["minister.g12"],
        }


PAGE, API = "/meetings/{invited}/positions", "/api/v1/meetings/{invited}/positions"
ATTACHMENT = PAGE + "/{item}/attachment"
PLACES = (*MEMBERS, "officer.g12")
SAYS = {"stance": "no_objection"}
LEADS = ("pm", "head", "clerk")
ADOPT = {"items": ["{on_list}"], "text": "Thông qua."}

ROWS = [
    Row("positions.show_own", "GET", PAGE, each(PLACES, 200)),
    Row("positions.show_own", "GET", PAGE + "?for={g12}",
        each(("minister.g12", "officer.g12"), 200), state="of g12"),
    Row("positions.show_board", "GET", PAGE + "/board", each((*DESK, *PLACES), 200)),
    Row("positions.state_position", "POST", PAGE + "/{item}", each(PLACES, 302), data=SAYS),
    Row("positions.state_position", "POST", PAGE + "/{item}",
        each(("minister.g12", "officer.g12"), 302), state="for g12",
        data={**SAYS, "person_id": "{g12}"}),
    Row("positions.no_objection_to_the_rest", "POST", PAGE + "/rest", each(PLACES, 302), data={}),
    Row("positions.confirm_prepared", "POST", PAGE + "/confirmation",
        {"minister.g12": 302, "officer.g12": 403}, state="for g12",
        data={"positions": "{prepared}", "person_id": "{g12}"}),
    Row("positions.take_back", "POST", PAGE + "/taking-back",
        {"minister.g12": 302, "officer.g12": 403}, data={"positions": "{stated}"}),
    Row("positions.take_back", "POST", PAGE + "/taking-back",
        each(("minister.g12", "officer.g12"), 302), state="prepared",
        data={"positions": "{prepared}"}),
    Row("positions.adopt_en_bloc", "POST", "/meetings/{sits}/en-bloc",
        each(IN, 403) | each(LEADS, 302), data={"items": "{on_list}", "text": "Thông qua."}),
    Row("position_attachments.attach", "POST", ATTACHMENT,
        each(("minister.g12", "officer.g12"), 422), data={"person_id": "{g12}"}),
    Row("position_attachments.detach", "POST", ATTACHMENT + "/removal",
        {"minister.g12": 302, "officer.g12": 409}, data={"person_id": "{g12}"}),
    Row("position_attachments_api.attach_file", "POST", API + "/{item}/attachment",
        each(("minister.g12", "officer.g12"), 422), data={"person_id": "{g12}"}),
    Row("position_attachments_api.detach_file", "DELETE",
        API + "/{item}/attachment?person_id={g12}", {"minister.g12": 200, "officer.g12": 409}),
    Row("positions_api.list_positions", "GET", API, each((*DESK, *PLACES), 200)),
    Row("positions_api.state_position", "POST", API + "/{item}", each(PLACES, 200), json=SAYS),
    Row("positions_api.no_objection_to_the_rest", "POST", API + "/rest", each(PLACES, 200),
        json={}),
    Row("positions_api.confirm_prepared", "POST", API + "/confirmation",
        {"minister.g12": 200, "officer.g12": 403},
        json={"positions": ["{prepared}"], "person_id": "{g12}"}),
    Row("positions_api.take_back", "POST", API + "/taking-back",
        {"minister.g12": 200, "officer.g12": 403}, json={"positions": ["{stated}"]}),
    Row("positions_api.adopt_en_bloc", "POST", "/api/v1/meetings/{sits}/en-bloc",
        each(IN, 403) | each(LEADS, 200), json=ADOPT),
]  # fmt: skip
SOCKET_ROWS: list[SocketRow] = []
