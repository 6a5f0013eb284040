"""The same act through both processes at the same moment: one is done, the other hears why not."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from ecabinet.journal import JournalEntry
from meetings.editions.warnings import CODES
from meetings.models import AgendaItem, AgendaVersion, Meeting
from tests.scaled.processes import Scaled, at_once, codes
from tests.scaled.test_live import FRAME

ROUNDS = range(3)
"""Two requests meet in the store or miss each other by chance; a few rounds make it likely."""


@pytest.fixture(params=ROUNDS)
def sitting(scaled: Scaled, request: pytest.FixtureRequest) -> Any:
    """A planned sitting with three complete items."""
    meeting = scaled.made("secretary", "POST", "/meetings", FRAME)
    for title in ("Một", "Hai", "Ba"):
        line = {
            "title": title, "type": "decision", "minutes": 25,
            "lead_id": scaled.cabinet.organisations["G12"],
            "presenter_id": scaled.cabinet.persons["minister.g12"],
        }  # fmt: skip
        scaled.made("secretary", "POST", f"/meetings/{meeting['id']}/items", line)
    return scaled.made("head", "GET", f"/meetings/{meeting['id']}")


def recorded(scaled: Scaled, act: str, table: str, subject_id: int) -> int:
    """Count the entries of `act` on a row in the journal."""
    with scaled.database.reading() as db:
        return db.execute(
            select(func.count()).where(
                JournalEntry.act == act,
                JournalEntry.subject_type == table,
                JournalEntry.subject_id == subject_id,
            )
        ).scalar_one()


@pytest.mark.parametrize("number", ROUNDS)
def test_the_same_key_to_both_makes_one_thing_and_both_hear_the_same(
    scaled: Scaled, number: int
) -> None:
    title = f"Phiên họp một lần {number}"
    first, second = scaled.on_both(
        ("secretary", "secretary"), "POST", "/meetings",
        key=f"once-{number}", json=FRAME | {"title": title},
    )  # fmt: skip
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    with scaled.database.reading() as db:
        assert len(list(db.scalars(select(Meeting).where(Meeting.title == title)))) == 1


def test_two_orders_of_one_agenda_one_wins_and_nothing_is_lost(
    scaled: Scaled, sitting: Any
) -> None:
    path, ids = f"/meetings/{sitting['id']}/order", [item["id"] for item in sitting["items"]]
    wanted = [[ids[2], ids[0], ids[1]], [ids[1], ids[2], ids[0]]]
    answered = at_once(*(
        lambda place=place, login=login, order=order: scaled.call(
            place, login, "POST", path, json={"items": order, "revision": sitting["revision"]}
        )
        for place, login, order in zip(
            (scaled.a, scaled.b), ("secretary", "secretary.2"), wanted, strict=True
        )
    ))  # fmt: skip
    assert codes(answered) == [200, 409]
    winner = wanted[[answer.status_code for answer in answered].index(200)]
    with scaled.database.reading() as db:
        standing = db.scalars(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == sitting["id"])
            .order_by(AgendaItem.ordinal)
        ).all()
        assert [item.id for item in standing] == winner
        assert [item.ordinal for item in standing] == [1, 2, 3]


def test_items_added_through_both_all_stand_in_one_order(scaled: Scaled, sitting: Any) -> None:
    path = f"/meetings/{sitting['id']}/items"
    line = {"title": "Thêm", "type": "discussion", "minutes": 5}
    answered = scaled.on_both(("secretary", "secretary.2"), "POST", path, json=line)
    assert set(codes(answered)) <= {201, 409}
    added = codes(answered).count(201)
    with scaled.database.reading() as db:
        standing = select(AgendaItem.ordinal).where(AgendaItem.meeting_id == sitting["id"])
        assert sorted(db.scalars(standing)) == list(range(1, 4 + added))


def test_two_heads_approve_and_one_edition_is_made(scaled: Scaled, sitting: Any) -> None:
    path = f"/meetings/{sitting['id']}/approval"
    answered = scaled.on_both(
        ("head", "head.2"), "POST", path, json={"fingerprint": sitting["fingerprint"]}
    )
    assert codes(answered) == [200, 409]
    with scaled.database.reading() as db:
        editions = select(AgendaVersion).where(AgendaVersion.meeting_id == sitting["id"])
        assert len(list(db.scalars(editions))) == 1


def test_two_officers_send_and_the_edition_goes_out_once(scaled: Scaled, sitting: Any) -> None:
    path = f"/meetings/{sitting['id']}"
    for title in ("", "Đổi"):  # the second edition finds everybody invited already
        if title:
            scaled.made(
                "secretary", "PATCH", f"{path}/items/{sitting['items'][0]['id']}", {"title": title}
            )
        scaled.made("head", "POST", f"{path}/approval", {})
        answered = scaled.on_both(
            ("secretary", "secretary.2"),
            "POST",
            f"{path}/invitations",
            json={"reasons": dict.fromkeys(CODES, "Đã biết")},
        )
        assert codes(answered) == [200, 409]
    with scaled.database.reading() as db:
        editions = db.scalars(
            select(AgendaVersion).where(AgendaVersion.meeting_id == sitting["id"])
        ).all()
    assert [recorded(scaled, "agenda:send", "agenda_version", one.id) for one in editions] == [1, 1]


def test_approved_and_returned_at_once_only_one_of_them_happens(
    scaled: Scaled, sitting: Any
) -> None:
    path = f"/meetings/{sitting['id']}"
    scaled.made("secretary", "POST", f"{path}/submission", {})
    scaled.give_tokens("head", "head.2")
    answered = at_once(
        lambda: scaled.call(scaled.a, "head", "POST", f"{path}/approval", json={}),
        lambda: scaled.call(scaled.b, "head.2", "POST", f"{path}/return", json={"reason": "Thiếu"}),
    )
    # Returned after the approval is a step of its own; approved after the return likewise.
    assert set(codes(answered)) <= {200, 409}
    assert 200 in codes(answered)


def test_called_off_twice_it_is_called_off_once(scaled: Scaled, sitting: Any) -> None:
    path = f"/meetings/{sitting['id']}/cancellation"
    answered = scaled.on_both(("secretary", "head"), "POST", path, json={"reason": "Hoãn"})
    assert codes(answered) == [200, 409]
    assert recorded(scaled, "meeting:cancel", "meeting", sitting["id"]) == 1
