"""Hands out what a form or a program asks for; shared by page and API."""

from __future__ import annotations

from sqlalchemy.orm import Session

from documents import queries, rules
from documents.distribution import by_hand
from documents.distribution.forms import HandOutIn
from documents.distribution.services import Handed
from documents.models import Document
from documents.reader_lists import queries as reader_lists
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.errors import NotVisible
from ecabinet.i18n import local_day


def hand_out_as_asked(db: Session, actor: Actor, document: Document, form: HandOutIn) -> Handed:
    """Hand a version of `document` to whom `form` names. Raises Denied, Invalid, Conflict."""
    rules.may_distribute(actor).enforce()
    version = queries.find_version(db, actor, form.version_id)
    if version.document_id != document.id:
        raise NotVisible
    at = clock.now()
    persons = by_hand.recipients(
        db,
        document,
        day=local_day(at),
        members=form.members,
        named=form.named,
        on_lists=reader_lists.persons_on(db, actor, form.list_ids),
        organisation_ids=form.organisation_ids,
        person_ids=form.person_ids,
    )
    return by_hand.hand_out(
        db, actor=actor, version=version, person_ids=persons, list_ids=form.list_ids, at=at
    )
