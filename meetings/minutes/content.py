"""The content of the minutes as plain values, taken from stored facts only.

    {language, agency, parent_agency, number, symbol, title, place, opened_at, ended_at,
     chair, clerk: {name, title} | None,
     members_total, quorum: {required, present, holds, sentence},
     present, remote: [{name, title, intervals: [[from, to], …], away: [[from, to], …],
                        announced: {part, reason, consent} | None}],   intervals only if in part
     absent: [{name, title, reason, consent, part}],
     substitutes: [{name, position, member, title, part}],
     guests: [{name, title}],
     general: [text, …],
     items: [{item_id, ordinal, label, section: {label, name} | None, chair, title, type, state,
              presenter, presenter_title, lead,
              on_paper: [{number, title}], recorded: [text, …],
              positions: {members, no_objection, unanswered, en_bloc,
                          said: [{name, title, substitute, stance, speaks, remark}]} | None
              (without numbers where the rules of the body let members see no positions),
              vote: outcome | None, conclusion, decision_kind, number,
              resubmit_on, reason, assignments: [{task, lead, coordinators, due_on, is_ongoing}]}]}

`away` are the gaps between the intervals; `announced` is a part that the member had said to miss,
`part` [from | None, until | None], or None for the whole sitting.

Instants are ISO texts in UTC, days ISO days. `recorded` and `general` are what the clerk words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from decisions.models import Assignment, AssignmentCoordinator
from ecabinet.people.models import Person
from ecabinet.people.queries import body, members_on, rules_on
from meetings.agenda.queries import labels_of, sections_by_id
from meetings.invited.rules import is_partial, quorum_of
from meetings.live.queries import intervals_of, invitations_in_force, items_of, notes_of
from meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    AttendanceMode,
    ClerkNote,
    Invitation,
    InvitationKind,
    Meeting,
)
from meetings.positions.summaries import stated_beforehand

SYMBOL = "BB"


def build(db: Session, meeting: Meeting, day: date, language: str) -> dict[str, Any]:
    """Return the content for a sitting that has ended; `day` is its day in the body's zone."""
    cabinet = body(db)
    opened_at, ended_at = _sat(meeting)
    invitations = invitations_in_force(db, meeting.id)
    intervals: dict[int, list[Attendance]] = {}
    for interval in intervals_of(db, meeting.id):
        intervals.setdefault(interval.person_id, []).append(interval)
    notes = notes_of(db, meeting.id)
    titles = {row.person_id: row.title(language) for row in invitations}
    english = language == "en"
    positions = stated_beforehand(db, meeting, language)
    labels = labels_of(db, meeting)
    sections = sections_by_id(db, meeting)
    return {
        "language": language,
        "agency": cabinet.office_name_en if english else cabinet.office_name_vi,
        "parent_agency": cabinet.name(language),
        "number": _number(meeting),
        "symbol": f"{SYMBOL}-{cabinet.office_notation}",
        "title": meeting.title,
        "place": meeting.place,
        "opened_at": opened_at.isoformat(),
        "ended_at": ended_at.isoformat(),
        "chair": _person(meeting.chair, titles, language),
        "clerk": _person(meeting.clerk, titles, language) if meeting.clerk else None,
        **_quorum_at_opening(db, meeting, day, intervals),
        **_people(invitations, intervals, opened_at, ended_at, language),
        "general": [_said(note, titles) for note in notes if note.item_id is None],
        "items": [
            _item(db, item, labels, [n for n in notes if n.item_id == item.id], titles, language)
            | {"positions": positions.get(item.id), "section": sections.get(item.section_id or 0)}
            for item in items_of(db, meeting)
        ],
    }


def _sat(meeting: Meeting) -> tuple[datetime, datetime]:
    if meeting.opened_at is None or meeting.ended_at is None:
        raise ValueError("only a sitting that has ended has minutes")
    return meeting.opened_at, meeting.ended_at


def _number(meeting: Meeting) -> int:
    if meeting.minutes_number is None:
        raise ValueError("the minutes get their number before they are made")
    return meeting.minutes_number


def _person(person: Person, titles: dict[int, str], language: str) -> dict[str, str]:
    return {"name": person.name, "title": titles.get(person.id) or person.position(language)}


def _quorum_at_opening(
    db: Session, meeting: Meeting, day: date, intervals: dict[int, list[Attendance]]
) -> dict[str, Any]:
    opened_at, _ = _sat(meeting)
    members = members_on(db, day)
    there: dict[int, AttendanceMode] = {}
    for member in members:
        for interval in intervals.get(member.person_id, ()):
            if interval.came_at <= opened_at and (
                interval.left_at is None or interval.left_at > opened_at
            ):
                there[member.person_id] = interval.mode
    result = quorum_of(
        rules_on(db, day), len(members), list(there.values()), chair=meeting.chair_id in there
    )
    return {"members_total": len(members), "quorum": result.to_json()}


