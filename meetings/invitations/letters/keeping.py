"""Files with the letters of all go when nobody is handed them any more: another letter was issued,
others are called, or the sitting is over. They can be drawn again at any time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock
from ecabinet.db import Database
from ecabinet.files import unnamed
from ecabinet.storage import Store
from meetings.invitations.letters.bundles import hash_of
from meetings.invitations.letters.services import latest
from meetings.invitations.models import InvitationLetter, LetterBundle
from meetings.models import Meeting
from meetings.queries import OVER

KEPT = timedelta(days=1)
"""So long a file stays in any case: somebody may be reading it, and who was uninvited by mistake is
called again."""


def past_use(db: Session) -> list[int]:
    """Return the files that are handed out no more."""
    rows = db.execute(
        select(LetterBundle, Meeting)
        .join(InvitationLetter, InvitationLetter.id == LetterBundle.letter_id)
        .join(InvitationLetter.meeting)
        .where(LetterBundle.made_at < clock.now() - KEPT)
        .order_by(LetterBundle.id)
    ).all()
    holds: dict[int, tuple[int, str] | None] = {}
    found = []
    for bundle, meeting in rows:
        if meeting.id not in holds:
            letter = latest(db, meeting) if meeting.state not in OVER else None
            holds[meeting.id] = (
                None if letter is None else (letter.id, hash_of(db, meeting, letter))
            )
        if holds[meeting.id] != (bundle.letter_id, bundle.called):
            found.append(bundle.id)
    return found


def forget(db: Session, bundle_ids: Collection[int]) -> set[str]:
    """Delete these; returns the files that they named. Which of them nothing else names is asked,
    and they are removed, when this is written: both take long, and a writer lets the others wait.
    """
    rows = list(
        db.execute(
            select(LetterBundle).where(LetterBundle.id.in_(bundle_ids)).with_for_update()
        ).scalars()
    )
    for row in rows:
        db.delete(row)
    db.flush()
    return {row.sha256 for row in rows}


class Round:
    """Looks once a day; two processes that do it at once do no harm."""

    def __init__(self, database: Database, store: Store) -> None:
        self._database, self._store = database, store
        self._looked_on: date | None = None

    def __call__(self) -> None:
        """Look, and write only where something is past its use."""
        today = clock.day_of(clock.now())
        if self._looked_on == today:
            return
        with self._database.reading() as db:
            found = past_use(db)
        if found:
            with self._database.unit_of_work() as db:
                files = forget(db, set(found) & set(past_use(db)))
            with self._database.reading() as db:
                nameless = unnamed(db, files)
            # What a fall of the program leaves behind here, `doctor` names.
            for sha256 in nameless:
                self._store.discard(sha256)
        self._looked_on = today
