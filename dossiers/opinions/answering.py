"""The answer of the organisation that was asked: drafted, given, changed, with its papers.

Drafts are no act and stand in no record. An answer is kept word for word each time it is given,
and the journal holds the SHA-256 of its words, so that it can be proved what was answered when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from documents.distribution.services import distribute, take_back
from documents.models import Document
from dossiers.opinions import notes, queries, rules
from dossiers.opinions.events import tell_of
from dossiers.opinions.services import digest
from dossiers.submissions.models import (
    OpinionAnswer,
    OpinionComment,
    OpinionPaper,
    OpinionRequest,
    View,
)
from ecabinet import journal, occasions
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.sentences import S


@dataclass(frozen=True)
class CommentGiven:
    """A comment on one place of the draft; `id` of one that is there already."""

    text: str
    place: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Given:
    """What an organisation writes. Comments with a reply need not be among `comments`: they
    stay."""

    text: str = ""
    reference: str = ""
    comments: Sequence[CommentGiven] = ()


def papers_occasion(request: OpinionRequest) -> str:
    """Return the words under which the papers of an answer are handed to the lead."""
    return occasions.name(occasions.OPINION_ANSWER, request.id)


def save_draft(
    db: Session,
    *,
    actor: Actor,
    request: OpinionRequest,
    given: Given,
    view: View | None = None,
    revision: int,
) -> list[OpinionComment]:
    """Keep what was typed and chosen; return the comments in the order in which they were given.
    `revision`: as the officer saw it. Raises Denied, Conflict, Invalid."""
    rules.may_save_draft(actor, request).enforce()
    rules.same_revision(revision, request.revision).enforce()
    _check(request, given)
    request.draft_view = view
    return _put(db, request, given)


def answer(
    db: Session,
    *,
    actor: Actor,
    request: OpinionRequest,
    view: View,
    given: Given,
    revision: int,
    at: datetime,
) -> None:
    """Answer for the organisation, or change the answer; after the deadline it is a late one.

    Remarks without a comment by place count as one comment on the whole, so that they get their
    reply. `revision`: as the officer saw it. Raises Denied, Conflict, Invalid.
    """
    rules.may_answer(actor, request).enforce()
    rules.same_revision(revision, request.revision).enforce()
    rules.sound(view, given.text, len(given.comments)).enforce()
    if not all(one.text.strip() for one in given.comments):
        empty = S("opinion-comment-empty")
        raise Invalid(empty, {"comments": empty})
    _check(request, given)
    before = request.view
    with db.no_autoflush:  # the view and its words change together, or the table refuses
        request.view, request.draft_view = view, None
        request.answered_at, request.answered_by_id = at, actor.account_id
        _put(db, request, given)
    if view in rules.WITH_WORDS and not request.comments:
        _add(request, CommentGiven(given.text))
    db.flush()
    sha256 = _keep_words(db, actor, request, at)
    _hand_papers(db, actor, request, at)
    journal.record(
        db, actor, "opinion:change" if before else "opinion:answer", request,
        details={
            "submission": request.submission_id,
            "view": view.value,
            "before": before.value if before else None,
            "comments": len(request.comments),
            "late": at > request.due_at,
            "sha256": sha256,
        },
    )  # fmt: skip
    lead = request.submission.organisation_id
    notes.answered(db, request, queries.officers_of(db, [lead])[lead])
    tell_of(db, request)


def _keep_words(db: Session, actor: Actor, request: OpinionRequest, at: datetime) -> str:
    """Write the answer down as it is now, behind those before; return the SHA-256 of its words."""
    assert request.view is not None
    sha256 = digest(_content(request))
    request.answers.append(
        OpinionAnswer(
            ordinal=len(request.answers) + 1,
            view=request.view,
            text=request.text,
            reference=request.reference,
            comments=[
                {"ordinal": one.ordinal, "place": one.place, "text": one.text}
                for one in request.comments
            ],
            document_ids=sorted(paper.document_id for paper in request.papers),
            content_sha256=sha256,
            given_at=at,
            given_by_id=actor.account_id,
        )
    )
    db.flush()
    return sha256


def _content(request: OpinionRequest) -> dict[str, object]:
    return {
        "view": request.view.value if request.view else None,
        "text": request.text,
        "reference": request.reference,
        "comments": [[one.ordinal, one.place, one.text] for one in request.comments],
        "papers": sorted(paper.document_id for paper in request.papers),
    }


def is_whole(request: OpinionRequest, comment: OpinionComment) -> bool:
    """Return whether `comment` is the text of the answer itself, taken as one on the whole."""
    return not comment.place and comment.text == request.text


def _check(request: OpinionRequest, given: Given) -> None:
    """Refuse comments that are not of this answer, and changes of what has its reply."""
    there = {comment.id: comment for comment in request.comments}
    named = [one.id for one in given.comments if one.id is not None]
    if len(named) != len(set(named)) or not there.keys() >= set(named):
        # Of another request, or taken out by a colleague: then the revision had told.
        gone = S("opinion-comment-unknown")
        raise Invalid(gone, {"comments": gone})
    for one in given.comments:
        comment = there.get(one.id or 0)
        if comment is None or comment.reply is None:
            continue
        if (one.place, one.text) != (comment.place, comment.text):
            raise Conflict(S("opinion-comment-replied", number=comment.ordinal))


def _put(db: Session, request: OpinionRequest, given: Given) -> list[OpinionComment]:
    there = {comment.id: comment for comment in request.comments}
    wanted = {one.id: one for one in given.comments if one.id is not None}
    for number, comment in there.items():
        one = wanted.get(number)
        if comment.reply is not None:
            continue
        if one is None:
            request.comments.remove(comment)
        else:
            comment.place, comment.text = one.place, one.text
    last = max((comment.ordinal for comment in there.values()), default=0)
    kept = [_add(request, one, last) if one.id is None else there[one.id] for one in given.comments]
    request.text, request.reference = given.text, given.reference
    # A changed comment alone would leave the revision as it was, and a colleague's view of it.
    flag_modified(request, "text")
    db.flush()
    return kept


def _add(request: OpinionRequest, one: CommentGiven, after: int = 0) -> OpinionComment:
    """Numbers are never given twice: a reply, or a table on paper, may name one."""
    last = max((comment.ordinal for comment in request.comments), default=0)
    comment = OpinionComment(ordinal=max(last, after) + 1, place=one.place, text=one.text)
    request.comments.append(comment)
    return comment


def attach_paper(
    db: Session, *, actor: Actor, request: OpinionRequest, document: Document, at: datetime
) -> None:
    """Lay a paper of the own organisation to the answer. Raises Denied, Conflict."""
    rules.may_change_papers(actor, request, at).enforce()
    if document.organisation_id != request.organisation_id:
        raise Conflict(S("opinion-paper-not-own"))
    if any(paper.document_id == document.id for paper in request.papers):
        return
    request.papers.append(OpinionPaper(document_id=document.id))
    db.flush()
    journal.record(db, actor, "opinion:attach-paper", request, details={"document": document.id})
    if request.answered_at is not None:
        _hand_papers(db, actor, request, at)
        tell_of(db, request)


def detach_paper(
    db: Session, *, actor: Actor, request: OpinionRequest, document_id: int, at: datetime
) -> None:
    """Take a paper from the answer, and back from the lead; the paper stays.

    Raises Denied, Conflict, NotVisible.
    """
    rules.may_change_papers(actor, request, at).enforce()
    found = [paper for paper in request.papers if paper.document_id == document_id]
    if not found:
        raise NotVisible
    request.papers.remove(found[0])
    db.flush()
    kept = [paper.document_id for paper in request.papers]
    take_back(db, actor=actor, occasion=papers_occasion(request), at=at, kept=kept)
    journal.record(db, actor, "opinion:detach-paper", request, details={"document": document_id})
    if request.answered_at is not None:
        tell_of(db, request)


def _hand_papers(db: Session, actor: Actor, request: OpinionRequest, at: datetime) -> None:
    """The lead's officers read the papers of the answer from now on."""
    lead = request.submission.organisation_id
    officers = queries.officers_of(db, [lead])[lead]
    versions = [
        paper.document.current for paper in request.papers if not paper.document.is_paper_only
    ]
    if versions and officers:
        distribute(
            db, actor=actor, versions=versions, person_ids=officers,
            occasion=papers_occasion(request), at=at,
        )  # fmt: skip
