"""Joins sittings to the application: pages, API, live rooms, and its places on lower pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from flask import Flask, render_template
from sqlalchemy.orm import Session

from documents.models import Document
from dossiers.submissions.models import Submission
from ecabinet import occasions, slots
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.errors import NotVisible
from ecabinet.i18n import say
from ecabinet.realtime import register_room
from ecabinet.sentences import Sentence
from meetings import api, places, queries, rules, search, views
from meetings.agenda import api as agenda_api
from meetings.agenda import dossiers as agenda_dossiers
from meetings.agenda import (
    guest_api,
    guest_views,
    section_api,
    section_views,
    source_api,
    source_views,
)
from meetings.agenda import services as agenda_services
from meetings.agenda import views as agenda_views
from meetings.agenda.lines import guest_slot
from meetings.editing import api as editing_api
from meetings.editing import sockets as editing_sockets
from meetings.editing import views as editing_views
from meetings.editions import api as edition_api
from meetings.editions import notices as edition_notices
from meetings.editions import views as edition_views
from meetings.entering import api as entering_api
from meetings.entering import views as entering_views
from meetings.events import meeting_room
from meetings.invitations import wiring as invitations
from meetings.many import wiring as many
from meetings.minutes import api as minutes_api
from meetings.minutes import notices as minutes_notices
from meetings.minutes import views as minutes_views
from meetings.models import Answer
from meetings.packs.source import pack_source
from meetings.positions import wiring as positions
from meetings.readiness import wiring as readiness
from meetings.room import api as room_api
from meetings.room import home
from meetings.room import views as room_views
from meetings.seating import wiring as seating
from meetings.series import api as series_api
from meetings.series import views as series_views
from meetings.waiting import waiting

EVENTS = (editing_sockets.tell_editing,)
"""Named here so that importing this module registers them."""

_DESK = ":desk"


def init_app(app: Flask) -> None:
    """Register everything that sittings bring."""
    for part in (views, agenda_views, editing_views, edition_views):
        app.register_blueprint(part.bp)
    for part in (
        series_views,
        series_api,
        section_views,
        section_api,
        source_views,
        source_api,
        guest_views,
        guest_api,
    ):
        app.register_blueprint(part.bp)
    for part in (api, agenda_api, editing_api, edition_api):
        app.register_blueprint(part.bp)
    for room in (room_views, room_api, minutes_views, minutes_api):
        app.register_blueprint(room.bp)
    minutes_notices.init()
    edition_notices.init()
    for of_its_own in (positions, readiness):
        of_its_own.init_app(app)
    for part in (entering_views, entering_api):
        app.register_blueprint(part.bp)
    many.init_app(app)
    seating.init_app(app)
    register_room("meeting", may_hear)
    slots.DOCUMENT_PLACED.add("meetings", place_document)
    slots.DOCUMENT_PANEL.add("meetings", document_uses)
    slots.DOCUMENT_PLACES.add("meetings", places.document_places)
    slots.PAPERS_BESIDE.add("meetings", places.papers_beside)
    slots.SEARCH_SOURCES.add("agenda", search.SENT)
    slots.SEARCH_SOURCES.add("agenda-desk", search.DESK)
    slots.PACK_SOURCES.add("meetings", pack_source)
    slots.SUBMISSION_PLACES.add("meetings", agendas_of_dossier)
    slots.HOME_WAITING.add("meetings", waiting)
    slots.HOME_WAITING.add("minutes", home.waiting_minutes)
    slots.HOME_PANEL.add("room", home.present_sitting)
    invitations.init_app(app)
    slots.COMING.add("meetings", home.coming_sitting)
    slots.NAVIGATION.add("meetings", navigation)
    slots.DELEGATION_ROOMS.add("meetings", rooms_of_invited)
    app.jinja_env.globals.update(
        paper_url=paper_url, Answer=Answer, say_stored=say_stored, guest_slot=guest_slot
    )


def may_hear(db: Session, actor: Actor, room: str) -> bool:
    """Say whether `actor` may hear what is told in a sitting's room, or at its desk."""
    number = occasions.number_in(occasions.MEETING, room.removesuffix(_DESK))
    if number is None:
        return False
    if room.endswith(_DESK) and not rules.sees_preparation(actor):
        return False
    try:
        queries.find_meeting(db, actor, number)
    except NotVisible:
        return False
    return True


def rooms_of_invited(db: Session, person_id: int) -> Iterable[str]:
    """Return the rooms of the sittings to which the person is called: who comes there by
    delegation hears them."""
    return map(meeting_room, queries.meetings_of_invited(db, person_id))


def place_document(db: Session, actor: Actor, item_id: int, document: Document) -> None:
    """Lay a paper that was just uploaded to an item."""
    item = queries.find_item(db, actor, item_id)
    agenda_services.attach_document(db, actor=actor, item=item, document=document)


def document_uses(db: Session, actor: Actor, document: Document) -> str:
    """Return where a paper is used: links to the sittings and items that `actor` sees, or ""."""
    items = queries.uses_of_document(db, actor, document.id)
    return render_template("meetings/_document_uses.html", items=items) if items else ""


def agendas_of_dossier(db: Session, actor: Actor, submission: Submission) -> str:
    """Return the sittings on whose agendas a dossier stands, for those who prepare them, or ""."""
    items = agenda_dossiers.items_of(db, actor, submission)
    return render_template("meetings/_submission_places.html", items=items) if items else ""


def navigation(actor: Actor) -> Iterable[tuple[str, str, str]]:
    """Return the entry of the main navigation."""
    if actor.is_secretariat or not actor.has(Role.AUDITOR, Role.ADMIN):
        yield "meetings.list_meetings", "nav-meetings", "calendar-event"


def paper_url(version_id: int, meeting_id: int, *, room: bool = False) -> str:
    """Return where a version is read among the papers of the sitting; `room`: and back to it."""
    asked = {"occasion": occasions.name(occasions.MEETING, meeting_id)}
    if room:
        asked["back"] = f"/meetings/{meeting_id}/room"
    return f"/documents/versions/{version_id}/read?{urlencode(asked, safe=':/')}"


def say_stored(stored: dict[str, Any]) -> str:
    """Return a sentence that a JSON column keeps, in the reader's language."""
    return say(Sentence.from_json(stored))
