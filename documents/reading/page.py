"""What the pages of one paper are made of: the reader, and its text."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from documents.annotations.queries import office_of, principals_to_prepare_for
from documents.annotations.rules import may_annotate, may_write_for_office
from documents.events import version_room
from documents.intake.picture_names import THUMBNAIL
from documents.models import Audience, DocumentVersion
from documents.naming.queries import copies_of
from documents.reading import queries
from ecabinet.auth.actor import Actor
from ecabinet.forms import own_address
from ecabinet.i18n import zone
from ecabinet.slots import DocumentPlace


def way_back(version: DocumentVersion, beside: queries.Beside, occasion: str, back: str) -> str:
    """Where the reader leads back to: as asked, else the sitting or ballot, else the paper."""
    if asked := own_address(back):
        return asked
    if occasion and beside.occasion == occasion:
        return beside.url
    return url_for("documents.show_document", document_id=version.document_id)


def _place(db: Session, actor: Actor, version: DocumentVersion) -> dict[str, Any] | None:
    """Where to open the paper: how far down a page it was says nothing in another version."""
    place = queries.place_of(db, actor, version)
    if place is None:
        return None
    is_here = place.version_id == version.id
    return {
        "page": min(place.page, version.pages),
        "top": place.top if is_here else None,
        "at": place.at.isoformat(),
        "of_version": place.version_id,
    }


def reader_page(
    db: Session, actor: Actor, version: DocumentVersion, *, occasion: str, back: str
) -> dict[str, Any]:
    """Return what the reader is rendered with."""
    audiences = [Audience.PRIVATE, Audience.MEETING]
    office = office_of(db, actor)
    if may_write_for_office(
        has_delegates=office.has_delegates, principals=len(office.principal_ids)
    ):
        audiences.insert(1, Audience.OFFICE)
    beside = queries.beside(db, actor, version, occasion)
    kept: dict[str, Any] = {"occasion": beside.occasion} if beside.occasion else {}
    if asked := own_address(back):
        kept["back"] = asked
    principals = principals_to_prepare_for(db, actor)
    for_whom = [one.value for one in audiences if may_annotate(actor, one)]

    def paper_address(at: DocumentPlace) -> str:
        return url_for("documents.read_version", version_id=at.version_id, **kept)

    return {
        "version": version,
        "document": version.document,
        "file_url": url_for(
            "documents.send_file", version_id=version.id, copy=copies_of(db, version)[0]
        ),
        "picture_url": url_for(
            "pictures.send_picture", version_id=version.id, page=0, width=THUMBNAIL
        ),
        "text_url": url_for("reading.read_text", version_id=version.id, **kept),
        "annotations_url": url_for("annotations.list_annotations", version_id=version.id),
        "place_url": url_for("reading_api.keep_place", version_id=version.id),
        "place": _place(db, actor, version),
        "room": version_room(version.id),
        "me": {"person_id": actor.person_id, "name": actor.person_name},
        "audiences": [*for_whom, *(f"for-{person.id}" for person in principals)],
        "principals": [{"id": person.id, "name": person.name} for person in principals],
        "may_annotate": bool(may_annotate(actor, Audience.PRIVATE)),
        "timezone": zone().key,
        "back_url": way_back(version, beside, occasion, back),
        "beside": beside,
        "paper_address": paper_address,
    }
