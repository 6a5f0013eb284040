"""What the reader shows beside the paper itself, all by the rights of who reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion, ReadingReceipt
from documents.reading.models import ReadingPlace
from ecabinet.auth.actor import Actor
from ecabinet.slots import DOCUMENT_PLACES, PAPERS_BESIDE, DocumentPlace
from ecabinet.storage import Store

LARGEST_TEXT = 64 * 1024 * 1024
"""Bytes of a stored text; intake keeps less."""


@dataclass(frozen=True)
class Paper:
    """A paper of the occasion, as the jump list shows it."""

    place: DocumentPlace
    is_current: bool
    is_unopened: bool


@dataclass(frozen=True)
class Line:
    """An item of the occasion with its papers; number 0 where there are no items."""

    number: int | str
    title: str
    papers: list[Paper]


@dataclass(frozen=True)
class Beside:
    """The papers of the occasion in which one is read."""

    occasion: str = ""
    title: str = ""
    url: str = ""
    lines: list[Line] = field(default_factory=list)
    previous: DocumentPlace | None = None
    next: DocumentPlace | None = None


def beside(db: Session, actor: Actor, version: DocumentVersion, occasion: str) -> Beside:
    """Return what stands beside `version` in `occasion`, as far as `actor` sees it.

    Where none is named, or it does not hold the paper: in the latest that does.
    """
    places = _papers_of(db, actor, occasion) if occasion else []
    at = _index(places, version)
    if at is None:
        used = [place for ask in DOCUMENT_PLACES for place in ask(db, actor, [version.document_id])]
        exact = [place for place in used if place.version_id == version.id] or used
        places = _papers_of(db, actor, exact[0].occasion) if exact else []
        at = _index(places, version)
    if at is None:
        return Beside()
    here = places[at]
    opened = _opened(db, actor, (place.version_id for place in places))
    lines = [
        Line(
            number,
            title,
            [
                Paper(place, place is here, place.version_id not in opened and place is not here)
                for place in of_line
            ],
        )
        for (number, title), of_line in groupby(
            places, lambda place: (place.line, place.line_title)
        )
    ]
    return Beside(
        here.occasion,
        here.occasion_title,
        here.url,
        lines,
        places[at - 1] if at else None,
        places[at + 1] if at + 1 < len(places) else None,
    )


def _papers_of(db: Session, actor: Actor, occasion: str) -> list[DocumentPlace]:
    return [place for ask in PAPERS_BESIDE for place in ask(db, actor, occasion)]


def _index(places: list[DocumentPlace], version: DocumentVersion) -> int | None:
    """Where the version stands, or else another version of the same paper."""
    exact = [at for at, place in enumerate(places) if place.version_id == version.id]
    same = [at for at, place in enumerate(places) if place.document_id == version.document_id]
    return next(iter(exact or same), None)


def _opened(db: Session, actor: Actor, version_ids: Iterable[int]) -> set[int]:
    """Those of the versions that the person who acts has opened."""
    statement = select(ReadingReceipt.version_id).where(
        ReadingReceipt.person_id == actor.person_id,
        ReadingReceipt.version_id.in_(list(version_ids)),
    )
    return set(db.execute(statement).scalars())


def place_of(db: Session, actor: Actor, version: DocumentVersion) -> ReadingPlace | None:
    """Return where the person who acts left the version, on whichever tablet; of one that they
    have not opened yet, where they left the newest before it."""
    kept = (
        select(ReadingPlace)
        .join(DocumentVersion, DocumentVersion.id == ReadingPlace.version_id)
        .where(
            ReadingPlace.person_id == actor.person_id,
            DocumentVersion.document_id == version.document_id,
            DocumentVersion.ordinal <= version.ordinal,
        )
        .order_by(DocumentVersion.ordinal.desc())
        .limit(1)
    )
    return db.execute(kept).scalar_one_or_none()


def text_of_pages(store: Store, version: DocumentVersion) -> list[str] | None:
    """Return the text of each page as intake read it, "" for a picture; None: there is none."""
    if version.text_sha256 is None:
        return None
    try:
        with store.open(version.text_sha256) as file:
            stored: Any = json.loads(file.read(LARGEST_TEXT))
    except (FileNotFoundError, ValueError):
        return None
    pages: list[str] = stored["pages"][: version.pages]
    return pages + [""] * (version.pages - len(pages))
