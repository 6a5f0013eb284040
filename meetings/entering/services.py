"""Acts: take in a spreadsheet, correct its rows, make items of them, undo that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from dossiers.submissions import queries as submission_queries
from dossiers.submissions import services as submissions
from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.sentences import S
from ecabinet.verdicts import Verdict, conflict
from meetings import rules as meeting_rules
from meetings.agenda import placing, sources
from meetings.agenda import rules as agenda_rules
from meetings.agenda.dossiers import put_on
from meetings.agenda.models import AgendaSection
from meetings.changes import services as changes
from meetings.entering import queries, rules
from meetings.entering.columns import FIELDS, find_columns
from meetings.entering.models import AgendaImport
from meetings.entering.reading import MOST_ROWS
from meetings.entering.reading import Row as ReadRow
from meetings.models import AgendaItem, AgendaItemDocument, Meeting

Cells = dict[str, str]


def take_in(
    db: Session, *, actor: Actor, meeting: Meeting, rows: Sequence[ReadRow], source: str
) -> AgendaImport:
    """Keep the rows of a spreadsheet for the preview; nothing of the agenda changes yet.

    What the same officer left unfinished for this sitting is forgotten. Raises Denied, Conflict,
    Invalid.
    """
    agenda_rules.may_edit_agenda(actor, meeting).enforce()
    columns = find_columns([cells for _, cells in rows])
    found: list[dict[str, Any]] = [
        {"line": line, "cells": _cells(cells, columns.places)}
        for line, cells in rows[columns.begins :]
    ]
    kept = [row for row in found if any(row["cells"].values())]
    left_out = list(columns.left_out) if columns.has_header else ["*"]
    db.execute(
        delete(AgendaImport).where(
            AgendaImport.meeting_id == meeting.id,
            AgendaImport.created_by_id == actor.account_id,
            AgendaImport.imported_at.is_(None),
        )
    )
    return take_in_cells(
        db, actor=actor, meeting=meeting, rows=kept, source=source, left_out=left_out
    )


def take_in_cells(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    rows: list[dict[str, Any]],
    source: str = "",
    left_out: Sequence[str] = (),
) -> AgendaImport:
    """Keep rows whose cells are named: [{line, cells}]. Raises Denied, Conflict, Invalid."""
    agenda_rules.may_edit_agenda(actor, meeting).enforce()
    if not rows:
        raise Invalid(S("entering-refused-empty"), {"file": S("entering-refused-empty")})
    if len(rows) > MOST_ROWS:
        too_many = S("entering-refused-rows", most=MOST_ROWS)
        raise Invalid(too_many, {"file": too_many})
    made = AgendaImport(
        meeting_id=meeting.id,
        source=source[:200],
        rows=rows,
        left_out=list(left_out),
        items=[],
        created_by_id=actor.account_id,
        created_at=clock.now(),
    )
    db.add(made)
    db.flush()
    return made


def _cells(cells: Sequence[str], places: Mapping[str, int]) -> Cells:
    return {
        name: cells[places[name]]
        for name in FIELDS
        if name in places and places[name] < len(cells) and cells[places[name]]
    }


def is_open(entry: AgendaImport, revision: int | None = None) -> Verdict:
    """Say whether rows may still be corrected, by somebody who saw `revision`."""
    if entry.imported_at is not None:
        return conflict("entering-already-imported")
    return meeting_rules.same_revision(revision, entry.revision)


def correct(
    db: Session,
    *,
    actor: Actor,
    entry: AgendaImport,
    cells: Mapping[int, Mapping[str, str]],
    dropped: Sequence[int] = (),
    everywhere: Mapping[str, str] | None = None,
    revision: int | None = None,
) -> None:
    """Write `cells` ({line: {field: text}}) into the rows, leave the lines `dropped` out, and put
    `everywhere` ({field: text}) where a row says nothing. Raises Denied, Conflict, Invalid."""
    meeting_rules.may_prepare(actor).and_then(is_open(entry, revision)).enforce()
    rows = []
    for row in entry.rows:
        if row["line"] in dropped:
            continue
        given = {name: text for name, text in cells.get(row["line"], {}).items() if name in FIELDS}
        held = {**row["cells"], **given}
        for name, text in (everywhere or {}).items():
            held[name] = held.get(name) or text
        kept = {name: text.strip() for name, text in held.items() if text.strip()}
        rows.append({"line": row["line"], "cells": kept})
    if not rows:
        db.delete(entry)
        return
    if rows != entry.rows:
        entry.rows = rows
        db.flush()


def discard(db: Session, *, actor: Actor, entry: AgendaImport) -> None:
    """Forget rows that became no items. Raises Denied, Conflict."""
    meeting_rules.may_prepare(actor).and_then(is_open(entry)).enforce()
    db.delete(entry)


def _in_turn(db: Session, meeting: Meeting, entry: AgendaImport) -> None:
    """Who adds to an agenda comes after whoever does so now, and sees what that left."""
    changes.lock(db, meeting)
    db.refresh(entry)


@dataclass(frozen=True)
class Imported:
    """`items` in the order of the rows; `rest`: what was wrong, to be corrected, if anything."""

    items: list[AgendaItem]
    rest: AgendaImport | None


def import_rows(
    db: Session,
    *,
    actor: Actor,
    entry: AgendaImport,
    meeting: Meeting,
    whole: bool,
    revision: int | None = None,
) -> Imported:
    """Make items of the sound rows; `whole`: of all rows, or of none.

    What is wrong stays in an import of its own. Raises Denied, Conflict, Invalid (`whole`, and a
    row is wrong).
    """
    _in_turn(db, meeting, entry)
    agenda_rules.may_edit_agenda(actor, meeting).and_then(is_open(entry, revision)).enforce()
    checked = rules.check_rows(entry.rows, queries.directory(db, actor, meeting, entry.rows))
    sound = [row for row in checked if row.is_sound]
    wrong = {row.line for row in checked if not row.is_sound}
    if whole and wrong:
        raise Invalid(S("entering-rows-wrong", count=len(wrong)))
    standing = placing.standing_items(db, meeting)
    rules.may_import(actor, meeting, present=len(standing), new=len(sound)).enforce()
    had_sections = {section.id for section in placing.sections_of(db, meeting)}
    sections = _sections(db, meeting, sound)
    made_sections = sorted(set(sections.values()) - had_sections)
    items = _make(db, actor, meeting, sound, standing, sections)
    rest = _keep_rest(db, actor, entry, wrong)
    entry.rows = [row for row in entry.rows if row["line"] not in wrong]
    entry.imported_at = clock.now()
    entry.items = [
        *(queries.state_of(item) for item in items),
        *({"section": id_} for id_ in made_sections),
    ]
    db.flush()
    placing.note_changed(db, meeting)
    details = {"import": entry.id, "items": len(items), "left": len(wrong)}
    journal.record(db, actor, "agenda:import", meeting, details=details)
    return Imported(items, rest)


def _make(
    db: Session,
    actor: Actor,
    meeting: Meeting,
    rows: Sequence[rules.Row],
    standing: Sequence[AgendaItem],
    sections: Mapping[str, int],
) -> list[AgendaItem]:
    items = [
        AgendaItem(
            meeting_id=meeting.id,
            ordinal=place,
            title=row.values["title"],
            type=row.values["type"],
            minutes=row.values["minutes"],
            lead_id=row.values["lead"],
            presenter_id=row.values["presenter"],
            section_id=sections.get(rules.plain(row.values["section"])),
            late_reason=row.values["late_reason"],
            papers=[
                AgendaItemDocument(document_id=id_, ordinal=ordinal)
                for ordinal, id_ in enumerate(row.values["papers"], start=1)
            ],
        )
        for place, row in enumerate(rows, start=len(standing) + 1)
    ]
    db.add_all(items)
    db.flush()
    _schedule(db, actor, items, rows)
    everything = [*standing, *items]
    placing.put_in_order(db, meeting, everything, [item.id for item in everything])
    return items


def _sections(db: Session, meeting: Meeting, rows: Sequence[rules.Row]) -> dict[str, int]:
    """Return {folded name: id} of the sections that `rows` name; those not there yet are made."""
    present = placing.sections_of(db, meeting)
    found = {rules.plain(section.name): section.id for section in present}
    ordinal = max((section.ordinal for section in present), default=0)
    for row in rows:
        name = row.values["section"]
        if name and rules.plain(name) not in found:
            ordinal += 1
            section = AgendaSection(meeting_id=meeting.id, ordinal=ordinal, name=name)
            db.add(section)
            db.flush()
            found[rules.plain(name)] = section.id
    return found


def _schedule(
    db: Session, actor: Actor, items: Sequence[AgendaItem], rows: Sequence[rules.Row]
) -> None:
    for item, row in zip(items, rows, strict=True):
        if row.values["submission"] is not None:
            dossier = submission_queries.find_submission(
                db, actor, row.values["submission"], lock=True
            )
            put_on(db, actor, item, dossier)
            db.flush()
            sources.lay_papers(db, actor, item, [paper.document for paper in dossier.papers])
    db.flush()


def _keep_rest(
    db: Session, actor: Actor, entry: AgendaImport, wrong: set[int]
) -> AgendaImport | None:
    if not wrong:
        return None
    rest = AgendaImport(
        meeting_id=entry.meeting_id,
        source=entry.source,
        rows=[row for row in entry.rows if row["line"] in wrong],
        left_out=[],
        items=[],
        created_by_id=actor.account_id,
        created_at=clock.now(),
    )
    db.add(rest)
    return rest


def made_by(entry: AgendaImport) -> list[dict[str, Any]]:
    """Return the items that an import made, as they were then."""
    return [one for one in entry.items if "id" in one]


def may_undo(db: Session, actor: Actor, entry: AgendaImport, meeting: Meeting) -> Verdict:
    """Say whether `actor` may take the items of an import off again: as long as nobody worked on
    them and they stand in no edition."""
    verdict = agenda_rules.may_edit_agenda(actor, meeting)
    if not verdict:
        return verdict
    if entry.imported_at is None or entry.undone_at is not None:
        return conflict("entering-nothing-to-undo")
    made = queries.made_items(db, made_by(entry))
    now = {id_: queries.state_of(item) for id_, item in made.items()}
    return rules.untouched(made_by(entry), now, queries.frozen_items(db, meeting))


def undo(db: Session, *, actor: Actor, entry: AgendaImport, meeting: Meeting) -> int:
    """Take all items of an import off again, and say how many. Raises Denied, Conflict."""
    _in_turn(db, meeting, entry)
    may_undo(db, actor, entry, meeting).enforce()
    made = queries.made_items(db, made_by(entry))
    sections = {one["section"] for one in entry.items if "section" in one}
    for item in made.values():
        item.removed_at = clock.now()
        if item.submission_id is not None:
            dossier = submission_queries.find_submission(db, actor, item.submission_id, lock=True)
            submissions.unschedule(db, actor=actor, submission=dossier)
    db.flush()
    rest = placing.standing_items(db, meeting)
    kept = {item.section_id for item in rest}
    for section in placing.sections_of(db, meeting):
        if section.id in sections - kept:
            section.removed_at = clock.now()
    placing.put_in_order(db, meeting, rest, [item.id for item in rest])
    entry.undone_at = clock.now()
    db.flush()
    placing.note_changed(db, meeting)
    details = {"import": entry.id, "items": len(made)}
    journal.record(db, actor, "agenda:import-undo", meeting, details=details)
    return len(made)
