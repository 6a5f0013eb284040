"""Two officers bring rows into one agenda at the same moment: one after the other, nothing doubled.

The embedded store lets one write at a time anyway; on PostgreSQL the sitting's lock does it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ecabinet import clock
from ecabinet.db import Database
from meetings.agenda.placing import sections_of, standing_items
from meetings.entering import queries, services
from meetings.models import Meeting
from tests.cabinet import T0, Cabinet
from tests.dossiers.submissions.test_at_once import at_once
from tests.meetings.entering.test_importing import take_in
from tests.meetings.sittings import Secretariat


def brought(database: Database, cabinet: Cabinet) -> tuple[int, list[int]]:
    """A sitting, and two imports for it that name the same new section."""
    with clock.at(T0), database.unit_of_work() as db:
        desk = Secretariat(db, cabinet)
        meeting = desk.plan()
        rows = [[(f"Nội dung {n}{m}", "G12", "", "5", "Mục mới") for m in range(20)] for n in "AB"]
        entries = [take_in(desk, meeting, *some) for some in rows[:1]]
        entries.append(
            services.take_in_cells(
                db, actor=desk.actor("head"), meeting=meeting,
                rows=[{"line": n, "cells": {"title": row[0], "lead": "G12", "section": row[4]}}
                      for n, row in enumerate(rows[1])],
            )
        )  # fmt: skip
        db.flush()
        return meeting.id, [entry.id for entry in entries]


def acting(
    database: Database, cabinet: Cabinet, login: str, import_id: int, act: Callable[..., Any]
) -> Callable[[], None]:
    def do() -> None:
        with database.unit_of_work() as db:
            actor = cabinet.actor(db, login)
            entry = queries.find_import(db, actor, import_id)
            meeting = db.get_one(Meeting, entry.meeting_id)
            act(db, actor=actor, entry=entry, meeting=meeting)

    return do


def import_all(db: Any, **given: Any) -> None:
    services.import_rows(db, whole=True, **given)


def standing(database: Database, meeting_id: int) -> tuple[list[int], list[str]]:
    """The places of the lines, and the names of the sections."""
    with database.reading() as db:
        meeting = db.get_one(Meeting, meeting_id)
        items, sections = standing_items(db, meeting), sections_of(db, meeting)
        return [item.ordinal for item in items], [section.name for section in sections]


def test_two_who_bring_rows_in_at_once_fill_one_agenda_and_one_section(
    database: Database, cabinet: Cabinet
) -> None:
    meeting_id, (one, two) = brought(database, cabinet)
    outcomes = at_once(
        acting(database, cabinet, "secretary", one, import_all),
        acting(database, cabinet, "head", two, import_all),
    )
    assert outcomes == ["done", "done"]
    assert standing(database, meeting_id) == (list(range(1, 41)), ["Mục mới"])


def test_one_takes_rows_off_again_while_another_brings_some_in(
    database: Database, cabinet: Cabinet
) -> None:
    meeting_id, (one, two) = brought(database, cabinet)
    with clock.at(T0):
        acting(database, cabinet, "secretary", one, import_all)()
    outcomes = at_once(
        acting(database, cabinet, "secretary", one, services.undo),
        acting(database, cabinet, "head", two, import_all),
    )
    assert outcomes == ["done", "done"]
    ordinals, sections = standing(database, meeting_id)
    assert (ordinals, sections) == (list(range(1, 21)), ["Mục mới"])


def test_rows_are_brought_in_once_when_the_button_is_pressed_twice_at_once(
    database: Database, cabinet: Cabinet
) -> None:
    meeting_id, (one, _) = brought(database, cabinet)
    act = acting(database, cabinet, "secretary", one, import_all)
    assert at_once(act, act) == ["conflict", "done"]
    assert standing(database, meeting_id)[0] == list(range(1, 21))
