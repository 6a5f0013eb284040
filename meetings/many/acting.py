"""Which service does which act on many items: the same for page and API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.sentences import S
from meetings.many import services
from meetings.many.models import Act, BulkAct
from meetings.models import Meeting
from meetings.queries import find_meeting


@dataclass(frozen=True)
class Asked:
    """An act as it was asked for. `seen`: {item id: revision}; `values` of `Act.CHANGE`;
    `to_meeting_id` and `late_reason` of `Act.POSTPONE`."""

    act: Act
    item_ids: Sequence[int]
    seen: Mapping[int, int] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    to_meeting_id: int | None = None
    late_reason: str = ""


def act(db: Session, *, actor: Actor, meeting: Meeting, asked: Asked) -> BulkAct:
    """Do what was asked. Raises Denied, Conflict, Invalid, NotVisible."""
    chosen: dict[str, Any] = {"actor": actor, "meeting": meeting, "item_ids": asked.item_ids}
    if asked.act is Act.CHANGE:
        return services.change(db, **chosen, values=asked.values, seen=asked.seen)
    if asked.act is Act.POSTPONE:
        to = where_to(db, actor, asked)
        return services.postpone(db, **chosen, to=to, late_reason=asked.late_reason)
    plain = {
        Act.CHECK: services.check, Act.RELEASE: services.release, Act.REMOVE: services.remove,
    }  # fmt: skip
    return plain[asked.act](db, **chosen)


def where_to(db: Session, actor: Actor, asked: Asked) -> Meeting:
    """Return the sitting to which items are to go. Raises Invalid (none named), NotVisible."""
    if asked.to_meeting_id is None:
        needed = S("many-needs-sitting")
        raise Invalid(needed, {"to_meeting_id": needed})
    return find_meeting(db, actor, asked.to_meeting_id)
