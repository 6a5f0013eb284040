"""Where papers stand among the sittings: what lower pages are told through the slots.

The secretariat by the working agenda, others by the edition that was sent last; nobody learns of a
paper that they may not read, nor of a sitting that they do not see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload, subqueryload

from documents import queries as document_queries
from documents.models import Distribution, DocumentVersion
from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.slots import DocumentPlace
from meetings import queries, rules
from meetings.agenda.numbering import number_of
from meetings.agenda.queries import current_versions, labels_in, standing_lines
from meetings.models import AgendaItem, AgendaItemDocument, AgendaVersion, Meeting


def papers_beside(db: Session, actor: Actor, occasion: str) -> list[DocumentPlace]:
    """Return the papers of the sitting that `actor` may read, in order; none of what is not one."""
    number = occasions.number_in(occasions.MEETING, occasion)
    return [] if number is None else _places(db, actor, {number})


def document_places(db: Session, actor: Actor, document_ids: Sequence[int]) -> list[DocumentPlace]:
    """Return where these papers stand in sittings that `actor` sees, latest sitting first."""
    wanted = set(document_ids)
    if not wanted:
        return []
    places = _places(db, actor, _candidates(db, wanted))
    return [place for place in places if place.document_id in wanted]


def _candidates(db: Session, document_ids: Collection[int]) -> set[int]:
    """The sittings whose working copy holds one of the papers, or that handed one out."""
    laid = (
        select(AgendaItem.meeting_id)
        .join(AgendaItemDocument, AgendaItemDocument.item_id == AgendaItem.id)
        .where(AgendaItemDocument.document_id.in_(document_ids))
        .distinct()
    )
    handed = (
        select(Distribution.occasion)
        .join(DocumentVersion, DocumentVersion.id == Distribution.version_id)
        .where(DocumentVersion.document_id.in_(document_ids), Distribution.recalled_at.is_(None))
        .distinct()
    )
    found = set(db.execute(laid).scalars())
    for occasion in db.execute(handed).scalars():
        if (number := occasions.number_in(occasions.MEETING, occasion)) is not None:
            found.add(number)
    return found


def _places(db: Session, actor: Actor, meeting_ids: Collection[int]) -> list[DocumentPlace]:
    """The papers of these sittings, as far as `actor` sees them; a fixed number of queries."""
    if not meeting_ids:
        return []
    meetings = list(
        db.execute(
            queries.visible_meetings(actor)
            .where(Meeting.id.in_(meeting_ids))
            .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        ).scalars()
    )
    if not meetings:
        return []
    ids = [meeting.id for meeting in meetings]
    working = rules.sees_preparation(actor)
    lines = _working_lines(db, ids) if working else _sent_lines(db, ids)
    for meeting_id, persons in queries.bound_to_items(db, actor, meetings).items():
        told = queries.told(lines.get(meeting_id, []), persons)
        lines[meeting_id] = [one for one in lines.get(meeting_id, []) if one["item_id"] in told]
    wanted = {number for of in lines.values() for line in of for number in line["version_ids"]}
    readable = _readable(db, actor, wanted)
    return [
        place for meeting in meetings for place in _of(meeting, lines.get(meeting.id, []), readable)
    ]


def _of(
    meeting: Meeting,
    lines: Iterable[Mapping[str, Any]],
    readable: Mapping[int, DocumentVersion],
) -> Iterator[DocumentPlace]:
    for line in lines:
        for ordinal, number in enumerate(line["version_ids"], start=1):
            version = readable.get(number)
            if version is None:
                continue
            yield DocumentPlace(
                occasion=occasions.name(occasions.MEETING, meeting.id),
                occasion_title=meeting.title,
                occasion_number="",
                line=number_of(line),
                line_title=line["title"],
                ordinal=ordinal,
                document_id=version.document_id,
                document_title=version.document.title,
                version_id=version.id,
                url=f"/meetings/{meeting.id}",
            )


def _readable(
    db: Session, actor: Actor, version_ids: Collection[int]
) -> dict[int, DocumentVersion]:
    if not version_ids:
        return {}
    visible = (
        document_queries.visible_versions(actor)
        .where(DocumentVersion.id.in_(version_ids))
        .options(joinedload(DocumentVersion.document))
    )
    return {version.id: version for version in db.execute(visible).scalars()}


def _working_lines(db: Session, meeting_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    items = list(
        db.execute(
            select(AgendaItem)
            .where(AgendaItem.meeting_id.in_(meeting_ids), AgendaItem.removed_at.is_(None))
            .order_by(AgendaItem.meeting_id, AgendaItem.ordinal, AgendaItem.id)
            .options(subqueryload(AgendaItem.papers))
        ).scalars()
    )
    versions = current_versions(db, (p.document_id for item in items for p in item.papers))
    meetings = db.execute(select(Meeting).where(Meeting.id.in_(meeting_ids))).scalars().all()
    labels = labels_in(db, meetings)
    found: dict[int, list[dict[str, Any]]] = {}
    for item in items:
        lines = found.setdefault(item.meeting_id, [])
        lines.append(
            {
                "ordinal": len(lines) + 1,
                "label": labels[item.meeting_id].get(item.id),
                "title": item.title,
                "version_ids": [
                    versions[paper.document_id].id
                    for paper in item.papers
                    if paper.document_id in versions
                ],
            }
        )
    return found


def _sent_lines(db: Session, meeting_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    newest = (
        select(AgendaVersion.meeting_id, func.max(AgendaVersion.ordinal).label("ordinal"))
        .where(AgendaVersion.meeting_id.in_(meeting_ids), AgendaVersion.sent_at.is_not(None))
        .group_by(AgendaVersion.meeting_id)
        .subquery()
    )
    editions = list(
        db.execute(
            select(AgendaVersion).join(
                newest,
                and_(
                    AgendaVersion.meeting_id == newest.c.meeting_id,
                    AgendaVersion.ordinal == newest.c.ordinal,
                ),
            )
        ).scalars()
    )
    lines = standing_lines(db, editions)
    return {edition.meeting_id: lines[edition.id] for edition in editions}
