"""Parts of the acts on items and sittings: held against what others wrote, remembered, undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.merging import Clash, Merge, merge, merge_order, plain_fields
from ecabinet.sentences import S
from meetings.changes.models import FieldChange
from meetings.changes.queries import Edited, last_written, seen_at
from meetings.models import AgendaItem, Meeting


def lock(db: Session, subject: Edited) -> None:
    """Let two who write on the same row come in turn, the second seeing what the first wrote."""
    db.flush()
    table = type(subject)
    statement = select(table).where(table.id == subject.id).with_for_update(of=table)
    db.execute(statement.execution_options(populate_existing=True)).scalar_one()


def merged(
    db: Session,
    *,
    subject: Edited,
    wanted: Mapping[str, Any],
    revision: int | None,
    base: Mapping[str, Any] | None,
) -> Merge:
    """Lock `subject` and merge `wanted` into what stands there, field by field.

    What the officer saw: `base` where given, else what stood at `revision`, else what was loaded
    when the request came in: who says nothing writes over what stood there then. Raises Conflict
    whose `differences` name each field that both wrote: {field: {base, mine, theirs, by, at}}.
    """
    loaded = plain_fields({field: getattr(subject, field) for field in wanted})
    lock(db, subject)
    present = plain_fields({field: getattr(subject, field) for field in wanted})
    seen = {**loaded, **seen_at(db, subject, revision), **plain_fields(base or {})}
    result = merge(seen, plain_fields(wanted), present)
    if result.clashes:
        raise clash(db, subject, result.clashes)
    return result


def merged_order(
    db: Session,
    meeting: Meeting,
    standing: Sequence[AgendaItem],
    *,
    seen: Sequence[int],
    mine: Sequence[int],
) -> list[int]:
    """Return the order that stands there (`standing`) with my moves made on it.

    Raises Conflict for an item that somebody else moved meanwhile.
    """
    result = merge_order(seen, mine, [item.id for item in standing])
    if result.clashes:
        title = next(item.title for item in standing if item.id == result.clashes[0])
        other = last_written(db, meeting, ["order"]).get("order")
        raise Conflict(
            S("editing-order-clash", by=other.by, title=title)
            if other
            else S("editing-order-clash-somebody", title=title),
            "editing-order-clash",
        )
    return list(result.order)


def clash(db: Session, subject: Edited, clashes: tuple[Clash, ...]) -> Conflict:
    """Return the refusal that shows both texts of each field, who wrote the other, and when."""
    written = last_written(db, subject, (one.field for one in clashes))
    differences = {}
    for one in clashes:
        other = written.get(one.field)
        differences[one.field] = {
            "base": one.base,
            "mine": one.mine,
            "theirs": one.theirs,
            "by": other.by if other else "",
            "at": other.at.isoformat() if other else None,
        }
    first = next((written[one.field].by for one in clashes if one.field in written), "")
    sentence = S("editing-clash-by", by=first) if first else S("editing-clash")
    return Conflict(sentence, "editing-clash", differences=differences)


def remember(
    db: Session,
    *,
    actor: Actor,
    subject: Edited,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Keep what was written, field by field; call it once the new values are flushed."""
    of_item = isinstance(subject, AgendaItem)
    old, new = plain_fields(before), plain_fields(after)
    db.add_all(
        FieldChange(
            meeting_id=subject.meeting_id if isinstance(subject, AgendaItem) else subject.id,
            item_id=subject.id if of_item else None,
            field=field,
            before=old[field],
            after=value,
            revision=subject.revision,
            at=clock.now(),
            account_id=actor.account_id,
        )
        for field, value in new.items()
        if old[field] != value
    )
    db.flush()


def take(
    db: Session, *, actor: Actor, subject: Edited, wanted: Mapping[str, Any], merge: Merge
) -> tuple[str, ...]:
    """Write the fields that `merge` takes, and remember them; return which they are."""
    if merge.take:
        before = {field: getattr(subject, field) for field in merge.take}
        after = {field: wanted[field] for field in merge.take}
        for field, value in after.items():
            setattr(subject, field, value)
        db.flush()
        remember(db, actor=actor, subject=subject, before=before, after=after)
    return merge.take
