"""Many items over the JSON API: the same check and the same act as the page's."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid, NotVisible
from ecabinet.sentences import S
from meetings import queries as meeting_queries
from meetings.agenda import rules as agenda_rules
from meetings.entering import queries, rules, services
from meetings.entering.forms import ImportIn, ImportOut, RowOut, UndoneOut, refusals

bp = Blueprint("entering_api", __name__)


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/imports", tag="agenda", body=ImportIn,
    answer=ImportOut, status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def import_items(db: Session, actor: Actor, meeting_id: int, body: ImportIn) -> ImportOut:
    """Add many items at once, written as in a spreadsheet.

    With `mode` `all`, one wrong row refuses them all (422 with what is wrong in which cell); with
    `good`, the wrong ones are told and left out; with `check`, nothing is changed.
    """
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    agenda_rules.may_edit_agenda(actor, meeting).enforce()
    rows: list[dict[str, Any]] = [
        {"line": line, "cells": row.cells()} for line, row in enumerate(body.rows, start=1)
    ]
    checked = rules.check_rows(rows, queries.directory(db, actor, meeting, rows))
    wrong = [row for row in checked if not row.is_sound]
    if body.mode == "check":
        return ImportOut(
            id=None, imported=0, wrong=len(wrong), rows=[RowOut.of(row, None) for row in checked]
        )
    if wrong and body.mode == "all":
        raise Invalid(S("entering-rows-wrong", count=len(wrong)), refusals(wrong))
    kept = [stored for stored, row in zip(rows, checked, strict=True) if row.is_sound]
    rules.may_import(actor, meeting, present=0, new=len(kept)).enforce()
    entry = services.take_in_cells(db, actor=actor, meeting=meeting, rows=kept)
    done = services.import_rows(db, actor=actor, entry=entry, meeting=meeting, whole=True)
    ids = {stored["line"]: item.id for stored, item in zip(kept, done.items, strict=True)}
    return ImportOut(
        id=entry.id,
        imported=len(done.items),
        wrong=len(wrong),
        rows=[RowOut.of(row, ids.get(row.line)) for row in checked],
    )


@api_route(
    bp, "POST", "/meetings/<int:meeting_id>/imports/<int:import_id>/undoing", tag="agenda",
    answer=UndoneOut, errors=(403, 404, 409),
)  # fmt: skip
def undo_import(db: Session, actor: Actor, meeting_id: int, import_id: int) -> UndoneOut:
    """Take all items of an import off again, as long as nobody worked on them."""
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    agenda_rules.may_edit_agenda(actor, meeting).enforce()
    entry = queries.find_import(db, actor, import_id)
    if entry.meeting_id != meeting_id:
        raise NotVisible
    removed = services.undo(db, actor=actor, entry=entry, meeting=meeting)
    return UndoneOut(id=entry.id, removed=removed)
