"""What the desk shows for working on many items at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.merging import plain
from ecabinet.sentences import Sentence
from meetings.agenda.choosing import in_words
from meetings.many import queries, rules
from meetings.many.models import Act
from meetings.models import Meeting


def outlook(db: Session, actor: Actor, meeting: Meeting, told: int | None) -> dict[str, Any]:
    """Return what the page needs: `many_may` by act; `many_told`: what the act `told` did;
    `many_sittings`: where items may go."""
    may = {act.value: rules.may_act(actor, meeting, act) for act in Act}
    if not any(may.values()):
        return {"many_may": may, "many_told": None, "many_sittings": []}
    return {
        "many_may": may,
        "many_told": _told(db, actor, meeting, told) if told else None,
        "many_sittings": queries.sittings_beside(db, actor, meeting)
        if may[Act.POSTPONE.value]
        else [],
    }


def _told(db: Session, actor: Actor, meeting: Meeting, act_id: int) -> dict[str, Any] | None:
    try:
        entry = queries.find_act(db, actor, meeting, act_id)
    except NotVisible:
        return None
    to = db.get(Meeting, entry.to_meeting_id) if entry.to_meeting_id else None
    return {
        "entry": entry,
        "to": to,
        "done": len(entry.done),
        "papers": sum(len(one.get("papers", ())) for one in entry.done),
        "same": entry.asked - len({one["item"] for one in [*entry.done, *entry.refused]}),
        "refused": [(one["title"], Sentence.from_json(one["why"])) for one in entry.refused],
        "may_undo": rules.may_undo(actor, meeting, entry),
    }


def described(db: Session, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return [(end of the field's catalogue key, what it becomes in words)]."""
    return [
        (name.removesuffix("_id"), in_words(db, name, plain(value), "agenda-type"))
        for name, value in values.items()
    ]
