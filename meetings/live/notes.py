"""The clerk's notes of what is said. A note is never changed: taken back, and written anew."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.outbox import publish
from ecabinet.sentences import S
from meetings.live import queries, rules
from meetings.live.events import NotesChanged
from meetings.models import AgendaItem, ClerkNote, Meeting


def add_note(
    db: Session,
    *,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    text: str,
    speaker_id: int | None = None,
) -> ClerkNote:
    """Note what was said, by whom if that matters. Raises Denied, Conflict, Invalid."""
    rules.may_note(actor, meeting).enforce()
    if not text.strip():
        missing = S("room-note-missing")
        raise Invalid(missing, {"text": missing})
    if speaker_id is not None:
        expected = queries.people_expected(queries.invitations_in_force(db, meeting.id))
        if speaker_id not in expected:
            unknown = S("room-not-invited-person")
            raise Invalid(unknown, {"speaker_id": unknown})
    note = ClerkNote(
        meeting_id=meeting.id,
        item_id=item.id if item else None,
        speaker_id=speaker_id,
        text=text.strip(),
        at=clock.now(),
        account_id=actor.account_id,
    )
    db.add(note)
    db.flush()
    journal.record(db, actor, "note:add", note)
    publish(db, NotesChanged(meeting.id, note.item_id))
    return note


def remove_note(db: Session, *, actor: Actor, meeting: Meeting, note: ClerkNote) -> None:
    """Take one's own note back. Raises Denied, Conflict."""
    rules.may_remove_note(actor, meeting, note).enforce()
    note.removed_at = clock.now()
    db.flush()
    journal.record(db, actor, "note:remove", note)
    publish(db, NotesChanged(meeting.id, note.item_id))