def _people(
    invitations: Sequence[Invitation],
    intervals: dict[int, list[Attendance]],
    opened_at: datetime,
    ended_at: datetime,
    language: str,
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "present": [], "remote": [], "absent": [], "substitutes": [], "guests": [],
    }  # fmt: skip
    for row in invitations:
        known = {"name": row.name, "title": row.title(language)}
        came = [i for i in intervals.get(row.person_id, []) if _reaches(i, opened_at, ended_at)]
        if row.kind is InvitationKind.GUEST:
            if came or row.answer in (Answer.ATTENDING, Answer.REMOTE):
                found["guests"].append(known)
            continue
        part = _part(row)
        said = {"reason": row.reason, "consent": row.consent}
        if row.answer is Answer.SUBSTITUTE and (part or not came):
            found["substitutes"].append(
                {
                    "name": row.substitute_name,
                    "position": row.substitute_position,
                    "member": row.name,
                    "title": row.title(language),
                    "part": part,
                }
            )
        if not came:
            found["absent"].append({**known, **said, "part": part})
            continue
        modes = {interval.mode for interval in came}
        place = "present" if AttendanceMode.PRESENT in modes else "remote"
        there = _in_part(came, opened_at, ended_at)
        found[place].append(
            {
                **known,
                "intervals": there,
                "away": _gaps(there, opened_at, ended_at),
                "announced": {"part": part, **said} if part else None,
            }
        )
    return found


def _reaches(interval: Attendance, opened_at: datetime, ended_at: datetime) -> bool:
    """Whether somebody did not leave before the sitting was opened."""
    return interval.left_at is None or interval.left_at > opened_at or interval.left_at == ended_at


def _in_part(
    came: Sequence[Attendance], opened_at: datetime, ended_at: datetime
) -> list[list[str]]:
    """Return [[from, to]] within the sitting, or nothing for who was there from end to end."""
    spans: list[tuple[datetime, datetime]] = []
    for interval in came:
        start = max(interval.came_at, opened_at)
        end = min(interval.left_at or ended_at, ended_at)
        if end <= start:
            continue
        # Coming over from the screen to the table is no absence.
        if spans and spans[-1][1] == start:
            start = spans.pop()[0]
        spans.append((start, end))
    if spans == [(opened_at, ended_at)]:
        return []
    return [[start.isoformat(), end.isoformat()] for start, end in spans]


def _gaps(there: list[list[str]], opened_at: datetime, ended_at: datetime) -> list[list[str]]:
    """Return [[from, to]] of the sitting during which somebody was not there."""
    edges = [
        opened_at.isoformat(),
        *(edge for span in there for edge in span),
        ended_at.isoformat(),
    ]
    if not there:
        return []
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [[start, end] for start, end in pairs if start != end]


def _part(row: Invitation) -> list[str | None] | None:
    """Return the part that was announced to be missed, or None for the whole sitting or nothing."""
    if not is_partial(row):
        return None
    return [edge.isoformat() if edge else None for edge in (row.absent_from, row.absent_until)]


def _said(note: ClerkNote, titles: dict[int, str]) -> str:
    if note.speaker is None:
        return note.text
    title = titles.get(note.speaker.id)
    who = f"{note.speaker.name} ({title})" if title else note.speaker.name
    return f"{who}: {note.text}"


def _item(
    db: Session,
    item: AgendaItem,
    labels: dict[int, str],
    notes: Sequence[ClerkNote],
    titles: dict[int, str],
    language: str,
) -> dict[str, Any]:
    presenter = item.presenter
    decision = item.decision
    return {
        "item_id": item.id,
        "ordinal": item.ordinal,
        "label": labels.get(item.id, str(item.ordinal)),
        "chair": item.chair.name if item.chair else "",
        "title": item.title,
        "type": item.type.value,
        "state": item.state.value,
        "presenter": presenter.name if presenter else "",
        "presenter_title": _person(presenter, titles, language)["title"] if presenter else "",
        "lead": item.lead.name(language) if item.lead else "",
        "on_paper": [
            {"number": paper.document.number_symbol, "title": paper.document.title}
            for paper in item.papers
            if paper.document.is_paper_only
        ],
        "recorded": [_said(note, titles) for note in notes],
        "vote": item.vote_outcome,
        "conclusion": item.conclusion,
        "decision_kind": decision.kind.value if decision else "",
        "number": decision.number_symbol if decision else "",
        "resubmit_on": item.resubmit_on.isoformat() if item.resubmit_on else "",
        "reason": item.set_aside_reason,
        "assignments": _assignments(db, decision.id, language) if decision else [],
    }


def _assignments(db: Session, decision_id: int, language: str) -> list[dict[str, Any]]:
    rows = db.execute(
        select(Assignment)
        .where(Assignment.decision_id == decision_id)
        .order_by(Assignment.id)
        .options(
            joinedload(Assignment.lead),
            selectinload(Assignment.coordinators).joinedload(AssignmentCoordinator.organisation),
        )
    ).scalars()
    return [
        {
            "task": row.task,
            "lead": row.lead.name(language),
            "coordinators": [c.organisation.name(language) for c in row.coordinators],
            "due_on": row.due_on.isoformat() if row.due_on else "",
            "is_ongoing": row.is_ongoing,
        }
        for row in rows
    ]


def content_hash(content: dict[str, Any]) -> str:
    """Return the SHA-256 of `content` as JSON with sorted keys and no spaces, in UTF-8."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def reworded(
    content: dict[str, Any], recorded: dict[int, list[str]], general: list[str] | None
) -> dict[str, Any]:
    """Return `content` with other words for what was said: {item id: paragraphs}.

    Facts (people, votes, decisions, times) cannot be changed here.
    """
    items = [
        {**item, "recorded": recorded.get(item["item_id"], item["recorded"])}
        for item in content["items"]
    ]
    kept = content["general"] if general is None else general
    return {**content, "items": items, "general": kept}
