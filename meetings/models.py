"""Sittings, their agenda and its editions, invitations, attendance, the clerk's notes, minutes."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from decisions.models import Decision
from documents.models import Document
from ecabinet.orm import Base, Sha256, state_with_evidence
from ecabinet.people.models import Organisation, Person


class MeetingKind(enum.Enum):
    """Why the cabinet sits."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    EXTRAORDINARY = "extraordinary"
    ELECTRONIC = "electronic"


class MeetingState(enum.Enum):
    """Where the sitting stands."""

    PLANNED = "planned"
    AGENDA_APPROVED = "agenda_approved"
    INVITED = "invited"
    IN_SITTING = "in_sitting"
    PAUSED = "paused"
    ENDED = "ended"
    MINUTES_SUBMITTED = "minutes_submitted"
    MINUTES_SIGNED = "minutes_signed"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class Meeting(Base):
    """One sitting of the cabinet.

    `revision` counts changes of the sitting itself and of the order of its agenda, not of what
    stands inside an item: two officers may write on two items at once. `agenda_submitted_at`:
    the head was asked to approve; `return_reason`: what the head said when returning it last.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("planned_end_at > starts_at", name="period"),
        CheckConstraint(
            "state NOT IN ('in_sitting','paused','ended','minutes_submitted','minutes_signed',"
            "'archived') OR opened_at IS NOT NULL",
            name="sat_has_opened_at",
        ),
        state_with_evidence(
            "state",
            ("ended", "minutes_submitted", "minutes_signed", "archived"),
            "ended_at",
        ),
        state_with_evidence("state", ("cancelled",), "cancelled_at"),
        CheckConstraint("(minutes_number IS NULL) = (minutes_year IS NULL)", name="minutes_number"),
        CheckConstraint("minutes_number IS NULL OR ended_at IS NOT NULL", name="minutes_of_ended"),
        UniqueConstraint("minutes_year", "minutes_number"),
        Index(None, "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[MeetingKind] = mapped_column(default=MeetingKind.REGULAR)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    starts_at: Mapped[datetime]
    planned_end_at: Mapped[datetime]
    place: Mapped[str]
    chair_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    clerk_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    agenda_changed_at: Mapped[datetime | None]
    agenda_submitted_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str] = mapped_column(default="")
    minutes_number: Mapped[int | None]
    minutes_year: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=1)

    chair: Mapped[Person] = relationship(foreign_keys=[chair_id])
    clerk: Mapped[Person | None] = relationship(foreign_keys=[clerk_id])
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="AgendaItem.ordinal"
    )
    editions: Mapped[list[AgendaVersion]] = relationship(
        back_populates="meeting", order_by="AgendaVersion.ordinal"
    )
    invitations: Mapped[list[Invitation]] = relationship(
        back_populates="meeting", order_by="Invitation.rank"
    )

    __mapper_args__ = {"version_id_col": revision}

    @property
    def current_item(self) -> AgendaItem | None:
        """The item that all tablets show now, if any."""
        return next((item for item in self.items if item.is_current), None)


class ItemType(enum.Enum):
    """What the cabinet is asked to do with an item."""

    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"
    APPROVAL_OF_MINUTES = "approval_of_minutes"


class ItemState(enum.Enum):
    """Where an item stands in the room."""

    WAITING = "waiting"
    PRESENTING = "presenting"
    DISCUSSING = "discussing"
    VOTING = "voting"
    CONCLUDED = "concluded"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class AgendaItem(Base):
    """One line of the agenda, as the secretariat works on it; members see the sent edition.

    `vote_outcome` is what a ballot in the room handed down when it closed (ballots stand above).
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 600", name="minutes"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        state_with_evidence("state", ("concluded",), "concluded_at"),
        state_with_evidence("state", ("deferred",), "resubmit_on"),
        CheckConstraint(
            "state != 'withdrawn' OR set_aside_reason != ''", name="withdrawn_has_reason"
        ),
        Index(None, "meeting_id", "ordinal"),
        Index("uq_agenda_item_current", "meeting_id", unique=True,
              sqlite_where=text("is_current"), postgresql_where=text("is_current")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    ordinal: Mapped[int]
    type: Mapped[ItemType]
    title: Mapped[str]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    minutes: Mapped[int]
    state: Mapped[ItemState] = mapped_column(default=ItemState.WAITING)
    is_current: Mapped[bool] = mapped_column(default=False)
    conclusion: Mapped[str] = mapped_column(default="")
    vote_outcome: Mapped[dict[str, Any] | None]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    called_at: Mapped[datetime | None]
    concluded_at: Mapped[datetime | None]
    resubmit_on: Mapped[date | None]
    set_aside_reason: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship(back_populates="items", foreign_keys=[meeting_id])
    lead: Mapped[Organisation | None] = relationship()
    presenter: Mapped[Person | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    papers: Mapped[list[AgendaItemDocument]] = relationship(
        order_by="AgendaItemDocument.ordinal", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": revision}


class AgendaItemDocument(Base):
    """A paper of an item, in the order it is read."""

    __tablename__ = "agenda_item_document"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    ordinal: Mapped[int]

    document: Mapped[Document] = relationship()


class AgendaVersion(Base):
    """An edition (A, B, C …) of the agenda, frozen when approved; members see the last one sent.

    `lines`: [{item_id, ordinal, type, title, lead_id, presenter_id, minutes, version_ids,
    on_paper: [{document_id, title, number, place}]}] in order, with lead_vi, lead_en and
    presenter: the names as they were.
    """

    __tablename__ = "agenda_version"
    __table_args__ = (
        UniqueConstraint("meeting_id", "ordinal"),
        CheckConstraint("sent_at IS NULL OR sent_at >= approved_at", name="sent_after_approved"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    ordinal: Mapped[int]
    lines: Mapped[list[dict[str, Any]]]
    approved_at: Mapped[datetime]
    approved_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    late_reason: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship(back_populates="editions")

    @property
    def letter(self) -> str:
        """A, B, … Z, then AA."""
        number, letters = self.ordinal, ""
        while number:
            number, place = divmod(number - 1, 26)
            letters = chr(65 + place) + letters
        return letters


class InvitationKind(enum.Enum):
    """As what somebody is invited. Guests speak and do not vote."""

    MEMBER = "member"
    GUEST = "guest"


class Answer(enum.Enum):
    """What the invited person said of coming."""

    NONE = "none"
    ATTENDING = "attending"
    REMOTE = "remote"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"


class Invitation(Base):
    """A person is called to a sitting; the name and title as they were when it was sent.

    Guests are noted before anything is sent: until `sent_at` they know nothing of it.
    `consent`: what the chair said of a member's absence (None: nothing yet), at `consented_at`.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("answer != 'absent' OR reason != ''", name="absent_has_reason"),
        CheckConstraint("answer = 'none' OR sent_at IS NOT NULL", name="answered_was_sent"),
        CheckConstraint(
            "answer != 'substitute' OR substitute_name != ''",
            name="substitute_has_name",
        ),
        CheckConstraint("(answer = 'none') = (answered_at IS NULL)", name="answer_has_instant"),
        CheckConstraint("(consent IS NULL) = (consented_at IS NULL)", name="consent_has_instant"),
        CheckConstraint(
            "consent IS NULL OR answer IN ('absent', 'substitute')", name="consent_to_absence"
        ),
        Index(None, "person_id", "meeting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[InvitationKind]
    name: Mapped[str]
    title_vi: Mapped[str]
    title_en: Mapped[str]
    rank: Mapped[int]
    sent_at: Mapped[datetime | None]
    answer: Mapped[Answer] = mapped_column(default=Answer.NONE)
    reason: Mapped[str] = mapped_column(default="")
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    substitute_name: Mapped[str] = mapped_column(default="")
    substitute_position: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    consent: Mapped[bool | None]
    consented_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship(back_populates="invitations")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    __mapper_args__ = {"version_id_col": revision}

    def title(self, language: str) -> str:
        """Return the seat's title in `language`, as it was."""
        return self.title_en if language == "en" else self.title_vi


class AttendanceMode(enum.Enum):
    """How somebody takes part."""

    PRESENT = "present"
    REMOTE = "remote"


class Attendance(Base):
    """An interval during which a person took part in the sitting."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint("left_at IS NULL OR left_at >= came_at", name="period"),
        Index("uq_attendance_open", "meeting_id", "person_id", unique=True,
              sqlite_where=text("left_at IS NULL"), postgresql_where=text("left_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mode: Mapped[AttendanceMode]
    came_at: Mapped[datetime]
    left_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class ClerkNote(Base):
    """What the clerk records as said, for the minutes."""

    __tablename__ = "clerk_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    removed_at: Mapped[datetime | None]

    speaker: Mapped[Person | None] = relationship()


class MinutesState(enum.Enum):
    """Where the record of the sitting stands."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    SIGNED = "signed"


class Minutes(Base):
    """A revision of the record of the sitting; `content` is the structure the forms are made of.

    Signing draws the files once more, with who signed and when; those that were approved are
    kept. `content_hash`: SHA-256 of the content that was signed, which stays as it is.
    """

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("meeting_id", "ordinal"),
        state_with_evidence("state", ("signed",), "signed_at"),
        state_with_evidence("state", ("signed",), "signed_by_id"),
        state_with_evidence("state", ("signed",), "content_hash"),
        state_with_evidence("state", ("signed",), "approved_pdf_sha256"),
        state_with_evidence("state", ("signed",), "approved_docx_sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    ordinal: Mapped[int]
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFT)
    number_symbol: Mapped[str]
    content: Mapped[dict[str, Any]]
    pdf_sha256: Mapped[Sha256]
    docx_sha256: Mapped[Sha256]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_pdf_sha256: Mapped[Sha256 | None]
    approved_docx_sha256: Mapped[Sha256 | None]
    content_hash: Mapped[Sha256 | None]

    meeting: Mapped[Meeting] = relationship()
