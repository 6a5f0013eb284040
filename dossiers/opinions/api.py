"""Opinions on dossiers over the JSON API."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy.orm import Session, selectinload

from documents.queries import find_document
from documents.services import Prepared
from dossiers.opinions import answering, papers, queries, rules, services
from dossiers.opinions.desk import (
    DOCX,
    PDF,
    checked_table,
    file_answer,
    followed,
    table_file,
    titles,
)
from dossiers.opinions.finding import body_rules, find
from dossiers.opinions.forms import (
    AnswerIn,
    AskIn,
    DeadlineIn,
    DraftIn,
    KeepIn,
    PaperIn,
    ReplyIn,
    TableQuery,
)
from dossiers.opinions.panel import days
from dossiers.opinions.shapes import (
    CommentOut,
    EarlierOut,
    KeptOut,
    OpinionsOut,
    ReminderOut,
    RequestOut,
    RequestPage,
    opinions_out,
    request_out,
)
from dossiers.submissions.models import OpinionRequest
from ecabinet import clock
from ecabinet.api.cursors import paginate
from ecabinet.api.endpoints import Paged
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.db import get_db

bp = Blueprint("opinions_api", __name__)


class ListQuery(Paged):
    """`tab`: waiting (for our answer), answered (by us), asked (on dossiers in hand) or silent
    (of these, overdue); empty: waiting."""

    tab: str = ""


@api_route(bp, "GET", "/opinions", tag="opinions", query=ListQuery, answer=RequestPage)
def list_requests(db: Session, actor: Actor, query: ListQuery) -> RequestPage:
    """List requests for opinions, the first due first."""
    at = clock.now()
    page = paginate(
        db,
        queries.of_tab(actor, body_rules(db), query.tab or "waiting", at).options(
            selectinload(OpinionRequest.comments), selectinload(OpinionRequest.papers)
        ),
        order=[OpinionRequest.due_at, OpinionRequest.id],
        key=lambda row: [row.due_at, row.id],
        cursor=query.cursor,
        limit=query.limit,
    )
    return RequestPage(items=[request_out(actor, row, at) for row in page.items], next=page.next)


@api_route(
    bp, "GET", "/submissions/<int:submission_id>/opinions", tag="opinions", answer=OpinionsOut
)
def show_opinions(db: Session, actor: Actor, submission_id: int) -> OpinionsOut:
    """Read the opinions on a dossier: all for the lead and the secretariat; for who was asked, the
    own one, and where the body's rules say so what the others answered."""
    requests = queries.requests_seen(db, actor, submission_id, body_rules(db))
    if not requests:
        followed(db, actor, submission_id)
    return opinions_out(actor, requests, clock.now())


