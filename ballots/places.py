"""Where papers stand among the ballots: what lower pages are told through the slots."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, subqueryload

from ballots import queries
from ballots.models import Ballot, BallotDocument
from documents import queries as document_queries
from documents.models import DocumentVersion
from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.slots import DocumentPlace


def papers_beside(db: Session, actor: Actor, occasion: str) -> list[DocumentPlace]:
    """Return the papers of the ballot that `actor` may read, in order; none of what is not one."""
    number = occasions.number_in(occasions.BALLOT, occasion)
    return [] if number is None else _places(db, actor, {number})


def document_places(db: Session, actor: Actor, document_ids: Sequence[int]) -> list[DocumentPlace]:
    """Return where these papers stand in ballots that `actor` sees, latest ballot first."""
    wanted = set(document_ids)
    if not wanted:
        return []
    laid = select(BallotDocument.ballot_id).where(BallotDocument.document_id.in_(wanted)).distinct()
    places = _places(db, actor, set(db.execute(laid).scalars()))
    return [place for place in places if place.document_id in wanted]


def _places(db: Session, actor: Actor, ballot_ids: Collection[int]) -> list[DocumentPlace]:
    """The papers of these ballots in the versions that `actor` reads; a fixed number of queries."""
    if not ballot_ids:
        return []
    ballots = list(
        db.execute(
            queries.visible_ballots(actor)
            .where(Ballot.id.in_(ballot_ids))
            .order_by(Ballot.id.desc())
            .options(subqueryload(Ballot.papers).joinedload(BallotDocument.document))
        ).scalars()
    )
    papers = {paper.document for ballot in ballots for paper in ballot.papers}
    readable: dict[int, list[DocumentVersion]] = {}
    if papers:
        readable = document_queries.versions_of(db, actor, papers)
    return [
        DocumentPlace(
            occasion=occasions.name(occasions.BALLOT, ballot.id),
            occasion_title=ballot.title,
            occasion_number="",
            line=0,
            line_title="",
            ordinal=ordinal,
            document_id=paper.document_id,
            document_title=paper.document.title,
            version_id=readable[paper.document_id][-1].id,
            url=f"/ballots/{ballot.id}",
        )
        for ballot in ballots
        for ordinal, paper in enumerate(ballot.papers, start=1)
        if readable.get(paper.document_id)
    ]
