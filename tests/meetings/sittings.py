"""Sittings in the small cabinet: planned, filled, approved, sent, with real rows and papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from documents.models import AccessLevel, Document, DocumentVersion, VersionState
from ecabinet import clock
from ecabinet.calendar import vietnam
from meetings.agenda import lateness
from meetings.agenda import services as agenda
from meetings.editions import services as editions
from meetings.editions.warnings import CODES, LATE
from meetings.frame import Frame
from meetings.invitations import services as invitations
from meetings.models import AgendaItem, AgendaVersion, Invitation, ItemType, Meeting, MeetingKind
from meetings.services import cancel_meeting, plan_meeting
from tests.cabinet import Cabinet

STARTS_AT = datetime(2026, 12, 15, 1, 0, tzinfo=UTC)
"""08:00 in Hà Nội, two weeks after the tests' now: papers sent now are in time."""
CALENDAR = vietnam()


def frame(cabinet: Cabinet, **other: Any) -> Frame:
    """Return when and where a sitting is held, with `other` values where given."""
    values: dict[str, Any] = {
        "title": "Phiên họp Chính phủ thường kỳ tháng 12",
        "kind": MeetingKind.REGULAR,
        "starts_at": STARTS_AT,
        "planned_end_at": STARTS_AT + timedelta(hours=4),
        "place": "Phòng họp số 1",
        "chair_id": cabinet.persons["pm"],
        "clerk_id": cabinet.persons["clerk"],
    }
    return Frame(**{**values, **other})


@dataclass
class Secretariat:
    """The officers of the small cabinet at work on one store."""

    db: Session
    cabinet: Cabinet

    def actor(self, login: str):
        """Return the Actor of a login."""
        return self.cabinet.actor(self.db, login)

    def plan(self, **other: Any) -> Meeting:
        """Plan a sitting."""
        return plan_meeting(
            self.db, actor=self.actor("secretary"), frame=frame(self.cabinet, **other)
        )

    def content(self, title: str = "Báo cáo", minutes: int = 30, **other: Any):
        """Return a complete line of the agenda."""
        values: dict[str, Any] = {
            "title": title,
            "type": ItemType.DISCUSSION,
            "minutes": minutes,
            "lead_id": self.cabinet.organisations["G12"],
            "presenter_id": self.cabinet.persons["minister.g12"],
        }
        return agenda.ItemContent(**{**values, **other})

    def add(self, meeting: Meeting, title: str = "Báo cáo", **other: Any) -> AgendaItem:
        """Add a complete item."""
        return agenda.add_item(
            self.db,
            actor=self.actor("secretary"),
            meeting=meeting,
            content=self.content(title, **{**self._late(meeting), **other}),
        )

    def _late(self, meeting: Meeting) -> dict[str, str]:
        late = lateness.is_late(self.db, meeting)
        return {"late_reason": "Việc phát sinh"} if late else {}

    def paper(self, item: AgendaItem | None = None, title: str = "Tờ trình") -> Document:
        """Make a checked paper of one page, and lay it to `item`."""
        document = Document(
            title=title,
            access_level=AccessLevel.CABINET,
            created_by_id=self.cabinet.accounts["secretary"],
            created_at=clock.now(),
        )
        document.versions = [self.version(1)]
        self.db.add(document)
        self.db.flush()
        if item is not None:
            agenda.attach_document(
                self.db, actor=self.actor("secretary"), item=item, document=document
            )
        return document

    def version(self, ordinal: int) -> DocumentVersion:
        """Return a version that passed the intake."""
        return DocumentVersion(
            ordinal=ordinal,
            state=VersionState.DRAFT,
            file_name="to-trinh.pdf",
            sha256="a" * 64,
            reading_sha256="b" * 64,
            media_type="application/pdf",
            size=1000,
            pages=1,
            page_sizes=[[595, 842]],
            warnings=[],
            uploaded_by_id=self.cabinet.accounts["secretary"],
            uploaded_at=clock.now(),
        )

    def approve(self, meeting: Meeting) -> AgendaVersion:
        """Let the head approve."""
        return editions.approve_agenda(self.db, actor=self.actor("head"), meeting=meeting)

    def send(self, meeting: Meeting, **other: Any) -> AgendaVersion:
        """Send the approved edition, whatever speaks against it but late papers."""
        other = {"reasons": dict.fromkeys(set(CODES) - {LATE}, "Đã biết"), **other}
        return editions.send_agenda(
            self.db, actor=self.actor("secretary"), meeting=meeting, calendar=CALENDAR, **other
        )

    def sent(self, *titles: str) -> Meeting:
        """Plan a sitting with an item and a paper per title, approve and send it."""
        meeting = self.plan()
        for title in titles or ("Báo cáo",):
            self.paper(self.add(meeting, title), f"Tờ trình: {title}")
        self.approve(meeting)
        self.send(meeting)
        return meeting

    def submit(self, meeting: Meeting) -> None:
        """Ask the head to approve."""
        editions.submit_agenda(self.db, actor=self.actor("secretary"), meeting=meeting)

    def give_back(self, meeting: Meeting) -> None:
        """Let the head return the agenda."""
        editions.return_agenda(
            self.db, actor=self.actor("head"), meeting=meeting, reason="Thiếu thẩm định"
        )

    def cancel(self, meeting: Meeting) -> None:
        """Let the head call it off."""
        cancel_meeting(self.db, actor=self.actor("head"), meeting=meeting, reason="Bão số 9")

    def guest(self, meeting: Meeting, login: str) -> Invitation:
        """Invite somebody as a guest."""
        return invitations.add_guest(
            self.db,
            actor=self.actor("secretary"),
            meeting=meeting,
            person_id=self.cabinet.persons[login],
        )
