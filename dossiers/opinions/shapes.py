"""What the JSON API answers about opinions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from dossiers.opinions import queries, rules
from dossiers.submissions.models import OpinionAnswer, OpinionComment, OpinionRequest
from ecabinet.auth.actor import Actor


class CommentOut(BaseModel):
    """A comment on a place of the draft, and the lead's reply."""

    id: int
    ordinal: int
    place: str
    text: str
    reply: str | None
    reply_text: str
    replied_at: datetime | None

    @classmethod
    def of(cls, comment: OpinionComment) -> CommentOut:
        """Build from a row."""
        return cls(
            id=comment.id,
            ordinal=comment.ordinal,
            place=comment.place,
            text=comment.text,
            reply=comment.reply.value if comment.reply else None,
            reply_text=comment.reply_text,
            replied_at=comment.replied_at,
        )


class EarlierOut(BaseModel):
    """What was answered before the answer that stands, word for word. `comments`: [{"ordinal",
    "place", "text"}]; `sha256`: of its words, as the journal holds it."""

    ordinal: int
    view: str
    text: str
    reference: str
    comments: list[dict[str, Any]]
    document_ids: list[int]
    sha256: str
    given_at: datetime
    given_by: str

    @classmethod
    def of(cls, row: OpinionAnswer) -> EarlierOut:
        """Build from a row."""
        return cls(
            ordinal=row.ordinal,
            view=row.view.value,
            text=row.text,
            reference=row.reference,
            comments=row.comments,
            document_ids=row.document_ids,
            sha256=row.content_sha256,
            given_at=row.given_at,
            given_by=row.given_by.person.name,
        )


class RequestOut(BaseModel):
    """A request for an opinion. `due_reason`: why it is due outside the days of the body's rules.
    `standing`: asked, answered, late, silent (no answer by the deadline: never consent) or
    withdrawn. The answer's words are there once it was given, and before for the organisation that
    drafts it, as is `draft_view`."""

    id: int
    submission_id: int
    subject: str
    lead_id: int
    organisation_id: int
    organisation_name: str
    question: str
    asked_at: datetime
    due_at: datetime
    due_reason: str
    standing: str
    view: str | None
    draft_view: str | None = None
    answered_at: datetime | None
    withdrawn_at: datetime | None
    text: str = ""
    reference: str = ""
    comments: list[CommentOut] = Field(default_factory=list)
    document_ids: list[int] = Field(default_factory=list)
    earlier: list[EarlierOut] = Field(default_factory=list)
    revision: int


class RequestPage(BaseModel):
    """A page of requests."""

    items: list[RequestOut]
    next: str | None


class CountsOut(BaseModel):
    """How many organisations stand where; the withdrawn are none of them."""

    asked: int
    waiting: int
    answered: int
    late: int
    silent: int


class OpinionsOut(BaseModel):
    """The opinions on a dossier: who was asked, the counts, and how many comments have their
    reply."""

    items: list[RequestOut]
    counts: CountsOut
    replied: int
    comments: int


class ReminderOut(BaseModel):
    """How many organisations were reminded."""

    reminded: int


class KeptOut(BaseModel):
    """The paper of the dossier that the table is."""

    document_id: int
    version: int


def request_out(actor: Actor, request: OpinionRequest, at: datetime) -> RequestOut:
    """Return a request as `actor` may read it."""
    out = RequestOut(
        id=request.id,
        submission_id=request.submission_id,
        subject=request.submission.subject,
        lead_id=request.submission.organisation_id,
        organisation_id=request.organisation_id,
        organisation_name=request.organisation.name_vi,
        question=request.question,
        asked_at=request.asked_at,
        due_at=request.due_at,
        due_reason=request.due_reason,
        standing=rules.standing(request, at).value,
        view=request.view.value if request.view else None,
        answered_at=request.answered_at,
        withdrawn_at=request.withdrawn_at,
        revision=request.revision,
    )
    if request.draft_view and rules.is_asked(actor, request):
        out.draft_view = request.draft_view.value
    if rules.reads_answer(actor, request):
        out.text, out.reference = request.text, request.reference
        out.comments = [CommentOut.of(comment) for comment in request.comments]
        out.document_ids = [paper.document_id for paper in request.papers]
    return out


def opinions_out(actor: Actor, requests: list[OpinionRequest], at: datetime) -> OpinionsOut:
    """Return all opinions on a dossier that `actor` sees."""
    counted, done = rules.count(requests, at), queries.progress(requests)
    return OpinionsOut(
        items=[request_out(actor, request, at) for request in requests],
        counts=CountsOut(
            asked=counted.asked,
            waiting=counted.waiting,
            answered=counted.answered,
            late=counted.late,
            silent=counted.silent,
        ),
        replied=done.replied,
        comments=done.total,
    )
