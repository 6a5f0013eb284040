"""One act on many items: each is asked by itself; what is refused stays, the others go through.

Refusing all for the sake of one would send an officer with 184 items back to look for it; what was
refused is named with its reason, and the whole act can be undone in one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dossiers.submissions.models import Submission
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.merging import merge, plain_fields
from ecabinet.outbox import publish
from ecabinet.sentences import S, Sentence
from meetings.agenda import dossiers, lateness, sources
from meetings.agenda import rules as agenda_rules
from meetings.agenda import services as agenda
from meetings.agenda.placing import note_changed, put_in_order, standing_items
from meetings.agenda.queries import desk
from meetings.changes import services as changes
from meetings.changes.queries import last_written, seen_at
from meetings.editing import checks, releasing
from meetings.events import AgendaChanged
from meetings.many import rules
from meetings.many.models import Act, BulkAct
from meetings.models import AgendaItem, Meeting


@dataclass
class Outcome:
    """What became of each chosen item so far."""

    done: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, item: AgendaItem, why: Sentence | None) -> None:
        """Leave `item` as it is, and say why."""
        told = (why or S("not-visible")).to_json()
        self.refused.append({"item": item.id, "title": item.title, "why": told})


def change(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item_ids: Collection[int],
    values: Mapping[str, Any],
    seen: Mapping[int, int] | None = None,
) -> BulkAct:
    """Write `values` ({field: value}, fields of `rules.FIELDS`) into all items of `item_ids`.

    `seen`: {item id: revision} as the officer read them. A field that somebody else wrote since,
    differently, is left: that item is refused. Items of another section go to its end, in the order
    they had. Raises Denied, Conflict, Invalid, NotVisible.
    """
    rules.sound_fields(values).enforce()
    items = _begin(db, actor, meeting, Act.CHANGE, item_ids)
    agenda.check_values(db, meeting, values)
    standing = standing_items(db, meeting)
    outcome = Outcome()
    for item in _allowed(actor, items, Act.CHANGE, outcome):
        base = seen_at(db, item, (seen or {}).get(item.id))
        if written := write(db, actor, item, values, base, outcome):
            outcome.done.append({"item": item.id, **written})
    moved = [one["item"] for one in outcome.done if "section_id" in one["after"]]
    if moved:
        rest = [item.id for item in standing if item.id not in moved]
        put_in_order(db, meeting, standing, [*rest, *moved])
    order = [item.id for item in standing] if moved else []
    return _end(db, actor, meeting, Act.CHANGE, items, outcome, order=order)


def write(
    db: Session,
    actor: Actor,
    item: AgendaItem,
    wanted: Mapping[str, Any],
    base: Mapping[str, Any],
    outcome: Outcome,
) -> dict[str, Any] | None:
    """Write `wanted` into one locked item, unless somebody else wrote there since it said `base`
    ({field: value as JSON}); return {before, after} as JSON, None when nothing was written."""
    present = plain_fields({name: getattr(item, name) for name in wanted})
    result = merge({**present, **base}, plain_fields(wanted), present)
    if result.clashes:
        names = [clash.field for clash in result.clashes]
        by = next((one.by for one in last_written(db, item, names).values()), None)
        outcome.refuse(item, S("many-clash-by", by=by) if by else S("many-clash"))
        return None
    if not result.take:
        return None
    before = {name: getattr(item, name) for name in result.take}
    after = {name: wanted[name] for name in result.take}
    for name, value in after.items():
        setattr(item, name, value)
    db.flush()
    changes.remember(db, actor=actor, subject=item, before=before, after=after)
    journal.record(db, actor, "agenda:change-item", item, details={"fields": sorted(after)})
    return {"before": plain_fields(before), "after": plain_fields(after)}


def check(db: Session, *, actor: Actor, meeting: Meeting, item_ids: Collection[int]) -> BulkAct:
    """Note that all these items are formally in order as they are now. Raises Denied, Conflict,
    Invalid, NotVisible."""
    items = _begin(db, actor, meeting, Act.CHECK, item_ids)
    outcome = Outcome()
    wanted = {item.id for item in _allowed(actor, items, Act.CHECK, outcome)}
    held = checks.valid_checks(db, desk(db, meeting).lines)
    outcome.done = [{"item": item.id} for item in items if item.id in wanted - held]
    checks.mark_checked(db, actor=actor, meeting=meeting, item_ids=wanted)
    return _end(db, actor, meeting, Act.CHECK, items, outcome)


def release(db: Session, *, actor: Actor, meeting: Meeting, item_ids: Collection[int]) -> BulkAct:
    """Release the papers of all these items that are not out yet. Raises Denied, Conflict, Invalid,
    NotVisible."""
    items = _begin(db, actor, meeting, Act.RELEASE, item_ids)
    outcome = Outcome()
    for item in _allowed(actor, items, Act.RELEASE, outcome):
        found = releasing.release_papers(db, actor=actor, item=item)
        if found.done:
            outcome.done.append({"item": item.id, "papers": found.done})
        for title, why in found.left:
            outcome.refuse(item, S("many-paper-left", paper=title, why=why or S("not-visible")))
    return _end(db, actor, meeting, Act.RELEASE, items, outcome)


def remove(db: Session, *, actor: Actor, meeting: Meeting, item_ids: Collection[int]) -> BulkAct:
    """Take all these items off the working copy. Raises Denied, Conflict, Invalid, NotVisible."""
    items = _begin(db, actor, meeting, Act.REMOVE, item_ids)
    standing = [item.id for item in standing_items(db, meeting)]
    outcome = Outcome()
    going = _allowed(actor, items, Act.REMOVE, outcome)
    take_off(db, actor, meeting, going)
    outcome.done = [{"item": item.id} for item in going]
    return _end(db, actor, meeting, Act.REMOVE, items, outcome, order=standing)


def postpone(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item_ids: Collection[int],
    to: Meeting,
    late_reason: str = "",
) -> BulkAct:
    """Move all these items to the end of the sitting `to`, each with its papers and its dossier,
    into the section of the same name there. Guests are asked anew, as they come at another hour.

    Raises Denied, Conflict, Invalid (`late_reason` is needed where they come late), NotVisible.
    """
    for one in sorted((meeting, to), key=lambda one: one.id):
        changes.lock(db, one)
    items = _begin(db, actor, meeting, Act.POSTPONE, item_ids)
    there = len(standing_items(db, to))
    rules.may_postpone(actor, to, meeting, present=there, new=len(items)).enforce()
    agenda_rules.late_is_explained(lateness.is_late(db, to), late_reason).enforce()
    standing = [item.id for item in standing_items(db, meeting)]
    outcome = Outcome()
    going = _allowed(actor, items, Act.POSTPONE, outcome)
    take_off(db, actor, meeting, going)
    for item in going:
        made = _move(db, actor, item, to, late_reason)
        outcome.done.append({"item": item.id, "made": made.id, "revision": made.revision})
    return _end(db, actor, meeting, Act.POSTPONE, items, outcome, order=standing, to=to)


def take_off(db: Session, actor: Actor, meeting: Meeting, going: Sequence[AgendaItem]) -> None:
    """Take standing items off an agenda; a part of an act that has asked whether they may go."""
    for item in going:
        item.removed_at = clock.now()
        dossiers.left(db, actor, item)
        details = {"meeting": meeting.id}
        journal.record(db, actor, "agenda:remove-item", item, details=details)
    db.flush()
    rest = standing_items(db, meeting)
    put_in_order(db, meeting, rest, [other.id for other in rest])


def _move(db: Session, actor: Actor, item: AgendaItem, to: Meeting, late_reason: str) -> AgendaItem:
    content = agenda.content_of(item) | {
        "section_id": sources.same_section(db, to, item), "late_reason": late_reason,
    }  # fmt: skip
    if item.submission_id is not None and item.came_from_id is not None:
        origin = agenda.Origin(submission_id=item.submission_id, came_from_id=item.came_from_id)
    else:
        origin = agenda.Origin(came_from_id=item.came_from_id)
    made = agenda.add_item(
        db, actor=actor, meeting=to, content=agenda.ItemContent(**content), origin=origin
    )
    if item.submission_id is not None and item.came_from_id is None:
        dossier = db.get_one(Submission, item.submission_id)
        dossiers.put_on(db, actor, made, dossier)
        db.flush()
    sources.lay_papers(db, actor, made, [paper.document for paper in item.papers])
    return made


def _begin(
    db: Session, actor: Actor, meeting: Meeting, act: Act, item_ids: Collection[int]
) -> list[AgendaItem]:
    """Lock the sitting, then the items, and return them in order. Raises Denied, Conflict, Invalid,
    NotVisible (an item of another sitting)."""
    rules.may_act(actor, meeting, act).and_then(rules.sound_choice(item_ids)).enforce()
    changes.lock(db, meeting)
    rules.may_act(actor, meeting, act).enforce()
    return locked(db, meeting, item_ids)


def locked(db: Session, meeting: Meeting, item_ids: Collection[int]) -> list[AgendaItem]:
    """Return items of the sitting in order, removed ones too, locked for the act and as they stand
    now. Raises NotVisible for one of another sitting."""
    found = db.execute(
        select(AgendaItem)
        .where(AgendaItem.id.in_(set(item_ids)), AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.id)
        .with_for_update(of=AgendaItem)
        .execution_options(populate_existing=True)
    ).scalars()
    items = sorted(found, key=lambda item: (item.ordinal, item.id))
    if len(items) != len(set(item_ids)):
        raise NotVisible
    return items


def _allowed(
    actor: Actor, items: Sequence[AgendaItem], act: Act, outcome: Outcome
) -> list[AgendaItem]:
    allowed = []
    for item in items:
        verdict = rules.may_act_on(actor, item, act)
        if verdict:
            allowed.append(item)
        else:
            outcome.refuse(item, verdict.sentence)
    return allowed


def _end(
    db: Session,
    actor: Actor,
    meeting: Meeting,
    act: Act,
    items: Sequence[AgendaItem],
    outcome: Outcome,
    *,
    order: Sequence[int] = (),
    to: Meeting | None = None,
) -> BulkAct:
    entry = BulkAct(
        meeting_id=meeting.id,
        act=act,
        to_meeting_id=to.id if to else None,
        asked=len(items),
        done=outcome.done,
        refused=outcome.refused,
        order=list(order),
        by_id=actor.account_id,
        at=clock.now(),
    )
    db.add(entry)
    db.flush()
    if outcome.done:
        details = {"items": [one["item"] for one in outcome.done], "bulk": entry.id}
        journal.record(db, actor, f"agenda:many-{act.value}", meeting, details=details)
        tell(db, meeting, placed=bool(order))
    return entry


def tell(db: Session, meeting: Meeting, *, placed: bool) -> None:
    """Have the desk ask anew; `placed`: others stand there, or in another order."""
    if placed:
        note_changed(db, meeting)
    else:
        publish(db, AgendaChanged(meeting.id, meeting.state.value))
