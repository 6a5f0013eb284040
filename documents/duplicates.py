"""Files that are here twice. Stored is which version was here before; where it stands is said to
whoever looks, as far as they see it themselves."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from documents import queries
from documents.models import DocumentVersion
from ecabinet.auth.actor import Actor
from ecabinet.sentences import S, Sentence
from ecabinet.slots import DOCUMENT_PLACES, DocumentPlace

SAME_FILE = "document-warning-duplicate"


def same_file(db: Session, actor: Actor, sha256: str) -> Sentence | None:
    """What is stored with a version whose bytes `actor` may read in another one already."""
    twin = (
        queries.visible_versions(actor)
        .where(DocumentVersion.sha256 == sha256)
        .with_only_columns(DocumentVersion.id)
        .order_by(DocumentVersion.id)
        .limit(1)
    )
    found = db.execute(twin).scalar_one_or_none()
    return None if found is None else S(SAME_FILE, version=found)


def warnings_for(
    db: Session, actor: Actor, versions: Iterable[DocumentVersion]
) -> dict[int, list[Sentence]]:
    """Return {version id: what the check found, as `actor` may be told it}; a fixed number of
    queries. What an older program stored tells no version, and is not told at all."""
    stored = {
        version.id: [Sentence.from_json(one) for one in version.warnings] for version in versions
    }
    twins = {
        sentence.params.get("version")
        for sentences in stored.values()
        for sentence in sentences
        if sentence.key == SAME_FILE
    }
    told = _told(db, actor, twins) if twins else {}
    return {
        id_: [
            said
            for one in sentences
            if (said := told.get(one.params.get("version")) if one.key == SAME_FILE else one)
        ]
        for id_, sentences in stored.items()
    }


def _told(db: Session, actor: Actor, version_ids: Iterable[object]) -> dict[object, Sentence]:
    """{version id: where its paper stands}, of those that `actor` may read."""
    ids = queries.readable_among(db, actor, [one for one in version_ids if isinstance(one, int)])
    found = select(DocumentVersion).where(DocumentVersion.id.in_(ids))
    rows = db.execute(found.options(joinedload(DocumentVersion.document))).scalars()
    papers = {version.id: version.document for version in rows}
    numbers = sorted({paper.id for paper in papers.values()})
    places: dict[int, DocumentPlace] = {}
    for ask in DOCUMENT_PLACES if numbers else ():
        for place in ask(db, actor, numbers):
            # The latest sitting comes first, and before any ballot.
            places.setdefault(place.document_id, place)
    return {id_: _sentence(paper.title, places.get(paper.id)) for id_, paper in papers.items()}


def _sentence(title: str, place: DocumentPlace | None) -> Sentence:
    if place is None:
        return S(SAME_FILE, title=title)
    key = "document-warning-duplicate-item" if place.line else "document-warning-duplicate-ballot"
    return S(key, title=title, item=place.line, occasion=place.occasion_title)
