"""Files that arrive for an item: checked first, then entered as papers and laid to it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from documents import services as document_services
from documents.intake.limits import Limits
from documents.models import AccessLevel, Document
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.config import Config
from ecabinet.db import unit_of_work
from ecabinet.storage import Store
from meetings import queries
from meetings.agenda import services


def receive_paper(
    actor: Actor, item_id: int, file: FileStorage, *, config: Config, store: Store
) -> dict[str, Any]:
    """Take `file` in as a paper of the item; return its document's id and title.

    The check takes seconds and runs outside the transaction. Raises Invalid (with the reason the
    file was refused), Denied, Conflict, NotVisible.
    """
    limits = Limits(upload_bytes=config.upload_limit_bytes)
    prepared = document_services.prepare_upload(store, file, limits)
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        document = document_services.add_document(
            db,
            actor=actor,
            prepared=prepared,
            title="",
            access_level=AccessLevel.CABINET,
            organisation_id=item.lead_id,
            at=clock.now(),
        )
        services.attach_document(db, actor=actor, item=item, document=document)
        return {"id": document.id, "title": document.title}


def place_document(db: Session, actor: Actor, item_id: int, document: Document) -> None:
    """Lay a paper that was just uploaded to an item; fills the slot DOCUMENT_PLACED."""
    item = queries.find_item(db, actor, item_id)
    services.attach_document(db, actor=actor, item=item, document=document)
