"""The chair concludes an item: a decision is recorded, and its work is given out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from decisions.models import Decision, DecisionKind, DecisionOrigin
from decisions.services import assign, record_decision
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid, NotVisible
from ecabinet.outbox import publish
from ecabinet.sentences import S
from meetings.live import rules
from meetings.live.events import ItemChanged
from meetings.models import AgendaItem, ItemState, Meeting


@dataclass(frozen=True)
class Task:
    """Work given with a conclusion: one lead, and a due day or `is_ongoing`."""

    task: str
    lead_id: int
    due_on: date | None = None
    is_ongoing: bool = False
    coordinator_ids: tuple[int, ...] = field(default=())


def conclude_item(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    text: str,
    kind: DecisionKind,
    assignments: Sequence[Task] = (),
    today: date,
    en_bloc: bool = False,
) -> Decision:
    """Conclude `item` in the chair's words and give out the work.

    The decision keeps the outcome of the item's vote. All or nothing: one assignment that cannot
    be given refuses the whole. Raises Denied, Conflict (concluded already, vote lost or open),
    Invalid with `text` or `assignments.<place>.<field>`. `en_bloc`: a part of adopting several
    items that were not called; that nobody objects is asked there.
    """
    asked = rules.may_conclude_en_bloc if en_bloc else rules.may_conclude
    asked(actor, meeting, item).enforce()
    if not text.strip():
        missing = S("room-conclusion-missing")
        raise Invalid(missing, {"text": missing})
    at = clock.now()
    decision = record_decision(
        db,
        actor=actor,
        kind=kind,
        subject=item.title,
        text=text.strip(),
        origin=DecisionOrigin.MEETING,
        occasion=meeting.title,
        organisation_id=item.lead_id,
        decided_on=today,
        outcome=item.vote_outcome,
        at=at,
    )
    for place, task in enumerate(assignments):
        _give(db, actor, decision, task, place, today)
    item.state = ItemState.CONCLUDED
    item.conclusion = text.strip()
    item.decision_id = decision.id
    item.concluded_at = at
    db.flush()
    journal.record(
        db, actor, "item:conclude", item, details={"decision": decision.id, "en_bloc": en_bloc}
    )
    publish(db, ItemChanged(meeting.id, item.id, item.state.value))
    return decision


def _give(
    db: Session, actor: Actor, decision: Decision, task: Task, place: int, today: date
) -> None:
    try:
        assign(
            db,
            actor=actor,
            decision=decision,
            task=task.task,
            lead_id=task.lead_id,
            coordinator_ids=task.coordinator_ids,
            due_on=task.due_on,
            is_ongoing=task.is_ongoing,
            assigned_on=today,
            at=decision.recorded_at,
        )
    except Invalid as error:
        fields = {f"assignments.{place}.{name}": said for name, said in error.fields.items()}
        raise Invalid(error.sentence, fields) from error
    except NotVisible as error:
        unknown = S("room-unknown-organisation")
        raise Invalid(unknown, {f"assignments.{place}.lead_id": unknown}) from error
