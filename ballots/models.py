"""Ballots, their questions and voters, opinions that are superseded and never erased, outcomes."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from decisions.models import Decision
from documents.models import Document
from ecabinet.orm import Base, state_with_evidence
from ecabinet.people.models import Organisation
from meetings.models import AgendaItem


class Procedure(enum.Enum):
    """How the members are asked."""

    WRITTEN = "written"
    IN_ROOM = "in_room"


class BallotState(enum.Enum):
    """Where the ballot stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    OPEN = "open"
    CLOSED = "closed"
    CONSOLIDATED = "consolidated"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


class Ballot(Base):
    """A question put to all members. Named: who answered what is known once it is closed."""

    __tablename__ = "ballot"
    __table_args__ = (
        CheckConstraint("procedure != 'written' OR closes_at IS NOT NULL", name="written_closes"),
        CheckConstraint(
            "(procedure = 'in_room') = (agenda_item_id IS NOT NULL)", name="in_room_has_item"
        ),
        CheckConstraint(
            "state NOT IN ('open','closed','consolidated','concluded') OR opened_at IS NOT NULL",
            name="opened_has_instant",
        ),
        state_with_evidence("state", ("closed", "consolidated", "concluded"), "closed_at"),
        CheckConstraint("state != 'concluded' OR decision_id IS NOT NULL", name="concluded"),
        state_with_evidence("state", ("withdrawn",), "withdrawn_at"),
        Index("uq_ballot_one_open_per_item", "agenda_item_id", unique=True,
              sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'")),
        Index(None, "state", "closes_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    procedure: Mapped[Procedure]
    state: Mapped[BallotState] = mapped_column(default=BallotState.DRAFT)
    title: Mapped[str]
    matter: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    closes_at: Mapped[datetime | None]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    return_reason: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    early_reason: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    withdraw_reason: Mapped[str] = mapped_column(default="")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    revision: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation | None] = relationship()
    agenda_item: Mapped[AgendaItem | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    questions: Mapped[list[Question]] = relationship(
        back_populates="ballot",
        order_by="Question.ordinal",
        cascade="all, delete-orphan",
    )
    voters: Mapped[list[Voter]] = relationship(back_populates="ballot", order_by="Voter.rank")
    papers: Mapped[list[BallotDocument]] = relationship(
        order_by="BallotDocument.ordinal", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": revision}


class Question(Base):
    """One thing asked. Members answer agree, disagree or another opinion."""

    __tablename__ = "ballot_question"
    __table_args__ = (UniqueConstraint("ballot_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"))
    ordinal: Mapped[int]
    text: Mapped[str]

    ballot: Mapped[Ballot] = relationship(back_populates="questions")
    outcome: Mapped[OutcomeRecord | None] = relationship(back_populates="question")


class BallotDocument(Base):
    """A paper that goes with the ballot."""

    __tablename__ = "ballot_document"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    ordinal: Mapped[int]

    document: Mapped[Document] = relationship()


class Voter(Base):
    """Who is asked: the person, with the seat as it was at the opening. One person, one vote."""

    __tablename__ = "ballot_voter"
    __table_args__ = (UniqueConstraint("ballot_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    title_vi: Mapped[str]
    title_en: Mapped[str]
    rank: Mapped[int]
    is_chair: Mapped[bool]

    ballot: Mapped[Ballot] = relationship(back_populates="voters")

    def title(self, language: str) -> str:
        """Return the seat's title in `language`, as it was."""
        return self.title_en if language == "en" else self.title_vi


class OpinionAnswer(enum.Enum):
    """What a member answers. Silence is not an answer: it is counted apart."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"


class Opinion(Base):
    """A member's answer to a question; a later one supersedes it, nothing is erased."""

    __tablename__ = "opinion"
    __table_args__ = (
        Index("uq_opinion_in_force", "question_id", "voter_id", unique=True,
              sqlite_where=text("superseded_at IS NULL"),
              postgresql_where=text("superseded_at IS NULL")),
        CheckConstraint("answer != 'other' OR remark != ''", name="other_has_remark"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("ballot_question.id"))
    voter_id: Mapped[int] = mapped_column(ForeignKey("ballot_voter.id"), index=True)
    answer: Mapped[OpinionAnswer]
    remark: Mapped[str] = mapped_column(default="")
    cast_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    cast_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]

    question: Mapped[Question] = relationship()
    voter: Mapped[Voter] = relationship()


class OutcomeRecord(Base):
    """The result of a question as it was computed at closing: counts, quorum, sentence."""

    __tablename__ = "ballot_outcome"

    question_id: Mapped[int] = mapped_column(ForeignKey("ballot_question.id"), primary_key=True)
    result: Mapped[str]
    counts: Mapped[dict[str, Any]]
    sentence: Mapped[dict[str, Any]]
    quorum: Mapped[dict[str, Any] | None]
    rules: Mapped[dict[str, Any]]
    computed_at: Mapped[datetime]

    question: Mapped[Question] = relationship(back_populates="outcome")
