"""Who sees and changes rooms and seats: the secretariat sees, those who prepare change."""

from __future__ import annotations

from meetings.seating import services
from meetings.seating.queries import invitations_of
from meetings.seating.shapes import Shape
from tests.access import meetings
from tests.access.matrix import Row, World, each
from tests.access.meetings import DESK, OFFICERS
from tests.meetings.sittings import Secretariat


def arrange(world: World) -> None:
    meetings.arrange(world)
    with world.database.unit_of_work() as db:
        desk = Secretariat(db, world.cabinet)
        actor = desk.actor("secretary")
        one, two = (
            services.add_room(db, actor=actor, name=name, shape=Shape.U, seats=8)
            for name in ("Một", "Hai")
        )
        services.retire_room(db, actor=actor, room=two)
        sitting = desk.sent("F")
        services.choose_room(db, actor=actor, meeting=sitting, room=one)
        services.give_out(db, actor=actor, meeting=sitting)
        world.ids |= {
            "room": one.id, "old_room": two.id, "seated": sitting.id,
            "sitter": invitations_of(db, sitting)[0].id,
        }  # fmt: skip


SEATS = "/meetings/{seated}/seats"
API = "/api/v1"
NEW = {"name": "Ba", "shape": "u", "seats": 6}
PLAN = {"width": 500, "height": 500, "tables": [],
        "seats": [{"key": "s1", "label": "1", "x": 100, "y": 100, "angle": 0}]}  # fmt: skip
ROOM_FORM = {
    "name": "Một",
    "plan": '{"width": 500, "height": 500, "tables": [], "seats": '
    '[{"key": "s1", "label": "1", "x": 100, "y": 100, "angle": 0}]}',
}
SEES = each(DESK, 200)
PUT = {"invitation_id": "{sitter}", "seat": "s3"}


def officers(done: int) -> dict[str, int]:
    return each(OFFICERS, done) | {"clerk": 403}


ROWS = [
    Row("seating.list_rooms", "GET", "/rooms", SEES),
    Row("seating.list_rooms", "POST", "/rooms", officers(302), data=NEW),
    Row("seating.show_room", "GET", "/rooms/{room}", SEES),
    Row("seating.change_room", "POST", "/rooms/{room}", officers(302), data=ROOM_FORM),
    Row("seating.retire_room", "POST", "/rooms/{room}/retirement", officers(302)),
    Row("seating.restore_room", "POST", "/rooms/{old_room}/restoration", officers(302)),
    Row("seating.show_seats", "GET", SEATS, SEES),
    Row("seating.choose_room", "POST", SEATS + "/room", officers(302), data={"room_id": "{room}"}),
    Row("seating.give_out", "POST", SEATS + "/arrangement", officers(302), data={"keep": "hand"}),
    Row("seating.put", "POST", SEATS + "/people", officers(302), data=PUT),
    Row("seating.print_cards", "GET", SEATS + "/cards.pdf", SEES),
    Row("seating.print_plan", "GET", SEATS + "/plan.pdf", SEES),
    Row("seating_api.list_rooms", "GET", API + "/rooms", SEES),
    Row("seating_api.add_room", "POST", API + "/rooms", officers(201), json=NEW),
    Row("seating_api.change_room", "PUT", API + "/rooms/{room}", officers(200),
        json={"name": "Một", **PLAN}),
    Row("seating_api.show_seats", "GET", API + SEATS, SEES),
    Row("seating_api.choose_room", "PUT", API + SEATS + "/room", officers(200),
        json={"room_id": "{room}"}),
    Row("seating_api.give_out", "POST", API + SEATS + "/arrangement", officers(200), json={}),
    Row("seating_api.put", "POST", API + SEATS + "/people", officers(200), json=PUT),
]  # fmt: skip
