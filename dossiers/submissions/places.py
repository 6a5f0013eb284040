"""The papers of a dossier beside each other in the reader, as the slot tells a lower page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from dossiers.submissions import queries
from dossiers.submissions.page import papers_of
from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.slots import DocumentPlace


def papers_beside(db: Session, actor: Actor, occasion: str) -> list[DocumentPlace]:
    """Return the papers of the dossier that `actor` may read, in its order; none of what is not
    one, or of one that they do not see."""
    number = occasions.number_in(occasions.SUBMISSION, occasion)
    if number is None:
        return []
    try:
        submission = queries.find_submission(db, actor, number)
    except NotVisible:
        return []
    papers, _ = papers_of(db, actor, submission)
    return [
        DocumentPlace(
            occasion=occasion,
            occasion_title=submission.subject or submission.proposal_number,
            occasion_number="",
            line=0,
            line_title="",
            ordinal=ordinal,
            document_id=paper.document.id,
            document_title=paper.document.title,
            version_id=paper.version.id,
            url=f"/submissions/{submission.id}",
        )
        for ordinal, paper in enumerate(papers, start=1)
        if paper.version is not None
    ]
