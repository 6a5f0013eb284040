"""The board of positions: what may be adopted en bloc, then what needs the cabinet's time."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.people.queries import members_on, rules_on
from ecabinet.people.rules import Presence, quorum
from ecabinet.verdicts import Verdict
from meetings.models import AgendaItem, Invitation, ItemState, Meeting
from meetings.positions import queries, rules
from meetings.positions.models import Position, Stance


@dataclass(frozen=True)
class Line:
    """An item with what was said of it. `is_open`: the reader sees everybody's positions, and only
    then `counts`; `silent`: who has said nothing."""

    number: int
    item: AgendaItem
    is_open: bool
    counts: rules.Counts | None
    positions: list[Position] = field(default_factory=list)
    silent: list[Invitation] = field(default_factory=list)
    is_quorate: bool = False

    @property
    def is_listed(self) -> bool:
        """It may be adopted with others: it waits, and nobody objects or wishes to speak."""
        clear = self.counts is not None and self.counts.is_clear
        return self.is_open and clear and self.item.state is ItemState.WAITING

    @property
    def notable(self) -> list[Position]:
        """What the chair reads: objections first, then who wishes to speak, then remarks."""
        order = {Stance.OBJECTION: 0, Stance.WISHES_TO_SPEAK: 1, Stance.NO_OBJECTION: 2}
        told = [
            p
            for p in self.positions
            if p.stance is not Stance.NO_OBJECTION or p.remark or p.document_id
        ]
        return sorted(told, key=lambda p: (order[p.stance], p.rank))


@dataclass(frozen=True)
class Board:
    """Items for adoption en bloc; the others that wait, most objections first; what is done; and
    what is not open to this reader yet."""

    en_bloc: list[Line]
    to_discuss: list[Line]
    others: list[Line]
    closed: list[Line]
    required: int
    may_adopt: Verdict
    attachments: dict[int, DocumentVersion] = field(default_factory=dict)
    """Of the shown positions, by document; those that the reader may open."""

    @property
    def lines(self) -> list[Line]:
        """All, as they are shown."""
        return [*self.en_bloc, *self.to_discuss, *self.others, *self.closed]


def board(db: Session, actor: Actor, meeting: Meeting) -> Board:
    """Read the board as `actor` sees it, in a fixed number of queries."""
    today = clock.day_of(clock.now())
    body_rules = rules_on(db, today)
    asked = queries.members_asked(db, meeting)
    required = quorum(
        body_rules, max(1, len(members_on(db, today))), Presence(0, 0, chair=False)
    ).required
    is_open = queries.open_items(db, actor, meeting)
    by_item: dict[int, list[Position]] = {}
    said = queries.positions_of(db, actor, meeting)
    for row in said:
        if row.confirmed_at is not None:
            by_item.setdefault(row.item_id, []).append(row)
    lines = [
        _line(number, item, asked, by_item.get(item.id, []), item.id in is_open, required)
        for number, item in enumerate(queries.sent_items(db, meeting), start=1)
    ]
    seen = [line for line in lines if line.is_open]
    listed = [line for line in seen if line.is_listed]
    waiting = [line for line in seen if line.item.state is ItemState.WAITING]
    return Board(
        en_bloc=listed,
        to_discuss=sorted((line for line in waiting if not line.is_listed), key=_by_weight),
        others=[line for line in seen if line.item.state is not ItemState.WAITING],
        closed=[line for line in lines if not line.is_open],
        required=required,
        may_adopt=rules.may_adopt_en_bloc(actor, meeting, body_rules),
        attachments=queries.readable_attachments(db, actor, said),
    )


def _line(
    number: int,
    item: AgendaItem,
    asked: list[Invitation],
    positions: list[Position],
    is_open: bool,
    required: int,
) -> Line:
    if not is_open:
        return Line(number, item, False, None, positions)
    counts = rules.count({place.person_id for place in asked}, positions)
    said = {row.person_id for row in positions}
    return Line(
        number,
        item,
        True,
        counts,
        positions,
        [place for place in asked if place.person_id not in said],
        counts.answered >= required,
    )


def _by_weight(line: Line) -> tuple[int, int, int]:
    assert line.counts is not None
    return (-line.counts.objections, -line.counts.speakers, line.number)
