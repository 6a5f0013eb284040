"""Files that come with an answer, and the table that goes into the dossier as a paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from documents import services as document_services
from documents.models import Document, DocumentKind
from documents.services import Prepared
from dossiers.opinions import answering, queries, rules
from dossiers.submissions.drafting import attach_paper
from dossiers.submissions.models import OpinionRequest, PaperRole, Submission
from dossiers.submissions.rules import may_change
from dossiers.submissions.services import tell
from ecabinet.auth.actor import Actor
from ecabinet.verdicts import Verdict


def take_in(
    db: Session, *, actor: Actor, request: OpinionRequest, prepared: Prepared, at: datetime
) -> Document:
    """Enter a checked file as a paper of the answer, on the level of the dossier. Raises Denied,
    Conflict."""
    rules.may_change_papers(actor, request, at).enforce()
    lead = request.submission.organisation_id
    both = queries.officers_of(db, [lead, request.organisation_id])
    document = document_services.add_document(
        db,
        actor=actor,
        prepared=prepared,
        title="",
        access_level=request.submission.access_level,
        organisation_id=request.organisation_id,
        at=at,
        reader_ids=[person for persons in both.values() for person in persons],
    )
    answering.attach_paper(db, actor=actor, request=request, document=document, at=at)
    return document


def may_keep_table(actor: Actor, submission: Submission) -> Verdict:
    """Say whether the table may go into the dossier now."""
    return rules.may_keep_table(actor, submission, may_change=may_change(actor, submission))


def keep_table(
    db: Session,
    *,
    actor: Actor,
    submission: Submission,
    prepared: Prepared,
    titles: Sequence[str],
    at: datetime,
) -> Document:
    """Put the table, checked like any file, into the dossier as its explanation; once it is there,
    as a new version of that paper. `titles`: how it is called, in each language, this one first.

    Raises Denied, Conflict (nothing changed since).
    """
    may_keep_table(actor, submission).enforce()
    for paper in submission.papers:
        if paper.role is PaperRole.EXPLANATION and paper.document.title in titles:
            document_services.add_version(
                db, actor=actor, document=paper.document, prepared=prepared, at=at
            )
            tell(db, submission)
            return paper.document
    lead = submission.organisation_id
    document = document_services.add_document(
        db,
        actor=actor,
        prepared=prepared,
        title=titles[0],
        kind=DocumentKind.EXPLANATION,
        access_level=submission.access_level,
        organisation_id=lead,
        at=at,
        reader_ids=queries.officers_of(db, [lead])[lead],
    )
    attach_paper(
        db, actor=actor, submission=submission, document=document, role=PaperRole.EXPLANATION
    )
    return document
