"""What has changed since an edition, for those who read the agenda and for the head."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents import queries as document_queries
from documents.models import Distribution, Document, DocumentVersion
from ecabinet.auth.actor import Actor
from ecabinet.i18n import language
from meetings import queries, rules
from meetings.editions.difference import ItemDifference, Line, PaperFact, difference
from meetings.guests_told import guests_told, with_guests
from meetings.models import AgendaVersion, Meeting
from meetings.sent.queries import sent_editions


@dataclass(frozen=True)
class Since:
    """`items`: what differs from edition `before`; `editions`: all it may be compared with."""

    before: AgendaVersion
    items: list[ItemDifference]
    editions: list[AgendaVersion]

    @property
    def told(self) -> list[ItemDifference]:
        """What is more than another time that follows from the rest."""
        return [item for item in self.items if item.kind != "time"]

    @property
    def only_times(self) -> list[ItemDifference]:
        """Items of which only the planned time differs."""
        return [item for item in self.items if item.kind == "time"]

    def of_item(self, item_id: int) -> ItemDifference | None:
        """Return what differs about an item that stands there."""
        found = (item for item in self.told if item.item_id == item_id)
        return next((item for item in found if item.kind != "removed"), None)


def since_sent(
    db: Session, actor: Actor, meeting: Meeting, letter: str | None = None
) -> Since | None:
    """Return how the edition sent last differs from the one sent before it, or from edition
    `letter`; None where only one was sent, or `letter` names none of them.

    Papers that `actor` neither may read nor was ever handed are not spoken of; to a guest of single
    items, no others.
    """
    editions = list(db.execute(sent_editions(meeting.id)).scalars())
    earlier = [one for one in editions[1:] if letter is None or one.letter == letter]
    if not earlier:
        return None
    now, before = editions[0].lines, earlier[0]
    found = _since(db, actor, meeting, before, now, editions[1:], guests_told(db, actor, meeting))
    persons = queries.bound_to_items(db, actor, [meeting]).get(meeting.id)
    if persons is None:
        return found
    # Of what was taken off, a guest of single items is told what they were asked to then.
    known = queries.told(now, persons)
    known |= queries.told(before.lines, persons) - {line["item_id"] for line in now}
    return replace(found, items=[item for item in found.items if item.item_id in known])


def since_edition(
    db: Session, actor: Actor, meeting: Meeting, before: AgendaVersion, lines: Sequence[Line]
) -> Since:
    """Return how the working copy (`lines`) differs from an edition; for the secretariat."""
    return _since(db, actor, meeting, before, lines, [before])


def _since(
    db: Session,
    actor: Actor,
    meeting: Meeting,
    before: AgendaVersion,
    lines: Sequence[Line],
    editions: list[AgendaVersion],
    guests: frozenset[int] | None = None,
) -> Since:
    named = {one for line in (*before.lines, *lines) for one in line["version_ids"]}
    then, now = with_guests(before.lines, guests), with_guests(lines, guests)
    items = difference(
        then, now, papers=_facts(db, actor, named), starts_at=meeting.starts_at,
        language=language(),
    )  # fmt: skip
    return Since(before, items, editions)


def _facts(db: Session, actor: Actor, version_ids: Collection[int]) -> dict[int, PaperFact]:
    if not version_ids:
        return {}
    statement = (
        select(DocumentVersion.id, Document.id, DocumentVersion.ordinal, Document.title)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(DocumentVersion.id.in_(version_ids))
    )
    if not rules.sees_preparation(actor):
        visible = document_queries.visible_versions(actor).with_only_columns(DocumentVersion.id)
        handed = select(Distribution.version_id).where(Distribution.person_id == actor.person_id)
        statement = statement.where(
            or_(DocumentVersion.id.in_(visible), DocumentVersion.id.in_(handed))
        )
    return {
        version_id: PaperFact(document_id, ordinal, title)
        for version_id, document_id, ordinal, title in db.execute(statement)
    }
