"""Whose it is to read and to speak where somebody sits in, is away or comes as a guest; the same
answer on the desk, on their own page, and right before a reminder goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from documents.models import Distribution, DocumentVersion
from documents.services import release
from ecabinet import clock
from ecabinet.notices.models import Notice
from meetings.invitations import answering
from meetings.models import AgendaItem, Answer, Invitation, InvitationKind
from meetings.readiness import owing, page, services
from meetings.readiness.matrix import matrix
from meetings.readiness.models import Missing
from meetings.readiness.queries import sheet
from tests import cabinet as small
from tests.cabinet import T0
from tests.dossiers.opinions.asking import Consultation
from tests.meetings.live.room import Room, invite, invited_meeting
from tests.meetings.positions.placing import NO, all_say, say
from tests.meetings.readiness.owing import lay_paper, read, silent

MINISTER, DEPUTY = "minister.g12", "officer.g12"


def sends(room: Room, login: str = MINISTER, deputy: str = DEPUTY, **part: Any) -> Invitation:
    """Let a member send somebody, who is handed the papers."""
    return answering.answer_invitation(
        room.db, actor=room.actor(login), meeting=room.meeting, invitation=room.invitation(login),
        answer=Answer.SUBSTITUTE, substitute_id=room.cabinet.persons[deputy],
        substitute_position="Thứ trưởng", **part,
    )  # fmt: skip


def stays_away(room: Room, login: str = MINISTER, **part: Any) -> None:
    room.answers(login, Answer.ABSENT, reason="Công tác", **part)


def guest(room: Room, login: str, paper: DocumentVersion) -> None:
    invite(room.db, room.meeting, room.cabinet.persons[login], "Khách", "Chuyên gia", 10_000,
           InvitationKind.GUEST)  # fmt: skip
    hand(room, login, paper)


def hand(room: Room, login: str, paper: DocumentVersion) -> None:
    room.db.add(
        Distribution(
            version_id=paper.id, person_id=room.cabinet.persons[login], at=clock.now(),
            by_id=room.cabinet.accounts["secretary"], occasion=f"meeting:{room.meeting.id}",
        )
    )  # fmt: skip
    room.db.flush()


def owes(room: Room, login: str) -> set[tuple[str, int | None]]:
    person = room.cabinet.persons[login]
    found = [gap for gap in sheet(room.db, room.meeting).gaps if gap.person_id == person]
    return {(gap.missing.value, gap.item_id) for gap in found}


def only(room: Room, *logins: str) -> AgendaItem:
    """One paper to the first item, opened by all but these, who alone have said nothing of it."""
    first, second = room.items
    paper = lay_paper(room, first)
    all_say(room, second)
    all_say(room, first, NO, *logins)
    for login in ("pm", "minister.g12", "minister.g15", "minister.g03"):
        if login not in logins:
            read(room, login, paper, "1")
    return first


def test_who_sits_in_throughout_is_to_read_and_to_speak_and_is_reminded_in_the_members_stead(
    room: Room,
) -> None:
    item = only(room, MINISTER)
    sends(room)

    assert owes(room, MINISTER) == set()
    assert owes(room, DEPUTY) == {("position", item.id), ("papers", item.id)}
    assert services.remind(room.db, actor=room.actor("secretary"), meeting=room.meeting) == 1

    wanted = select(Notice).where(Notice.kind == "readiness-reminder")
    (notice,) = room.db.execute(wanted).scalars()
    assert notice.person_id == room.cabinet.persons[DEPUTY]
    assert (notice.sentence["params"]["title"], notice.url) == (room.meeting.title, "/preparation")


def test_for_a_part_the_member_speaks_and_both_read(room: Room) -> None:
    item = only(room, MINISTER)
    sends(room, absent_from=room.meeting.starts_at + timedelta(hours=1))

    assert owes(room, MINISTER) == {("position", item.id), ("papers", item.id)}
    assert owes(room, DEPUTY) == {("papers", item.id)}


def test_who_is_away_throughout_has_nothing_to_read_and_may_still_be_heard(room: Room) -> None:
    item = only(room, MINISTER)
    stays_away(room)

    assert owes(room, MINISTER) == {("position", item.id)}

    stays_away(room, absent_until=room.meeting.starts_at + timedelta(hours=1))

    assert owes(room, MINISTER) == {("position", item.id), ("papers", item.id)}


def test_a_substitute_whom_the_system_does_not_know_owes_nothing(room: Room) -> None:
    item = only(room, MINISTER)
    room.answers(MINISTER, Answer.SUBSTITUTE, substitute_name="Thứ trưởng Nam")

    gaps = sheet(room.db, room.meeting).gaps

    assert [(gap.person_id, gap.missing, gap.item_id) for gap in gaps] == [
        (room.cabinet.persons[MINISTER], Missing.POSITION, item.id)
    ]


def test_who_sits_in_for_two_speaks_for_each_and_reads_once(room: Room) -> None:
    first = only(room, MINISTER, "minister.g15")
    for login in (MINISTER, "minister.g15"):
        room.answers(login, Answer.SUBSTITUTE, substitute_name="Cán bộ BTC",
                     substitute_id=room.cabinet.persons[DEPUTY])  # fmt: skip
    for version_id in first_versions(room):
        hand(room, DEPUTY, room.db.get_one(DocumentVersion, version_id))

    found = sheet(room.db, room.meeting)
    names = [found.names[gap.sits_in_for or 0] for gap in found.gaps]
    assert [gap.missing.value for gap in found.gaps] == ["position", "position", "papers"]
    assert names == ["Trần Thị Bình", "Lê Văn Cường", "Trần Thị Bình"]
    rows = matrix(found, only_missing=True).rows
    assert [(row.name, row.sits_in_for, row.total) for row in rows] == [
        ("Cán bộ BTC", "Trần Thị Bình", 2),
        ("Cán bộ BTC", "Lê Văn Cường", 1),
    ]
    [task] = page.preparation(room.db, room.actor(DEPUTY)).tasks
    assert (task.unsaid, len(task.unread)) == (2, 1)
    assert first.id == found.gaps[0].item_id


def first_versions(room: Room) -> list[int]:
    return list(room.meeting.editions[0].lines[0]["version_ids"])


def test_what_only_guests_owe_stands_in_the_matrix_and_is_counted_apart(room: Room) -> None:
    item = only(room)
    guest(room, "outsider", room.db.get_one(DocumentVersion, first_versions(room)[0]))
    stays_away(room, "minister.g15")

    found = sheet(room.db, room.meeting)
    shown = matrix(found, only_missing=True)

    assert owes(room, "outsider") == {("papers", item.id)}
    assert [one.item.id for one in shown.items] == [item.id]
    assert [(row.name, row.is_guest, row.total) for row in shown.rows] == [("Khách", True, 1)]
    assert (shown.total, shown.hidden_people) == (1, 4)
    assert found.groups(found.gaps) == {"guests": 1}


def test_each_one_is_asked_the_same_alone_and_on_their_own_page_as_on_the_desk(room: Room) -> None:
    first, second = room.items
    paper = lay_paper(room, first)
    lay_paper(room, second)
    sends(room, absent_from=room.meeting.starts_at + timedelta(hours=1))
    sends(room, "minister.g15", "officer.g15")
    stays_away(room, "minister.g03")
    say(room.db, room.cabinet, "officer.g15", room.meeting, first, NO)
    read(room, "officer.g15", paper, "1-10")
    guest(room, "outsider", paper)
    silent(room, "pm")
    office = Consultation(room.db, room.cabinet)
    submission = office.complete()
    office.asked(submission)
    first.submission_id = submission.id
    room.db.flush()

    gaps = sheet(room.db, room.meeting).gaps

    assert {gap.missing for gap in gaps} == set(Missing)
    for login, person in room.cabinet.persons.items():
        alone = owing.of_person(room.db, room.meeting, person)
        assert set(alone) == {gap for gap in gaps if gap.person_id == person}, login
        papers = sum(gap.count for gap in alone if gap.missing is Missing.PAPERS)
        positions = sum(gap.missing is Missing.POSITION for gap in alone)
        tasks = page.preparation(room.db, room.actor(login)).tasks
        assert sum(len(task.unread) for task in tasks) == papers, login
        assert sum(task.unsaid for task in tasks) == positions, login


def test_a_paper_that_is_replaced_counts_as_unread_again_for_who_had_read_the_one_before(
    room: Room,
) -> None:
    first, second = room.items
    old = lay_paper(room, first)
    all_say(room, first)
    all_say(room, second)
    read(room, MINISTER, old, "1-10")
    assert page.preparation(room.db, room.actor(MINISTER)).tasks[0].is_ready

    new = DocumentVersion(
        ordinal=2, file_name="b.pdf", sha256="c" * 64, reading_sha256="d" * 64,
        media_type="application/pdf", size=1000, pages=12, page_sizes=[[595, 842]] * 12,
        warnings=[], uploaded_by_id=room.cabinet.accounts["secretary"], uploaded_at=clock.now(),
    )  # fmt: skip
    old.document.versions.append(new)
    room.db.flush()
    assert page.preparation(room.db, room.actor(MINISTER)).tasks[0].is_ready
    release(room.db, actor=room.actor("secretary"), version=new, at=clock.now())

    [task] = page.preparation(room.db, room.actor(MINISTER)).tasks
    assert [(one.version.id, one.pages, one.is_opened) for one in task.unread] == [
        (new.id, 12, False)
    ]
    assert owes(room, MINISTER) == {("papers", first.id)}

    read(room, MINISTER, new, "1-12")
    assert page.preparation(room.db, room.actor(MINISTER)).tasks[0].is_ready
    assert owes(room, MINISTER) == set()


def test_right_before_a_reminder_goes_out_only_its_kind_and_its_person_are_asked(
    app: Flask, count_queries: Any
) -> None:
    database = app.extensions["ecabinet.database"]
    with clock.at(T0), database.unit_of_work() as db:
        room = Room(db, small.find(db), invited_meeting(db, small.find(db)))
        silent(room, MINISTER)
        person = room.cabinet.persons[MINISTER]
        subject = {"meeting_id": room.meeting.id, "owed": [["invitation", None]]}
    with database.reading() as db, count_queries(app) as seen:
        assert services.still_missing(db, person, subject)

    assert len([one for one in seen if one.startswith("SELECT")]) == 2


def test_before_several_are_reminded_the_desk_asks_with_their_number(
    app: Flask, client_of: Callable[[str], Any]
) -> None:
    with clock.at(T0):
        with app.extensions["ecabinet.database"].unit_of_work() as db:
            room = Room(db, small.find(db), invited_meeting(db, small.find(db)))
            paper = lay_paper(room, room.items[0])
            guest(room, "outsider", paper)
            sends(room)
            number = room.meeting.id
        text = client_of("secretary").get(f"/meetings/{number}/readiness").text
        own = client_of(DEPUTY).get("/preparation").text
    # To all, and to those who owe the first item: five persons; four of the second.
    assert text.count("Nhắc 5 người? Mỗi người chỉ được nhắc") == 2
    assert text.count("Nhắc 4 người? Mỗi người chỉ được nhắc") == 1
    assert text.count("data-ec-confirm") == 3
    assert "4 thành viên hoặc người dự thay · 1 khách mời" in text
    assert "dự thay Trần Thị Bình" in text and "dự thay Trần Thị Bình" in own
