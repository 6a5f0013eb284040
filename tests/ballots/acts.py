"""Ballots and sittings for tests, made by the services with real rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from ballots import queries, services
from ballots.models import Ballot, OpinionAnswer
from ballots.services import Given
from ecabinet.people.queries import working_days
from meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    AttendanceMode,
    Invitation,
    InvitationKind,
    ItemState,
    ItemType,
    Meeting,
    MeetingState,
)
from tests.cabinet import T0, Cabinet

DAYS = working_days(ZoneInfo("Asia/Ho_Chi_Minh"))
DEADLINE = datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
"""17:00 in Hà Nội on Friday: three working days after T0."""
AGREE, DISAGREE, OTHER = OpinionAnswer.AGREE, OpinionAnswer.DISAGREE, OpinionAnswer.OTHER
MEMBERS = ("pm", "minister.g12", "minister.g15", "minister.g03")


def drafted(
    db: Session,
    cabinet: Cabinet,
    *,
    questions: tuple[str, ...] = ("Đồng ý ban hành Nghị quyết?",),
    at: datetime = T0,
    closes_at: datetime = DEADLINE,
) -> Ballot:
    return services.draft_ballot(
        db,
        actor=cabinet.actor(db, "secretary"),
        title="Về giảm thuế giá trị gia tăng",
        matter="Bộ Tài chính trình dự thảo Nghị quyết.",
        questions=questions,
        closes_at=closes_at,
        organisation_id=cabinet.organisations["G12"],
        days=DAYS,
        at=at,
    )


def submitted(db: Session, cabinet: Cabinet, **given: object) -> Ballot:
    ballot = drafted(db, cabinet, **given)  # type: ignore[arg-type]
    return services.submit(db, ballot, actor=cabinet.actor(db, "secretary"), days=DAYS, at=T0)


def opened(db: Session, cabinet: Cabinet, **given: object) -> Ballot:
    ballot = submitted(db, cabinet, **given)
    return services.approve(db, ballot, actor=cabinet.actor(db, "head"), days=DAYS, at=T0)


def answer(
    db: Session,
    cabinet: Cabinet,
    ballot_id: int,
    login: str,
    what: OpinionAnswer = AGREE,
    remark: str = "",
    at: datetime = T0,
) -> None:
    """Answer the first question as the page does: find, lock, cast."""
    actor = cabinet.actor(db, login)
    ballot = queries.find_ballot_to_answer(db, actor, ballot_id)
    given = [Given(ballot.questions[0].id, what, remark)]
    services.cast_opinions(db, ballot, actor=actor, answers=given, days=DAYS, at=at)


def sitting(
    db: Session,
    cabinet: Cabinet,
    *,
    present: tuple[str, ...] = MEMBERS,
    remote: tuple[str, ...] = (),
    chair: str = "pm",
) -> AgendaItem:
    """A sitting that is on, with one current item; `outsider` is a guest, the official of G15 sits
    in for minister.g15 where that one is not there."""
    meeting = Meeting(
        title="Phiên họp thường kỳ tháng 12",
        state=MeetingState.IN_SITTING,
        starts_at=T0,
        planned_end_at=T0 + timedelta(hours=3),
        place="Hà Nội",
        chair_id=cabinet.persons[chair],
        clerk_id=cabinet.persons["clerk"],
        created_by_id=cabinet.accounts["secretary"],
        created_at=T0,
        opened_at=T0,
    )
    db.add(meeting)
    db.flush()
    item = AgendaItem(
        meeting=meeting,
        ordinal=1,
        type=ItemType.DECISION,
        title="Nghị quyết về giảm thuế",
        lead_id=cabinet.organisations["G12"],
        minutes=20,
        state=ItemState.DISCUSSING,
        is_current=True,
        called_at=T0,
    )
    db.add(item)
    for rank, login in enumerate((*MEMBERS, "outsider")):
        substituted = login == "minister.g15" and login not in (*present, *remote)
        db.add(
            Invitation(
                meeting_id=meeting.id,
                person_id=cabinet.persons[login],
                kind=InvitationKind.GUEST if login == "outsider" else InvitationKind.MEMBER,
                name=login,
                title_vi=login,
                title_en=login,
                rank=rank,
                sent_at=T0,
                answer=Answer.SUBSTITUTE if substituted else Answer.ATTENDING,
                answered_at=T0,
                substitute_id=cabinet.persons["officer.g15"] if substituted else None,
                substitute_name="Cán bộ BTP" if substituted else "",
            )
        )
    for login in (*present, *remote, "outsider"):
        mode = AttendanceMode.REMOTE if login in remote else AttendanceMode.PRESENT
        db.add(
            Attendance(
                meeting_id=meeting.id, person_id=cabinet.persons[login], mode=mode, came_at=T0
            )
        )
    db.flush()
    return item


def voting(db: Session, cabinet: Cabinet, item: AgendaItem, login: str = "pm") -> Ballot:
    return services.open_vote(db, item, actor=cabinet.actor(db, login), days=DAYS, at=T0)
