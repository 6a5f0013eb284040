"""A sitting about to begin in the small cabinet, and acts in its room on real rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.models import DecisionKind
from ecabinet import clock
from meetings.agenda.lines import lines_of
from meetings.live import attendance, conclusions, queries, services
from meetings.models import (
    AgendaItem,
    AgendaVersion,
    Answer,
    AttendanceMode,
    Invitation,
    InvitationKind,
    ItemType,
    Meeting,
    MeetingState,
)
from tests.cabinet import T0, TODAY, Cabinet

MEMBERS = ("pm", "minister.g12", "minister.g15", "minister.g03")
TITLES = {
    "pm": ("Nguyễn Văn An", "Thủ tướng Chính phủ"),
    "minister.g12": ("Trần Thị Bình", "Bộ trưởng Bộ Tài chính"),
    "minister.g15": ("Lê Văn Cường", "Bộ trưởng Bộ Tư pháp"),
    "minister.g03": ("Phạm Thị Dung", "Bộ trưởng Bộ Giáo dục và Đào tạo"),
}
CARRIED = {
    "result": "carried", "carried": True, "in_favour": 3, "against": 1, "deemed": 0, "base": 4,
    "majority_needed": 3, "tie_broken": False, "rules_applied": [],
    "counts": {"voters": 4, "agree": 3, "disagree": 1, "other": 0, "abstain": 0},
    "quorum": {"required": 3, "present": 4, "holds": True, "sentence": {
        "key": "rule-quorum-holds", "params": {"present": 4, "total": 4, "required": 3}}},
    "sentence": {"key": "rule-outcome-carried", "params": {
        "in_favour": 3, "against": 1, "deemed": 0, "base": 4, "of": "all_members", "needed": 3,
        "present": 4, "required": 3}},
}  # fmt: skip
LOST = {**CARRIED, "result": "not_carried", "carried": False, "in_favour": 1, "against": 3}


def invited_meeting(db: Session, cabinet: Cabinet, *titles: str) -> Meeting:
    """Return a sitting whose members are invited and have all answered that they come."""
    meeting = Meeting(
        title="Phiên họp Chính phủ thường kỳ tháng 12",
        starts_at=T0,
        planned_end_at=T0 + timedelta(hours=4),
        place="Phòng họp số 1",
        state=MeetingState.INVITED,
        chair_id=cabinet.persons["pm"],
        clerk_id=cabinet.persons["clerk"],
        created_by_id=cabinet.accounts["secretary"],
        created_at=T0,
    )
    db.add(meeting)
    db.flush()
    for ordinal, title in enumerate(titles or ("Báo cáo", "Dự thảo Nghị định"), start=1):
        db.add(
            AgendaItem(
                meeting_id=meeting.id,
                ordinal=ordinal,
                type=ItemType.DECISION,
                title=title,
                minutes=30,
                lead_id=cabinet.organisations["G12"],
                presenter_id=cabinet.persons["minister.g12"],
            )
        )
    db.flush()
    db.add(
        AgendaVersion(
            meeting_id=meeting.id,
            ordinal=1,
            lines=lines_of(queries.items_of(db, meeting), {}),
            approved_at=T0,
            approved_by_id=cabinet.accounts["head"],
            sent_at=T0,
            sent_by_id=cabinet.accounts["secretary"],
        )
    )
    for rank, login in enumerate(MEMBERS):
        name, title = TITLES[login]
        invite(db, meeting, cabinet.persons[login], name, title, rank)
    return meeting


def invite(
    db: Session,
    meeting: Meeting,
    person_id: int,
    name: str,
    title: str,
    rank: int,
    kind: InvitationKind = InvitationKind.MEMBER,
) -> Invitation:
    """Invite somebody who answers that they come."""
    row = Invitation(
        meeting_id=meeting.id, person_id=person_id, kind=kind, name=name, title_vi=title,
        title_en=title, rank=rank, sent_at=T0, answer=Answer.ATTENDING, answered_at=T0,
    )  # fmt: skip
    db.add(row)
    db.flush()
    return row


@dataclass
class Room:
    """The people of the small cabinet in one sitting on one store."""

    db: Session
    cabinet: Cabinet
    meeting: Meeting

    def actor(self, login: str):
        """Return the Actor of a login."""
        return self.cabinet.actor(self.db, login)

    @property
    def items(self) -> list[AgendaItem]:
        """The standing items in order."""
        return queries.items_of(self.db, self.meeting)

    def invitation(self, login: str) -> Invitation:
        """Return the invitation of a login's person."""
        return self.db.execute(
            select(Invitation).where(
                Invitation.meeting_id == self.meeting.id,
                Invitation.person_id == self.cabinet.persons[login],
            )
        ).scalar_one()

    def answers(self, login: str, answer: Answer, **other: object) -> Invitation:
        """Let somebody answer otherwise."""
        row = self.invitation(login)
        row.answer = answer
        row.answered_at = None if answer is Answer.NONE else clock.now()
        for name, value in other.items():
            setattr(row, name, value)
        self.db.flush()
        return row

    def open(self, login: str = "pm", **other: Any):
        """Open the sitting."""
        return services.open_meeting(
            self.db, actor=self.actor(login), meeting=self.meeting, today=TODAY, **other
        )

    def call(self, item: AgendaItem, login: str = "pm", seen: int | None = None) -> None:
        """Bring an item before the cabinet."""
        services.set_current_item(
            self.db, actor=self.actor(login), meeting=self.meeting, item=item, seen_item_id=seen
        )

    def conclude(self, item: AgendaItem, login: str = "pm", text: str = "Thông qua.", **other):
        """Conclude an item."""
        return conclusions.conclude_item(
            self.db,
            actor=self.actor(login),
            meeting=self.meeting,
            item=item,
            text=text,
            kind=other.pop("kind", DecisionKind.RESOLUTION),
            today=TODAY,
            **other,
        )

    def defer(self, item: AgendaItem, on: date, reason: str = "") -> None:
        """Put an item off."""
        services.defer_item(
            self.db,
            actor=self.actor("pm"),
            meeting=self.meeting,
            item=item,
            resubmit_on=on,
            reason=reason,
            today=TODAY,
        )

    def mark(self, *logins: str, mode: AttendanceMode | None, by: str = "clerk"):
        """Record who is there."""
        return attendance.mark_attendance(
            self.db,
            actor=self.actor(by),
            meeting=self.meeting,
            person_ids=[self.cabinet.persons[login] for login in logins],
            mode=mode,
            today=TODAY,
        )
