"""Marks of a file of another program taken in, as private marks of whoever brings them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from documents.annotations.bringing import NewMark, add_private_marks, places_of_names
from documents.export.queries import names_on
from documents.export.xfdf_reading import MOST_LETTERS, Read, Reading
from documents.models import DocumentVersion
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
    wanted = {read.client_id for read in reading.marks}
    here = {name: _name_here(actor, version, name) for name in wanted}
    places = places_of_names(db, actor, {*here, *here.values()})
    new: list[NewMark] = []
    for read in reading.marks:
        if not 1 <= read.page <= version.pages:
            result.left_out["page"] += 1
            continue
        client_id = _free_name(version, read.client_id, here[read.client_id], names, places)
        if client_id is None:
            result.known += 1
            continue
        new.append(
            NewMark(
                client_id=client_id, page=read.page, kind=read.kind, geometry=read.geometry,
                color=read.color, width=read.width, body=_body(actor, read),
            )
        )  # fmt: skip
        names.add(client_id)
        places[client_id] = version.id
        result.added += 1
    if new:
        add_private_marks(db, actor=actor, version=version, marks=new, at=at)
        journal.record(db, actor, "annotation:import", version, details={"added": result.added})
    return result


def _free_name(
    version: DocumentVersion, name: str, here: str, names: set[str], places: Mapping[str, int]
) -> str | None:
    """Under which name the mark comes in; None: it is here, or was here and was removed."""
    if name in names or places.get(name) == version.id:
        return None
    # The name is another mark's, of somebody else or on another version: this one is its copy.
    return None if here in places else here


def _name_here(actor: Actor, version: DocumentVersion, name: str) -> str:
    """What the copy of a mark is called on `version` when this person brings it in: never as the
    mark itself, which may be shown to them one day beside it."""
    told = f"{version.id}:{actor.person_id}:{name}"
    return f"xfdf-{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def _body(actor: Actor, read: Read) -> str:
    if not read.title or read.title == actor.person_name:
        return read.body
    return f"[{read.title}] {read.body}".strip()[:MOST_LETTERS]
