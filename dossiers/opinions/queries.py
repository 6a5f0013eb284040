"""Which requests for an opinion there are for whom, and what is read with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from documents.models import Document, DocumentVersion
from documents.queries import versions_of
from documents.rules import is_owner
from dossiers.opinions.places import place_key
from dossiers.submissions.models import (
    OpinionAnswer,
    OpinionComment,
    OpinionPaper,
    OpinionRequest,
    Submission,
    SubmissionPaper,
    SubmissionState,
)
from dossiers.submissions.rules import sees_lodged
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.auth.readers import reading_no_papers
from ecabinet.errors import NotVisible
from ecabinet.people.models import Organisation, Person
from ecabinet.people.queries import organisations_in_use
from ecabinet.people.rules import SubmissionRules

TABS = ("waiting", "answered", "asked", "silent")
"""Asked of us; answered by us; asked by us (the secretariat: by anybody); of these, overdue."""


def _follows(actor: Actor) -> list[ColumnElement[bool]]:
    """Ways in which the dossier is in hand: lodged, for the secretariat; the own, for its lead."""
    ways: list[ColumnElement[bool]] = []
    if sees_lodged(actor):
        ways.append(Submission.lodged_at.is_not(None))
    if is_owner(actor, actor.organisation_id):
        ways.append(Submission.organisation_id == actor.organisation_id)
    return ways


def _is_own(actor: Actor) -> ColumnElement[bool]:
    if not is_owner(actor, actor.organisation_id):
        return false()
    return and_(
        OpinionRequest.organisation_id == actor.organisation_id,
        OpinionRequest.withdrawn_at.is_(None),
    )


def visible_requests(actor: Actor, rules: SubmissionRules) -> Select[OpinionRequest]:
    """The requests that `actor` sees, joined with their `Submission`.

    Officers of the organisation that was asked see its own until it is withdrawn; those of the
    lead, and the secretariat once the dossier was lodged, all. Where the body's rules say so, who
    was asked sees what the others answered.
    """
    ways = [*_follows(actor), _is_own(actor)]
    if rules.opinions_seen_by_asked and is_owner(actor, actor.organisation_id):
        own = aliased(OpinionRequest)
        asked_too = exists().where(
            own.submission_id == OpinionRequest.submission_id,
            own.organisation_id == actor.organisation_id,
            own.withdrawn_at.is_(None),
        )
        there = OpinionRequest.answered_at.is_not(None)
        ways.append(and_(asked_too, there, OpinionRequest.withdrawn_at.is_(None)))
    return select(OpinionRequest).join(OpinionRequest.submission).where(or_(*ways))


def find_request(
    db: Session, actor: Actor, request_id: int, rules: SubmissionRules, *, lock: bool = False
) -> OpinionRequest:
    """Return a request that `actor` sees; `lock`: for an act on it. Raises NotVisible.

    Whether an answer still has a point hangs on the dossier too, so an act locks that first, as
    acts on the dossier do.
    """
    if lock:
        of = select(OpinionRequest.submission_id).where(OpinionRequest.id == request_id)
        dossier = select(Submission.id).where(Submission.id.in_(of))
        db.execute(dossier.with_for_update())
        db.execute(
            select(OpinionRequest.id).where(OpinionRequest.id == request_id).with_for_update()
        )
    statement = visible_requests(actor, rules).where(OpinionRequest.id == request_id)
    found = db.execute(
        statement.options(
            contains_eager(OpinionRequest.submission).joinedload(Submission.organisation),
            joinedload(OpinionRequest.organisation),
        ).execution_options(populate_existing=lock)
    ).scalar_one_or_none()
    if found is None:
        raise NotVisible
    return found


def find_comment(
    db: Session, actor: Actor, comment_id: int, rules: SubmissionRules, *, lock: bool = False
) -> tuple[OpinionComment, OpinionRequest]:
    """Return a comment of an answer that `actor` sees, with its request. Raises NotVisible."""
    comment = db.get(OpinionComment, comment_id)
    if comment is None:
        raise NotVisible
    request = find_request(db, actor, comment.request_id, rules, lock=lock)
    if request.answered_at is None and request.organisation_id != actor.organisation_id:
        raise NotVisible
    if lock:
        db.refresh(comment)
    return comment, request


def of_tab(actor: Actor, rules: SubmissionRules, tab: str, at: datetime) -> Select[OpinionRequest]:
    """The requests of a tab of the list, ready for a page."""
    statement = visible_requests(actor, rules)
    live = and_(
        OpinionRequest.withdrawn_at.is_(None), Submission.state != SubmissionState.WITHDRAWN
    )
    if tab == "waiting":
        statement = statement.where(_is_own(actor), OpinionRequest.answered_at.is_(None), live)
    elif tab == "answered":
        statement = statement.where(_is_own(actor), OpinionRequest.answered_at.is_not(None))
    else:
        ways = _follows(actor)
        statement = statement.where(or_(*ways) if ways else false())
        if tab == "silent":
            statement = statement.where(
                live, OpinionRequest.answered_at.is_(None), OpinionRequest.due_at < at
            )
    return statement.options(
        contains_eager(OpinionRequest.submission).joinedload(Submission.organisation),
        joinedload(OpinionRequest.organisation),
    )


def count_tabs(db: Session, actor: Actor, rules: SubmissionRules, at: datetime) -> dict[str, int]:
    """Return how many requests stand in each tab."""
    found = {}
    for tab in TABS:
        ids = of_tab(actor, rules, tab, at).with_only_columns(OpinionRequest.id).subquery()
        found[tab] = db.execute(select(func.count()).select_from(ids)).scalar_one()
    return found


def requests_of(db: Session, submission_id: int) -> list[OpinionRequest]:
    """Return who was asked on a dossier, by rank, with comments and papers. Ask `may_follow`."""
    rows = db.execute(
        select(OpinionRequest)
        .join(OpinionRequest.organisation)
        .where(OpinionRequest.submission_id == submission_id)
        .options(
            contains_eager(OpinionRequest.organisation),
            joinedload(OpinionRequest.submission),
            selectinload(OpinionRequest.comments),
            selectinload(OpinionRequest.papers).joinedload(OpinionPaper.document),
        )
        .order_by(Organisation.rank, Organisation.code, OpinionRequest.id)
    )
    return list(rows.scalars())


def requests_seen(
    db: Session, actor: Actor, submission_id: int, rules: SubmissionRules
) -> list[OpinionRequest]:
    """Return the requests on a dossier that `actor` sees, by rank of the organisations asked."""
    rows = db.execute(
        visible_requests(actor, rules)
        .join(OpinionRequest.organisation)
        .where(OpinionRequest.submission_id == submission_id)
        .options(
            contains_eager(OpinionRequest.organisation),
            contains_eager(OpinionRequest.submission),
            selectinload(OpinionRequest.comments),
            selectinload(OpinionRequest.papers).joinedload(OpinionPaper.document),
        )
        .order_by(Organisation.rank, Organisation.code, OpinionRequest.id)
    )
    return list(rows.scalars())


def find_of(db: Session, submission_id: int, organisation_id: int) -> OpinionRequest | None:
    """Return the request to one organisation, withdrawn or not."""
    return db.execute(
        select(OpinionRequest).where(
            OpinionRequest.submission_id == submission_id,
            OpinionRequest.organisation_id == organisation_id,
        )
    ).scalar_one_or_none()


def askable(
    db: Session, submission: Submission, requests: Iterable[OpinionRequest]
) -> list[Organisation]:
    """Return the organisations that may still be asked, by rank."""
    asked = {one.organisation_id for one in requests if one.withdrawn_at is None}
    asked.add(submission.organisation_id)
    return [one for one in organisations_in_use(db) if one.id not in asked]


def officers_of(db: Session, organisation_ids: Collection[int]) -> dict[int, list[int]]:
    """Return {organisation: the persons with an open account of an officer there}."""
    found: dict[int, list[int]] = {number: [] for number in organisation_ids}
    rows = db.execute(
        select(Person.organisation_id, Person.id)
        .join(Account, Account.person_id == Person.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            Person.organisation_id.in_(found),
            AccountRole.role == Role.OFFICER,
            Account.deactivated_at.is_(None),
            Person.deactivated_at.is_(None),
            Account.id.not_in(reading_no_papers()),
        )
        .order_by(Person.organisation_id, Person.id)
        .distinct()
    )
    for organisation_id, person_id in rows:
        found.setdefault(organisation_id or 0, []).append(person_id)
    return found


def papers_of(db: Session, submission_id: int) -> list[Document]:
    """Return the papers of a dossier in their order, with their versions."""
    rows = db.execute(
        select(Document)
        .join(SubmissionPaper, SubmissionPaper.document_id == Document.id)
        .where(SubmissionPaper.submission_id == submission_id)
        .options(selectinload(Document.versions))
        .order_by(SubmissionPaper.ordinal)
    )
    return list(rows.scalars())


def readable_papers(
    db: Session, actor: Actor, documents: Iterable[Document]
) -> list[DocumentVersion]:
    """Return of each paper the newest version that `actor` may read, in the order given."""
    listed = list(documents)
    found = versions_of(db, actor, listed)
    return [found[document.id][-1] for document in listed if found[document.id]]


@dataclass(frozen=True)
class Progress:
    """How many comments have their reply."""

    replied: int
    total: int


def progress(requests: Iterable[OpinionRequest]) -> Progress:
    """Count the comments of the answers in `requests`, and the replies to them."""
    comments = [comment for _, comment in answered_comments(requests)]
    return Progress(sum(one.reply is not None for one in comments), len(comments))


def answered_comments(
    requests: Iterable[OpinionRequest],
) -> list[tuple[OpinionRequest, OpinionComment]]:
    """Return the comments that were given, by organisation; drafts are none of them."""
    return [
        (request, comment)
        for request in requests
        if request.answered_at is not None and request.withdrawn_at is None
        for comment in request.comments
    ]


def answers_before(db: Session, request: OpinionRequest) -> list[OpinionAnswer]:
    """Return what was answered before the answer that stands, the newest first. Ask
    `rules.reads_earlier`."""
    rows = db.execute(
        select(OpinionAnswer)
        .where(OpinionAnswer.request_id == request.id)
        .options(joinedload(OpinionAnswer.given_by).joinedload(Account.person))
        .order_by(OpinionAnswer.ordinal.desc())
        .offset(1)
    )
    return list(rows.scalars())


def by_place(
    pairs: Iterable[tuple[OpinionRequest, OpinionComment]],
) -> list[tuple[OpinionRequest, OpinionComment]]:
    """Return the comments in the order of their places in the draft."""
    return sorted(pairs, key=lambda pair: place_key(pair[1].place))


def overdue_dossiers(
    db: Session, actor: Actor, at: datetime, limit: int
) -> list[tuple[Submission, int, datetime]]:
    """Return the dossiers in hand with silent organisations: how many, and since when the first."""
    ways = _follows(actor)
    if not ways:
        return []
    rows = db.execute(
        select(Submission, func.count(OpinionRequest.id), func.min(OpinionRequest.due_at))
        .join(OpinionRequest, OpinionRequest.submission_id == Submission.id)
        .where(
            or_(*ways),
            Submission.state.not_in([SubmissionState.WITHDRAWN, SubmissionState.SCHEDULED]),
            OpinionRequest.withdrawn_at.is_(None),
            OpinionRequest.answered_at.is_(None),
            OpinionRequest.due_at < at,
        )
        .group_by(Submission.id)
        .order_by(func.min(OpinionRequest.due_at), Submission.id)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def unreplied_dossiers(db: Session, actor: Actor, limit: int) -> list[tuple[Submission, int]]:
    """Return the own dossiers with comments that wait for the lead's reply, and how many."""
    if not is_owner(actor, actor.organisation_id):
        return []
    rows = db.execute(
        select(Submission, func.count(OpinionComment.id))
        .join(OpinionRequest, OpinionRequest.submission_id == Submission.id)
        .join(OpinionComment, OpinionComment.request_id == OpinionRequest.id)
        .where(
            Submission.organisation_id == actor.organisation_id,
            Submission.state.not_in([SubmissionState.WITHDRAWN, SubmissionState.SCHEDULED]),
            OpinionRequest.withdrawn_at.is_(None),
            OpinionRequest.answered_at.is_not(None),
            OpinionComment.reply.is_(None),
        )
        .group_by(Submission.id)
        .order_by(Submission.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]
