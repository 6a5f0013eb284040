"""The pack of a sitting: the papers of the agenda in force, as they stand now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from documents.models import DocumentVersion
from documents.packs.rules import Line, Paper, Source, paper_of
from documents.rendering.words import VIETNAMESE
from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.i18n import show_instant, translate
from ecabinet.people.queries import body
from ecabinet.verdicts import ALLOW, Verdict, conflict
from meetings import rules
from meetings.agenda.numbering import number_of
from meetings.agenda.queries import standing_lines
from meetings.models import AgendaVersion, Answer, Invitation, Meeting, MeetingState
from meetings.sent.queries import edition_in_force


def pack_source(db: Session, actor: Actor, occasion: str) -> Source | None:
    """Return what the pack of a sitting is made of; None for whoever does not see its desk."""
    number = occasions.number_in(occasions.MEETING, occasion)
    if number is None or not rules.sees_preparation(actor):
        return None
    meeting = db.get(Meeting, number)
    if meeting is None:
        return None
    edition = edition_in_force(db, meeting)
    lines = _lines(db, standing_lines(db, [edition])[edition.id] if edition else [])
    return Source(
        occasion=occasion,
        title=meeting.title,
        url=f"/meetings/{meeting.id}",
        cover=_cover(db, meeting, edition),
        lines=lines,
        reader_ids=_readers(db, meeting),
        may_bind=_may_bind(meeting, edition, lines),
        may_release=_may_release(edition),
    )


def _may_bind(meeting: Meeting, edition: AgendaVersion | None, lines: Sequence[Line]) -> Verdict:
    if meeting.state is MeetingState.CANCELLED:
        return conflict("pack-sitting-cancelled")
    if edition is None:
        return conflict("pack-agenda-first")
    if not any(paper.version_id for line in lines for paper in line.papers):
        return conflict("pack-nothing-to-bind")
    return ALLOW


def _may_release(edition: AgendaVersion | None) -> Verdict:
    sent = edition is not None and edition.sent_at is not None
    return ALLOW if sent else conflict("pack-send-agenda-first")


def _cover(db: Session, meeting: Meeting, edition: AgendaVersion | None) -> dict[str, Any]:
    language: str = current_app.config["DEFAULT_LANGUAGE"]
    letter = {"edition": edition.letter} if edition else None
    return {
        "body": [body(db).name(language).upper()],
        "motto": [VIETNAMESE.nation.upper(), VIETNAMESE.motto] if language == "vi" else [],
        "edition": [translate(language, "pack-agenda-edition", letter)] if letter else [],
        "facts": [
            translate(language, f"meeting-kind-{meeting.kind.value}"),
            show_instant(meeting.starts_at, language),
            meeting.place,
        ],
    }


def _lines(db: Session, lines: Sequence[Mapping[str, Any]]) -> list[Line]:
    wanted = {number for line in lines for number in line["version_ids"]}
    rows = db.execute(
        select(DocumentVersion)
        .where(DocumentVersion.id.in_(wanted))
        .options(joinedload(DocumentVersion.document))
    ).scalars()
    versions = {version.id: version for version in rows} if wanted else {}
    return [
        Line(number_of(line), line["title"], _papers(line, versions), _section(line))
        for line in lines
    ]


def _section(line: Mapping[str, Any]) -> str:
    """The heading of the section of a line; none in editions made before there were sections."""
    name = line.get("section") or ""
    return f"{line['section_label']}. {name}" if name else ""


def _papers(line: Mapping[str, Any], versions: Mapping[int, DocumentVersion]) -> list[Paper]:
    """The papers of a line, those on paper alone at the places they have among them."""
    standing = (versions[number] for number in line["version_ids"])
    papers = [paper_of(version.document, version) for version in standing]
    for told in sorted(line.get("on_paper", ()), key=lambda told: told["place"]):
        on_paper = Paper(told["document_id"], None, told["title"], told["number"], 0)
        papers.insert(told["place"] - 1, on_paper)
    return papers


def _readers(db: Session, meeting: Meeting) -> list[int]:
    """Those invited, and who sits in for them."""
    rows = db.execute(
        select(Invitation.person_id, Invitation.answer, Invitation.substitute_id).where(
            Invitation.meeting_id == meeting.id,
            Invitation.sent_at.is_not(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.only_items.is_(False),
        )
    )
    found: list[int] = []
    for person_id, answer, substitute_id in rows:
        found.append(person_id)
        if answer is Answer.SUBSTITUTE and substitute_id is not None:
            found.append(substitute_id)
    return found
