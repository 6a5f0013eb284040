"""Acts on positions: state, prepare, confirm, take back. None commits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from documents.attachments import services as attachments
from documents.distribution.services import note_opened
from documents.queries import principals_of
from documents.services import Prepared
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, NotVisible
from ecabinet.outbox import publish
from ecabinet.people.queries import rules_on
from ecabinet.people.rules import PositionsSeenBy
from ecabinet.sentences import S
from ecabinet.verdicts import Verdict
from meetings.invited.queries import prepares_for
from meetings.models import AgendaItem, Invitation, Meeting
from meetings.positions import queries, rules
from meetings.positions.events import PositionsChanged, PositionsPrepared
from meetings.positions.models import Position, Stance


@dataclass(frozen=True)
class Said:
    """What is said of one item.

    `attached`: a checked file that goes with it, in place of what was attached. Without one
    `document_id` stays attached, or (None) what was; unless `detaches`.
    """

    item: AgendaItem
    stance: Stance
    wishes_to_speak: bool = False
    remark: str = ""
    document_id: int | None = None
    attached: Prepared | None = None
    detaches: bool = False

    @property
    def speaks(self) -> bool:
        """Who states the wish to speak as such has it, whatever the tick says."""
        return self.wishes_to_speak or self.stance is Stance.WISHES_TO_SPEAK


def state_positions(
    db: Session, *, actor: Actor, meeting: Meeting, place: Invitation, said: Sequence[Said]
) -> list[Position]:
    """Keep what is said from `place`; a later word supersedes, nothing is erased.

    Said by the member, or the substitute they named, it is a position; by an assistant it waits
    for them. The same again changes nothing. `place` is to be loaded with `find_place(lock=True)`.
    Raises Denied, Conflict (called meanwhile, over), Invalid.
    """
    at = clock.now()
    _may_say(db, actor, meeting, place, at)
    for one in said:
        rules.sound(one.stance, one.speaks).enforce()
    if any(one.attached for one in said):
        may_attach(db, actor, place, at).enforce()
    items = _locked(db, [one.item for one in said])
    present = queries.of_place(db, place.person_id, [item.id for item in items])
    states = rules.states(actor, place)
    changed: list[Position] = []
    for one in said:
        before = present.get(one.item.id, queries.PlaceState())
        if one.document_id is not None:
            shown = [row.document_id for row in (before.stated, before.prepared) if row]
            rules.may_keep_attached(one.document_id, shown).enforce()
        if _is_same(before.stated if states else before.prepared, one):
            continue
        changed.append(_replace(db, actor, place, one, before, at, states=states))
    db.flush()
    if changed:
        _tell(db, actor, meeting, place, changed, states=states)
    return changed


def attach(
    db: Session, *, actor: Actor, meeting: Meeting, place: Invitation, item: AgendaItem,
    prepared: Prepared | None,
) -> Position:  # fmt: skip
    """Lay a checked file to what is said (or prepared) of `item`, in place of what was attached;
    None: take it off. Raises Denied, Conflict (nothing said yet; called meanwhile)."""
    present = queries.of_place(db, place.person_id, [item.id]).get(item.id, queries.PlaceState())
    said = present.stated if rules.states(actor, place) else present.prepared
    if said is None:
        raise Conflict(S("position-attach-after-answer"))
    one = Said(
        item, said.stance, said.wishes_to_speak, said.remark, attached=prepared,
        detaches=prepared is None,
    )  # fmt: skip
    changed = state_positions(db, actor=actor, meeting=meeting, place=place, said=[one])
    return changed[0] if changed else said


def may_attach(db: Session, actor: Actor, place: Invitation, at: datetime) -> Verdict:
    """Say whether who may speak from `place` may attach a file there."""
    reads_for = set(db.execute(principals_of(actor, at)).scalars())
    return rules.may_attach(place, actor, reads_for=reads_for)


def no_objection_to_the_rest(
    db: Session, *, actor: Actor, meeting: Meeting, place: Invitation
) -> list[Position]:
    """State (or prepare) no objection to every waiting item of which nothing is said yet.

    What an assistant has prepared for an item counts as said: it waits for its own confirmation.
    """
    items = [item for item in queries.sent_items(db, meeting) if rules.still_open(item)]
    present = queries.of_place(db, place.person_id, [item.id for item in items])
    said = [Said(item, Stance.NO_OBJECTION) for item in items if item.id not in present]
    return state_positions(db, actor=actor, meeting=meeting, place=place, said=said)


def confirm_prepared(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    place: Invitation,
    prepared_ids: Collection[int],
) -> list[Position]:
    """Make what was prepared the positions of this place, all or nothing.

    `prepared_ids`: those that the page showed; when the assistant has changed one since, Conflict.
    Raises Denied, Conflict.
    """
    at = clock.now()
    _may_say(db, actor, meeting, place, at)
    rules.may_confirm(actor, place).enforce()
    items = _locked(db, queries.sent_items(db, meeting), check=False)
    present = queries.of_place(db, place.person_id, [item.id for item in items])
    waiting = {state.prepared.id: state for state in present.values() if state.prepared}
    if not set(prepared_ids) <= waiting.keys():
        raise Conflict(S("position-changed-meanwhile"))
    chosen = [waiting[number] for number in sorted(set(prepared_ids))]
    by_id = {item.id: item for item in items}
    for state in chosen:
        assert state.prepared is not None
        rules.still_open(by_id[state.prepared.item_id]).enforce()
        if state.stated is not None:
            state.stated.superseded_at = at
    db.flush()
    confirmed = []
    for state in chosen:
        assert state.prepared is not None
        state.prepared.confirmed_at, state.prepared.confirmed_by_id = at, actor.account_id
        _said_by(state.prepared, actor, place)
        confirmed.append(state.prepared)
    db.flush()
    if confirmed:
        _tell(db, actor, meeting, place, confirmed, states=True)
    return confirmed


def take_back(
    db: Session, *, actor: Actor, meeting: Meeting, place: Invitation, position: Position
) -> Position | None:
    """Undo: what was in force before stands again, or nothing. Returns what stands now.

    Raises Denied, Conflict (superseded since; the item was called).
    """
    at = clock.now()
    _may_say(db, actor, meeting, place, at)
    if position.confirmed_at is not None:
        rules.may_confirm(actor, place).enforce()
    _locked(db, [position.item])
    db.refresh(position)
    rules.may_take_back(position).enforce()
    before = queries.before_this(db, position) if position.confirmed_at else None
    was_open = _is_open(db, meeting, [position.item_id])
    position.superseded_at = at
    db.flush()
    again = None
    if before is not None:
        one = Said(
            position.item, before.stance, before.wishes_to_speak, before.remark, before.document_id
        )
        again = _replace(db, actor, place, one, queries.PlaceState(), at, states=True)
        again.created_at = before.created_at
        db.flush()
    _tell(db, actor, meeting, place, [position], states=position.confirmed_at is not None,
          act="position:take-back", was_open=was_open)  # fmt: skip
    return again


def take_back_all(
    db: Session, *, actor: Actor, meeting: Meeting, position_ids: Sequence[int]
) -> int:
    """Undo several positions of one place, all or none; returns whose. Raises as `take_back`, and
    NotVisible."""
    found = [queries.find_position(db, actor, number) for number in position_ids]
    owners = {position.person_id for position in found}
    if len(owners) != 1 or any(position.item.meeting_id != meeting.id for position in found):
        raise NotVisible
    owner = owners.pop()
    place = queries.find_place(db, actor, meeting, owner, lock=True)
    for position in sorted(found, key=lambda position: position.item_id):
        take_back(db, actor=actor, meeting=meeting, place=place, position=position)
    return owner


def _may_say(db: Session, actor: Actor, meeting: Meeting, place: Invitation, at: datetime) -> None:
    rules.may_say(
        actor,
        place,
        meeting,
        is_member=queries.member_of(db, place.person_id) is not None,
        prepares_for=prepares_for(db, actor, at),
    ).enforce()


def _locked(
    db: Session, items: Sequence[AgendaItem], *, check: bool = True
) -> Sequence[AgendaItem]:
    queries.lock_items(db, items)
    if check:
        for item in items:
            rules.still_open(item).enforce()
    return items


def _is_same(before: Position | None, said: Said) -> bool:
    return (
        before is not None
        and before.stance is said.stance
        and before.wishes_to_speak == said.speaks
        and before.remark == said.remark.strip()
        and said.attached is None
        and not (said.detaches and before.document_id)
        and said.document_id in (None, before.document_id)
    )


def _replace(
    db: Session,
    actor: Actor,
    place: Invitation,
    said: Said,
    before: queries.PlaceState,
    at: datetime,
    *,
    states: bool,
) -> Position:
    """Write the new row; what the person says themselves supersedes what was prepared as well."""
    kept = before.stated if states else before.prepared
    for old in (before.prepared, before.stated if states else None):
        if old is not None:
            old.superseded_at = at
    # The index allows one in force: the earlier one must be superseded before the next comes in.
    db.flush()
    member = queries.member_of(db, place.person_id)
    assert member is not None
    row = Position(
        item_id=said.item.id,
        person_id=place.person_id,
        name=member.name,
        title_vi=member.title_vi,
        title_en=member.title_en,
        rank=member.rank,
        stance=said.stance,
        wishes_to_speak=said.speaks,
        remark=said.remark.strip(),
        document_id=_attached(db, actor, place, said, kept, at),
        created_at=at,
        prepared_by_id=None if states else actor.account_id,
        confirmed_at=at if states else None,
        confirmed_by_id=actor.account_id if states else None,
    )
    if states:
        _said_by(row, actor, place)
    db.add(row)
    return row


def _attached(
    db: Session, actor: Actor, place: Invitation, said: Said, kept: Position | None, at: datetime
) -> int | None:
    """The paper that goes with the new row."""
    if said.attached is not None:
        document = attachments.attach(
            db, actor=actor, prepared=said.attached, said_by_id=place.person_id, at=at
        )
        note_opened(db, actor=actor, version=document.current, at=at)
        return document.id
    if said.detaches:
        return None
    return said.document_id or (kept.document_id if kept else None)


def _said_by(row: Position, actor: Actor, place: Invitation) -> None:
    if place.person_id != actor.person_id:
        row.substitute_id = actor.person_id
        row.substitute_name = place.substitute_name or actor.person_name


def _tell(
    db: Session,
    actor: Actor,
    meeting: Meeting,
    place: Invitation,
    rows: Sequence[Position],
    *,
    states: bool,
    act: str = "",
    was_open: bool = False,
) -> None:
    """Journal and announce. What is said stays out of the journal, which auditors read.

    `was_open`: members saw the item until now, and are to learn that they do not any more.
    """
    items = tuple(row.item_id for row in rows)
    details = {"items": list(items), "for": place.person_id}
    journal.record(db, actor, act or ("position:state" if states else "position:prepare"),
                   meeting, details=details)  # fmt: skip
    own = (place.person_id, place.substitute_id) if place.substitute_id else (place.person_id,)
    if not states:
        publish(db, PositionsPrepared(meeting.id, items, own))
        return
    chairs = {row.item.chair_id for row in rows if row.item and row.item.chair_id}
    heard = tuple(dict.fromkeys((*own, meeting.chair_id, *sorted(chairs))))
    publish(
        db, PositionsChanged(meeting.id, items, heard, was_open or _is_open(db, meeting, items))
    )


def _is_open(db: Session, meeting: Meeting, item_ids: Sequence[int]) -> bool:
    """Whether members see what was said of one of these items."""
    seen_by = rules_on(db, clock.day_of(clock.now())).positions_seen_by
    if seen_by is PositionsSeenBy.SECRETARIAT:
        return False
    if seen_by is PositionsSeenBy.MEMBERS or meeting.opened_at is not None:
        return True
    asked = {row.person_id for row in queries.members_asked(db, meeting)}
    said = queries.in_force(db, item_ids)
    return any(asked <= {row.person_id for row in rows} for rows in said.values())
