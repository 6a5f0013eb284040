"""What speaks against sending: each warning by itself, and what becomes of the reasons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet import clock, journal
from ecabinet.errors import Conflict, Denied, Invalid
from ecabinet.outbox import published
from ecabinet.sentences import S
from meetings import queries
from meetings.agenda import guests
from meetings.agenda import queries as agenda_queries
from meetings.agenda import services as agenda
from meetings.editing import checks
from meetings.editions import services, warnings, withdrawing
from meetings.editions.looking import warnings_of
from meetings.editions.models import EditionWarning
from meetings.editions.warnings import Call, Held, SendingWarning
from meetings.live import services as live
from meetings.models import Answer, Invitation, InvitationKind, Meeting, MeetingState
from meetings.room import page
from meetings.sent.queries import withdrawal_in_force
from tests.cabinet import T0
from tests.dossiers.submissions.dossiers import Office
from tests.meetings.sittings import CALENDAR, STARTS_AT, Secretariat
from tests.meetings.test_sending import MEMBERS, answer, holds, sees

AT = datetime(2026, 12, 15, 1, tzinfo=UTC)


def held(start: int, end: int, place: str = "P1", persons: tuple[int, ...] = ()) -> Held:
    from_at, until_at = AT + timedelta(hours=start), AT + timedelta(hours=end)
    return Held("X", from_at, until_at, place, [Call(one, from_at, until_at) for one in persons])


def line(item_id: int, **other: Any) -> dict[str, Any]:
    return {"item_id": item_id, "ordinal": item_id, "title": "T", "type": "discussion",
            "version_ids": [], **other}  # fmt: skip


@pytest.mark.parametrize(
    ("other", "is_taken"),
    [
        (held(2, 4), True), (held(4, 6), False), (held(-2, 0), False),
        (held(1, 2, place="  p1 "), True), (held(1, 2, place="P2"), False),
    ],
)  # fmt: skip
def test_a_room_is_taken_by_an_overlapping_sitting_in_the_same_place(other, is_taken) -> None:
    assert bool(warnings.room_taken(held(0, 4), [other])) is is_taken


def test_a_person_called_to_two_sittings_at_once_is_named() -> None:
    this = held(0, 4, persons=(1, 2))
    (found,) = warnings.persons_taken(
        this, [held(2, 5, persons=(2, 3)), held(4, 6, persons=(1,))], {1: "An", 2: "Bình"}
    )
    assert [detail.params["names"] for detail in found.details] == ["Bình"]


def test_all_who_are_called_to_one_other_sitting_stand_in_one_line() -> None:
    others = [held(2, 5, persons=(1, 2, 3)), held(3, 6, persons=(2,))]
    names = {1: "An", 2: "Bình", 3: "Chi"}
    (found,) = warnings.persons_taken(held(0, 4, persons=(1, 2)), others, names)
    assert [detail.params["names"] for detail in found.details] == ["An, Bình", "Bình"]
    assert found.sentence.params["count"] == 3


def test_items_without_papers_and_unchecked_ones_are_listed() -> None:
    lines = [line(1), line(2, version_ids=[9]), line(3, type="approval_of_minutes"),
             line(4, on_paper=[{"document_id": 1}])]  # fmt: skip
    (bare,) = warnings.papers_missing(lines)
    assert [detail.params["ordinal"] for detail in bare.details] == ["1"]
    (open_,) = warnings.checks_open(lines, {1, 2})
    assert [detail.params["ordinal"] for detail in open_.details] == ["3", "4"]
    assert warnings.checks_open(lines, {1, 2, 3, 4}) == []


def test_each_warning_needs_its_own_reason_and_some_may_not_be_passed_over() -> None:
    two = [SendingWarning("room-taken", S("warning-room-taken")),
           SendingWarning("papers-late", S("rule-papers-late"))]  # fmt: skip
    assert not warnings.all_explained(two, {"room-taken": "biết"})
    assert not warnings.all_explained(two, {"room-taken": " ", "papers-late": "gấp"})
    assert warnings.all_explained(two, {"room-taken": "biết", "papers-late": "gấp"})
    never = SendingWarning("x", S("warning-room-taken"), overridable=False)
    assert not warnings.all_explained([never], {"x": "biết"})


def codes(desk: Secretariat, meeting: Meeting) -> list[str]:
    edition = queries.last_edition(desk.db, meeting)
    assert edition is not None
    found = warnings_of(desk.db, meeting, edition, CALENDAR, clock.now())
    return [warning.code for warning in found]


def test_what_speaks_against_a_sitting_is_found_in_the_store(desk: Secretariat) -> None:
    other = desk.sent("X")
    meeting = desk.plan()
    desk.add(meeting, "A")
    desk.approve(meeting)
    assert codes(desk, meeting) == ["papers-missing", "room-taken", "persons-taken", "checks-open"]
    desk.cancel(other)
    assert codes(desk, meeting) == ["papers-missing", "checks-open"]
    with clock.at(STARTS_AT - timedelta(days=1)):
        assert codes(desk, meeting)[0] == "papers-late"


def test_an_agenda_in_order_is_sent_without_any_reason(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.paper(desk.add(meeting, "A"))
    desk.approve(meeting)
    assert checks.mark_checked(desk.db, actor=desk.actor("secretary"), meeting=meeting) == 1
    desk.send(meeting, reasons={})
    assert desk.db.execute(select(EditionWarning)).all() == []


def test_reasons_are_kept_with_the_edition(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting, "A")
    edition = desk.approve(meeting)
    with pytest.raises(Invalid) as refused:
        desk.send(meeting, reasons={"checks-open": "Đã đọc"})
    assert list(refused.value.fields) == ["_reason-papers-missing"]
    assert edition.sent_at is None
    desk.send(meeting, reasons={"checks-open": "Đã đọc", "papers-missing": "Trình bày miệng"})
    kept = desk.db.execute(select(EditionWarning).order_by(EditionWarning.code)).scalars().all()
    assert [(one.code, one.reason) for one in kept] == [
        ("checks-open", "Đã đọc"), ("papers-missing", "Trình bày miệng"),
    ]  # fmt: skip


def check_holds(desk: Secretariat, meeting: Meeting) -> list[bool]:
    desk.db.expire_all()
    lines = agenda_queries.desk(desk.db, meeting).lines
    return [one.holds for one in checks.checks_of(desk.db, lines).values()]


@pytest.mark.parametrize("change", ["words", "paper", "version", "nothing"])
def test_any_change_of_an_item_or_its_papers_ends_its_formal_check(
    desk: Secretariat, change: str
) -> None:
    meeting = desk.plan()
    item = desk.add(meeting, "A")
    paper = desk.paper(item)
    checks.mark_checked(desk.db, actor=desk.actor("secretary"), meeting=meeting)
    assert check_holds(desk, meeting) == [True]
    if change == "words":
        agenda.change_item(desk.db, actor=desk.actor("head"), item=item,
                           content=desk.content("B"), revision=None)  # fmt: skip
    elif change == "paper":
        desk.paper(item, "Phụ lục")
    elif change == "version":
        paper.versions.append(desk.version(2))
        desk.db.flush()
    else:
        desk.add(meeting, "Nội dung khác")
    assert check_holds(desk, meeting) == [change == "nothing"]


def test_the_clerk_checks_nothing(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting, "A")
    with pytest.raises(Denied):
        checks.mark_checked(desk.db, actor=desk.actor("clerk"), meeting=meeting)


def test_a_withdrawn_agenda_takes_its_papers_back_tells_the_invited_and_is_sent_anew(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("A", "B")
    head = desk.actor("head")
    assert holds(desk, "minister.g12")
    with pytest.raises(Denied):
        withdrawing.withdraw_agenda(
            desk.db, actor=desk.actor("secretary"), meeting=meeting, reason="X"
        )
    with pytest.raises(Invalid):
        withdrawing.withdraw_agenda(desk.db, actor=head, meeting=meeting, reason=" ")
    with clock.at(T0 + timedelta(hours=1)):
        withdrawing.withdraw_agenda(desk.db, actor=head, meeting=meeting, reason="Sai nội dung")
    assert holds(desk, "minister.g12") == set()
    assert sees(desk, "minister.g12", meeting)
    assert queries.last_edition(desk.db, meeting, sent=True) is None
    told = [event for event in published(desk.db) if event.name == "agenda:withdrawn"]
    assert f"person:{desk.cabinet.persons['minister.g12']}" in told[0].rooms()
    in_force = withdrawal_in_force(desk.db, meeting)
    assert in_force is not None
    assert in_force.reason == "Sai nội dung"
    with pytest.raises(Conflict):
        withdrawing.withdraw_agenda(desk.db, actor=head, meeting=meeting, reason="X")

    again = services.approve_agenda(desk.db, actor=head, meeting=meeting)
    assert (again.letter, meeting.state) == ("B", MeetingState.INVITED)
    desk.send(meeting)
    assert len(holds(desk, "minister.g12")) == 2
    assert withdrawal_in_force(desk.db, meeting) is None


def test_a_sitting_does_not_open_on_a_withdrawn_agenda_until_the_next_edition_is_sent(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("A")
    head, pm = desk.actor("head"), desk.actor("pm")
    for login in MEMBERS:
        answer(desk, meeting, login, answer=Answer.ATTENDING)
    withdrawing.withdraw_agenda(desk.db, actor=head, meeting=meeting, reason="Sai nội dung")
    with clock.at(STARTS_AT):
        with pytest.raises(Conflict) as refused:
            live.open_meeting(desk.db, actor=pm, meeting=meeting, today=STARTS_AT.date())
        assert refused.value.code == "room-agenda-withdrawn"
        assert not page.room_page(desk.db, pm, meeting, STARTS_AT.date(), "vi").may_open
        desk.approve(meeting)
        desk.send(meeting, late_reason="Sửa nội dung đã thu hồi")
        live.open_meeting(desk.db, actor=pm, meeting=meeting, today=STARTS_AT.date())
    assert meeting.state is MeetingState.IN_SITTING


def test_guests_and_presenters_of_both_sittings_count_as_called_to_two_places(
    desk: Secretariat,
) -> None:
    officer, outsider = desk.cabinet.persons["officer.g15"], desk.cabinet.persons["outsider"]
    other = desk.plan(place="Nơi khác")
    desk.add(other, "X", presenter_id=outsider)
    desk.approve(other)
    desk.send(other)
    desk.guest(other, "officer.g15")
    meeting = desk.plan(chair_id=desk.cabinet.persons["minister.g12"], clerk_id=None)
    desk.add(meeting, "A", presenter_id=outsider)
    item = desk.add(meeting, "B")
    guests.ask_guest(desk.db, actor=desk.actor("secretary"), item=item, person_id=officer)
    edition = desk.approve(meeting)
    found = warnings_of(desk.db, meeting, edition, CALENDAR, clock.now())
    (taken,) = [warning for warning in found if warning.code == "persons-taken"]
    (one,) = taken.details
    named = set(str(one.params["names"]).split(", "))
    assert {"Người ngoài", "Trần Thị Bình"} <= named
    assert len(named) == 6  # four members, the guest, the presenter


def test_every_warning_that_stands_is_in_the_journal_with_the_digest_of_its_reason(
    desk: Secretariat,
) -> None:
    desk.sent("X")
    meeting = desk.plan()
    desk.paper(desk.add(meeting, "A")).current.warnings = ["scanned"]
    bare = desk.add(meeting, "B")
    dossier = Office(desk.db, desk.cabinet).lodged()
    bare.submission_id = dossier.id
    edition = desk.approve(meeting)
    for login in MEMBERS:
        absent = Invitation(
            meeting_id=meeting.id, person_id=desk.cabinet.persons[login], name=login, rank=1,
            kind=InvitationKind.MEMBER, answer=Answer.ABSENT, reason="Đi công tác",
            answered_at=T0, sent_at=T0, title_vi="", title_en="",
        )  # fmt: skip
        desk.db.add(absent)
    desk.db.flush()
    with clock.at(STARTS_AT - timedelta(days=1)):
        found = warnings_of(desk.db, meeting, edition, CALENDAR, clock.now())
        assert [warning.code for warning in found] == list(warnings.CODES)
        reasons = {warning.code: f"Lý do: {warning.code}" for warning in found}
        desk.send(meeting, reasons=reasons)
    journal.seal(desk.db)
    last = select(journal.JournalEntry).where(journal.JournalEntry.act == "agenda:send")
    entry = desk.db.execute(last.order_by(journal.JournalEntry.number.desc())).scalars().first()
    assert entry is not None
    assert entry.details["warnings"] == {
        code: {"reason_sha256": journal.digest(reason)} for code, reason in reasons.items()
    }
    assert "Lý do" not in str(entry.details)
