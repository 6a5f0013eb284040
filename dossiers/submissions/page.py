"""What the pages and the API show of a dossier: its papers as far as they may be read, what lacks,
what is due, who held it, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import queries as document_queries
from documents.models import Document, DocumentVersion
from documents.rules import is_owner
from dossiers.submissions import queries, rules
from dossiers.submissions.clocks import Due, due_of
from dossiers.submissions.history import Holding, Stage, as_told, holdings, stages
from dossiers.submissions.models import PaperRole, Submission, SubmissionPaper
from dossiers.submissions.rules import Told
from dossiers.submissions.rules_complete import Finding, blocking
from dossiers.submissions.rules_papers import ORDER
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.people.rules import SubmissionRules
from ecabinet.verdicts import Verdict


@dataclass(frozen=True)
class ShownPaper:
    """A paper of a dossier that the reader may read. `version`: the newest one that they may;
    None where it is on paper alone. `is_newer`: it came after the dossier was lodged."""

    document: Document
    role: PaperRole
    version: DocumentVersion | None
    is_newer: bool


@dataclass(frozen=True)
class Acts:
    """What the reader may do with the dossier now."""

    change: Verdict
    lodge: Verdict
    withdraw: Verdict
    take_up: Verdict
    pass_check: Verdict
    return_: Verdict
    accept: Verdict


@dataclass(frozen=True)
class Face:
    """A dossier as one reader sees it. `kept_back`: how many papers they may not read; `told`: how
    much they are told of its way."""

    submission: Submission
    papers: list[ShownPaper]
    kept_back: int
    findings: list[Finding]
    due: Due | None
    stages: list[Stage]
    holdings: list[Holding]
    acts: Acts
    told: Told

    @property
    def return_reason(self) -> str:
        """Why it came back, for those who are told."""
        return self.submission.return_reason if self.told is Told.ALL else ""

    @property
    def stops(self) -> list[Finding]:
        """What stops the lodging."""
        return blocking(self.findings)


def acts_of(actor: Actor, submission: Submission) -> Acts:
    """Return what `actor` may do with a dossier that they see."""
    return Acts(
        change=rules.may_change(actor, submission),
        lodge=rules.may_lodge(actor, submission),
        withdraw=rules.may_withdraw(actor, submission),
        take_up=rules.may_take_up(actor, submission),
        pass_check=rules.may_pass(actor, submission),
        return_=rules.may_return(actor, submission),
        accept=rules.may_accept(actor, submission),
    )


def papers_of(db: Session, actor: Actor, submission: Submission) -> tuple[list[ShownPaper], int]:
    """Return the papers that `actor` may read, by role and order, and how many are kept back."""
    rows = list(
        db.execute(
            select(SubmissionPaper)
            .where(SubmissionPaper.submission_id == submission.id)
            .order_by(SubmissionPaper.ordinal)
        ).scalars()
    )
    readable = document_queries.find_documents(db, actor, [row.document_id for row in rows])
    versions = document_queries.versions_of(db, actor, readable.values())
    rows.sort(key=lambda row: (ORDER.index(row.role), row.ordinal))
    lodged_at = submission.lodged_at
    found = []
    for row in rows:
        document = readable.get(row.document_id)
        if document is None:
            continue
        version = versions[document.id][-1] if versions[document.id] else None
        newer = lodged_at is not None and version is not None and version.uploaded_at > lodged_at
        found.append(ShownPaper(document, row.role, version, newer))
    return found, len(rows) - len(found)


def due_told(
    actor: Actor, body: SubmissionRules, submission: Submission, days: WorkingDays, at: datetime
) -> Due | None:
    """Return what the secretariat owes a dossier, for who is told of its way."""
    if rules.told_of_way(actor, submission) is Told.NOTHING:
        return None
    return due_of(body, submission, days, at)


def face_of(
    db: Session, actor: Actor, submission: Submission, *, days: WorkingDays, at: datetime
) -> Face:
    """Return a dossier as `actor`, who sees it, sees it now."""
    papers, kept_back = papers_of(db, actor, submission)
    told = rules.told_of_way(actor, submission)
    # The checks name papers: who may not know of one is not told them.
    knows = rules.works_on(actor) or is_owner(actor, submission.organisation_id)
    checked = told is not Told.NOTHING and (knows or not kept_back)
    passed = as_told(stages(queries.steps_of(db, submission), days, at), told)
    body = queries.rules_of(db, days, at)
    return Face(
        submission=submission,
        papers=papers,
        kept_back=kept_back,
        findings=queries.findings(db, submission, days, at) if checked else [],
        due=due_told(actor, body.submissions, submission, days, at),
        stages=passed,
        holdings=holdings(passed),
        acts=acts_of(actor, submission),
        told=told,
    )
