"""What the page of a member's own positions shows: one read of the store, no writing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.verdicts import Verdict
from meetings.agenda.queries import sent_lines
from meetings.invited.queries import prepares_for
from meetings.models import AgendaItem, Invitation, Meeting
from meetings.positions import queries, rules, services
from meetings.positions.models import Position
from meetings.queries import last_edition


@dataclass(frozen=True)
class Line:
    """An item, its papers, and what stands of it from this place."""

    number: int
    item: AgendaItem
    papers: list[DocumentVersion]
    state: queries.PlaceState
    may: Verdict

    @property
    def shown(self) -> Position | None:
        """What the buttons show as chosen: what waits to be confirmed, else what is stated."""
        return self.state.prepared or self.state.stated


@dataclass(frozen=True)
class OwnPage:
    """The positions of one place; `states`: what is said here counts at once, else is prepared.
    `just_done`: what the last act wrote and what can be undone."""

    place: Invitation
    places: list[Invitation]
    lines: list[Line]
    states: bool
    may: Verdict
    may_attach: Verdict
    just_done: list[Position]
    attachments: dict[int, DocumentVersion]
    """Of the shown positions, by document; those that the reader may open."""

    @property
    def said(self) -> int:
        """On how many items something is stated."""
        return sum(line.state.stated is not None for line in self.lines)

    @property
    def prepared(self) -> list[Position]:
        """What waits to be confirmed, of items that can still be."""
        return [line.state.prepared for line in self.lines if line.state.prepared and line.may]

    @property
    def rest(self) -> int:
        """Of how many open items nothing is said or prepared."""
        return sum(line.shown is None and bool(line.may) for line in self.lines)


def own_page(
    db: Session,
    actor: Actor,
    meeting: Meeting,
    person_id: int | None,
    just_done: Collection[int] = (),
) -> OwnPage:
    """Read the page of `person_id` (None: the actor's own). Raises NotVisible."""
    place = queries.find_place(db, actor, meeting, person_id)
    at = clock.now()
    may = rules.may_say(
        actor,
        place,
        meeting,
        is_member=queries.member_of(db, place.person_id) is not None,
        prepares_for=prepares_for(db, actor, at),
    )
    edition = last_edition(db, meeting, sent=True)
    papers = {
        line.line["item_id"]: line.papers
        for line in (sent_lines(db, actor, meeting, edition) if edition else [])
    }
    items = queries.sent_items(db, meeting)
    states = queries.of_place(db, place.person_id, [item.id for item in items])
    lines = [
        Line(
            number,
            item,
            papers.get(item.id, []),
            states.get(item.id, queries.PlaceState()),
            may.and_then(rules.still_open(item)),
        )
        for number, item in enumerate(items, start=1)
    ]
    standing = [p for line in lines if line.may and (p := line.shown) and p.id in just_done]
    said = [row for line in lines for row in (line.state.stated, line.state.prepared) if row]
    return OwnPage(
        place=place,
        places=queries.places_of(db, actor, meeting),
        lines=lines,
        states=rules.states(actor, place),
        may=may,
        may_attach=services.may_attach(db, actor, place, at),
        just_done=standing,
        attachments=queries.readable_attachments(db, actor, said),
    )
