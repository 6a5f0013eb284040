"""Agendas as values: how they differ, when lines are taken up, what they lack. No database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from meetings import rules as meeting_rules
from meetings.agenda import rules
from meetings.agenda.lines import changes_between, fingerprint, timetable
from meetings.editions import rules as edition_rules
from meetings.models import AgendaItem, AgendaVersion, ItemType, Meeting, MeetingState


def actor(*roles: Role) -> Actor:
    return Actor(1, "x", frozenset(roles), 1, "X")


def line(item_id: int, ordinal: int, **other: Any) -> dict[str, Any]:
    return {
        "item_id": item_id, "ordinal": ordinal, "type": "discussion", "title": f"Item {item_id}",
        "lead_id": 1, "presenter_id": 2, "minutes": 20, "version_ids": [item_id * 10], **other,
    }  # fmt: skip


def keys(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(change.item_id, change.sentence.key) for change in changes_between(before, after)]


ABC = [line(1, 1), line(2, 2), line(3, 3)]


def test_the_same_agenda_has_no_changes() -> None:
    assert keys(ABC, [dict(a) for a in ABC]) == []


def test_an_item_in_front_is_an_addition_and_moves_nobody() -> None:
    after = [line(9, 1), line(1, 2), line(2, 3), line(3, 4)]
    assert keys(ABC, after) == [(9, "agenda-change-added")]


def test_taking_an_item_off_moves_nobody() -> None:
    assert keys(ABC, [line(2, 1), line(3, 2)]) == [(1, "agenda-change-removed")]


def test_only_the_item_that_was_dragged_has_moved() -> None:
    after = [line(3, 1), line(1, 2), line(2, 3)]
    assert keys(ABC, after) == [(3, "agenda-change-moved")]


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("title", "Other", "agenda-change-title"),
        ("minutes", 25, "agenda-change-minutes"),
        ("type", "decision", "agenda-change-type"),
        ("lead_id", 7, "agenda-change-lead"),
        ("presenter_id", None, "agenda-change-presenter"),
        ("version_ids", [10, 11], "agenda-change-papers"),
    ],
)
def test_each_field_that_a_reader_sees_is_told_and_changes_the_fingerprint(
    field: str, value: Any, key: str
) -> None:
    after = [line(1, 1, **{field: value}), *ABC[1:]]
    assert keys(ABC, after) == [(1, key)]
    assert fingerprint(after) != fingerprint(ABC)


def test_another_order_is_another_fingerprint() -> None:
    assert fingerprint([ABC[1], ABC[0], ABC[2]]) != fingerprint(ABC)


def test_lines_follow_each_other_without_a_gap() -> None:
    start = datetime(2026, 12, 15, 1, 0, tzinfo=UTC)
    slots = timetable(start, [20, 45])
    assert [(slot.from_at, slot.to_at) for slot in slots] == [
        (start, start + timedelta(minutes=20)),
        (start + timedelta(minutes=20), start + timedelta(minutes=65)),
    ]


def item(**other: Any) -> AgendaItem:
    values = {
        "title": "Báo cáo", "type": ItemType.DECISION, "minutes": 20, "lead_id": 1,
        "presenter_id": 2,
    }  # fmt: skip
    return AgendaItem(**{**values, **other})


@pytest.mark.parametrize(
    ("items", "missing"),
    [
        ([], ["agenda-lacks-items"]),
        ([item()], []),
        ([item(title=" ")], ["agenda-lacks-title"]),
        ([item(lead_id=None, presenter_id=None)], ["agenda-lacks-lead", "agenda-lacks-presenter"]),
        ([item(type=ItemType.APPROVAL_OF_MINUTES, lead_id=None, presenter_id=None)], []),
    ],
)
def test_what_an_agenda_lacks_is_listed(items: list[AgendaItem], missing: list[str]) -> None:
    assert [sentence.key for sentence in rules.lacks(items)] == missing


EVERYONE = [
    (Role.SECRETARIAT, "allow"),
    (Role.HEAD, "allow"),
    (Role.CLERK, "denied"),
    (Role.MEMBER, "denied"),
    (Role.OFFICER, "denied"),
    (Role.AUDITOR, "denied"),
    (Role.ADMIN, "denied"),
]


@pytest.mark.parametrize(("role", "kind"), EVERYONE)
def test_only_officers_and_head_edit_the_agenda(role: Role, kind: str) -> None:
    meeting = Meeting(state=MeetingState.PLANNED)
    assert rules.may_edit_agenda(actor(role), meeting).kind.value == kind


@pytest.mark.parametrize("role", [role for role, _ in EVERYONE if role is not Role.HEAD])
def test_nobody_but_the_head_approves(role: Role) -> None:
    verdict = edition_rules.may_approve(actor(role), Meeting(state=MeetingState.PLANNED))
    assert verdict.kind.value == "denied"


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (MeetingState.PLANNED, "allow"),
        (MeetingState.AGENDA_APPROVED, "conflict"),
        (MeetingState.INVITED, "allow"),
        (MeetingState.IN_SITTING, "conflict"),
        (MeetingState.ENDED, "conflict"),
        (MeetingState.CANCELLED, "conflict"),
    ],
)
def test_when_the_agenda_may_be_changed(state: MeetingState, kind: str) -> None:
    verdict = rules.may_edit_agenda(actor(Role.SECRETARIAT), Meeting(state=state))
    assert verdict.kind.value == kind


def test_after_sending_only_the_head_calls_the_sitting_off() -> None:
    invited = Meeting(state=MeetingState.INVITED)
    assert meeting_rules.may_cancel(actor(Role.HEAD), invited)
    assert meeting_rules.may_cancel(actor(Role.SECRETARIAT), invited).kind.value == "denied"


def test_an_edition_that_says_nothing_new_is_not_made() -> None:
    edition = AgendaVersion(ordinal=2)
    verdict = edition_rules.may_approve_content([], differs=False, edition=edition)
    assert verdict.kind.value == "conflict"
    assert verdict.sentence is not None
    assert verdict.sentence.params["edition"] == "B"


@pytest.mark.parametrize(
    ("asked", "kind"),
    [([2, 1], "allow"), ([1, 1], "invalid"), ([1], "conflict"), ([1, 2, 3], "conflict")],
)
def test_an_order_names_each_item_once(asked: list[int], kind: str) -> None:
    assert rules.may_order(asked, [1, 2]).kind.value == kind