@api_route(
    bp, "POST", "/submissions/<int:submission_id>/opinions", tag="opinions", body=AskIn,
    answer=OpinionsOut, status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def ask(db: Session, actor: Actor, submission_id: int, body: AskIn) -> OpinionsOut:
    """Ask organisations, all with one question and one deadline; they are handed the papers."""
    at = clock.now()
    submission = followed(db, actor, submission_id, lock=True)
    services.ask(db, actor=actor, submission=submission, days=days(), at=at, **body.model_dump())
    return opinions_out(actor, queries.requests_of(db, submission_id), at)


@api_route(
    bp, "POST", "/submissions/<int:submission_id>/opinions/reminder", tag="opinions",
    answer=ReminderOut, errors=(403, 404, 409),
)  # fmt: skip
def remind(db: Session, actor: Actor, submission_id: int) -> ReminderOut:
    """Remind the organisations that have not answered."""
    submission = followed(db, actor, submission_id, lock=True)
    count = services.remind(db, actor=actor, submission=submission, days=days(), at=clock.now())
    return ReminderOut(reminded=count)


@api_route(bp, "GET", "/opinions/<int:request_id>", tag="opinions", answer=RequestOut)
def show_request(db: Session, actor: Actor, request_id: int) -> RequestOut:
    """Read a request, with its answer as far as you may; who answered, the lead and the secretariat
    read in `earlier` what was answered before."""
    request = find(db, actor, request_id)
    out = request_out(actor, request, clock.now())
    if rules.reads_earlier(actor, request):
        out.earlier = [EarlierOut.of(one) for one in queries.answers_before(db, request)]
    return out


@api_route(
    bp, "PUT", "/opinions/<int:request_id>/draft", tag="opinions", body=DraftIn,
    answer=RequestOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def save_draft(db: Session, actor: Actor, request_id: int, body: DraftIn) -> RequestOut:
    """Keep what is written so far; comments that are left out go, but for those with a reply."""
    request = find(db, actor, request_id, lock=True)
    answering.save_draft(
        db, actor=actor, request=request, given=body.given(), view=body.view,
        revision=body.revision,
    )  # fmt: skip
    return request_out(actor, request, clock.now())


@api_route(
    bp, "POST", "/opinions/<int:request_id>/answer", tag="opinions", body=AnswerIn,
    answer=RequestOut, status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def answer(db: Session, actor: Actor, request_id: int, body: AnswerIn) -> RequestOut:
    """Answer for the organisation, or change the answer; after the deadline it is marked late."""
    at = clock.now()
    request = find(db, actor, request_id, lock=True)
    answering.answer(
        db, actor=actor, request=request, view=body.view, given=body.given(),
        revision=body.revision, at=at,
    )  # fmt: skip
    return request_out(actor, request, at)


@api_route(
    bp, "POST", "/opinions/<int:request_id>/papers", tag="opinions", body=PaperIn,
    answer=RequestOut, status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def attach_paper(db: Session, actor: Actor, request_id: int, body: PaperIn) -> RequestOut:
    """Lay a paper of the own organisation to the answer."""
    at = clock.now()
    request = find(db, actor, request_id, lock=True)
    rules.may_change_papers(actor, request, at).enforce()
    document = find_document(db, actor, body.document_id)
    answering.attach_paper(db, actor=actor, request=request, document=document, at=at)
    return request_out(actor, request, at)


@api_route(
    bp, "DELETE", "/opinions/<int:request_id>/papers/<int:document_id>", tag="opinions",
    status=204, errors=(403, 404, 409),
)  # fmt: skip
def detach_paper(db: Session, actor: Actor, request_id: int, document_id: int) -> None:
    """Take a paper from the answer; the paper stays."""
    request = find(db, actor, request_id, lock=True)
    answering.detach_paper(
        db, actor=actor, request=request, document_id=document_id, at=clock.now()
    )


@api_route(
    bp, "POST", "/opinions/<int:request_id>/withdrawal", tag="opinions", answer=RequestOut,
    errors=(403, 404, 409),
)  # fmt: skip
def withdraw(db: Session, actor: Actor, request_id: int) -> RequestOut:
    """Ask an organisation no more; the papers are taken back."""
    at = clock.now()
    request = find(db, actor, request_id, lock=True)
    services.withdraw(db, actor=actor, request=request, at=at)
    return request_out(actor, request, at)


@api_route(
    bp, "POST", "/opinions/<int:request_id>/deadline", tag="opinions", body=DeadlineIn,
    answer=RequestOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def change_deadline(db: Session, actor: Actor, request_id: int, body: DeadlineIn) -> RequestOut:
    """Give more time, or less; outside the days of the body's rules with a reason."""
    at = clock.now()
    request = find(db, actor, request_id, lock=True)
    services.change_deadline(
        db, actor=actor, request=request, due_on=body.due_on, reason=body.reason, days=days(),
        seen=body.seen, at=at,
    )  # fmt: skip
    return request_out(actor, request, at)


@api_route(
    bp, "POST", "/opinion-comments/<int:comment_id>/reply", tag="opinions", body=ReplyIn,
    answer=CommentOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def reply(db: Session, actor: Actor, comment_id: int, body: ReplyIn) -> CommentOut:
    """Reply to a comment, or change the reply: accepted, partly or explained, with words."""
    comment, request = queries.find_comment(db, actor, comment_id, body_rules(db), lock=True)
    services.reply(
        db, actor=actor, comment=comment, request=request, made=body.reply, text=body.reply_text,
        seen=body.seen, at=clock.now(),
    )  # fmt: skip
    return CommentOut.of(comment)


@api_route(
    bp, "GET", "/submissions/<int:submission_id>/opinions/table", tag="opinions", query=TableQuery,
    media_types=(DOCX, PDF), errors=(404, 422),
)  # fmt: skip
def show_table(db: Session, actor: Actor, submission_id: int, query: TableQuery) -> Response:
    """Take the table of comments and replies: a Word file, or PDF."""
    submission = followed(db, actor, submission_id)
    return file_answer(*table_file(db, submission, query.order, query.format))


def _checked(actor: Actor, submission_id: int, body: KeepIn) -> Prepared:
    return checked_table(get_db(), actor, submission_id, body.order)


@api_route(
    bp, "POST", "/submissions/<int:submission_id>/opinions/table", tag="opinions", body=KeepIn,
    answer=KeptOut, status=201, errors=(403, 404, 409, 422), prepare=_checked,
)  # fmt: skip
def keep_table(
    db: Session, actor: Actor, submission_id: int, body: KeepIn, prepared: Prepared
) -> KeptOut:
    """Put the table into the dossier as its explanation, or as a new version of it."""
    submission = followed(db, actor, submission_id, lock=True)
    document = papers.keep_table(
        db, actor=actor, submission=submission, prepared=prepared, titles=titles(), at=clock.now()
    )
    return KeptOut(document_id=document.id, version=document.current.ordinal)
