"""The pack of a ballot: the papers that go with it."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, subqueryload

from ballots import rules
from ballots.models import Ballot, BallotDocument, BallotState, Procedure, Voter
from documents.models import Document, DocumentVersion, VersionState
from documents.packs.rules import Line, Paper, Source, paper_of
from documents.rendering.words import VIETNAMESE
from documents.rules import OUT_STATES
from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.i18n import show_instant, translate
from ecabinet.people.queries import body
from ecabinet.verdicts import ALLOW, Verdict, conflict

_OPENED = (BallotState.OPEN, *rules.AFTER_CLOSING)


def pack_source(db: Session, actor: Actor, occasion: str) -> Source | None:
    """Return what the pack of a written ballot is made of; None for whoever does not prepare it.

    A vote in the room has the papers of its agenda item, which are in the sitting's pack.
    """
    number = occasions.number_in(occasions.BALLOT, occasion)
    if number is None or not actor.is_secretariat or rules.sees_nothing(actor):
        return None
    ballot = db.execute(
        select(Ballot)
        .where(Ballot.id == number, Ballot.procedure == Procedure.WRITTEN)
        .options(
            subqueryload(Ballot.papers)
            .joinedload(BallotDocument.document)
            .selectinload(Document.versions),
            joinedload(Ballot.organisation),
        )
    ).scalar_one_or_none()
    if ballot is None:
        return None
    is_open = ballot.state in _OPENED
    papers = [paper_of(one.document, _standing(one.document, is_open)) for one in ballot.papers]
    readers = db.execute(select(Voter.person_id).where(Voter.ballot_id == ballot.id)).scalars()
    return Source(
        occasion=occasion,
        title=ballot.title,
        url=f"/ballots/{ballot.id}",
        cover=_cover(db, ballot),
        lines=[Line(0, "", papers)],
        reader_ids=list(readers),
        may_bind=_may_bind(ballot, papers),
        may_release=ALLOW if is_open else conflict("pack-open-ballot-first"),
    )


def _standing(document: Document, is_open: bool) -> DocumentVersion | None:
    """What the voters have, or will have when the ballot is opened. Once it is open, what is laid
    down and not out yet is nobody's; a paper that was taken back stands so until another is out."""
    if document.is_paper_only:
        return None
    if is_open:
        for states in (OUT_STATES, (VersionState.RECALLED,)):
            found = [version for version in document.versions if version.state in states]
            if found:
                return found[-1]
    return document.current


def _may_bind(ballot: Ballot, papers: list[Paper]) -> Verdict:
    if ballot.state is BallotState.WITHDRAWN:
        return conflict("pack-ballot-withdrawn")
    if not any(paper.version_id for paper in papers):
        return conflict("pack-nothing-to-bind")
    return ALLOW


def _cover(db: Session, ballot: Ballot) -> dict[str, Any]:
    language: str = current_app.config["DEFAULT_LANGUAGE"]
    facts = [translate(language, "pack-of-ballot")]
    if ballot.closes_at is not None:
        closes = show_instant(ballot.closes_at, language)
        facts.append(translate(language, "pack-ballot-closes", {"at": closes}))
    if ballot.organisation is not None:
        facts.append(ballot.organisation.name(language))
    return {
        "body": [body(db).name(language).upper()],
        "motto": [VIETNAMESE.nation.upper(), VIETNAMESE.motto] if language == "vi" else [],
        "edition": [],
        "facts": facts,
    }
