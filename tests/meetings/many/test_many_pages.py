"""Many items at once over HTTP: with the page's script, without it, and by a program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from ecabinet.db import Database
from meetings.agenda import sections
from meetings.agenda import services as agenda
from meetings.agenda.placing import standing_items
from meetings.models import AgendaItem, Meeting
from tests.cabinet import Cabinet
from tests.meetings.sittings import Secretariat

SCRIPT = {"Accept": "text/html, application/problem+json;q=0.9"}


@pytest.fixture
def kept(app: Flask, cabinet: Cabinet) -> Callable[[Callable[[Secretariat], Any]], Any]:
    database: Database = app.extensions["ecabinet.database"]

    def do(work: Callable[[Secretariat], Any]) -> Any:
        with database.unit_of_work() as db:
            return work(Secretariat(db, cabinet))

    return do


@pytest.fixture
def meeting_id(kept: Any) -> int:
    """A sitting with A and B before all sections, C and D in one."""

    def fill(desk: Secretariat) -> int:
        meeting = desk.plan()
        part = sections.add_section(
            desk.db, actor=desk.actor("secretary"), meeting=meeting, name="Phần I"
        )
        for title in "ABCD":
            desk.add(meeting, title, section_id=part.id if title in "CD" else None)
        return meeting.id

    found: int = kept(fill)
    return found


def items(kept: Any, meeting_id: int) -> dict[str, tuple[int, int, int | None, int]]:
    """Return {title: (id, revision, section id, minutes)}."""

    def look(desk: Secretariat) -> Any:
        meeting = desk.db.get_one(Meeting, meeting_id)
        return {
            item.title: (item.id, item.revision, item.section_id, item.minutes)
            for item in standing_items(desk.db, meeting)
        }

    return kept(look)


def test_without_a_script_the_page_asks_first_and_then_does_it(
    client_of: Callable[[str], Any], kept: Any, meeting_id: int
) -> None:
    web = client_of("secretary")
    before = items(kept, meeting_id)
    page = web.get(f"/meetings/{meeting_id}").text
    for title, (id_, revision, _, _) in before.items():
        assert f'name="items" value="{id_}"' in page, title
        assert f'name="seen" value="{id_}:{revision}"' in page
    sent = {
        "act": "change", "items": [before["A"][0]], "sections": [before["C"][2]], "minutes": "10",
        "seen": [f"{one[0]}:{one[1]}" for one in before.values()],
    }  # fmt: skip
    address = f"/meetings/{meeting_id}/items/many"
    asked = web.post(address, data=sent)
    assert asked.status_code == 200
    assert "Đổi 3 nội dung: Số phút: 10?" in asked.text
    assert items(kept, meeting_id) == before

    done = web.post(address, data={**sent, "_confirmed": "yes"}, follow_redirects=True)
    assert "Đã đổi 3 nội dung." in done.text
    now = items(kept, meeting_id)
    assert {title: one[3] for title, one in now.items()} == {"A": 10, "B": 30, "C": 10, "D": 10}

    undo = done.text.split('/undoing"')[0].rsplit('"', 1)[1] + "/undoing"
    undone = web.post(undo, follow_redirects=True)
    assert "Đã hoàn tác 3 nội dung." in undone.text
    assert all(one[3] == 30 for one in items(kept, meeting_id).values())


def test_what_was_refused_is_listed_with_its_reason(
    client_of: Callable[[str], Any], kept: Any, meeting_id: int
) -> None:
    before = items(kept, meeting_id)

    def by_head(desk: Secretariat) -> None:
        item = desk.db.get_one(AgendaItem, before["B"][0])
        agenda.change_item(
            desk.db, actor=desk.actor("head"), item=item, revision=None,
            content=desk.content("B", minutes=45),
        )  # fmt: skip

    kept(by_head)
    sent = {
        "act": "change", "all": "yes", "minutes": "10",
        "seen": [f"{one[0]}:{one[1]}" for one in before.values()],
    }  # fmt: skip
    page = client_of("secretary").post(
        f"/meetings/{meeting_id}/items/many", data=sent, headers=SCRIPT, follow_redirects=True
    )
    assert "Đã đổi 3 nội dung." in page.text
    assert "Đỗ Văn Chánh vừa sửa chính thông tin này" in page.text
    assert items(kept, meeting_id)["B"][3] == 45


def test_an_item_added_after_the_page_was_read_is_not_among_all(
    client_of: Callable[[str], Any], kept: Any, meeting_id: int
) -> None:
    before = items(kept, meeting_id)
    kept(lambda desk: desk.add(desk.db.get_one(Meeting, meeting_id), "N").id)
    sent = {
        "act": "remove", "all": "yes", "_confirmed": "yes",
        "seen": [f"{one[0]}:{one[1]}" for one in before.values()],
    }  # fmt: skip
    client_of("secretary").post(f"/meetings/{meeting_id}/items/many", data=sent)
    assert list(items(kept, meeting_id)) == ["N"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"act": "remove"}, "Vui lòng chọn ít nhất một nội dung."),
        ({"act": "change"}, "Vui lòng chọn thông tin cần đổi."),
        ({"act": "postpone"}, "Vui lòng chọn phiên họp nhận nội dung."),
    ],
)
def test_what_lacks_is_said_with_and_without_the_script(
    client_of: Callable[[str], Any], kept: Any, meeting_id: int, sent: dict[str, str], sentence: str
) -> None:
    web, address = client_of("secretary"), f"/meetings/{meeting_id}/items/many"
    chosen = {} if sent["act"] == "remove" else {"items": [items(kept, meeting_id)["A"][0]]}
    answer = web.post(address, data={**sent, **chosen}, headers=SCRIPT)
    assert (answer.status_code, answer.json["title"]) == (422, sentence)
    plain = web.post(address, data={**sent, **chosen})
    assert plain.status_code == 422
    assert sentence in plain.text


def test_a_program_changes_many_and_undoes_it(
    api_of: Callable[[str], Any], kept: Any, meeting_id: int
) -> None:
    call, before = api_of("secretary"), items(kept, meeting_id)
    address = f"/meetings/{meeting_id}/items/many"
    chosen = [before["A"][0], before["B"][0]]
    body = {
        "act": "change", "items": chosen, "seen": {str(before["A"][0]): before["A"][1]},
        "fields": {"presenter_id": None, "minutes": 10},
    }  # fmt: skip
    answer = call("POST", address, json=body)
    assert answer.status_code == 200
    assert (answer.json["done"], answer.json["refused"]) == (chosen, [])
    undone = call("POST", f"{address}/{answer.json['id']}/undoing")
    assert undone.json["done"] == chosen
    again = call("POST", f"{address}/{answer.json['id']}/undoing")
    assert (again.status_code, again.json["code"]) == (409, "many-nothing-to-undo")
    assert call("POST", address, json={"act": "remove", "items": []}).status_code == 422
    assert call("POST", address, json={"act": "remove", "items": [99999]}).status_code == 404
