"""Who enters many items at once: those who prepare the sitting."""

from __future__ import annotations

from meetings.entering import services
from tests.access import meetings
from tests.access.matrix import Row, World, each
from tests.access.meetings import OFFICERS, desk_only, of_sent
from tests.meetings.sittings import Secretariat


def arrange(world: World) -> None:
    meetings.arrange(world)
    with world.database.unit_of_work() as db:
        desk = Secretariat(db, world.cabinet)
        planned = desk.plan()
        made = []
        for title in ("Một", "Hai"):
            rows = [(1, ("Nội dung",)), (2, (title,))]
            actor = desk.actor("secretary")
            entry = services.take_in(db, actor=actor, meeting=planned, rows=rows, source="")
            made.append(entry)
            if title == "Một":
                services.import_rows(db, actor=actor, entry=entry, meeting=planned, whole=True)
        world.ids |= {"filled": planned.id, "done": made[0].id, "open": made[1].id}


BEGIN = "/meetings/{planned}/imports"
OPEN = "/meetings/imports/{open}"
PASTED = {"pasted": "Nội dung\nX"}
API = "/api/v1/meetings/{filled}/imports"
ROWS_IN = {"rows": [{"title": "X"}]}

ROWS = [
    Row("entering.send_template", "GET", "/meetings/agenda-template.xlsx", each(OFFICERS, 200),
        403),
    Row("entering.send_template", "GET", "/meetings/agenda-template.csv", each(OFFICERS, 200),
        403),
    Row("entering.new_import", "GET", BEGIN, desk_only(200)),
    Row("entering.new_import", "GET", "/meetings/{approved}/imports",
        each(OFFICERS, 409) | {"clerk": 403}),
    Row("entering.take_in", "POST", BEGIN, desk_only(302), data=PASTED),
    Row("entering.take_in", "POST", "/meetings/{sent}/imports", of_sent(302), data=PASTED),
    Row("entering.show_import", "GET", OPEN, desk_only(200)),
    Row("entering.correct", "POST", OPEN + "/rows", desk_only(302), data={"cell-2-title": "Y"}),
    Row("entering.import_rows", "POST", OPEN + "/items", desk_only(302), data={"mode": "all"}),
    Row("entering.discard_import", "POST", OPEN + "/removal", desk_only(302)),
    Row("entering.undo_import", "POST", "/meetings/imports/{done}/undoing", desk_only(302)),
    Row("entering_api.import_items", "POST", API, desk_only(201), json=ROWS_IN),
    Row("entering_api.undo_import", "POST", API + "/{done}/undoing", desk_only(200)),
]  # fmt: skip
