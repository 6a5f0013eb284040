"""Sittings, their agenda and its editions, invitations, attendance, the clerk's notes."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from decisions.models import Decision
from documents.models import Document
from ecabinet.orm import Base, state_with_evidence
from ecabinet.people.models import Organisation, Person
from ecabinet.people.rules.body import AgendaNumbering


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
    `numbering` of the agenda; None: as the rules of the body say.
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
            "state", ("ended", "minutes_submitted", "minutes_signed", "archived"), "ended_at"
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
    quorum_override_reason: Mapped[str] = mapped_column(default="")
    agenda_changed_at: Mapped[datetime | None]
    agenda_submitted_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str] = mapped_column(default="")
    minutes_number: Mapped[int | None]
    minutes_year: Mapped[int | None]
    numbering: Mapped[AgendaNumbering | None]
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    revision: Mapped[int] = mapped_column(default=1)

    chair: Mapped[Person] = relationship(foreign_keys=[chair_id])
    clerk: Mapped[Person | None] = relationship(foreign_keys=[clerk_id])
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting",
        foreign_keys="AgendaItem.meeting_id",
        order_by="AgendaItem.ordinal",
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


_LIVE = "removed_at IS NULL AND state NOT IN ('deferred', 'withdrawn')"
"""A dossier stands on one agenda at a time, and what was put off comes back once."""


class StandingItem(enum.Enum):
    """What the system itself writes of an item that every sitting of a kind has."""

    LAST_MINUTES = "last_minutes"
    ASSIGNMENTS = "assignments"


class AgendaItem(Base):
    """One line of the agenda, as the secretariat works on it; members see the sent edition.

    `vote_outcome` is what a ballot in the room handed down when it closed (ballots stand above).
    `chair_id`: who presides over it in the chair's stead; `pause_after`: minutes of pause that
    follow; `late_reason`: why it came so late; `came_from_id`: the item of an earlier sitting that
    was put off; `minutes_of_id`: the sitting whose minutes are to be approved.
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
        CheckConstraint("pause_after BETWEEN 0 AND 600", name="pause_after"),
        CheckConstraint("came_from_id IS NULL OR came_from_id != id", name="came_from_another"),
        Index(None, "meeting_id", "ordinal"),
        Index("uq_agenda_item_submission_live", "submission_id", unique=True,
              sqlite_where=text(_LIVE), postgresql_where=text(_LIVE)),
        Index("uq_agenda_item_came_from_live", "came_from_id", unique=True,
              sqlite_where=text(_LIVE), postgresql_where=text(_LIVE)),
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
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_section.id"), index=True)
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    pause_after: Mapped[int] = mapped_column(default=0, server_default="0")
    late_reason: Mapped[str] = mapped_column(default="", server_default="")
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    standing: Mapped[StandingItem | None]
    minutes_of_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    called_at: Mapped[datetime | None]
    concluded_at: Mapped[datetime | None]
    resubmit_on: Mapped[date | None]
    set_aside_reason: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship(back_populates="items", foreign_keys=[meeting_id])
    lead: Mapped[Organisation | None] = relationship()
    presenter: Mapped[Person | None] = relationship(foreign_keys=[presenter_id])
    chair: Mapped[Person | None] = relationship(foreign_keys=[chair_id])
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


def letters_of(number: int) -> str:
    """Return A, B, … Z, AA, … for 1, 2, …"""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters


class AgendaVersion(Base):
    """An edition (A, B, C …) of the agenda, frozen when approved; members see the last one sent.

    `lines`: [{item_id, ordinal, type, title, lead_id, presenter_id, minutes, version_ids,
    on_paper: [{document_id, title, number, place}]}] in order, with lead_vi, lead_en and
    presenter: the names as they were; what later editions tell besides: `meetings.agenda.lines`.
    `set_aside_at`: withdrawn, returned or opened again; it is not sent any more.
    """

    __tablename__ = "agenda_version"
    __table_args__ = (
        UniqueConstraint("meeting_id", "ordinal"),
        CheckConstraint("sent_at IS NULL OR sent_at >= approved_at", name="sent_after_approved"),
        CheckConstraint("sent_at IS NULL OR set_aside_at IS NULL", name="set_aside_not_sent"),
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
    set_aside_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="editions")

    @property
    def letter(self) -> str:
        """A, B, … Z, then AA."""
        return letters_of(self.ordinal)


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

    Guests are noted before anything is sent: until `sent_at` they know nothing of it. `only_items`:
    told and handed only the items to which they are asked; `by_office`: as chair or clerk alone.
    `consent`: what the chair said of a member's absence (None: nothing yet), at `consented_at`.
    `absent_from`, `absent_until`: the part that is missed; None: from the start, to the end.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("answer != 'absent' OR reason != ''", name="absent_has_reason"),
        CheckConstraint("answer = 'none' OR sent_at IS NOT NULL", name="answered_was_sent"),
        CheckConstraint(
            "answer != 'substitute' OR substitute_name != ''", name="substitute_has_name"
        ),
        CheckConstraint("(answer = 'none') = (answered_at IS NULL)", name="answer_has_instant"),
        CheckConstraint("(consent IS NULL) = (consented_at IS NULL)", name="consent_has_instant"),
        CheckConstraint(
            "consent IS NULL OR answer IN ('absent', 'substitute')", name="consent_to_absence"
        ),
        CheckConstraint(
            "answer IN ('absent', 'substitute') OR (absent_from IS NULL AND absent_until IS NULL)",
            name="part_of_absence",
        ),
        CheckConstraint("absent_until > absent_from", name="absence_period"),
        CheckConstraint("NOT only_items OR kind = 'guest'", name="only_items_of_guest"),
        CheckConstraint("NOT by_office OR (kind = 'guest' AND NOT only_items)", name="by_office"),
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
    only_items: Mapped[bool] = mapped_column(default=False, server_default=false())
    by_office: Mapped[bool] = mapped_column(default=False, server_default=false())
    sent_at: Mapped[datetime | None]
    answer: Mapped[Answer] = mapped_column(default=Answer.NONE)
    reason: Mapped[str] = mapped_column(default="")
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    substitute_name: Mapped[str] = mapped_column(default="")
    substitute_position: Mapped[str] = mapped_column(default="")
    absent_from: Mapped[datetime | None]
    absent_until: Mapped[datetime | None]
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
