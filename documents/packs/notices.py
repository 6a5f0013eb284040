"""Who is told of packs: whom a released one is put before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.packs.events import PackReleased
from documents.packs.models import Pack, PackReader, PackState
from documents.packs.queries import opened_by
from ecabinet.notices import hearing
from ecabinet.notices.kinds import Kind, register
from ecabinet.notices.services import notify
from ecabinet.sentences import S


def is_to_open(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the pack is still out, before this person, and was not opened yet."""
    pack = db.get(Pack, subject["pack_id"])
    reader = db.get(PackReader, (subject["pack_id"], person_id))
    if pack is None or pack.state is not PackState.RELEASED:
        return False
    if reader is None or reader.ended_at is not None:
        return False
    opened = select(Pack.id).where(Pack.id == pack.id, opened_by(person_id))
    return db.execute(opened).first() is None


def _released(db: Session, event: PackReleased) -> None:
    pack = db.get_one(Pack, event.pack_id)
    notify(
        db, kind="pack-released", key=f"pack:{pack.id}:released", person_ids=event.person_ids,
        sentence=S("pack-notice-released", number=pack.ordinal, title=pack.title),
        outside=S("pack-outside-released"), url=f"/packs/{pack.id}",
        subject={"pack_id": pack.id},
    )  # fmt: skip


def init() -> None:
    """Make the kind known and hear of the event."""
    register(Kind("pack-released", "papers", still=is_to_open))
    hearing.hear(PackReleased, "packs", _released)
