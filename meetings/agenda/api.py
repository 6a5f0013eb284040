"""The JSON API of the working copy: items, their order, their papers."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from documents import queries as document_queries
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from meetings import queries
from meetings.agenda import rules, services
from meetings.agenda.changed import ChangedItemOut, MergedField
from meetings.agenda.forms import ItemChange, ItemInput, Order, Paper, PaperOrder
from meetings.agenda.queries import desk
from meetings.agenda.shapes import ItemOut, MeetingOut
from meetings.agenda.shown import shown
from meetings.changes import queries as changes_queries
from meetings.models import AgendaItem

bp = Blueprint("agenda_api", __name__)
ITEM = "/meetings/<int:meeting_id>/items/<int:item_id>"


def _item(db: Session, actor: Actor, meeting_id: int, item_id: int) -> AgendaItem:
    """Load an item through its sitting: who does not see the sitting learns nothing, and who sees
    it and may not prepare it is told so."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    rules.may_edit_agenda(actor, meeting).enforce()
    item = queries.find_item(db, actor, item_id)
    if item.meeting_id != meeting_id:
        raise NotVisible
    return item


def _shown(db: Session, item: AgendaItem) -> ItemOut:
    db.expire(item)
    now = desk(db, item.meeting)
    place = now.items.index(item)
    return ItemOut.of_item(item, now.versions, now.lines[place], now.slots[place])


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/items", tag="agenda", body=ItemInput, answer=ItemOut,
    status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def add_item(db: Session, actor: Actor, meeting_id: int, body: ItemInput) -> ItemOut:
    """Add an item to the agenda."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    item = services.add_item(
        db, actor=actor, meeting=meeting, content=body.content(), ordinal=body.ordinal
    )
    return _shown(db, item)


@api_route(bp, "PATCH", ITEM, tag="agenda", body=ItemChange, answer=ChangedItemOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def change_item(
    db: Session, actor: Actor, meeting_id: int, item_id: int, body: ItemChange
) -> ChangedItemOut:
    """Change an item.

    With `base` or `revision`, what others wrote into other fields meanwhile stays, and `merged`
    says who wrote what; a field that both wrote is refused with 409, whose `differences` give
    `base`, `mine` and `theirs` of each.
    """
    item = _item(db, actor, meeting_id, item_id)
    others = changes_queries.written_since(db, item, body.revision) if body.revision else []
    services.change_item(
        db, actor=actor, item=item, content=body.content(item), revision=body.revision,
        base=body.seen(),
    )  # fmt: skip
    merged = [MergedField.of(one) for one in others if one.account_id != actor.account_id]
    return ChangedItemOut(**dict(_shown(db, item)), merged=merged)


@api_route(bp, "DELETE", ITEM, tag="agenda", status=204, errors=(403, 404, 409))
def remove_item(db: Session, actor: Actor, meeting_id: int, item_id: int) -> None:
    """Take an item off the agenda; it can be restored."""
    services.remove_item(db, actor=actor, item=_item(db, actor, meeting_id, item_id))


@api_route(bp, "POST", ITEM + "/restoration", tag="agenda", answer=ItemOut, errors=(403, 404, 409))
def restore_item(db: Session, actor: Actor, meeting_id: int, item_id: int) -> ItemOut:
    """Put a removed item back where it stood."""
    item = _item(db, actor, meeting_id, item_id)
    services.restore_item(db, actor=actor, item=item)
    return _shown(db, item)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/order", tag="agenda", body=Order, answer=MeetingOut,
    errors=(403, 404, 409, 422),
)  # fmt: skip
def reorder_items(db: Session, actor: Actor, meeting_id: int, body: Order) -> MeetingOut:
    """Put the items into another order: all of them, each once.

    With `seen`, each move is made next to its neighbours on the order that stands there now; an
    item that somebody else moved meanwhile is refused with 409.
    """
    meeting = queries.find_meeting(db, actor, meeting_id)
    services.reorder_items(
        db, actor=actor, meeting=meeting, item_ids=body.items, revision=body.revision,
        seen=body.seen,
        sections=body.sections,
    )  # fmt: skip
    return shown(db, actor, meeting)


@api_route(bp, "POST", ITEM + "/papers", tag="agenda", body=Paper, answer=ItemOut, status=201,
           errors=(403, 404, 409, 422))  # fmt: skip
def attach_document(
    db: Session, actor: Actor, meeting_id: int, item_id: int, body: Paper
) -> ItemOut:
    """Lay a paper that is in the system to an item."""
    item = _item(db, actor, meeting_id, item_id)
    document = document_queries.find_document(db, actor, body.document_id)
    services.attach_document(db, actor=actor, item=item, document=document)
    return _shown(db, item)


@api_route(bp, "DELETE", ITEM + "/papers/<int:document_id>", tag="agenda", status=204,
           errors=(403, 404, 409))  # fmt: skip
def detach_document(
    db: Session, actor: Actor, meeting_id: int, item_id: int, document_id: int
) -> None:
    """Take a paper from an item; the paper itself stays."""
    item = _item(db, actor, meeting_id, item_id)
    services.detach_document(db, actor=actor, item=item, document_id=document_id)


@api_route(bp, "POST", ITEM + "/papers/order", tag="agenda", body=PaperOrder, answer=ItemOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def reorder_papers(
    db: Session, actor: Actor, meeting_id: int, item_id: int, body: PaperOrder
) -> ItemOut:
    """Put the papers of an item into the order in which they are read."""
    item = _item(db, actor, meeting_id, item_id)
    services.reorder_papers(db, actor=actor, item=item, document_ids=body.documents)
    return _shown(db, item)
