"""Packs after the sitting changed: papers taken back, items moved, late papers in supplements."""

from __future__ import annotations

from typing import Any

import pytest

from documents.distribution import services as distribution
from documents.models import Document
from ecabinet import clock
from ecabinet.storage import Store
from meetings.agenda import services as agenda
from meetings.models import AgendaItem, Meeting
from meetings.services import change_meeting
from tests.cabinet import Cabinet
from tests.meetings.packs.bound import (
    OPEN,
    SECOND,
    SECRET,
    Laid,
    bookmarks_of,
    file_of,
    next_edition,
    standing,
    text_of,
)
from tests.meetings.sittings import Secretariat, frame

TO_FIX = "đã thay đổi sau khi ghép"
TO_SUPPLEMENT = "đã thay đổi sau khi phát hành"


@pytest.fixture
def recall(work: Any, cabinet: Cabinet, laid: Laid) -> Any:
    """`recall(title)`: the head takes the paper back."""

    def back(title: str) -> None:
        with work() as db:
            version = db.get_one(Document, laid.documents[title]).current
            distribution.recall(
                db, actor=cabinet.actor(db, "head"), version=version, at=clock.now(), reason="Sai"
            )

    return back


@pytest.fixture
def desk_page(client_of: Any, laid: Laid) -> Any:
    """`desk_page()`: what the secretary reads on the page of the sitting."""
    return lambda: client_of("secretary").get(f"/meetings/{laid.meeting}").get_data(as_text=True)


def test_after_a_recall_the_next_pack_names_the_paper_as_taken_back_and_is_released_without_it(
    release: Any, api_of: Any, recall: Any
) -> None:
    release()
    recall(SECOND)
    new = release()

    content = file_of(api_of, "minister.g15", new)
    assert standing(new)["2.1"] == "taken-back"
    assert f"2.1. {SECOND} – đã thu hồi, không có trong bản này" in bookmarks_of(content)
    assert f"{SECOND}, page" not in text_of(content)
    assert f"{OPEN}, page 3" in text_of(content)


def test_a_recalled_paper_takes_the_pack_from_those_alone_whose_book_held_it(
    release: Any, api_of: Any, client_of: Any, recall: Any
) -> None:
    pack = release()
    recall(SECRET)
    place = f"/packs/{pack['id']}"

    assert file_of(api_of, "minister.g15", pack).startswith(b"%PDF-")
    seen = api_of("minister.g15")("GET", place).get_json()
    assert seen["has_recalled_papers"] is False
    assert "thu hồi" not in client_of("minister.g15").get(place).get_data(as_text=True)
    refused = api_of("minister.g12")("GET", f"{place}/file")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "pack-recalled-inside")


def test_that_a_restricted_paper_was_taken_back_is_told_to_those_alone_who_had_it(
    release: Any, api_of: Any, recall: Any
) -> None:
    release()
    recall(SECRET)
    new = release()

    def told(login: str) -> str:
        return standing(api_of(login)("GET", f"/packs/{new['id']}").get_json())["1.2"]

    assert (told("minister.g12"), told("minister.g15")) == ("taken-back", "nameless")
    assert SECRET not in text_of(file_of(api_of, "minister.g15", new))


@pytest.mark.parametrize(("steps", "act"), [((), "freezing"), (("freezing",), "release")])
def test_an_act_that_a_recall_forbids_is_not_offered(
    assemble: Any, api_of: Any, client_of: Any, recall: Any, steps: tuple[str, ...], act: str
) -> None:
    pack = assemble("full", *steps)
    recall(SECOND)
    refused = api_of("secretary")("POST", f"/packs/{pack['id']}/{act}")
    page = client_of("secretary").get(f"/packs/{pack['id']}").get_data(as_text=True)

    assert (refused.status_code, refused.get_json()["code"]) == (409, "pack-recalled-inside")
    assert f'action="/packs/{pack["id"]}/{act}"' not in page


def swap(desk: Secretariat, meeting: Meeting, laid: Laid) -> None:
    first, second = laid.items
    agenda.reorder_items(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, item_ids=[second, first],
        revision=meeting.revision, sections={second: None},
    )  # fmt: skip


def retitle(desk: Secretariat, meeting: Meeting, laid: Laid) -> None:
    item = desk.db.get_one(AgendaItem, laid.items[0])
    agenda.change_item(
        desk.db, actor=desk.actor("secretary"), item=item, revision=item.revision,
        content=desk.content("Ngân sách năm 2027"),
    )  # fmt: skip


def move(desk: Secretariat, meeting: Meeting, laid: Laid) -> None:
    change_meeting(
        desk.db, actor=desk.actor("secretary"), meeting=meeting, revision=meeting.revision,
        frame=frame(desk.cabinet, place="Phòng họp số 2"),
    )  # fmt: skip


@pytest.mark.parametrize("change", [swap, retitle, move])
def test_what_is_printed_on_the_pack_must_still_be_so_when_it_is_fixed_and_after(
    assemble: Any, api_of: Any, desk_page: Any, work: Any, cabinet: Cabinet, laid: Laid, change: Any
) -> None:
    pack = assemble()
    with work() as db:
        desk = Secretariat(db, cabinet)
        meeting = db.get_one(Meeting, laid.meeting)
        change(desk, meeting, laid)
        if change is not move:
            desk.approve(meeting)
            desk.send(meeting)

    refused = api_of("secretary")("POST", f"/packs/{pack['id']}/freezing")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "pack-out-of-date")
    assert TO_FIX in desk_page()
    assemble("full", "freezing", "release")
    assert TO_SUPPLEMENT not in desk_page()


def test_a_released_pack_is_out_of_date_once_what_is_printed_on_it_is_not_so_any_more(
    release: Any, desk_page: Any, work: Any, cabinet: Cabinet, laid: Laid
) -> None:
    release()
    assert TO_SUPPLEMENT not in desk_page()
    with work() as db:
        move(Secretariat(db, cabinet), db.get_one(Meeting, laid.meeting), laid)
    assert TO_SUPPLEMENT in desk_page()


def test_a_supplement_that_was_put_together_before_the_last_paper_came_is_not_fixed(
    release: Any, assemble: Any, api_of: Any, work: Any, cabinet: Cabinet, store: Store, laid: Laid
) -> None:
    release()
    with work() as db:
        next_edition(db, cabinet, store, laid, "Late paper")
    early = assemble("supplement")
    with work() as db:
        next_edition(db, cabinet, store, laid, "Later paper")

    refused = api_of("secretary")("POST", f"/packs/{early['id']}/freezing")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "pack-out-of-date")
    assert standing(assemble("supplement", "freezing", "release")) == {"2.2": "in", "2.3": "in"}


def test_what_a_released_supplement_brings_no_longer_makes_the_pack_out_of_date(
    release: Any, desk_page: Any, work: Any, cabinet: Cabinet, store: Store, laid: Laid
) -> None:
    release()
    with work() as db:
        next_edition(db, cabinet, store, laid, "Late paper")
    assert TO_SUPPLEMENT in desk_page()
    release("supplement")
    assert TO_SUPPLEMENT not in desk_page()
    with work() as db:
        next_edition(db, cabinet, store, laid, "Later paper")
    assert TO_SUPPLEMENT in desk_page()
