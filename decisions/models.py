"""Decisions with their numbers, and the assignments that the system watches until they are done."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base, state_with_evidence
from ecabinet.people.models import Organisation, Person


class DecisionKind(enum.Enum):
    """The form in which the cabinet decides."""

    RESOLUTION = "resolution"
    CONCLUSION_NOTICE = "conclusion_notice"
    DECISION = "decision"


class DecisionState(enum.Enum):
    """Where the text stands on its way out."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    NUMBERED = "numbered"
    ISSUED = "issued"
    CORRECTED = "corrected"
    REVOKED = "revoked"


class DecisionOrigin(enum.Enum):
    """Where the cabinet took it."""

    MEETING = "meeting"
    WRITTEN_BALLOT = "written_ballot"


class NumberedKind(enum.Enum):
    """What is numbered: the forms of a decision, and the minutes of sittings."""

    RESOLUTION = "resolution"
    CONCLUSION_NOTICE = "conclusion_notice"
    DECISION = "decision"
    MINUTES = "minutes"


class NumberSeries(Base):
    """The last number given, per year and kind (Decree 30/2020, Art. 15: from 01 each year)."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("year", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    kind: Mapped[NumberedKind]
    last_number: Mapped[int] = mapped_column(default=0)


class Decision(Base):
    """What was decided. It knows no meeting and no ballot: they hold the link; it keeps the
    outcome it was given (counts, sentence, rules applied) and the occasion in words."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("kind", "year", "number"),
        CheckConstraint("(number IS NULL) = (year IS NULL)", name="number_has_year"),
        state_with_evidence("state", ("issued", "corrected", "revoked"), "issued_at"),
        Index(None, "decided_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DecisionKind]
    state: Mapped[DecisionState] = mapped_column(default=DecisionState.DRAFT)
    subject: Mapped[str]
    text: Mapped[str]
    origin: Mapped[DecisionOrigin]
    occasion: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[dict[str, Any] | None]
    number: Mapped[int | None]
    year: Mapped[int | None]
    number_symbol: Mapped[str] = mapped_column(default="")
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None]
    issued_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation | None] = relationship()
    signed_by: Mapped[Person | None] = relationship()
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="decision", order_by="Assignment.id"
    )

    __mapper_args__ = {"version_id_col": revision}


class AssignmentState(enum.Enum):
    """Closing takes two acts: the agency files its evidence, the secretariat verifies it."""

    OPEN = "open"
    FILED = "filed"
    CLOSED = "closed"


class Assignment(Base):
    """Who must do what by when: exactly one lead organisation (Decree 191/2026, Art. 2(2))."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("is_ongoing = (due_on IS NULL)", name="due_or_ongoing"),
        CheckConstraint("due_on IS NULL OR due_on >= assigned_on", name="due_after_assigned"),
        state_with_evidence("state", ("closed",), "closed_at"),
        CheckConstraint("(state = 'open') = (done_on IS NULL)", name="filed_has_done_on"),
        Index(None, "lead_id", "state", "due_on"),
        Index(None, "decision_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    clause: Mapped[str] = mapped_column(default="")
    task: Mapped[str]
    lead_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    assigned_on: Mapped[date]
    due_on: Mapped[date | None]
    is_ongoing: Mapped[bool] = mapped_column(default=False)
    state: Mapped[AssignmentState] = mapped_column(default=AssignmentState.OPEN)
    done_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    return_reason: Mapped[str] = mapped_column(default="")
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    decision: Mapped[Decision | None] = relationship(back_populates="assignments")
    lead: Mapped[Organisation] = relationship()
    coordinators: Mapped[list[AssignmentCoordinator]] = relationship(cascade="all, delete-orphan")
    reports: Mapped[list[ProgressReport]] = relationship(order_by="ProgressReport.id")

    __mapper_args__ = {"version_id_col": revision}


class AssignmentCoordinator(Base):
    """An organisation that helps the lead one."""

    __tablename__ = "assignment_coordinator"

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)

    organisation: Mapped[Organisation] = relationship()


class ProgressReport(Base):
    """What an organisation says it has done so far. Never updated."""

    __tablename__ = "progress_report"
    __table_args__ = (
        CheckConstraint("percent IS NULL OR percent BETWEEN 0 AND 100", name="percent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    author_name: Mapped[str]
    at: Mapped[datetime]
    text: Mapped[str]
    percent: Mapped[int | None]

    organisation: Mapped[Organisation] = relationship()
