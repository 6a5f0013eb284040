"""Keeping where somebody left a paper. No act of the cabinet: nothing goes to the journal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from documents.reading.models import ReadingPlace
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.orm import insert_into
from ecabinet.sentences import S


def keep_place(
    db: Session,
    *,
    actor: Actor,
    version: DocumentVersion,
    page: int,
    top: float | None,
    at: datetime,
) -> None:
    """Keep that the person was at `page` at that instant, unless a later place is kept already:
    a tablet that was without network must not throw back one that read on. Raises Invalid."""
    if not 1 <= page <= version.pages:
        sentence = S("reading-no-such-page", pages=version.pages, page=page)
        raise Invalid(sentence, {"page": sentence})
    row = insert_into(db, ReadingPlace).values(
        version_id=version.id, person_id=actor.person_id, page=page, top=top, at=at
    )
    db.execute(
        row.on_conflict_do_update(
            index_elements=[ReadingPlace.version_id, ReadingPlace.person_id],
            set_={"page": row.excluded.page, "top": row.excluded.top, "at": row.excluded.at},
            where=ReadingPlace.at <= row.excluded.at,
        )
    )
