"""The steps of a dossier: lodge, take up, pass, return, accept, withdraw, schedule. None commits.

Whoever calls has found it with `queries.find_submission(…, lock=True)`. How a draft is written is
in `dossiers.submissions.drafting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import queries as document_queries
from documents import services as document_services
from documents.distribution.services import distribute, take_back
from documents.models import AccessLevel, Distribution
from dossiers.submissions import queries, rules
from dossiers.submissions.events import SubmissionChanged
from dossiers.submissions.models import Act, Submission, SubmissionState, SubmissionStep
from dossiers.submissions.rules_complete import blocking
from dossiers.submissions.telling import signers_of, tell_of
from ecabinet import clock, journal, occasions
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.calendar import WorkingDays
from ecabinet.errors import Invalid
from ecabinet.outbox import publish
from ecabinet.people.rules import CheckName
from ecabinet.sentences import S
from ecabinet.slots import SUBMISSION_WITHDRAWN


def lodge(
    db: Session, *, actor: Actor, submission: Submission, days: WorkingDays, at: datetime
) -> Submission:
    """Lodge a draft, or again what came back. What the body's rules ask for must be there; the
    secretariat becomes a named reader of confidential papers, and the organisations that sign the
    proposal too are handed its papers. What they signed stays theirs to read when it is returned or
    withdrawn; a paper that left the dossier, or a signer, loses it when it is lodged again.

    Raises Denied, Conflict, Invalid (with a sentence for each check that stops it).
    """
    rules.may_lodge(actor, submission).enforce()
    if stops := blocking(queries.findings(db, submission, days, at)):
        lacking = {f"check-{finding.name.value}": finding.sentence for finding in stops}
        raise Invalid(S("submission-incomplete", count=len(stops)), lacking)
    _name_secretariat(db, actor, submission)
    _hand_to_signers(db, actor, submission, at)
    # From here to the step nothing is asked of the store: half of it would break a CHECK.
    submission.lodged_at = at
    submission.checking_at = submission.checked_at = submission.returned_at = None
    submission.return_reason = ""
    step(db, actor, submission, Act.LODGED, SubmissionState.LODGED, at=at)
    return submission


def _name_secretariat(db: Session, actor: Actor, submission: Submission) -> None:
    """Who is to check a confidential paper must be able to read it."""
    secret = [
        paper.document
        for paper in submission.papers
        if paper.document.access_level is AccessLevel.CONFIDENTIAL
    ]
    if not secret:
        return
    checking = select(AccountRole.account_id).where(
        AccountRole.role.in_([Role.SECRETARIAT, Role.HEAD])
    )
    persons = set(
        db.execute(
            select(Account.person_id).where(
                Account.deactivated_at.is_(None), Account.id.in_(checking)
            )
        ).scalars()
    )
    able = {person.id for person in document_queries.nameable_persons(db)}
    for document in secret:
        named = {reader.person_id for reader in document.named_readers}
        document_services.change_document(
            db, actor=actor, document=document, reader_ids=named | (persons & able)
        )


def occasion(submission: Submission) -> str:
    """Return the words under which the papers of a dossier are handed to who signs it too."""
    return occasions.name(occasions.SUBMISSION, submission.id)


def _hand_to_signers(db: Session, actor: Actor, submission: Submission, at: datetime) -> None:
    persons = set(signers_of(db, submission))
    documents = [paper.document for paper in submission.papers]
    for_it = occasion(submission)
    held = select(Distribution.person_id).where(
        Distribution.occasion == for_it, Distribution.recalled_at.is_(None)
    )
    holders = set(db.execute(held).scalars())
    if holders:
        kept = [document.id for document in documents]
        take_back(db, actor=actor, occasion=for_it, at=at, kept=kept)
        if gone := holders - persons:
            take_back(db, actor=actor, occasion=for_it, at=at, person_ids=gone)
    versions = [document.current for document in documents if not document.is_paper_only]
    if persons and versions:
        distribute(db, actor=actor, versions=versions, person_ids=persons, occasion=for_it, at=at)


def take_up(db: Session, *, actor: Actor, submission: Submission, at: datetime) -> Submission:
    """The secretariat begins to check. Raises Denied, Conflict."""
    rules.may_take_up(actor, submission).enforce()
    submission.checking_at = at
    step(db, actor, submission, Act.TAKEN_UP, SubmissionState.CHECKING, at=at)
    return submission


def pass_check(db: Session, *, actor: Actor, submission: Submission, at: datetime) -> Submission:
    """The secretariat found it valid and lays it before the head. Raises Denied, Conflict."""
    rules.may_pass(actor, submission).enforce()
    submission.checked_at = at
    step(db, actor, submission, Act.PASSED, SubmissionState.CHECKING, at=at)
    return submission


def return_submission(
    db: Session,
    *,
    actor: Actor,
    submission: Submission,
    reason: str,
    remarks: Mapping[CheckName, str] | None = None,
    at: datetime,
) -> Submission:
    """Send a dossier back, with the reason and what is wrong check by check.

    Raises Denied, Conflict, Invalid (neither a reason nor a remark).
    """
    rules.may_return(actor, submission).enforce()
    noted = [
        {"check": name.value, "text": text.strip()}
        for name, text in (remarks or {}).items()
        if text.strip()
    ]
    given = reason.strip() or "\n".join(note["text"] for note in noted)
    if not given:
        sentence = S("submission-reason-missing")
        raise Invalid(sentence, {"reason": sentence})
    submission.returned_at = at
    submission.return_reason = given
    submission.accepted_at = submission.checked_at = None
    step(
        db, actor, submission, Act.RETURNED, SubmissionState.RETURNED, at=at,
        reason=reason.strip(), remarks=noted,
    )  # fmt: skip
    return submission


def accept(db: Session, *, actor: Actor, submission: Submission, at: datetime) -> Submission:
    """The head accepts: it may be put on an agenda. Raises Denied, Conflict."""
    rules.may_accept(actor, submission).enforce()
    submission.accepted_at = at
    submission.checked_at = submission.checked_at or at
    step(db, actor, submission, Act.ACCEPTED, SubmissionState.ACCEPTED, at=at)
    return submission


def withdraw(
    db: Session, *, actor: Actor, submission: Submission, reason: str = "", at: datetime
) -> Submission:
    """The lead takes it back; once it was lodged, it says why. No opinion on it is asked any more.
    Raises Denied, Conflict, Invalid."""
    rules.may_withdraw(actor, submission).enforce()
    if submission.lodged_at is not None and not reason.strip():
        sentence = S("submission-withdraw-reason-missing")
        raise Invalid(sentence, {"reason": sentence})
    submission.withdrawn_at = at
    submission.returned_at = submission.accepted_at = submission.checked_at = None
    step(
        db, actor, submission, Act.WITHDRAWN, SubmissionState.WITHDRAWN, at=at,
        reason=reason.strip(),
    )  # fmt: skip
    for ends in SUBMISSION_WITHDRAWN:
        ends(db, actor, submission, at)
    return submission


def schedule(
    db: Session,
    *,
    actor: Actor,
    submission: Submission,
    place: Mapping[str, int],
    at: datetime | None = None,
) -> Submission:
    """Note that an accepted dossier stands on an agenda; a part of the agenda's act, which keeps
    the link. `place`: where, for the journal: {"item", "meeting"}.

    Its papers are laid to the item by the agenda. Raises Denied, Conflict.
    """
    rules.may_schedule(actor, submission).enforce()
    step(
        db, actor, submission, Act.SCHEDULED, SubmissionState.SCHEDULED, at=at or clock.now(),
        details=dict(place),
    )  # fmt: skip
    return submission


def unschedule(
    db: Session,
    *,
    actor: Actor,
    submission: Submission,
    reason: str = "",
    at: datetime | None = None,
) -> Submission:
    """Note that it was taken off the agenda: it is accepted, and waits again. Raises Denied,
    Conflict."""
    rules.may_unschedule(actor, submission).enforce()
    step(
        db, actor, submission, Act.UNSCHEDULED, SubmissionState.ACCEPTED, at=at or clock.now(),
        reason=reason.strip(),
    )  # fmt: skip
    return submission


WITH_LEAD = frozenset(
    {SubmissionState.DRAFTED, SubmissionState.RETURNED, SubmissionState.WITHDRAWN}
)


def step(
    db: Session,
    actor: Actor,
    submission: Submission,
    act: Act,
    state: SubmissionState,
    *,
    at: datetime,
    reason: str = "",
    remarks: list[dict[str, Any]] | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Write a step: the state, who holds it from now on, the journal, who is told, who watches."""
    submission.state = state
    db.add(submission)
    db.flush()
    written = SubmissionStep(
        submission_id=submission.id,
        act=act,
        state=state,
        at=at,
        account_id=actor.account_id,
        holder_id=submission.organisation_id if state in WITH_LEAD else None,
        reason=reason,
        remarks=remarks or [],
    )
    db.add(written)
    db.flush()
    journal.record(db, actor, f"submission:{act.value}", submission, details=details or {})
    tell_of(db, submission, written)
    tell(db, submission)


def tell(db: Session, submission: Submission) -> None:
    """Have the pages of those who see the dossier ask anew."""
    organisations = [submission.organisation_id]
    if submission.lodged_at is not None:
        organisations += [signer.organisation_id for signer in submission.signers]
    publish(
        db,
        SubmissionChanged(
            submission.id,
            submission.state.value,
            tuple(dict.fromkeys(organisations)),
            submission.lodged_at is not None,
        ),
    )
