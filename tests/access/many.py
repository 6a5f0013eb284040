"""Who works on many items at once: those who prepare the sitting."""

from __future__ import annotations

from meetings.many import services
from tests.access import meetings
from tests.access.agenda import desk_only, of_sent
from tests.access.matrix import Row, World
from tests.meetings.sittings import Secretariat


def arrange(world: World) -> None:
    meetings.arrange(world)
    with world.database.unit_of_work() as db:
        desk = Secretariat(db, world.cabinet)
        planned = desk.plan()
        item = desk.add(planned, "A")
        entry = services.change(
            db, actor=desk.actor("secretary"), meeting=planned, item_ids=[item.id],
            values={"minutes": 5},
        )  # fmt: skip
        sent = desk.sent("B")
        world.ids |= {
            "filled": planned.id, "one": item.id, "many": entry.id,
            "told": sent.id, "sent_one": sent.items[0].id,
        }  # fmt: skip


PLANNED, SENT = "/meetings/{filled}/items/many", "/meetings/{told}/items/many"
CHANGE = {"act": "change", "items": "{one}", "minutes": "7"}

ROWS = [
    Row("many.act_on_many", "POST", PLANNED, desk_only(200), data=CHANGE),
    Row("many.act_on_many", "POST", PLANNED, desk_only(302), data={**CHANGE, "_confirmed": "yes"}),
    Row("many.act_on_many", "POST", SENT, of_sent(302),
        data={"act": "check", "items": "{sent_one}", "_confirmed": "yes"}),
    Row("many.undo_many", "POST", PLANNED + "/{many}/undoing", desk_only(302)),
    Row("many_api.act_on_many", "POST", "/api/v1" + PLANNED, desk_only(200),
        json={"act": "change", "items": ["{one}"], "fields": {"minutes": 7}}),
    Row("many_api.act_on_many", "POST", "/api/v1" + SENT, of_sent(200),
        json={"act": "release", "items": ["{sent_one}"]}),
    Row("many_api.undo_many", "POST", "/api/v1" + PLANNED + "/{many}/undoing", desk_only(200)),
]  # fmt: skip
