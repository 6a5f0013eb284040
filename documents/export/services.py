"""Marks of a file of another program taken in, as private marks of whoever brings them."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from documents.annotations import queries as annotation_queries
from documents.annotations import services as annotation_services
from documents.export.queries import names_on
from documents.export.xfdf_reading import MOST_LETTERS, Read, Reading
from documents.models import Audience, DocumentVersion
from ecabinet import journal
from ecabinet.auth.actor import Actor


@dataclass
class Imported:
    """How many marks are new, how many were here before, and which kinds were left out."""

    added: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def import_marks(
    db: Session, *, actor: Actor, version: DocumentVersion, reading: Reading, at: datetime
) -> Imported:
    """Write what was read as private marks of `actor`; the same file again adds nothing.

    What others wrote names them in its text. Marks on pages that the version has not are left
    out. Raises Denied.
    """
    result = Imported(left_out=Counter(reading.left_out))
    names = names_on(db, actor, version.id)
    for read in reading.marks:
        if not 1 <= read.page <= version.pages:
            result.left_out["page"] += 1
            continue
        client_id = _free_name(db, actor, version, read, names)
        if client_id is None:
            result.known += 1
            continue
        annotation_services.add_annotation(
            db, actor=actor, version=version, client_id=client_id, page=read.page, kind=read.kind,
            audience=Audience.PRIVATE, geometry=read.geometry, color=read.color, width=read.width,
            body=_body(actor, read), quote="", at=at,
        )  # fmt: skip
        names.add(client_id)
        result.added += 1
    if result.added:
        journal.record(db, actor, "annotation:import", version, details={"added": result.added})
    return result


def _free_name(
    db: Session, actor: Actor, version: DocumentVersion, read: Read, names: set[str]
) -> str | None:
    """Under which name the mark comes in; None: it is here, or was here and was removed."""
    if read.client_id in names:
        return None
    known = annotation_queries.own_by_client_id(db, actor, read.client_id)
    if known is None:
        return read.client_id
    if known.version_id == version.id:
        return None
    # The file was made from another version: there the mark stays, here it is another.
    digest = hashlib.sha256(f"{version.id}:{read.client_id}".encode()).hexdigest()[:32]
    name = f"xfdf-{digest}"
    is_free = annotation_queries.own_by_client_id(db, actor, name) is None
    return name if is_free else None


def _body(actor: Actor, read: Read) -> str:
    if not read.title or read.title == actor.person_name:
        return read.body
    return f"[{read.title}] {read.body}".strip()[:MOST_LETTERS]
