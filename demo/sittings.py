"""How a sitting of the story is prepared: planned, its papers laid to its items, approved, sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from demo.archive import PlannedPaper, enter
from demo.papers import PaperKind
from demo.stage import Act, Stage
from documents.services import Prepared
from ecabinet.auth.actor import Actor
from ecabinet.people.rules.body import AgendaNumbering
from meetings import services as sitting_services
from meetings.agenda import sections
from meetings.agenda import services as agenda_services
from meetings.editing.checks import mark_checked
from meetings.editions import services as edition_services
from meetings.editions.warnings import CODES
from meetings.frame import Frame
from meetings.invitations import answering
from meetings.invitations.letters import services as letter_services
from meetings.invited.queries import own_invitation
from meetings.models import AgendaItem, Answer, ItemType, Meeting, MeetingKind

PLACE = "Phòng họp số 1, trụ sở Chính phủ"


@dataclass(frozen=True)
class Line:
    """An item of the story: `code` is the ministry that leads and whose minister presents,
    `papers` the kinds of papers with their number of pages."""

    key: str
    type: ItemType
    title: str
    code: str
    minutes: int
    papers: tuple[tuple[PaperKind, int], ...] = ()
    subject: str = ""
    section: str = ""
    pause_after: int = 0


@dataclass(frozen=True)
class Sitting:
    """A sitting of the story. `key` names it there."""

    key: str
    title: str
    day: date
    lines: tuple[Line, ...]
    begins: str = "08:00"
    hours: float = 3.5
    kind: MeetingKind = MeetingKind.REGULAR
    sections: tuple[str, ...] = ()

    def papers(self, dated: date) -> list[PlannedPaper]:
        """The papers of all items, written on `dated`."""
        return [
            PlannedPaper(
                f"{self.key}-{line.key}-{kind}", kind, line.subject or line.title, line.code,
                pages, dated,
            )
            for line in self.lines
            for kind, pages in line.papers
        ]  # fmt: skip


ASKED_OF_ALL = (
    "Tài liệu được gửi trên hệ thống e-Cabinet; đại biểu nghiên cứu trước khi dự họp.",
    "Đại biểu xác nhận dự họp trên hệ thống e-Cabinet.",
)
"""What the letters of invitation ask."""


@dataclass(frozen=True)
class Reply:
    """What a member answers to the invitation."""

    login: str
    answer: Answer
    reason: str = ""
    stand_in: str = ""
    away: tuple[str, str] | None = None
    """From when until when, for an absence of a part: ("10:00", "11:00")."""


def sitting_title(day: date) -> str:
    """The name of the regular sitting of a month."""
    return f"Phiên họp Chính phủ thường kỳ tháng {day.month} năm {day.year}"


def meeting_of(stage: Stage, db: Session, key: str) -> Meeting:
    """The sitting kept as `sitting:KEY`."""
    return db.get_one(Meeting, stage.made[f"sitting:{key}"])


def item_of(stage: Stage, db: Session, sitting: str, key: str) -> AgendaItem:
    """The item kept as `item:SITTING:KEY`."""
    return db.get_one(AgendaItem, stage.made[f"item:{sitting}:{key}"])


def plan_preparation(
    stage: Stage, sitting: Sitting, ready: dict[str, Prepared], on: date, dated: date
) -> None:
    """The officer plans the sitting on `on` and lays the papers of `dated` to its items."""
    stage.plan("secretary", stage.instant(on, "08:40"), _planning(stage, sitting))
    papers = sitting.papers(dated)
    for place, line in enumerate(sitting.lines):
        own = [paper for paper in papers if paper.key.startswith(f"{sitting.key}-{line.key}-")]
        at = stage.instant(on, "09:00") + timedelta(minutes=6 * place)
        stage.plan("secretary", at, _adding(stage, sitting, line, own, ready))


def plan_sending(stage: Stage, sitting: Sitting, on: date) -> None:
    """On `on` the officer asks for approval, the head approves, the officer sends."""

    def submit(db: Session, actor: Actor, at: datetime) -> None:
        meeting = meeting_of(stage, db, sitting.key)
        mark_checked(db, actor=actor, meeting=meeting)
        edition_services.submit_agenda(db, actor=actor, meeting=meeting)

    def approve(db: Session, actor: Actor, at: datetime) -> None:
        meeting = meeting_of(stage, db, sitting.key)
        edition_services.approve_agenda(db, actor=actor, meeting=meeting)

    def send(db: Session, actor: Actor, at: datetime) -> None:
        meeting = meeting_of(stage, db, sitting.key)
        known = dict.fromkeys(CODES, "Đã rà soát với các cơ quan, gửi theo lịch.")
        edition_services.send_agenda(
            db, actor=actor, meeting=meeting, calendar=stage.calendar, reasons=known
        )
        letter_services.issue_letter(
            db, actor=actor, meeting=meeting, requirements=ASKED_OF_ALL, language="vi"
        )

    stage.plan("secretary", stage.instant(on, "10:30"), submit)
    stage.plan("head", stage.instant(on, "13:40"), approve)
    stage.plan("head", stage.instant(on, "13:55"), send)


def plan_replies(stage: Stage, sitting: Sitting, replies: Sequence[Reply], on: date) -> None:
    """Members answer the invitation on `on`, one after the other."""
    for place, reply in enumerate(replies):
        at = stage.instant(on, "08:05") + timedelta(minutes=9 * place)
        stage.plan(reply.login, at, _replying(stage, sitting, reply))


def _planning(stage: Stage, sitting: Sitting) -> Act:
    def plan(db: Session, actor: Actor, at: datetime) -> None:
        begins = stage.instant(sitting.day, sitting.begins)
        frame = Frame(
            title=sitting.title, kind=sitting.kind, starts_at=begins,
            planned_end_at=begins + timedelta(hours=sitting.hours), place=PLACE,
            chair_id=stage.people.persons["pm"], clerk_id=stage.people.persons["clerk"],
        )  # fmt: skip
        meeting = sitting_services.plan_meeting(db, actor=actor, frame=frame)
        stage.made[f"sitting:{sitting.key}"] = meeting.id
        for name in sitting.sections:
            made = sections.add_section(db, actor=actor, meeting=meeting, name=name)
            stage.made[f"section:{sitting.key}:{name}"] = made.id
        if sitting.sections:
            sections.set_numbering(
                db, actor=actor, meeting=meeting, numbering=AgendaNumbering.LETTER
            )

    return plan


def _adding(
    stage: Stage,
    sitting: Sitting,
    line: Line,
    papers: Sequence[PlannedPaper],
    ready: dict[str, Prepared],
) -> Act:
    def add(db: Session, actor: Actor, at: datetime) -> None:
        item = agenda_services.add_item(
            db, actor=actor, meeting=meeting_of(stage, db, sitting.key),
            content=agenda_services.ItemContent(
                title=line.title, type=line.type, minutes=line.minutes,
                lead_id=stage.people.organisations[line.code],
                presenter_id=stage.people.persons[f"minister.{line.code.lower()}"],
                section_id=stage.made[f"section:{sitting.key}:{line.section}"]
                if line.section else None,
                pause_after=line.pause_after,
            ),
        )  # fmt: skip
        stage.made[f"item:{sitting.key}:{line.key}"] = item.id
        for planned in papers:
            document = enter(stage, db, actor, planned, ready[planned.key], at)
            agenda_services.attach_document(db, actor=actor, item=item, document=document)

    return add


def _replying(stage: Stage, sitting: Sitting, reply: Reply) -> Act:
    def answer(db: Session, actor: Actor, at: datetime) -> None:
        meeting = meeting_of(stage, db, sitting.key)
        invitation = own_invitation(db, actor, meeting)
        if invitation is None:
            raise LookupError(f"{reply.login} is not invited to {sitting.key}")
        answering.answer_invitation(
            db, actor=actor, meeting=meeting, invitation=invitation, answer=reply.answer,
            reason=reply.reason,
            substitute_id=stage.people.stand_ins[reply.stand_in] if reply.stand_in else None,
            absent_from=stage.instant(sitting.day, reply.away[0]) if reply.away else None,
            absent_until=stage.instant(sitting.day, reply.away[1]) if reply.away else None,
        )  # fmt: skip

    return answer
