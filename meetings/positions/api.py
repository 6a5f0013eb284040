"""The JSON API of positions and of adoption en bloc."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import language, local_day
from meetings.models import Meeting
from meetings.positions import adoption, forms, queries, rules, services
from meetings.positions.board import Line, board
from meetings.positions.models import Position
from meetings.positions.page import own_page
from meetings.queries import find_meeting

bp = Blueprint("positions_api", __name__)
ERRORS = (403, 404, 409, 422)


class PositionOut(BaseModel):
    """What was said of an item from one member's place. `is_prepared`: it waits for the member.
    `document_id`: the attachment, which whoever sees the position reads as any other paper."""

    id: int
    item_id: int
    person_id: int
    name: str
    title: str
    substitute_name: str
    stance: str
    wishes_to_speak: bool
    remark: str
    document_id: int | None
    stated_at: datetime | None
    is_prepared: bool

    @classmethod
    def of(cls, row: Position) -> PositionOut:
        """Return a position as it is."""
        return cls(
            id=row.id, item_id=row.item_id, person_id=row.person_id, name=row.name,
            title=row.title(language()), substitute_name=row.substitute_name,
            stance=row.stance.value, wishes_to_speak=row.wishes_to_speak, remark=row.remark,
            document_id=row.document_id, stated_at=row.confirmed_at,
            is_prepared=row.confirmed_at is None,
        )  # fmt: skip


class CountsOut(BaseModel):
    """How many said what, of how many asked."""

    members: int
    answered: int
    no_objection: int
    objections: int
    speakers: int
    substitutes: int


class ItemPositionsOut(BaseModel):
    """An item with the positions that you see. `counts` only where you see everybody's."""

    item_id: int
    title: str
    state: str
    may_be_adopted_en_bloc: bool
    counts: CountsOut | None
    positions: list[PositionOut]


class PositionsOut(BaseModel):
    """The positions of a sitting: items that may be adopted en bloc first, then by objections."""

    items: list[ItemPositionsOut]


class OwnPositionsOut(BaseModel):
    """What stands from one member's place."""

    person_id: int
    name: str
    unanswered: int
    positions: list[PositionOut]


class AdoptedOut(BaseModel):
    """The items that were adopted, each with its decision."""

    items: list[int]
    decisions: list[int]


def _line(line: Line) -> ItemPositionsOut:
    counts = line.counts
    return ItemPositionsOut(
        item_id=line.item.id,
        title=line.item.title,
        state=line.item.state.value,
        may_be_adopted_en_bloc=line.is_listed,
        counts=CountsOut(
            members=counts.members, answered=counts.answered, no_objection=counts.no_objection,
            objections=counts.objections, speakers=counts.speakers,
            substitutes=counts.substitutes,
        ) if counts else None,
        positions=[PositionOut.of(row) for row in line.positions],
    )  # fmt: skip


def _own(db: Session, actor: Actor, meeting: Meeting, person_id: int | None) -> OwnPositionsOut:
    page = own_page(db, actor, meeting, person_id)
    rows = [row for line in page.lines for row in (line.state.stated, line.state.prepared) if row]
    return OwnPositionsOut(
        person_id=page.place.person_id,
        name=page.place.name,
        unanswered=page.rest,
        positions=[PositionOut.of(row) for row in rows],
    )


@api_route(
    bp, "GET", "/meetings/<int:meeting_id>/positions", tag="positions", answer=PositionsOut,
    errors=(404,),
)  # fmt: skip
def list_positions(db: Session, actor: Actor, meeting_id: int) -> PositionsOut:
    """Read what members say of the items beforehand, as far as you see it."""
    meeting = find_meeting(db, actor, meeting_id)
    places = queries.places_of(db, actor, meeting)
    rules.may_see_board(actor, places[0] if places else None).enforce()
    return PositionsOut(items=[_line(line) for line in board(db, actor, meeting).lines])


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/positions/<int:item_id>", tag="positions",
    body=forms.PositionInput, answer=OwnPositionsOut, errors=ERRORS,
)  # fmt: skip
def state_position(
    db: Session, actor: Actor, meeting_id: int, item_id: int, body: forms.PositionInput
) -> OwnPositionsOut:
    """State a position on an item, or prepare it for the member who delegated to you."""
    meeting = find_meeting(db, actor, meeting_id)
    place = queries.find_place(db, actor, meeting, body.person_id, lock=True)
    item = queries.find_sent_item(db, meeting, item_id)
    said = services.Said(
        item, body.stance, body.wishes_to_speak, body.remark, body.document_id,
        detaches=body.detaches,
    )  # fmt: skip
    services.state_positions(db, actor=actor, meeting=meeting, place=place, said=[said])
    return _own(db, actor, meeting, place.person_id)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/positions/rest", tag="positions", body=forms.Place,
    answer=OwnPositionsOut, errors=ERRORS,
)  # fmt: skip
def no_objection_to_the_rest(
    db: Session, actor: Actor, meeting_id: int, body: forms.Place
) -> OwnPositionsOut:
    """State no objection to every waiting item of which nothing was said."""
    meeting = find_meeting(db, actor, meeting_id)
    place = queries.find_place(db, actor, meeting, body.person_id, lock=True)
    services.no_objection_to_the_rest(db, actor=actor, meeting=meeting, place=place)
    return _own(db, actor, meeting, place.person_id)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/positions/confirmation", tag="positions",
    body=forms.Confirmation, answer=OwnPositionsOut, errors=ERRORS,
)  # fmt: skip
def confirm_prepared(
    db: Session, actor: Actor, meeting_id: int, body: forms.Confirmation
) -> OwnPositionsOut:
    """Confirm prepared positions. One that was changed since you read it: 409, and none is."""
    meeting = find_meeting(db, actor, meeting_id)
    place = queries.find_place(db, actor, meeting, body.person_id, lock=True)
    services.confirm_prepared(
        db, actor=actor, meeting=meeting, place=place, prepared_ids=body.positions
    )
    return _own(db, actor, meeting, place.person_id)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/positions/taking-back", tag="positions",
    body=forms.TakingBack, answer=OwnPositionsOut, errors=ERRORS,
)  # fmt: skip
def take_back(
    db: Session, actor: Actor, meeting_id: int, body: forms.TakingBack
) -> OwnPositionsOut:
    """Undo positions of one place: what was said before them stands again."""
    meeting = find_meeting(db, actor, meeting_id)
    owner = services.take_back_all(db, actor=actor, meeting=meeting, position_ids=body.positions)
    return _own(db, actor, meeting, owner)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/en-bloc", tag="positions", body=forms.EnBloc,
    answer=AdoptedOut, errors=ERRORS,
)  # fmt: skip
def adopt_en_bloc(db: Session, actor: Actor, meeting_id: int, body: forms.EnBloc) -> AdoptedOut:
    """Adopt items to which nobody objects in one act (chair). When one has left the list: 409
    `position-left-the-list`, and none is adopted."""
    meeting = find_meeting(db, actor, meeting_id)
    items = adoption.adopt_en_bloc(
        db, actor=actor, meeting=meeting, item_ids=body.items, text=body.text, kind=body.kind,
        today=local_day(clock.now()),
    )  # fmt: skip
    decisions = [item.decision_id for item in items if item.decision_id is not None]
    return AdoptedOut(items=[item.id for item in items], decisions=decisions)
