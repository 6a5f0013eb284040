"""Writing a dossier before it is lodged, and after it came back: fields, signers, papers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import queries as document_queries
from documents.models import Document, DocumentKind
from dossiers.submissions import rules
from dossiers.submissions.models import (
    Act,
    PaperRole,
    Submission,
    SubmissionPaper,
    SubmissionSigner,
    SubmissionState,
)
from dossiers.submissions.rules_papers import may_order
from dossiers.submissions.services import step, tell
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid, NotVisible
from ecabinet.merging import Clash, merge, plain_fields
from ecabinet.people.models import Organisation
from ecabinet.sentences import S

MAX_PAPERS = 60

FIELDS = (
    "proposal_number", "proposal_on", "subject", "note", "asked", "urgency", "access_level",
    "is_legal_draft", "opinions_asked",
)  # fmt: skip
"""What an officer types; `signer_ids` besides."""

KIND_OF: dict[PaperRole, DocumentKind] = {
    PaperRole.PROPOSAL: DocumentKind.PROPOSAL,
    PaperRole.DRAFT: DocumentKind.DRAFT,
    PaperRole.SUMMARY: DocumentKind.SUMMARY,
    PaperRole.APPRAISAL: DocumentKind.APPRAISAL,
    PaperRole.EXPLANATION: DocumentKind.EXPLANATION,
}
"""What a paper that is uploaded in a role is by itself; else "other"."""

ROLE_OF: dict[DocumentKind, PaperRole] = {kind: role for role, kind in KIND_OF.items()}


def draft_submission(
    db: Session, *, actor: Actor, values: Mapping[str, Any] | None = None, at: datetime
) -> Submission:
    """Begin a dossier of the actor's organisation; nothing need be filled in. Raises Denied."""
    rules.may_draft(actor).enforce()
    assert actor.organisation_id is not None  # whoever may draft has one
    submission = Submission(
        organisation_id=actor.organisation_id,
        created_by_id=actor.account_id,
        created_at=at,
        subject="",
        proposal_number="",
    )
    given = dict(values or {})
    signers = given.pop("signer_ids", ())
    for name, value in given.items():
        setattr(submission, name, value)
    step(db, actor, submission, Act.DRAFTED, SubmissionState.DRAFTED, at=at)
    if signers:
        _sign(db, submission, signers)
    return submission


def clashing(clashes: Sequence[Clash]) -> Conflict:
    """Return the refusal that names a field in which somebody else wrote meanwhile."""
    name = S(f"submission-field-{clashes[0].field.replace('_', '-')}")
    return Conflict(S("submission-clash", field=name, count=len(clashes)))


def change_submission(
    db: Session,
    *,
    actor: Actor,
    submission: Submission,
    values: Mapping[str, Any],
    seen: Mapping[str, Any] | None = None,
) -> list[str]:
    """Write the given fields; return the names of those that changed.

    `seen`: what the officer saw in those fields before. Two officers may write in two fields of one
    dossier at once; in the same field, who comes second is refused. Raises Denied, Conflict,
    Invalid.
    """
    rules.may_change(actor, submission).enforce()
    present = {name: getattr(submission, name) for name in FIELDS}
    present["signer_ids"] = sorted(signer.organisation_id for signer in submission.signers)
    given = dict(values)
    if "signer_ids" in given:
        given["signer_ids"] = sorted(set(given["signer_ids"]) - {submission.organisation_id})
    base = plain_fields(present if seen is None else seen)
    merged = merge(base, plain_fields(given), plain_fields(present))
    if merged.clashes:
        raise clashing(merged.clashes)
    changed = merged.take
    if not changed:
        return []
    for name in changed:
        if name == "signer_ids":
            _sign(db, submission, given[name])
        else:
            setattr(submission, name, given[name])
    db.flush()
    journal.record(db, actor, "submission:change", submission, details={"fields": sorted(changed)})
    tell(db, submission)
    return sorted(changed)


def _sign(db: Session, submission: Submission, organisation_ids: Collection[int]) -> None:
    wanted = sorted(set(organisation_ids) - {submission.organisation_id})
    known = select(Organisation.id).where(
        Organisation.id.in_(wanted), Organisation.valid_to.is_(None)
    )
    if set(db.execute(known).scalars()) != set(wanted):
        sentence = S("submission-unknown-organisation")
        raise Invalid(sentence, {"signer_ids": sentence})
    there = {signer.organisation_id: signer for signer in submission.signers}
    for number, signer in there.items():
        if number not in wanted:
            submission.signers.remove(signer)
    for number in wanted:
        if number not in there:
            submission.signers.append(SubmissionSigner(organisation_id=number))
    db.flush()


