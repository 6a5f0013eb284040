"""Enters a paper on paper alone and lays it where it was asked for; shared by page and API."""

from __future__ import annotations

from sqlalchemy.orm import Session

from documents.models import Document
from documents.versions.forms import PlaceholderIn
from documents.versions.placeholders import add_placeholder
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.people.queries import find_organisation
from ecabinet.slots import DOCUMENT_PLACED


def enter_placeholder(db: Session, actor: Actor, form: PlaceholderIn) -> Document:
    """Enter what `form` says, with its agenda item if one was named. Raises Denied, NotVisible."""
    owner = form.organisation_id
    if owner is None and not actor.is_secretariat:
        owner = actor.organisation_id
    if owner is not None:
        find_organisation(db, owner)
    document = add_placeholder(
        db,
        actor=actor,
        title=form.title,
        number_symbol=form.number_symbol,
        kind=form.kind,
        organisation_id=owner,
        secrecy=form.secrecy,
        at=clock.now(),
    )
    if form.item_id is not None:
        for place in DOCUMENT_PLACED:
            place(db, actor, form.item_id, document)
    return document
