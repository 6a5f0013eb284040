"""A sitting with papers in people's hands, for tests of what is missing."""

from __future__ import annotations

from sqlalchemy.orm import Session

from documents.models import (
    AccessLevel,
    Distribution,
    Document,
    DocumentVersion,
    ReadingReceipt,
    VersionState,
)
from ecabinet import clock
from meetings.models import AgendaItem, AgendaItemDocument, Answer, Meeting
from tests.meetings.live.room import Room
from tests.meetings.positions.placing import ALL


def lay_paper(room: Room, item: AgendaItem, pages: int = 10) -> DocumentVersion:
    """Lay a released paper to an item and hand it to all members."""
    by = room.cabinet.accounts["secretary"]
    document = Document(
        title=f"Tờ trình {item.ordinal}", access_level=AccessLevel.CABINET, created_by_id=by,
        created_at=clock.now(),
    )  # fmt: skip
    version = DocumentVersion(
        ordinal=1, state=VersionState.RELEASED, released_at=clock.now(), file_name="a.pdf",
        sha256="a" * 64, reading_sha256="b" * 64, media_type="application/pdf", size=1000,
        pages=pages, page_sizes=[[595, 842]] * pages, warnings=[], uploaded_by_id=by,
        uploaded_at=clock.now(),
    )  # fmt: skip
    document.versions = [version]
    room.db.add(document)
    room.db.flush()
    item.papers.append(AgendaItemDocument(document_id=document.id, ordinal=1))
    edition = room.meeting.editions[0]
    edition.lines = [
        {**line, "version_ids": [*line["version_ids"], version.id]}
        if line["item_id"] == item.id
        else line
        for line in edition.lines
    ]
    room.db.add_all(
        Distribution(
            version_id=version.id, person_id=room.cabinet.persons[login], by_id=by,
            at=clock.now(), occasion=f"meeting:{room.meeting.id}",
        )
        for login in ALL
    )  # fmt: skip
    room.db.flush()
    return version


def read(room: Room, login: str, version: DocumentVersion, pages: str) -> None:
    """Let somebody have looked at pages ("1-3,7")."""
    room.db.add(
        ReadingReceipt(
            version_id=version.id, person_id=room.cabinet.persons[login],
            first_opened_at=clock.now(), last_opened_at=clock.now(), pages_seen=pages,
        )
    )  # fmt: skip
    room.db.flush()


def silent(room: Room, login: str) -> None:
    """Let somebody not have answered the invitation."""
    room.answers(login, Answer.NONE)


def meeting_of(db: Session, meeting_id: int) -> Meeting:
    """Return the sitting."""
    return db.get_one(Meeting, meeting_id)
