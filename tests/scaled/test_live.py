"""What is done through one process is seen at once by those who are connected to the other."""

from __future__ import annotations

from typing import Any

import pytest

from documents.models import DocumentVersion
from ecabinet import clock
from ecabinet.storage import Store
from tests.cabinet import T0
from tests.documents.papers import enter, hand
from tests.live_server import eventually
from tests.scaled.processes import Browser, Scaled

FRAME = {
    "title": "Phiên họp tháng 12", "starts_at": "2026-12-15T01:00:00Z",
    "planned_end_at": "2026-12-15T04:00:00Z", "place": "Phòng số 1",
}  # fmt: skip
INK: dict[str, Any] = {
    "stroke": "s-1", "page": 1, "kind": "ink", "color": "#1f4fd8", "width": 2, "from": 0,
    "points": [[1, 2, 0.5], [3, 4, 0.75]], "done": False,
}  # fmt: skip


@pytest.fixture
def version_id(scaled: Scaled) -> int:
    """A paper in the shared folder, handed to the Prime Minister and the minister of justice."""
    with clock.at(T0), scaled.database.unit_of_work() as db:
        store = Store(scaled.config.files_folder)
        version: DocumentVersion = enter(db, scaled.cabinet, store, organisation="G12").current
        hand(db, scaled.cabinet, version, "pm", "minister.g15")
        return version.id


def test_a_sign_in_through_one_process_is_good_on_the_other(scaled: Scaled) -> None:
    browser = scaled.signed_in(scaled.a, "secretary")
    page = browser.http.get(scaled.b + "/meetings", timeout=10, allow_redirects=False)
    assert page.status_code == 200


def test_acts_through_both_are_heard_on_both_numbered_without_gap_and_once(
    scaled: Scaled,
) -> None:
    meeting = scaled.made("secretary", "POST", "/meetings", FRAME)
    room = f"meeting:{meeting['id']}:desk"
    near = scaled.tablet(scaled.a, scaled.signed_in(scaled.a, "secretary"))
    far = scaled.tablet(scaled.b, scaled.signed_in(scaled.b, "head"))
    joined = [tablet.join(room) for tablet in (near, far)]
    assert joined[0]["number"] == joined[1]["number"]
    for number in range(6):
        place = (scaled.a, scaled.b)[number % 2]
        path = f"/meetings/{meeting['id']}"
        change = {"place": f"Phòng số {number + 2}"}
        assert scaled.call(place, "secretary", "PATCH", path, json=change).status_code == 200
    start = joined[0]["number"]
    for tablet in (near, far):
        lines = [tablet.next("announcement") for _ in range(6)]
        assert [line["number"] for line in lines] == list(range(start + 1, start + 7))
        assert {line["room"] for line in lines} == {room}
        assert tablet.is_silent()


def test_what_a_tablet_missed_on_one_process_is_told_by_the_other(scaled: Scaled) -> None:
    meeting = scaled.made("secretary", "POST", "/meetings", FRAME)
    room = f"meeting:{meeting['id']}:desk"
    browser = scaled.signed_in(scaled.a, "secretary")
    first = scaled.tablet(scaled.a, browser)
    number = first.join(room)["number"]
    first.close()
    scaled.made("secretary", "PATCH", f"/meetings/{meeting['id']}", {"place": "Phòng số 9"})
    back = scaled.tablet(scaled.b, browser).join(room, after=number)
    assert [line["number"] for line in back["missed"]] == [number + 1]


def test_signing_out_through_one_process_cuts_the_socket_on_the_other(scaled: Scaled) -> None:
    browser = scaled.signed_in(scaled.a, "minister.g03")
    tablet = scaled.tablet(scaled.b, browser)
    assert tablet.is_connected
    assert browser.post(scaled.a, "/sign-out").status_code == 302
    eventually(lambda: not tablet.is_connected)
    assert browser.http.get(scaled.b + "/account", allow_redirects=False).status_code == 302


def test_closing_an_account_by_a_command_cuts_its_sockets(scaled: Scaled) -> None:
    tablet = scaled.tablet(scaled.b, scaled.signed_in(scaled.a, "officer.g15"))
    command = scaled.command("user", "deactivate", "officer.g15")
    said, _ = command.communicate(timeout=20)
    assert (command.returncode, said) == (0, "Account officer.g15 closed.\n")
    eventually(lambda: not tablet.is_connected)


def test_ink_drawn_through_one_process_is_seen_on_the_other(
    scaled: Scaled, version_id: int
) -> None:
    room = f"version:{version_id}:meeting"
    pm = scaled.tablet(scaled.a, scaled.signed_in(scaled.a, "pm"))
    justice = scaled.tablet(scaled.b, scaled.signed_in(scaled.b, "minister.g15"))
    assert pm.join(room)["ok"] and justice.join(room)["ok"]
    assert pm.ask("ink", INK | {"room": room}) == {"ok": True}
    (item,) = justice.next("ink")["items"]
    assert item["data"]["points"] == INK["points"]
    assert item["data"]["author"]["id"] == scaled.cabinet.persons["pm"]
    assert pm.is_silent()


def test_a_recall_through_one_process_closes_the_reader_on_the_other(
    scaled: Scaled, version_id: int
) -> None:
    room = f"version:{version_id}:meeting"
    justice = scaled.tablet(scaled.b, scaled.signed_in(scaled.b, "minister.g15"))
    assert justice.join(room)["ok"]
    file = f"/versions/{version_id}/file"
    for place in (scaled.a, scaled.b):
        got = scaled.call(place, "minister.g15", "GET", file)
        assert (got.status_code, got.content[:5]) == (200, b"%PDF-")
    scaled.made("head", "POST", f"/versions/{version_id}/recall", {"reason": "Nhầm bản"})
    assert justice.next("rejoin") == {"room": room}
    assert justice.join(room)["ok"] is False
    assert justice.ask("ink", INK | {"room": room})["ok"] is False
    assert scaled.call(scaled.b, "minister.g15", "GET", file).status_code in (404, 409)


def test_wrong_passwords_are_counted_over_both(scaled: Scaled) -> None:
    tries = [(scaled.a, scaled.b)[number % 2] for number in range(8)]
    for place in tries:
        assert Browser(place).sign_in(place, "officer.g03", "wrong").status_code == 422
    for place in (scaled.a, scaled.b):
        refused = Browser(place).sign_in(place, "officer.g03")
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 0
