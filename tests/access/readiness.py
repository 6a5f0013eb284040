"""Who gets what of readiness: {sent} is to come, nobody has answered anything."""

from __future__ import annotations

from ecabinet import clock
from tests.access.matrix import LOGINS, Row, SocketRow, World, each
from tests.cabinet import T0
from tests.meetings.live.room import invited_meeting

DESK = ("secretary", "head", "clerk")
OFFICERS = each(("secretary", "head"), 302) | {"clerk": 403}
MEMBERS = each(("pm", "minister.g12", "minister.g15"), 403)


def arrange(world: World) -> None:
    with clock.at(T0), world.database.unit_of_work() as db:
        world.ids["sent"] = invited_meeting(db, world.cabinet).id


API = "/api/v1/meetings/{sent}"
ROWS = [
    Row("readiness.show_own", "GET", "/preparation", each(LOGINS, 200)),
    Row("readiness.show_desk", "GET", "/meetings/{sent}/readiness", each(DESK, 200)),
    Row("readiness.remind", "POST", "/meetings/{sent}/reminders", OFFICERS | MEMBERS, data={}),
    Row("readiness_api.show_readiness", "GET", API + "/readiness", each(DESK, 200)),
    Row("readiness_api.remind", "POST", API + "/reminders",
        each(("secretary", "head"), 200) | {"clerk": 403} | MEMBERS, json={}),
]  # fmt: skip
SOCKET_ROWS: list[SocketRow] = []
