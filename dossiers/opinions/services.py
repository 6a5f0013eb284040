"""Asking other organisations for their opinion on a dossier, and what follows for who asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from documents.distribution.services import distribute, take_back
from documents.release_plans.queries import plans_of
from documents.release_plans.rules import may_ask_about
from dossiers.opinions import notes, queries, rules
from dossiers.opinions.events import shut, tell_of
from dossiers.submissions import clocks
from dossiers.submissions.models import (
    OpinionComment,
    OpinionRequest,
    Reply,
    Submission,
)
from dossiers.submissions.queries import rules_of
from ecabinet import journal, occasions
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.people.models import Organisation
from ecabinet.people.queries import find_organisation
from ecabinet.sentences import S


@dataclass(frozen=True)
class Asked:
    """What `ask` did. `withheld`: papers that their level keeps from somebody asked; `unmanned`:
    organisations without an officer who could read the request."""

    requests: list[OpinionRequest]
    withheld: set[int] = field(default_factory=set)
    unmanned: list[Organisation] = field(default_factory=list)


def occasion(request: OpinionRequest) -> str:
    """Return the words under which the papers of the dossier are handed to who is asked."""
    return occasions.name(occasions.OPINION, request.id)


def ask(
    db: Session,
    *,
    actor: Actor,
    submission: Submission,
    organisation_ids: Sequence[int],
    question: str,
    due_on: date | None,
    reason: str,
    days: WorkingDays,
    at: datetime,
) -> Asked:
    """Ask organisations, all with one question and one deadline, and hand them the papers.

    `due_on`: at the end of that working day; None: the latest day that the body's rules give.
    Outside their days a `reason` is needed, which those who are asked read with the deadline.
    Raises Denied, Conflict, Invalid.
    """
    rules.may_ask(actor, submission).enforce()
    papers = queries.papers_of(db, submission.id)
    if not submission.subject or not papers:
        raise Conflict(S("opinion-nothing-to-read"))
    versions = [document.current for document in papers if not document.is_paper_only]
    may_ask_about(versions, plans_of(db, versions)).enforce()
    wanted = list(dict.fromkeys(organisation_ids))
    if not wanted:
        missing = S("opinion-nobody-chosen")
        raise Invalid(missing, {"organisation_ids": missing})
    due_at = _due_at(db, at, due_on, reason, days, at)
    officers = queries.officers_of(db, wanted)
    asked = Asked([])
    for organisation_id in wanted:
        organisation = _askable(db, submission, organisation_id)
        request = _request(db, submission, organisation)
        request.question, request.due_reason = question.strip(), reason.strip()
        request.asked_at, request.asked_by_id, request.due_at = at, actor.account_id, due_at
        request.withdrawn_at = None
        db.flush()
        journal.record(
            db, actor, "opinion:ask", request,
            details={"submission": submission.id, "organisation": organisation.id,
                     "due_at": due_at.isoformat(), "has_reason": bool(reason.strip())},
        )  # fmt: skip
        asked.withheld.update(_hand_over(db, actor, request, officers[organisation.id], at))
        if not officers[organisation.id]:
            asked.unmanned.append(organisation)
        notes.asked(db, request, officers[organisation.id], days)
        asked.requests.append(request)
        tell_of(db, request)
    return asked


def _due_at(
    db: Session, asked_at: datetime, due_on: date | None, reason: str, days: WorkingDays,
    at: datetime,
) -> datetime:  # fmt: skip
    body = rules_of(db, days, at).submissions
    due_at = (
        clocks.latest_opinion_due(body, asked_at, days) if due_on is None else days.end_of(due_on)
    )
    period = clocks.opinion_period(body, asked_at, due_at, days)
    rules.fits(period, due_at, at, reason).enforce()
    return due_at


def _askable(db: Session, submission: Submission, organisation_id: int) -> Organisation:
    try:
        organisation = find_organisation(db, organisation_id)
    except NotVisible:
        unknown = S("opinion-organisation-unknown")
        raise Invalid(unknown, {"organisation_ids": unknown}) from None
    if organisation.id == submission.organisation_id:
        own = S("opinion-asks-itself")
        raise Invalid(own, {"organisation_ids": own})
    return organisation


def _request(db: Session, submission: Submission, organisation: Organisation) -> OpinionRequest:
    """A new request, or the one that was withdrawn: what had been typed there is still there."""
    found = queries.find_of(db, submission.id, organisation.id)
    if found is not None:
        if found.withdrawn_at is None:
            raise Conflict(S("opinion-asked-already", organisation=organisation.notation))
        return found
    request = OpinionRequest(submission=submission, organisation=organisation)
    db.add(request)
    return request


def _hand_over(
    db: Session, actor: Actor, request: OpinionRequest, person_ids: Collection[int], at: datetime
) -> Iterable[int]:
    """Hand the newest version of each paper to `person_ids`; return the papers withheld."""
    if not person_ids:
        return ()
    versions = [
        document.current
        for document in queries.papers_of(db, request.submission_id)
        if not document.is_paper_only
    ]
    handed = distribute(
        db, actor=actor, versions=versions, person_ids=person_ids, occasion=occasion(request), at=at
    )
    return handed.withheld


def withdraw(db: Session, *, actor: Actor, request: OpinionRequest, at: datetime) -> None:
    """Ask no more: the papers are taken back; what was drafted stays. Raises Denied, Conflict."""
    rules.may_withdraw(actor, request).enforce()
    _end(db, actor, request, at)
    notes.withdrawn(db, request, _officers(db, request.organisation_id))


def _end(db: Session, actor: Actor, request: OpinionRequest, at: datetime) -> None:
    request.withdrawn_at = at
    db.flush()
    take_back(db, actor=actor, occasion=occasion(request), at=at)
    journal.record(
        db, actor, "opinion:withdraw", request, details={"submission": request.submission_id}
    )
    shut(db, request)
    tell_of(db, request)


def end_with_dossier(db: Session, actor: Actor, submission: Submission, at: datetime) -> None:
    """A dossier was taken back: what was not answered is asked no more, as by `withdraw`; answers
    stay where they are. All who were asked are told, once."""
    asked = [one for one in queries.requests_of(db, submission.id) if one.withdrawn_at is None]
    officers = queries.officers_of(db, [request.organisation_id for request in asked])
    for request in asked:
        if request.answered_at is None:
            _end(db, actor, request, at)
        notes.dossier_withdrawn(db, request, officers[request.organisation_id])


def change_deadline(
    db: Session,
    *,
    actor: Actor,
    request: OpinionRequest,
    due_on: date,
    reason: str,
    days: WorkingDays,
    at: datetime,
    seen: datetime | None = None,
) -> None:
    """Give more time, or less, counted from the asking. `seen`: the deadline that was changed.

    Raises Denied, Conflict (also: a colleague set another one meanwhile), Invalid.
    """
    rules.may_change_deadline(actor, request).enforce()
    rules.same_deadline(seen, request.due_at).enforce()
    due_at = _due_at(db, request.asked_at, due_on, reason, days, at)
    if due_at == request.due_at:
        return
    before, request.due_at = request.due_at, due_at
    request.due_reason = reason.strip()
    db.flush()
    officers = _officers(db, request.organisation_id)
    _hand_over(db, actor, request, officers, at)
    journal.record(
        db, actor, "opinion:deadline", request,
        details={"from": before.isoformat(), "to": due_at.isoformat(),
                 "has_reason": bool(reason.strip())},
    )  # fmt: skip
    notes.moved(db, request, officers, days)
    tell_of(db, request)


def remind(
    db: Session, *, actor: Actor, submission: Submission, days: WorkingDays, at: datetime
) -> int:
    """Remind the organisations that have not answered, and none else; return how many.

    Officers who came since are handed the papers. Raises Denied, Conflict (all have answered).
    """
    rules.may_ask(actor, submission).enforce()
    open_ones = [
        request
        for request in queries.requests_of(db, submission.id)
        if request.answered_at is None and request.withdrawn_at is None
    ]
    if not open_ones:
        raise Conflict(S("opinion-all-answered"))
    officers = queries.officers_of(db, [request.organisation_id for request in open_ones])
    for request in open_ones:
        persons = officers[request.organisation_id]
        _hand_over(db, actor, request, persons, at)
        notes.remind(db, request, persons, days, at)
        journal.record(db, actor, "opinion:remind", request, details={"persons": persons})
    return len(open_ones)


def reply(
    db: Session,
    *,
    actor: Actor,
    comment: OpinionComment,
    request: OpinionRequest,
    made: Reply,
    text: str,
    seen: datetime | None,
    at: datetime,
) -> None:
    """Reply to a comment, or change the reply. `seen`: `replied_at` as the officer saw it.

    Raises Denied, Conflict (a colleague replied meanwhile), Invalid (no words).
    """
    rules.may_reply(actor, comment, request).enforce()
    if (comment.reply, comment.reply_text) == (made, text):
        return
    rules.same_reply(seen, comment.replied_at).enforce()
    if not text.strip():
        missing = S("opinion-reply-text-missing")
        raise Invalid(missing, {"reply_text": missing})
    again = comment.reply is not None
    comment.reply, comment.reply_text = made, text
    comment.replied_at, comment.replied_by_id = at, actor.account_id
    db.flush()
    journal.record(
        db, actor, "opinion:reply", comment,
        details={"request": request.id, "reply": made.value, "again": again,
                 "sha256": digest([made.value, text])},
    )  # fmt: skip
    tell_of(db, request)


def digest(content: object) -> str:
    """Return what proves later which words were given; the journal holds no texts."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _officers(db: Session, organisation_id: int) -> list[int]:
    return queries.officers_of(db, [organisation_id])[organisation_id]
