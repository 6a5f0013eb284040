"""What the API answers about dossiers."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from dossiers.submissions.clocks import Due
from dossiers.submissions.models import Submission
from dossiers.submissions.page import Face
from ecabinet.i18n import say


class DueOut(BaseModel):
    """What the secretariat owes the dossier (`check`, `chair`), until when."""

    kind: str
    at: datetime
    is_late: bool
    text: str

    @classmethod
    def of(cls, due: Due | None) -> DueOut | None:
        """Return the shape, if anything is due."""
        if due is None:
            return None
        return cls(kind=due.key, at=due.at, is_late=due.is_late, text=say(due.sentence))


class SubmissionLine(BaseModel):
    """A dossier in a list."""

    id: int
    revision: int
    state: str
    organisation_id: int
    proposal_number: str
    proposal_on: date | None
    subject: str
    asked: str
    urgency: str
    access_level: str
    is_legal_draft: bool
    lodged_at: datetime | None
    accepted_at: datetime | None
    due: DueOut | None

    @classmethod
    def of(cls, row: Submission, due: Due | None) -> SubmissionLine:
        """Return the shape of a dossier."""
        return cls(**_line(row, due))


def _line(row: Submission, due: Due | None) -> dict[str, object]:
    return {
        "id": row.id,
        "revision": row.revision,
        "state": row.state.value,
        "organisation_id": row.organisation_id,
        "proposal_number": row.proposal_number,
        "proposal_on": row.proposal_on,
        "subject": row.subject,
        "asked": row.asked.value,
        "urgency": row.urgency.value,
        "access_level": row.access_level.value,
        "is_legal_draft": row.is_legal_draft,
        "lodged_at": row.lodged_at,
        "accepted_at": row.accepted_at,
        "due": DueOut.of(due),
    }


class SubmissionList(BaseModel):
    """A page of dossiers and the cursor of the next one."""

    items: list[SubmissionLine]
    next: str | None


class SubmissionPaperOut(BaseModel):
    """A paper of a dossier that the caller may read."""

    document_id: int
    version_id: int | None
    role: str
    title: str
    pages: int | None
    is_newer_than_lodging: bool


class CheckOut(BaseModel):
    """What a check of the body says. `weight`: blocks or warns."""

    name: str
    weight: str
    holds: bool
    text: str
    citations: list[str]


class StageOut(BaseModel):
    """A step and how long it lay there. `holder_id`: an organisation; null: the secretariat."""

    act: str
    state: str
    at: datetime
    by: str
    reason: str
    remarks: list[dict[str, str]]
    holder_id: int | None
    until: datetime | None
    working_days: int | None
    seconds: int | None


class SubmissionOut(SubmissionLine):
    """A dossier as the caller sees it. Who is asked for an opinion is told neither `checks` nor
    `due` nor `history`; who signs it too, no reasons of the secretariat."""

    note: str
    opinions_asked: bool
    signer_ids: list[int]
    return_reason: str
    papers: list[SubmissionPaperOut]
    papers_kept_back: int
    checks: list[CheckOut]
    history: list[StageOut]

    @classmethod
    def of_face(cls, face: Face) -> SubmissionOut:
        """Return the shape of a dossier as one reader sees it."""
        row = face.submission
        return cls(
            **_line(row, face.due),
            note=row.note,
            opinions_asked=row.opinions_asked,
            signer_ids=sorted(signer.organisation_id for signer in row.signers),
            return_reason=face.return_reason,
            papers=[
                SubmissionPaperOut(
                    document_id=paper.document.id,
                    version_id=paper.version.id if paper.version else None,
                    role=paper.role.value,
                    title=paper.document.title,
                    pages=paper.version.pages if paper.version else None,
                    is_newer_than_lodging=paper.is_newer,
                )
                for paper in face.papers
            ],
            papers_kept_back=face.kept_back,
            checks=[
                CheckOut(
                    name=one.name.value,
                    weight=one.weight.value,
                    holds=one.holds,
                    text=say(one.sentence),
                    citations=list(one.citations),
                )
                for one in face.findings
            ],
            history=[
                StageOut(
                    act=stage.step.act.value,
                    state=stage.step.state.value,
                    at=stage.step.at,
                    by=stage.step.account.person.name,
                    reason=stage.reason,
                    remarks=stage.remarks,
                    holder_id=stage.step.holder_id,
                    until=stage.until,
                    working_days=stage.held.working_days if stage.held else None,
                    seconds=int(stage.held.time.total_seconds()) if stage.held else None,
                )
                for stage in face.stages
            ],
        )
