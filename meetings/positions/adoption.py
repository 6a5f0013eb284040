"""Adoption en bloc: the chair concludes in one act the items to which nobody objects."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from decisions.models import DecisionKind
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.people.queries import rules_on
from ecabinet.verdicts import invalid
from meetings.live.conclusions import conclude_item
from meetings.models import AgendaItem, Meeting
from meetings.positions import queries, rules
from meetings.positions.models import EnBlocItem


def adopt_en_bloc(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item_ids: Collection[int],
    text: str,
    kind: DecisionKind,
    today: date,
) -> list[AgendaItem]:
    """Conclude the items with the same words, each with a decision of its own; all or nothing.

    `item_ids`: those that the chair saw in the list. When somebody objected to one meanwhile, or
    wishes to speak, or it was called, nothing is adopted and the refusal names it. Raises Denied,
    Conflict, Invalid (none chosen, no text), NotVisible.
    """
    rules.may_adopt_en_bloc(actor, meeting, rules_on(db, today)).enforce()
    if not item_ids:
        invalid("position-choose-items", "items").enforce()
    known = {item.id: item for item in queries.sent_items(db, meeting)}
    if not set(item_ids) <= known.keys():
        raise NotVisible
    items = [item for item in known.values() if item.id in set(item_ids)]
    queries.lock_items(db, items)
    said = queries.in_force(db, [item.id for item in items])
    asked = queries.members_asked(db, meeting)
    members = {place.person_id for place in asked}
    at = clock.now()
    for item in items:
        rules.stays_listed(item, said[item.id]).enforce()
    for item in items:
        conclude_item(
            db, actor=actor, meeting=meeting, item=item, text=text, kind=kind, today=today,
            en_bloc=True,
        )  # fmt: skip
        counts = rules.count(members, said[item.id])
        db.add(
            EnBlocItem(
                item_id=item.id, adopted_at=at, adopted_by_id=actor.account_id,
                counts=counts.to_json(),
            )
        )  # fmt: skip
    db.flush()
    journal.record(
        db, actor, "meeting:adopt-en-bloc", meeting, details={"items": [item.id for item in items]}
    )
    return items
