"""From the working copy to the members: approval, return, editions, sending, invitations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from decisions.models import DecisionKind
from documents.models import Distribution
from ecabinet import clock
from ecabinet.errors import Conflict, Denied, Invalid, NotVisible
from ecabinet.outbox import published
from ecabinet.people.models import Delegation, DelegationScope
from meetings import api, queries, services
from meetings.agenda import queries as agenda_queries
from meetings.agenda import services as agenda
from meetings.editions import services as editions
from meetings.events import EditionSent
from meetings.invitations import answering
from meetings.invitations import services as invitations
from meetings.invited import queries as invitation_queries
from meetings.live import services as live
from meetings.live.conclusions import conclude_item
from meetings.models import Answer, Invitation, InvitationKind, Meeting, MeetingState
from tests.cabinet import T0
from tests.meetings.sittings import STARTS_AT, Secretariat

MEMBERS = ("pm", "minister.g12", "minister.g15", "minister.g03")
NOBODYS = ("officer.g12", "auditor", "admin", "outsider")


def sees(desk: Secretariat, login: str, meeting: Meeting) -> bool:
    try:
        queries.find_meeting(desk.db, desk.actor(login), meeting.id)
    except NotVisible:
        return False
    return True


def holds(desk: Secretariat, login: str) -> set[int]:
    return set(
        desk.db.execute(
            select(Distribution.version_id).where(
                Distribution.person_id == desk.cabinet.persons[login],
                Distribution.recalled_at.is_(None),
            )
        ).scalars()
    )


def shown(desk: Secretariat, login: str, meeting: Meeting) -> list[tuple[str, int, list[str]]]:
    edition = queries.last_edition(desk.db, meeting, sent=True)
    assert edition is not None
    lines = agenda_queries.sent_lines(desk.db, desk.actor(login), meeting, edition)
    return [
        (line.line["title"], line.line["minutes"], [v.document.title for v in line.papers])
        for line in lines
    ]


def invitation_of(desk: Secretariat, meeting: Meeting, login: str) -> Invitation:
    return desk.db.execute(
        select(Invitation).where(
            Invitation.meeting_id == meeting.id,
            Invitation.person_id == desk.cabinet.persons[login],
        )
    ).scalar_one()


def answer(desk: Secretariat, meeting: Meeting, login: str, by: str = "", **other: Any) -> Any:
    return answering.answer_invitation(
        desk.db,
        actor=desk.actor(by or login),
        meeting=meeting,
        invitation=invitation_of(desk, meeting, login),
        **other,
    )


def test_members_know_nothing_of_a_sitting_before_it_is_sent(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.paper(desk.add(meeting))
    desk.approve(meeting)
    for login in MEMBERS + NOBODYS:
        assert not sees(desk, login, meeting)
        assert holds(desk, login) == set() if login in MEMBERS else True
    for login in ("secretary", "head", "clerk"):
        assert sees(desk, login, meeting)


def test_after_sending_members_see_it_and_others_still_do_not(desk: Secretariat) -> None:
    meeting = desk.sent("A")
    assert all(sees(desk, login, meeting) for login in MEMBERS)
    assert not any(sees(desk, login, meeting) for login in NOBODYS)


def test_members_read_exactly_what_was_sent_until_the_next_edition(desk: Secretariat) -> None:
    meeting = desk.sent("A", "B")
    before = shown(desk, "minister.g12", meeting)
    assert before == [("A", 30, ["Tờ trình: A"]), ("B", 30, ["Tờ trình: B"])]
    officer = desk.actor("secretary")
    first, second = queries.load_items(desk.db, meeting)
    agenda.change_item(
        desk.db, actor=officer, item=first, content=desk.content("A*", 45), revision=None
    )
    agenda.remove_item(desk.db, actor=officer, item=second)
    third = desk.add(meeting, "C")
    late = desk.paper(third, "Tài liệu mới")

    assert shown(desk, "minister.g12", meeting) == before
    assert late.current.id not in holds(desk, "minister.g12")
    told = {c.sentence.key for c in agenda_queries.desk(desk.db, meeting).changes}
    assert told == {
        "agenda-change-title", "agenda-change-minutes", "agenda-change-added",
        "agenda-change-removed",
    }  # fmt: skip

    desk.approve(meeting)
    assert shown(desk, "minister.g12", meeting) == before
    edition = desk.send(meeting)
    assert edition.letter == "B"
    after = [("A*", 45, ["Tờ trình: A"]), ("C", 30, ["Tài liệu mới"])]
    assert shown(desk, "minister.g12", meeting) == after
    assert late.current.id in holds(desk, "minister.g12")


def test_papers_that_the_next_edition_has_no_more_are_taken_back_and_open_readers_hear_it(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("A", "B", "C")
    officer = desk.actor("secretary")
    kept, replaced, dropped = queries.load_items(desk.db, meeting)
    (stays,), (old,), (gone,) = (
        [paper.document for paper in item.papers] for item in (kept, replaced, dropped)
    )
    agenda.detach_document(desk.db, actor=officer, item=replaced, document_id=old.id)
    new = desk.paper(replaced, "Tờ trình mới")
    agenda.remove_item(desk.db, actor=officer, item=dropped)
    desk.approve(meeting)
    assert {old.current.id, gone.current.id} <= holds(desk, "minister.g12")
    before = len(published(desk.db))

    desk.send(meeting)

    for login in MEMBERS:
        assert holds(desk, login) == {stays.current.id, new.current.id}
    told = {
        event.payload()["version_id"]: set(event.rooms())
        for event in published(desk.db)[before:]
        if event.name == "paper-recalled"
    }
    assert set(told) == {old.current.id, gone.current.id}
    for rooms in told.values():
        assert {f"person:{desk.cabinet.persons[login]}" for login in MEMBERS} <= rooms


def test_exactly_the_approved_version_is_handed_out(desk: Secretariat) -> None:
    meeting = desk.plan()
    document = desk.paper(desk.add(meeting))
    approved = document.current.id
    desk.approve(meeting)
    document.versions.append(desk.version(2))
    desk.db.flush()
    desk.send(meeting)
    assert holds(desk, "minister.g15") == {approved}


def test_an_agenda_with_gaps_is_not_approved_and_the_gaps_are_named(desk: Secretariat) -> None:
    meeting = desk.plan()
    with pytest.raises(Invalid) as empty:
        desk.approve(meeting)
    assert empty.value.sentence.params["first"].key == "agenda-lacks-items"
    desk.add(meeting, "A", presenter_id=None)
    with pytest.raises(Invalid) as gap:
        desk.approve(meeting)
    assert gap.value.sentence.params["first"].key == "agenda-lacks-presenter"
    assert meeting.state is MeetingState.PLANNED


def test_the_head_does_not_approve_what_changed_under_their_eyes(desk: Secretariat) -> None:
    meeting = desk.plan()
    item = desk.add(meeting, "A")
    read = agenda_queries.desk(desk.db, meeting).fingerprint
    agenda.change_item(
        desk.db, actor=desk.actor("secretary"), item=item, content=desk.content("B"), revision=None
    )
    with pytest.raises(Conflict) as refused:
        editions.approve_agenda(
            desk.db, actor=desk.actor("head"), meeting=meeting, fingerprint=read
        )
    assert refused.value.code == "agenda-changed-while-reading"


@pytest.mark.parametrize("login", ["secretary", "clerk", "pm", "auditor", "admin", "officer.g12"])
def test_nobody_else_approves(desk: Secretariat, login: str) -> None:
    meeting = desk.plan()
    desk.add(meeting)
    with pytest.raises(Denied):
        editions.approve_agenda(desk.db, actor=desk.actor(login), meeting=meeting)


def test_a_returned_agenda_carries_its_reason_and_may_come_again(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting)
    officer, head = desk.actor("secretary"), desk.actor("head")
    editions.submit_agenda(desk.db, actor=officer, meeting=meeting)
    with pytest.raises(Invalid):
        editions.return_agenda(desk.db, actor=head, meeting=meeting, reason=" ")
    editions.return_agenda(desk.db, actor=head, meeting=meeting, reason="Thiếu thẩm định")
    assert (meeting.agenda_submitted_at, meeting.return_reason) == (None, "Thiếu thẩm định")
    editions.submit_agenda(desk.db, actor=officer, meeting=meeting)
    assert meeting.return_reason == ""


def test_an_approved_agenda_is_opened_again_before_it_is_changed(desk: Secretariat) -> None:
    meeting = desk.plan()
    item = desk.add(meeting, "A")
    desk.approve(meeting)
    officer = desk.actor("secretary")
    with pytest.raises(Conflict) as refused:
        agenda.remove_item(desk.db, actor=officer, item=item)
    assert refused.value.code == "agenda-approved-reopen-first"
    editions.reopen_agenda(desk.db, actor=officer, meeting=meeting)
    assert desk.approve(meeting).letter == "B"
    assert desk.send(meeting).letter == "B"


def test_what_is_not_approved_is_not_sent_and_nothing_is_sent_twice(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting)
    with pytest.raises(Conflict):
        desk.send(meeting)
    desk.approve(meeting)
    desk.send(meeting)
    with pytest.raises(Conflict):
        desk.send(meeting)


def test_late_papers_need_a_reason_and_keep_it(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting)
    desk.approve(meeting)
    with clock.at(STARTS_AT - timedelta(days=2)):
        with pytest.raises(Invalid) as refused:
            desk.send(meeting)
        assert list(refused.value.fields) == ["late_reason"]
        edition = desk.send(meeting, late_reason="Họp đột xuất")
    assert edition.late_reason == "Họp đột xuất"


def test_members_chair_and_clerk_are_invited_and_guests_where_given(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting)
    desk.approve(meeting)
    desk.send(meeting, guest_ids=[desk.cabinet.persons["outsider"]])
    invited = invitation_queries.list_invitations(desk.db, desk.actor("secretary"), meeting)
    assert [(i.name, i.kind) for i in invited] == [
        ("Nguyễn Văn An", InvitationKind.MEMBER),
        ("Trần Thị Bình", InvitationKind.MEMBER),
        ("Lê Văn Cường", InvitationKind.MEMBER),
        ("Phạm Thị Dung", InvitationKind.MEMBER),
        ("Ngô Thị Ký", InvitationKind.GUEST),
        ("Người ngoài", InvitationKind.GUEST),
    ]
    sent = [event for event in published(desk.db) if isinstance(event, EditionSent)]
    assert f"person:{desk.cabinet.persons['outsider']}" in sent[0].rooms()


def test_a_guest_uninvited_sees_neither_sitting_nor_papers(desk: Secretariat) -> None:
    meeting = desk.sent("A")
    officer = desk.actor("secretary")
    guest = invitations.add_guest(
        desk.db, actor=officer, meeting=meeting, person_id=desk.cabinet.persons["outsider"]
    )
    assert sees(desk, "outsider", meeting)
    assert len(holds(desk, "outsider")) == 1
    invitations.remove_guest(desk.db, actor=officer, meeting=meeting, invitation=guest)
    assert not sees(desk, "outsider", meeting)
    assert holds(desk, "outsider") == set()


def test_a_guest_noted_before_sending_knows_nothing_yet(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting)
    invitations.add_guest(
        desk.db, actor=desk.actor("secretary"), meeting=meeting,
        person_id=desk.cabinet.persons["outsider"],
    )  # fmt: skip
    assert not sees(desk, "outsider", meeting)
    desk.approve(meeting)
    desk.send(meeting)
    assert sees(desk, "outsider", meeting)


def test_a_member_is_not_uninvited(desk: Secretariat) -> None:
    meeting = desk.sent("A")
    with pytest.raises(Conflict):
        invitations.remove_guest(
            desk.db, actor=desk.actor("secretary"), meeting=meeting,
            invitation=invitation_of(desk, meeting, "minister.g12"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answer": Answer.ABSENT}, "reason"),
        ({"answer": Answer.SUBSTITUTE}, "substitute_name"),
        ({"answer": Answer.NONE}, "answer"),
    ],
)
def test_an_answer_carries_what_it_needs(desk: Secretariat, given: Any, field: str) -> None:
    meeting = desk.sent("A")
    with pytest.raises(Invalid) as refused:
        answer(desk, meeting, "minister.g12", **given)
    assert list(refused.value.fields) == [field]


def test_a_substitute_gets_the_papers_and_loses_them_when_the_minister_comes(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("A")
    answer(
        desk, meeting, "minister.g12", answer=Answer.SUBSTITUTE,
        substitute_id=desk.cabinet.persons["officer.g12"],
    )  # fmt: skip
    assert sees(desk, "officer.g12", meeting)
    assert len(holds(desk, "officer.g12")) == 1
    answer(desk, meeting, "minister.g12", answer=Answer.ATTENDING)
    assert not sees(desk, "officer.g12", meeting)
    assert holds(desk, "officer.g12") == set()


def test_nobody_answers_for_another_minister(desk: Secretariat) -> None:
    meeting = desk.sent("A")
    with pytest.raises(Denied):
        answer(desk, meeting, "minister.g12", by="minister.g15", answer=Answer.ATTENDING)


def test_an_account_with_a_delegation_sees_and_answers_within_its_period(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("A")
    desk.db.add(
        Delegation(
            person_id=desk.cabinet.persons["minister.g12"],
            account_id=desk.cabinet.accounts["officer.g12"],
            scope=DelegationScope.PREPARE,
            starts_at=T0 - timedelta(days=1),
            ends_at=T0 + timedelta(days=1),
        )
    )
    desk.db.flush()
    assert sees(desk, "officer.g12", meeting)
    answer(desk, meeting, "minister.g12", by="officer.g12", answer=Answer.REMOTE)
    with clock.at(T0 + timedelta(days=1)):
        assert not sees(desk, "officer.g12", meeting)


def test_the_chair_alone_agrees_to_an_absence_and_another_answer_asks_anew(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("A")
    absence = answer(desk, meeting, "minister.g12", answer=Answer.ABSENT, reason="Đi công tác")

    def consent(login: str, invitation: Invitation, given: bool = True) -> None:
        answering.consent_to_absence(
            desk.db, actor=desk.actor(login), meeting=meeting, invitation=invitation, consent=given
        )

    for login in ("head", "secretary", "minister.g12", "minister.g15"):
        with pytest.raises(Denied):
            consent(login, absence)
    with pytest.raises(Conflict):
        consent("pm", invitation_of(desk, meeting, "minister.g15"))
    pm = desk.actor("pm")
    assert invitation_queries.announced_absences(desk.db, pm, meeting) == [absence]
    consent("pm", absence, False)
    assert absence.consent is False
    assert absence.consented_at == T0
    consent("pm", absence)
    assert absence.consent is True

    answer(desk, meeting, "minister.g12", answer=Answer.ATTENDING)
    assert (absence.consent, absence.consented_at) == (None, None)
    assert invitation_queries.announced_absences(desk.db, pm, meeting) == []


def test_answers_survive_the_next_edition(desk: Secretariat) -> None:
    meeting = desk.sent("A")
    answer(desk, meeting, "minister.g12", answer=Answer.ABSENT, reason="Đi công tác")
    desk.add(meeting, "B")
    desk.approve(meeting)
    desk.send(meeting)
    invitation = invitation_of(desk, meeting, "minister.g12")
    assert (invitation.answer, invitation.reason) == (Answer.ABSENT, "Đi công tác")


def test_a_cancelled_sitting_stays_visible_with_its_reason_and_takes_no_answer(
    desk: Secretariat,
) -> None:
    meeting = desk.sent("A")
    with pytest.raises(Denied):
        services.cancel_meeting(
            desk.db, actor=desk.actor("secretary"), meeting=meeting, reason="Bão số 9"
        )
    services.cancel_meeting(desk.db, actor=desk.actor("head"), meeting=meeting, reason="Bão số 9")
    assert sees(desk, "minister.g12", meeting)
    with pytest.raises(Conflict):
        answer(desk, meeting, "minister.g12", answer=Answer.ATTENDING)


def test_discarding_goes_back_to_exactly_what_was_sent(desk: Secretariat) -> None:
    meeting = desk.sent("A", "B")
    sent = queries.last_edition(desk.db, meeting, sent=True)
    assert sent is not None
    officer = desk.actor("secretary")
    first, second = queries.load_items(desk.db, meeting)
    agenda.change_item(
        desk.db, actor=officer, item=first, content=desk.content("A*", 45), revision=None
    )
    desk.paper(first, "Thêm")
    added = desk.add(meeting, "C")
    agenda.reorder_items(
        desk.db, actor=officer, meeting=meeting, item_ids=[added.id, second.id, first.id],
        revision=None,
    )  # fmt: skip
    agenda.remove_item(desk.db, actor=officer, item=second)

    editions.discard_changes(desk.db, actor=officer, meeting=meeting)

    desk.db.expire_all()
    now = agenda_queries.desk(desk.db, meeting)
    assert now.lines == sent.lines
    assert [item.title for item in now.removed] == ["C"]
    with pytest.raises(Conflict):
        desk.approve(meeting)


def test_what_was_never_sent_cannot_be_gone_back_to(desk: Secretariat) -> None:
    meeting = desk.plan()
    desk.add(meeting)
    with pytest.raises(Conflict):
        editions.discard_changes(desk.db, actor=desk.actor("secretary"), meeting=meeting)


def test_the_room_opens_on_what_was_sent_not_on_what_was_typed_since(desk: Secretariat) -> None:
    meeting = desk.sent("A")
    desk.add(meeting, "Chưa gửi")
    for login in MEMBERS:
        answer(desk, meeting, login, answer=Answer.ATTENDING)
    with clock.at(STARTS_AT):
        live.open_meeting(desk.db, actor=desk.actor("pm"), meeting=meeting, today=STARTS_AT.date())
    standing = [i.title for i in queries.load_items(desk.db, meeting) if i.removed_at is None]
    assert standing == ["A"]


def test_from_the_opening_on_members_read_over_the_api_what_became_of_each_line(
    desk: Secretariat, app: Flask
) -> None:
    meeting = desk.sent("A", "B")
    first, second = queries.load_items(desk.db, meeting)
    pm, day = desk.actor("pm"), STARTS_AT.date()

    def lines() -> list[tuple[str | None, str, date | None]]:
        with app.app_context():
            whole = api.shown(desk.db, desk.actor("minister.g15"), meeting)
        return [(line.state, line.conclusion, line.resubmit_on) for line in whole.items]

    assert lines() == [(None, "", None), (None, "", None)]
    for login in MEMBERS:
        answer(desk, meeting, login, answer=Answer.ATTENDING)
    with clock.at(STARTS_AT):
        live.open_meeting(desk.db, actor=pm, meeting=meeting, today=day)
        live.set_current_item(desk.db, actor=pm, meeting=meeting, item=first)
        conclude_item(
            desk.db, actor=pm, meeting=meeting, item=first, text="Thông qua.",
            kind=DecisionKind.RESOLUTION, today=day,
        )  # fmt: skip
        later = day + timedelta(days=5)
        live.defer_item(
            desk.db, actor=pm, meeting=meeting, item=second, resubmit_on=later, today=day
        )
    assert lines() == [("concluded", "Thông qua.", None), ("deferred", "", later)]
