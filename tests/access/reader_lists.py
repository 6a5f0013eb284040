"""Who keeps named lists of readers: whoever hands papers out."""

from __future__ import annotations

from documents.reader_lists import services
from tests.access.matrix import SECRETARIAT, Row, World, each
from tests.cabinet import T0


def arrange(world: World) -> None:
    person = world.cabinet.persons["minister.g12"]
    world.ids["listed"] = person
    with world.database.unit_of_work() as db:
        actor = world.cabinet.actor(db, "secretary")
        row = services.make_list(db, actor=actor, name="Tổ soạn thảo", person_ids=[person], at=T0)
        world.ids["reader_list"] = row.id


PAGE, API = "/documents/reader-lists", "/api/v1/reader-lists"
NEW = {"name": "Danh sách khác", "person_ids": ["{listed}"]}
CHANGED = {"name": "Tên khác", "person_ids": ["{listed}"], "revision": 1}

ROWS = [
    Row("reader_lists.show_lists", "GET", PAGE, each(SECRETARIAT, 200), 403),
    Row("reader_lists.make_list", "POST", PAGE, each(SECRETARIAT, 302), 403, data=NEW),
    Row("reader_lists.show_list", "GET", PAGE + "/{reader_list}", each(SECRETARIAT, 200)),
    Row("reader_lists.change_list", "POST", PAGE + "/{reader_list}", each(SECRETARIAT, 302),
        data=CHANGED),
    Row("reader_lists.remove_list", "POST", PAGE + "/{reader_list}/removal",
        each(SECRETARIAT, 302)),
    Row("reader_lists_api.show_lists", "GET", API, each(SECRETARIAT, 200), 403),
    Row("reader_lists_api.make_list", "POST", API, each(SECRETARIAT, 201), 403, json=NEW),
    Row("reader_lists_api.change_list", "PUT", API + "/{reader_list}", each(SECRETARIAT, 200),
        json=CHANGED),
    Row("reader_lists_api.remove_list", "DELETE", API + "/{reader_list}",
        each(SECRETARIAT, 204)),
]  # fmt: skip
