"""The content of a letter of invitation as plain values, frozen when it is issued.

    {language, agency, parent_agency, place, day, title, starts_at, ends_at, room,
     chair: {name, title},
     items: [{item_id, ordinal, title, presenter, from_at, to_at}],
     requirements: [text, …],
     guests: [{name, title}],                       who is asked besides the members
     signer: {name, title},
     replaces: {number, symbol, day} | None}

Instants are ISO texts in UTC, days ISO days.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.people.models import Person
from ecabinet.people.queries import body, members_on
from meetings.invitations.models import InvitationLetter
from meetings.invitations.parts import Part, lines_sent
from meetings.models import Invitation, InvitationKind, Meeting

SYMBOL = "GM"


def build(
    db: Session,
    meeting: Meeting,
    *,
    language: str,
    requirements: Sequence[str],
    signer: Person | None,
    replaces: InvitationLetter | None = None,
) -> dict[str, Any]:
    """Return the content of a letter issued today, by what is stored now."""
    cabinet = body(db)
    english = language == "en"
    return {
        "language": language,
        "agency": cabinet.office_name_en if english else cabinet.office_name_vi,
        "parent_agency": cabinet.name(language),
        "place": cabinet.place(language),
        "day": clock.day_of(clock.now()).isoformat(),
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.planned_end_at.isoformat(),
        "room": meeting.place,
        "chair": {"name": meeting.chair.name, "title": _title(db, meeting, language)},
        "items": [item_of(part) for part in lines_sent(db, meeting)],
        "requirements": list(requirements),
        "guests": _guests(db, meeting, language),
        "signer": _signer(signer, language),
        "replaces": None if replaces is None else {
            "number": replaces.number,
            "symbol": replaces.symbol,
            "day": replaces.content["day"],
        },
    }  # fmt: skip


def symbol_of(db: Session) -> str:
    """Return what stands behind the number: "GM-VPCP"."""
    return f"{SYMBOL}-{body(db).office_notation}"


def item_of(part: Part) -> dict[str, Any]:
    """Return an item as a letter names it."""
    return {
        "item_id": part.line["item_id"],
        "ordinal": part.line["ordinal"],
        "title": part.line["title"],
        "presenter": part.line["presenter"],
        "from_at": part.from_at.isoformat(),
        "to_at": part.to_at.isoformat(),
    }


def is_outdated(content: dict[str, Any], meeting: Meeting) -> bool:
    """Return whether a letter says something else than what holds of the sitting now."""
    return (content["title"], content["starts_at"], content["ends_at"], content["room"]) != (
        meeting.title,
        meeting.starts_at.isoformat(),
        meeting.planned_end_at.isoformat(),
        meeting.place,
    ) or content["chair"]["name"] != meeting.chair.name


def _title(db: Session, meeting: Meeting, language: str) -> str:
    for member in members_on(db, clock.day_of(meeting.starts_at)):
        if member.person_id == meeting.chair_id:
            return member.title(language)
    return meeting.chair.position(language)


def _guests(db: Session, meeting: Meeting, language: str) -> list[dict[str, str]]:
    """Who is asked to the whole sitting besides the members; those of single items get a letter
    of their own and are named to nobody else."""
    rows = db.execute(
        select(Invitation)
        .where(
            Invitation.meeting_id == meeting.id,
            Invitation.kind == InvitationKind.GUEST,
            Invitation.only_items.is_(False),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.rank, Invitation.id)
    ).scalars()
    serving = (meeting.chair_id, meeting.clerk_id)
    return [
        {"name": row.name, "title": row.title(language)}
        for row in rows
        if row.person_id not in serving
    ]


def _signer(person: Person | None, language: str) -> dict[str, str]:
    if person is None:
        return {"name": "", "title": ""}
    return {"name": person.name, "title": person.position(language)}
