"""Draws the minutes and stores their files, between two units of work and inside neither."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from flask import current_app

from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.db import database, unit_of_work
from ecabinet.errors import Conflict, NotVisible
from ecabinet.i18n import local_day, zone
from ecabinet.sentences import S
from ecabinet.storage import Store
from meetings.minutes import queries, rules, services
from meetings.minutes.content import reworded
from meetings.minutes.official import official_form
from meetings.models import Meeting
from meetings.queries import find_meeting

log = logging.getLogger(__name__)


def ensure_minutes(meeting_id: int) -> int:
    """Make the minutes of a sitting that has ended, unless they are there; return their id.

    May be called again at any time: what an interruption left undone is done then. Raises
    Conflict before the end, NotVisible for no sitting at all.
    """
    with database().reading() as db:
        there = queries.latest(db, meeting_id)
        if there is not None:
            return there.id
        meeting = db.get(Meeting, meeting_id)
        if meeting is None:
            raise NotVisible
        if meeting.opened_at is None or meeting.ended_at is None:
            raise Conflict(S("minutes-not-ended"))
        day = local_day(meeting.opened_at)
    language = str(current_app.config["DEFAULT_LANGUAGE"])
    with unit_of_work() as db:
        meeting = services.give_number(db, meeting_id, day.year)
        content = queries.content_of(db, meeting, day, language)
    pdf_sha256, docx_sha256 = draw(content)
    with unit_of_work() as db:
        return services.keep_first(db, meeting_id, content, pdf_sha256, docx_sha256).id


def try_to_make(meeting_id: int) -> None:
    """Make the minutes after the end; a failure is logged and made good at the next look."""
    try:
        ensure_minutes(meeting_id)
    except Exception:
        log.exception("the minutes of sitting %s could not be made yet", meeting_id)


def revise_minutes(
    actor: Actor,
    meeting_id: int,
    *,
    seen_revision: int,
    recorded: dict[int, list[str]],
    general: list[str] | None,
) -> int:
    """Word the record anew: a new revision with new files; returns its ordinal.

    Raises NotVisible, Denied, Conflict (no draft, or another revision than the one seen).
    """
    with database().reading() as db:
        minutes = queries.find_minutes(db, actor, meeting_id)
        rules.may_edit(actor, minutes).enforce()
        if minutes.ordinal != seen_revision:
            raise Conflict(S("minutes-revised-meanwhile"))
        minutes_id, content = minutes.id, reworded(minutes.content, recorded, general)
    pdf_sha256, docx_sha256 = draw(content)
    with unit_of_work() as db:
        meeting = find_meeting(db, actor, meeting_id)
        minutes = queries.find_minutes(db, actor, meeting_id)
        if minutes.id != minutes_id:
            raise Conflict(S("minutes-revised-meanwhile"))
        kept = services.revise(
            db,
            actor=actor,
            meeting=meeting,
            minutes=minutes,
            content=content,
            pdf_sha256=pdf_sha256,
            docx_sha256=docx_sha256,
        )
        return kept.ordinal


def sign_minutes(actor: Actor, meeting_id: int) -> None:
    """Let the chair sign: the files are drawn once more, with who signed and when.

    Raises NotVisible, Denied, Conflict (not approved, signed already, or worded anew meanwhile).
    """
    with database().reading() as db:
        minutes = queries.find_minutes(db, actor, meeting_id)
        rules.may_sign(actor, minutes.meeting, minutes).enforce()
        minutes_id, content = minutes.id, minutes.content
    at = clock.now()
    pdf_sha256, docx_sha256 = draw(content, signed_at=at)
    with unit_of_work() as db:
        minutes = queries.find_minutes(db, actor, meeting_id)
        if minutes.id != minutes_id:
            raise Conflict(S("minutes-revised-meanwhile"))
        services.sign(
            db,
            actor=actor,
            meeting=minutes.meeting,
            minutes=minutes,
            signed_at=at,
            pdf_sha256=pdf_sha256,
            docx_sha256=docx_sha256,
        )


def draw(content: dict[str, Any], signed_at: datetime | None = None) -> tuple[str, str]:
    """Draw both files and store them; return their names (SHA-256 of the PDF, of the DOCX)."""
    form = official_form(content, zone(), signed_at)
    store: Store = current_app.extensions["ecabinet.store"]
    at = signed_at or clock.now()
    pdf, docx = render_pdf(form, created_at=at), render_docx(form, created_at=at)
    return store.put(pdf).sha256, store.put(docx).sha256
