"""The page of one paper, also as it comes back when one of its forms was refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask import render_template, request
from markupsafe import Markup
from sqlalchemy.orm import Session

from documents import queries, rules
from documents.distribution.panel import panel_of
from documents.duplicates import warnings_for
from documents.meanwhile import stored_instead
from documents.models import AccessLevel, DocumentKind
from documents.naming.queries import numbers_of
from documents.recognition.page import recognition_of
from documents.signatures.shapes import signatures_of
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db
from ecabinet.people.models import Person
from ecabinet.sentences import Sentence
from ecabinet.slots import DOCUMENT_PANEL


def document_page(
    document_id: int,
    errors: Mapping[str, Sentence] | None = None,
    *,
    sent: str = "",
    meanwhile: bool = False,
) -> str:
    """The page. `sent`: which of its forms was refused, as its `id` begins; it comes back as it was
    sent, with its errors; the others show what is stored. `meanwhile`: refused because somebody
    else changed the paper; both are shown, and sent again it writes over what is shown."""
    actor, db = current_actor(), get_db()
    document = queries.find_document(db, actor, document_id)
    versions = queries.versions_of(db, actor, [document])[document.id]
    sees_distribution = rules.may_distribute(actor)
    may_change = rules.may_change(actor, document)
    named = queries.named_readers(db, document)
    ticked = request.form.getlist("reader_ids")
    if meanwhile:
        errors = {**(errors or {}), **stored_instead(document, named, request.form, ticked)}
    return render_template(
        "documents/show.html",
        document=document,
        versions=versions[::-1],
        warnings=warnings_for(db, actor, versions),
        signatures_of=signatures_of,
        recognition=recognition_of(db, actor, versions),
        may_change=may_change,
        may_release=lambda version: rules.may_release(actor, version),
        may_recall=lambda version: rules.may_recall(actor, version),
        may_take_original=lambda version: rules.may_take_original(actor, version),
        sees_distribution=sees_distribution,
        number=numbers_of(db, [document.id]).get(document.id),
        panel=panel_of(db, actor, document, versions),
        named=named,
        persons=_to_choose_from(db, named) if may_change else [],
        panels=[Markup(panel) for ask in DOCUMENT_PANEL if (panel := ask(db, actor, document))],  # noqa: S704 - rendered by our templates
        levels=list(AccessLevel),
        kinds=list(DocumentKind),
        values=request.form if sent == "change" else document,
        chosen=ticked if sent == "change" else [person.id for person in named],
        revision=request.form.get("revision", 0)
        if sent == "change" and not meanwhile
        else document.revision,
        sent=sent,
        typed=request.form,
        errors=errors or {},
    )


def _to_choose_from(db: Session, named: Collection[Person]) -> list[Person]:
    """Who can be named, and who is named though they could not be now: without a tick box, saving
    something else would drop them."""
    persons = {person.id: person for person in (*queries.nameable_persons(db), *named)}
    return sorted(persons.values(), key=lambda person: (person.name, person.id))
