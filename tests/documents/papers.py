"""Papers for tests: real PDF files in a real store, entered by the services."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from documents import services
from documents.distribution import services as distribution
from documents.models import AccessLevel, Document, DocumentVersion
from documents.preparation import Prepared
from ecabinet.storage import Store
from tests.cabinet import T0, Cabinet


@cache
def pdf(text: str = "An ordinary paper", pages: int = 3) -> bytes:
    """A PDF with `text` on each of `pages` pages."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"{text}, page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def prepared(store: Store, text: str = "An ordinary paper", pages: int = 3) -> Prepared:
    """What the check of such a paper ends in, with its files in `store`; the check itself has
    tests of its own."""
    content = pdf(text, pages)
    stored = store.put(content)
    return Prepared(
        file_name="paper.pdf", title=text, sha256=stored.sha256, reading_sha256=stored.sha256,
        text_sha256=None, size=stored.size, pages=pages, page_sizes=((595.0, 842.0),) * pages,
        is_signed=False, warnings=(),
    )  # fmt: skip


def enter(
    db: Session,
    cabinet: Cabinet,
    store: Store,
    title: str = "Tờ trình",
    level: AccessLevel = AccessLevel.CABINET,
    *,
    by: str = "secretary",
    organisation: str | None = "G12",
    readers: Iterable[str] = (),
) -> Document:
    """Enter a paper as the login `by`; `readers` are named by login."""
    return services.add_document(
        db,
        actor=cabinet.actor(db, by),
        prepared=prepared(store, title),
        title=title,
        access_level=level,
        organisation_id=cabinet.organisations[organisation] if organisation else None,
        reader_ids=[cabinet.persons[login] for login in readers],
        at=T0,
    )


def hand(
    db: Session, cabinet: Cabinet, version: DocumentVersion, *logins: str
) -> distribution.Handed:
    """Hand a version to the persons behind `logins`, as the head of the secretariat."""
    return distribution.distribute(
        db,
        actor=cabinet.actor(db, "head"),
        versions=[version],
        person_ids=[cabinet.persons[login] for login in logins],
        occasion="a test",
        at=T0,
    )


def replace(
    db: Session, cabinet: Cabinet, store: Store, paper: Document, text: str = "Another text"
) -> DocumentVersion:
    """Lay down a new version of a paper and release it, as the secretary."""
    secretary = cabinet.actor(db, "secretary")
    version = services.add_version(
        db, actor=secretary, document=paper, prepared=prepared(store, text), at=T0
    )
    services.release(db, actor=secretary, version=version, at=T0)
    return version


def written(store: Store, *pages: str) -> Prepared:
    """A checked paper with these words on its pages, its text stored as the check stores it."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for words in pages:
        text = canvas.beginText(72, 760)
        split = words.split()
        for at in range(0, len(split), 9):
            text.textLine(" ".join(split[at : at + 9]))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    stored = store.put(out.getvalue())
    kept = store.put(json.dumps({"pages": list(pages)}, ensure_ascii=False).encode())
    return Prepared(
        file_name="written.pdf", title="Written", sha256=stored.sha256,
        reading_sha256=stored.sha256, text_sha256=kept.sha256, size=stored.size,
        pages=len(pages), page_sizes=((595.0, 842.0),) * len(pages), is_signed=False, warnings=(),
    )  # fmt: skip
