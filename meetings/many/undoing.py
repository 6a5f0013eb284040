"""An act on many items taken back as a whole, but where somebody else has worked since."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.sentences import S
from meetings.agenda import dossiers
from meetings.agenda import rules as agenda_rules
from meetings.agenda.forms import ItemFields
from meetings.agenda.placing import note_changed, put_in_order, standing_items
from meetings.changes import services as changes
from meetings.editing import checks
from meetings.editing.models import FormalCheck
from meetings.many import rules
from meetings.many.models import Act, BulkAct
from meetings.many.services import Outcome, locked, take_off, tell, write
from meetings.models import AgendaItem, Meeting


def undo(db: Session, *, actor: Actor, meeting: Meeting, entry: BulkAct) -> Outcome:
    """Take back what an act on many items did; return what came back, and what is left as it is
    because somebody worked on it since. Raises Denied, Conflict."""
    to = db.get(Meeting, entry.to_meeting_id) if entry.to_meeting_id else None
    for sitting in sorted([meeting, *([to] if to else [])], key=lambda sitting: sitting.id):
        changes.lock(db, sitting)
    db.refresh(entry)
    rules.may_undo(actor, meeting, entry).enforce()
    items = {item.id: item for item in locked(db, meeting, [one["item"] for one in entry.done])}
    outcome = Outcome()
    for one in entry.done:
        if _take_back(db, actor, entry, one, items[one["item"]], outcome):
            outcome.done.append({"item": one["item"]})
    came = {one["item"] for one in outcome.done}
    placed = {
        one["item"] for one in entry.done if "section_id" in one.get("before", {"section_id": 0})
    }
    if entry.order:
        _place(db, meeting, entry, came & placed)
    if outcome.done:
        entry.undone_at = clock.now()
        db.flush()
        details = {"bulk": entry.id, "items": sorted(came)}
        journal.record(db, actor, "agenda:many-undo", meeting, details=details)
        tell(db, meeting, placed=bool(entry.order))
        if to is not None:
            note_changed(db, to)
    elif outcome.refused:
        raise Conflict(S("many-undo-none"))
    return outcome


def _take_back(
    db: Session,
    actor: Actor,
    entry: BulkAct,
    one: dict[str, Any],
    item: AgendaItem,
    outcome: Outcome,
) -> bool:
    if entry.act is Act.CHANGE:
        return _write_back(db, actor, one, item, outcome)
    if entry.act is Act.CHECK:
        return _uncheck(db, actor, entry, item, outcome)
    made = db.get_one(AgendaItem, one["made"]) if "made" in one else None
    return _put_back(db, actor, one, item, made, outcome)


def _write_back(
    db: Session, actor: Actor, one: dict[str, Any], item: AgendaItem, outcome: Outcome
) -> bool:
    verdict = rules.may_act_on(actor, item, Act.CHANGE)
    if not verdict:
        outcome.refuse(item, verdict.sentence)
        return False
    typed = ItemFields.model_validate(one["before"]).model_dump(exclude_unset=True)
    return write(db, actor, item, typed, one["after"], outcome) is not None


def _uncheck(db: Session, actor: Actor, entry: BulkAct, item: AgendaItem, outcome: Outcome) -> bool:
    row = db.get(FormalCheck, item.id)
    if row is None or row.account_id != entry.by_id or row.at > entry.at:
        outcome.refuse(item, S("many-worked-on"))
        return False
    checks.take_check_back(db, actor=actor, item=item)
    return True


def _put_back(
    db: Session,
    actor: Actor,
    one: dict[str, Any],
    item: AgendaItem,
    made: AgendaItem | None,
    outcome: Outcome,
) -> bool:
    verdict = agenda_rules.may_restore(actor, item)
    if verdict and made is not None:
        verdict = agenda_rules.may_edit_item(actor, made)
        if verdict and made.revision != one["revision"]:
            outcome.refuse(item, S("many-worked-on"))
            return False
    if not verdict:
        outcome.refuse(item, verdict.sentence)
        return False
    if made is not None:
        take_off(db, actor, made.meeting, [made])
    try:
        dossiers.came_back(db, actor, item)
    except Conflict as elsewhere:
        if made is not None:
            raise
        outcome.refuse(item, elsewhere.sentence)
        return False
    item.removed_at = None
    db.flush()
    details = {"meeting": item.meeting_id}
    journal.record(db, actor, "agenda:restore-item", item, details=details)
    return True


def _place(db: Session, meeting: Meeting, entry: BulkAct, back: set[int]) -> None:
    standing = standing_items(db, meeting)
    order = rules.put_back([item.id for item in standing], entry.order, back)
    put_in_order(db, meeting, standing, order)