def attach_paper(
    db: Session, *, actor: Actor, submission: Submission, document: Document, role: PaperRole
) -> SubmissionPaper:
    """Lay a paper to a dossier in a role; one that is there already takes the role.

    `document` must have been found through `documents.queries`, and be the lead's own.
    Raises Denied, Conflict, Invalid.
    """
    rules.may_change(actor, submission).enforce()
    if document.organisation_id != submission.organisation_id:
        sentence = S("submission-paper-not-own", title=document.title)
        raise Invalid(sentence, {"document_id": sentence})
    there = _paper_of(submission, document.id)
    if there is not None and there.role is role:
        return there
    if there is not None:
        there.role = role
    else:
        if len(submission.papers) >= MAX_PAPERS:
            raise Conflict(S("submission-too-many-papers", most=MAX_PAPERS))
        last = max((paper.ordinal for paper in submission.papers), default=0)
        there = SubmissionPaper(document_id=document.id, role=role, ordinal=last + 1)
        submission.papers.append(there)
    db.flush()
    journal.record(
        db, actor, "submission:attach-paper", submission,
        details={"document": document.id, "role": role.value},
    )  # fmt: skip
    tell(db, submission)
    return there


def move_paper(
    db: Session, *, actor: Actor, submission: Submission, document_id: int, up: bool
) -> None:
    """Change places with the paper before (`up`) or after it of the same role: papers are read by
    role, and by hand within one. At the end of its role it stays. Raises Denied, Conflict,
    NotVisible."""
    rules.may_change(actor, submission).enforce()
    paper = _paper_of(submission, document_id)
    if paper is None:
        raise NotVisible
    same = sorted(
        (one for one in submission.papers if one.role is paper.role), key=lambda one: one.ordinal
    )
    place = same.index(paper)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(same):
        return
    neighbour = same[other]
    paper.ordinal, neighbour.ordinal = neighbour.ordinal, paper.ordinal
    db.flush()
    journal.record(
        db, actor, "submission:move-paper", submission,
        details={"document": document_id, "up": up},
    )  # fmt: skip
    tell(db, submission)


def order_papers(
    db: Session, *, actor: Actor, submission: Submission, document_ids: Sequence[int]
) -> None:
    """Put papers of the dossier into this order among themselves, where they stand: what is not
    named keeps its place. Raises Denied, Invalid (one twice), Conflict (one went meanwhile)."""
    rules.may_change(actor, submission).enforce()
    present = {paper.document_id: paper for paper in submission.papers}
    may_order(document_ids, present).enforce()
    places = sorted(present[number].ordinal for number in document_ids)
    for number, ordinal in zip(document_ids, places, strict=True):
        present[number].ordinal = ordinal
    db.flush()
    journal.record(
        db, actor, "submission:order-papers", submission, details={"documents": [*document_ids]}
    )
    tell(db, submission)


def detach_paper(db: Session, *, actor: Actor, submission: Submission, document_id: int) -> None:
    """Take a paper from a dossier; the paper itself stays. Raises Denied, Conflict, NotVisible."""
    rules.may_change(actor, submission).enforce()
    paper = _paper_of(submission, document_id)
    if paper is None:
        raise NotVisible
    submission.papers.remove(paper)
    db.flush()
    journal.record(
        db, actor, "submission:detach-paper", submission, details={"document": document_id}
    )
    tell(db, submission)


def _paper_of(submission: Submission, document_id: int) -> SubmissionPaper | None:
    return next((one for one in submission.papers if one.document_id == document_id), None)


def own_papers(
    db: Session, actor: Actor, submission: Submission, *, limit: int = 100
) -> list[Document]:
    """Return the lead's papers that `actor` reads and that are not in the dossier, newest first."""
    rows = db.execute(
        document_queries.visible_documents(actor)
        .where(
            Document.organisation_id == submission.organisation_id,
            Document.id.not_in([paper.document_id for paper in submission.papers]),
        )
        .order_by(Document.id.desc())
        .limit(limit)
    )
    return list(rows.scalars())
