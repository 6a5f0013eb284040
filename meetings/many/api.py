"""The JSON API of one act on many items."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from meetings import queries as meeting_queries
from meetings.many import acting, queries, rules, undoing
from meetings.many.forms import ManyInput, ManyOut, ManyUndoneOut, RefusedOut

bp = Blueprint("many_api", __name__)
MANY = "/meetings/<int:meeting_id>/items/many"


@api_route(bp, "POST", MANY, tag="agenda", body=ManyInput, answer=ManyOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def act_on_many(db: Session, actor: Actor, meeting_id: int, body: ManyInput) -> ManyOut:
    """Change, check, release, postpone or remove many items in one act.

    Each item is asked by itself: what is refused is named with its reason, the others go through.
    """
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    rules.may_act(actor, meeting, body.act).enforce()
    entry = acting.act(
        db, actor=actor, meeting=meeting,
        asked=acting.Asked(
            act=body.act, item_ids=body.items, seen=body.seen, values=body.fields.given(),
            to_meeting_id=body.to_meeting_id, late_reason=body.late_reason,
        ),
    )  # fmt: skip
    return ManyOut.of(entry)


@api_route(bp, "POST", MANY + "/<int:act_id>/undoing", tag="agenda", answer=ManyUndoneOut,
           errors=(403, 404, 409))  # fmt: skip
def undo_many(db: Session, actor: Actor, meeting_id: int, act_id: int) -> ManyUndoneOut:
    """Take an act on many items back, but where somebody has worked since."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    entry = queries.find_act(db, actor, meeting, act_id)
    found = undoing.undo(db, actor=actor, meeting=meeting, entry=entry)
    return ManyUndoneOut(
        id=entry.id,
        done=[one["item"] for one in found.done],
        refused=[RefusedOut.of(one) for one in found.refused],
    )
