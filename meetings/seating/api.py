"""Rooms and seats over the JSON API."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from meetings import queries as meeting_queries
from meetings import rules as meeting_rules
from meetings.models import Meeting
from meetings.seating import queries, services
from meetings.seating.forms import (
    GiveOut,
    Put,
    RoomChange,
    RoomChoice,
    RoomIn,
    RoomOut,
    RoomsOut,
    SeatsOut,
)

bp = Blueprint("seating_api", __name__)
SEATS = "/meetings/<int:meeting_id>/seats"


@api_route(bp, "GET", "/rooms", tag="rooms", answer=RoomsOut)
def list_rooms(db: Session, actor: Actor) -> RoomsOut:
    """List the rooms in use."""
    meeting_rules.may_see_desk(actor).enforce()
    return RoomsOut(items=[RoomOut.of(room) for room in queries.list_rooms(db)])


@api_route(bp, "POST", "/rooms", tag="rooms", body=RoomIn, answer=RoomOut, status=201,
           errors=(403, 422))  # fmt: skip
def add_room(db: Session, actor: Actor, body: RoomIn) -> RoomOut:
    """Make a room with a plan to start from."""
    meeting_rules.may_see_desk(actor).enforce()
    room = services.add_room(db, actor=actor, name=body.name, shape=body.shape, seats=body.seats)
    return RoomOut.of(room)


@api_route(bp, "PUT", "/rooms/<int:room_id>", tag="rooms", body=RoomChange, answer=RoomOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def change_room(db: Session, actor: Actor, room_id: int, body: RoomChange) -> RoomOut:
    """Change a room's name and plan."""
    room = queries.find_room(db, actor, room_id)
    services.change_room(
        db, actor=actor, room=room, name=body.name, plan=body.plan(), revision=body.revision
    )
    return RoomOut.of(room)


@api_route(bp, "GET", SEATS, tag="rooms", answer=SeatsOut, errors=(404,))
def show_seats(db: Session, actor: Actor, meeting_id: int) -> SeatsOut:
    """Show who sits where in a sitting."""
    return _shown(db, _meeting(db, actor, meeting_id))


@api_route(bp, "PUT", SEATS + "/room", tag="rooms", body=RoomChoice, answer=SeatsOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def choose_room(db: Session, actor: Actor, meeting_id: int, body: RoomChoice) -> SeatsOut:
    """Say in which room a sitting is held; in another room nobody has a seat yet."""
    meeting = _meeting(db, actor, meeting_id)
    room = queries.find_room(db, actor, body.room_id) if body.room_id else None
    services.choose_room(db, actor=actor, meeting=meeting, room=room)
    return _shown(db, meeting)


@api_route(bp, "POST", SEATS + "/arrangement", tag="rooms", body=GiveOut, answer=SeatsOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def give_out(db: Session, actor: Actor, meeting_id: int, body: GiveOut) -> SeatsOut:
    """Give out the seats by rank; with `keep` `all` only those move whose answers changed."""
    meeting = _meeting(db, actor, meeting_id)
    services.give_out(db, actor=actor, meeting=meeting, keep=body.keep, revision=body.revision)
    return _shown(db, meeting)


@api_route(bp, "POST", SEATS + "/people", tag="rooms", body=Put, answer=SeatsOut,
           errors=(403, 404, 409, 422))  # fmt: skip
def put(db: Session, actor: Actor, meeting_id: int, body: Put) -> SeatsOut:
    """Put somebody on another seat; who sits there changes places with them."""
    meeting = _meeting(db, actor, meeting_id)
    services.put(
        db, actor=actor, meeting=meeting, invitation_id=body.invitation_id, seat=body.seat,
        revision=body.revision,
    )  # fmt: skip
    return _shown(db, meeting)


def _meeting(db: Session, actor: Actor, meeting_id: int) -> Meeting:
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    meeting_rules.may_see_desk(actor).enforce()
    return meeting


def _shown(db: Session, meeting: Meeting) -> SeatsOut:
    seating = queries.seating_of(db, meeting)
    return SeatsOut.of(queries.arranged(db, meeting), seating.revision if seating else None)
