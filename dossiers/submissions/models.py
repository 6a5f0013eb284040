"""Dossiers lodged for the cabinet, who held them when, and the opinions of other organisations."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from documents.models import AccessLevel, Document
from ecabinet.auth.models import Account
from ecabinet.orm import Base, Sha256, enum_as_text, state_with_evidence
from ecabinet.people.models import Organisation
from ecabinet.search.folding import fold


class SubmissionState(enum.Enum):
    """Where a dossier stands on its way to the cabinet."""

    DRAFTED = "drafted"
    LODGED = "lodged"
    CHECKING = "checking"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    WITHDRAWN = "withdrawn"


class Asked(enum.Enum):
    """What the cabinet is asked for."""

    DECISION = "decision"
    INFORMATION = "information"
    WRITTEN_BALLOT = "written_ballot"


class Urgency(enum.Enum):
    """Degrees of urgency of an official paper (Decree 30/2020, annex I): urgent, most urgent."""

    NORMAL = "normal"
    URGENT = "urgent"
    MOST_URGENT = "most_urgent"


class PaperRole(enum.Enum):
    """What a paper is in the dossier."""

    PROPOSAL = "proposal"
    DRAFT = "draft"
    SUMMARY = "summary"
    APPRAISAL = "appraisal"
    EXPLANATION = "explanation"
    CONSULTATION = "consultation"
    OTHER = "other"


class Submission(Base):
    """A dossier that an organisation lodges for the cabinet.

    `is_legal_draft`: the draft is a legal act, which the Ministry of Justice appraises first.
    `opinions_asked`: the lead asked others for their opinions before, outside this system too.
    `lodged_at` is that of the last time; `steps` tells of every time. `checking_at`: the
    secretariat took it up; `checked_at`: found it valid and laid it before the head.
    `folded`: subject and number as the lists look for them; follows both.
    """

    __tablename__ = "submission"
    __table_args__ = (
        state_with_evidence("state", ("returned",), "returned_at"),
        state_with_evidence("state", ("withdrawn",), "withdrawn_at"),
        state_with_evidence("state", ("accepted", "scheduled"), "accepted_at"),
        CheckConstraint(
            "state IN ('drafted','withdrawn') OR lodged_at IS NOT NULL", name="lodged_has_instant"
        ),
        CheckConstraint(
            "state != 'checking' OR checking_at IS NOT NULL", name="checking_has_instant"
        ),
        CheckConstraint(
            "checked_at IS NULL OR state IN ('checking','accepted','scheduled')",
            name="checked_stands",
        ),
        CheckConstraint("state != 'returned' OR return_reason != ''", name="returned_has_reason"),
        CheckConstraint(
            "state IN ('drafted','returned','withdrawn') OR subject != ''", name="has_subject"
        ),
        Index(None, "state", "lodged_at"),
        Index(None, "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[SubmissionState] = mapped_column(default=SubmissionState.DRAFTED)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    proposal_number: Mapped[str] = mapped_column(default="")
    proposal_on: Mapped[date | None]
    subject: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    asked: Mapped[Asked] = mapped_column(default=Asked.DECISION)
    urgency: Mapped[Urgency] = mapped_column(default=Urgency.NORMAL)
    access_level: Mapped[AccessLevel] = mapped_column(default=AccessLevel.CABINET)
    is_legal_draft: Mapped[bool] = mapped_column(default=False)
    opinions_asked: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    lodged_at: Mapped[datetime | None]
    checking_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str] = mapped_column(default="")
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation] = relationship()
    papers: Mapped[list[SubmissionPaper]] = relationship(
        order_by="SubmissionPaper.ordinal", cascade="all, delete-orphan"
    )
    signers: Mapped[list[SubmissionSigner]] = relationship(
        order_by="SubmissionSigner.organisation_id", cascade="all, delete-orphan"
    )
    steps: Mapped[list[SubmissionStep]] = relationship(order_by="SubmissionStep.id")
    opinions: Mapped[list[OpinionRequest]] = relationship(
        back_populates="submission", order_by="OpinionRequest.id"
    )

    __mapper_args__ = {"version_id_col": revision}

    @validates("subject", "proposal_number")
    def _fold(self, name: str, value: str) -> str:
        called = {"subject": self.subject, "proposal_number": self.proposal_number} | {name: value}
        self.folded = "\n".join(fold(called[key] or "") for key in ("proposal_number", "subject"))
        return value


class SubmissionPaper(Base):
    """A paper of the dossier, and what it is in it."""

    __tablename__ = "submission_paper"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    role: Mapped[PaperRole]
    ordinal: Mapped[int]

    document: Mapped[Document] = relationship()


class SubmissionSigner(Base):
    """An organisation that signs the proposal together with the lead."""

    __tablename__ = "submission_signer"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)

    organisation: Mapped[Organisation] = relationship()


class Act(enum.Enum):
    """What was done with a dossier."""

    DRAFTED = "drafted"
    LODGED = "lodged"
    TAKEN_UP = "taken_up"
    PASSED = "passed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    WITHDRAWN = "withdrawn"


class SubmissionStep(Base):
    """A step of the dossier: which act, into which state, when, by whom, why, and who holds it from
    then on (`holder_id`; None: the secretariat). Never changed.

    `remarks` of a return: [{"check": a `CheckName`, "text": what is wrong}].
    """

    __tablename__ = "submission_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    act: Mapped[Act]
    state: Mapped[SubmissionState]
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    reason: Mapped[str] = mapped_column(default="")
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(default=list)

    account: Mapped[Account] = relationship()
    holder: Mapped[Organisation | None] = relationship()


class View(enum.Enum):
    """What an organisation that was asked thinks of a dossier."""

    POSITIVE = "positive"
    REMARKS = "remarks"
    NEGATIVE = "negative"
    NOTHING = "nothing"


class OpinionRequest(Base):
    """An organisation is asked what it thinks of a dossier, until `due_at`; silence stays silence.

    `due_reason`: why `due_at` lies outside the days of the body's rules, for who is asked to read.
    `view` and `text` are its answer, as an organisation; `draft_view` what it means to answer,
    which nobody else is told. Each answer that was given stands in `answers`, word for word.
    """

    __tablename__ = "opinion_request"
    __table_args__ = (
        CheckConstraint("(view IS NULL) = (answered_at IS NULL)", name="answer_has_instant"),
        CheckConstraint("(view IS NULL) = (answered_by_id IS NULL)", name="answer_has_account"),
        CheckConstraint("due_at > asked_at", name="period"),
        CheckConstraint(
            "view IS NULL OR view NOT IN ('remarks','negative') OR text != ''",
            name="remarks_have_text",
        ),
        CheckConstraint("draft_view IS NULL OR view IS NULL", name="draft_or_answer"),
        UniqueConstraint("submission_id", "organisation_id"),
        Index(None, "organisation_id", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    question: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    due_at: Mapped[datetime]
    due_reason: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    draft_view: Mapped[View | None] = mapped_column(enum_as_text(View, "draft_view"))
    view: Mapped[View | None]
    text: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    revision: Mapped[int] = mapped_column(default=1)

    submission: Mapped[Submission] = relationship(back_populates="opinions")
    organisation: Mapped[Organisation] = relationship()
    papers: Mapped[list[OpinionPaper]] = relationship(cascade="all, delete-orphan")
    comments: Mapped[list[OpinionComment]] = relationship(
        order_by="OpinionComment.ordinal", cascade="all, delete-orphan"
    )
    answers: Mapped[list[OpinionAnswer]] = relationship(order_by="OpinionAnswer.ordinal")

    __mapper_args__ = {"version_id_col": revision}


class OpinionPaper(Base):
    """A paper that came with an opinion."""

    __tablename__ = "opinion_paper"

    request_id: Mapped[int] = mapped_column(ForeignKey("opinion_request.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)

    document: Mapped[Document] = relationship()


class OpinionAnswer(Base):
    """An answer as it was given, the first one, or one that changed the one before. Never changed.

    `comments`: [{"ordinal", "place", "text"}]; `document_ids`: the papers that came with it;
    `content_sha256`: of all these words, as the journal holds it.
    """

    __tablename__ = "opinion_answer"
    __table_args__ = (
        UniqueConstraint("request_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint("length(content_sha256) = 64", name="content_sha256"),
        CheckConstraint("view NOT IN ('remarks','negative') OR text != ''", name="has_text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("opinion_request.id"))
    ordinal: Mapped[int]
    view: Mapped[View]
    text: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    comments: Mapped[list[dict[str, Any]]]
    document_ids: Mapped[list[int]]
    content_sha256: Mapped[Sha256]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    given_by: Mapped[Account] = relationship()


class Reply(enum.Enum):
    """What the lead made of a comment: taken in (tiếp thu), in part, or explained why not."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    EXPLAINED = "explained"


class OpinionComment(Base):
    """One comment of an opinion, on one place of the draft, and the lead's reply to it."""

    __tablename__ = "opinion_comment"
    __table_args__ = (
        UniqueConstraint("request_id", "ordinal"),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint("(reply IS NULL) = (reply_text = '')", name="reply_has_text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("opinion_request.id"))
    ordinal: Mapped[int]
    place: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    reply: Mapped[Reply | None]
    reply_text: Mapped[str] = mapped_column(default="")
    replied_at: Mapped[datetime | None]
    replied_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
