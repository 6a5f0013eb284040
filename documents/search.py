"""What of papers can be found: the text of each version, page by page, and titles."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Select, String, cast, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from documents import queries
from documents.models import Document, DocumentVersion, VersionState
from ecabinet.auth.actor import Actor
from ecabinet.i18n import local_day
from ecabinet.search_sources import Content, OlderVersion, Passage, Shown, Source, Watch
from ecabinet.sentences import S
from ecabinet.storage import Store

log = logging.getLogger(__name__)


def _visible(actor: Actor, older: bool) -> Select[int]:
    """The newest version of each paper that `actor` may read, or all of them. What was taken back
    is found by nobody."""
    seen = queries.visible_version_ids(actor, not_in=VersionState.RECALLED).subquery()
    if older:
        return select(seen.c.id)
    return select(func.max(seen.c.id)).group_by(seen.c.document_id)


def _is_visible(actor: Actor, older: bool, version_id: ColumnElement[int]) -> ColumnElement[bool]:
    """`_visible`, asked of one version."""
    seen = queries.visible_versions(actor).where(DocumentVersion.state != VersionState.RECALLED)
    if older:
        return seen.where(DocumentVersion.id == version_id).exists()
    asked = aliased(DocumentVersion)
    its = select(asked.document_id).where(asked.id == version_id).correlate_except(asked)
    newest = seen.with_only_columns(func.max(DocumentVersion.id))
    of_paper = newest.where(DocumentVersion.document_id == its.scalar_subquery())
    return version_id == of_paper.scalar_subquery()


def _fingerprints() -> Select[int, str]:
    state = cast(DocumentVersion.state, String)
    text = func.coalesce(DocumentVersion.text_sha256, "")
    parts = cast(Document.revision, String) + ":" + state + ":" + text
    return (
        select(DocumentVersion.id, parts)
        .join(DocumentVersion.document)
        .where(DocumentVersion.state != VersionState.RECALLED)
    )


def _content(db: Session, store: Store, version_id: int) -> Content | None:
    version = db.get(DocumentVersion, version_id)
    if version is None:
        return None
    document = version.document
    return Content(
        names=_names(document),
        passages=_pages(store, version),
        day=local_day(version.released_at or version.uploaded_at),
        organisation_id=document.organisation_id,
    )


def _names(document: Document) -> tuple[str, ...]:
    return (document.title, document.number_symbol)


def _pages(store: Store, version: DocumentVersion) -> Iterator[Passage]:
    if version.text_sha256 is None:
        return
    try:
        with store.open(version.text_sha256) as file:
            pages: list[str] = json.load(file)["pages"]
    except (OSError, ValueError, KeyError):
        log.exception("version %s: its text cannot be read; only its title is found", version.id)
        return
    for number, text in enumerate(pages, start=1):
        yield Passage(number, text)


def _show(db: Session, actor: Actor, ids: Sequence[int]) -> dict[int, Shown]:
    visible = queries.visible_versions(actor).options(
        joinedload(DocumentVersion.document).joinedload(Document.organisation)
    )
    found = db.execute(visible.where(DocumentVersion.id.in_(ids))).scalars().all()
    others = queries.versions_of(db, actor, [version.document for version in found])
    shown = {}
    for version in found:
        document = version.document
        older = [
            OlderVersion(
                S("search-older-version", ordinal=other.ordinal), _read_url(other.id, 0, "")
            )
            for other in others[document.id]
            if other.ordinal < version.ordinal and other.state is not VersionState.RECALLED
        ]
        shown[version.id] = Shown(
            title=document.title,
            names=_names(document),
            url=partial(_read_url, version.id),
            lead=document.organisation.code if document.organisation else "",
            facts=S(
                "document-meta",
                kind=S(f"document-kind-{document.kind.value}"),
                ordinal=version.ordinal,
                pages=version.pages,
                at=version.released_at or version.uploaded_at,
            ),
            place=lambda page: S("search-page", page=page),
            older=older,
            subject={"document_id": document.id, "version_id": version.id},
        )
    return shown


def _read_url(version_id: int, page: int, words: str) -> str:
    """Where the reader opens, at a page and with words marked (it reads what stands behind #)."""
    behind = [f"page={page}"] if page else []
    behind += [f"search={quote(words, safe='')}"] if words else []
    return f"/documents/versions/{version_id}/read" + (f"#{'&'.join(behind)}" if behind else "")


def _versions_of(db: Session, document: Any) -> list[int]:
    wanted = select(DocumentVersion.id).where(DocumentVersion.document_id == document.id)
    return list(db.execute(wanted).scalars())


PAPERS = Source(
    name="papers",
    kind="papers",
    visible=_visible,
    is_visible=_is_visible,
    fingerprints=_fingerprints,
    content=_content,
    show=_show,
    watches=(
        Watch(
            DocumentVersion,
            frozenset({"state", "text_sha256", "released_at"}),
            lambda db, version: [version.id],
        ),
        Watch(Document, frozenset({"title", "number_symbol", "organisation_id"}), _versions_of),
    ),
)


def _visible_on_paper(actor: Actor, older: bool) -> Select[int]:
    return queries.visible_on_paper(actor).with_only_columns(Document.id)


def _show_on_paper(db: Session, actor: Actor, ids: Sequence[int]) -> dict[int, Shown]:
    visible = queries.visible_on_paper(actor).options(joinedload(Document.organisation))
    found = db.execute(visible.where(Document.id.in_(ids))).scalars()
    return {
        document.id: Shown(
            title=document.title,
            names=_names(document),
            url=partial(_document_url, document.id),
            lead=document.organisation.code if document.organisation else "",
            facts=S("search-on-paper"),
            subject={"document_id": document.id},
        )
        for document in found
    }


def _document_url(document_id: int, page: int, words: str) -> str:
    return f"/documents/{document_id}"


def _content_on_paper(db: Session, store: Store, document_id: int) -> Content | None:
    document = db.get(Document, document_id)
    if document is None:
        return None
    day = local_day(document.created_at)
    return Content(_names(document), (), day, document.organisation_id)


ON_PAPER = Source(
    name="on-paper",
    kind="papers",
    visible=_visible_on_paper,
    fingerprints=lambda: select(Document.id, cast(Document.revision, String)).where(
        Document.is_paper_only
    ),
    content=_content_on_paper,
    show=_show_on_paper,
    watches=(
        Watch(
            Document,
            frozenset({"title", "number_symbol", "organisation_id"}),
            lambda db, document: [document.id] if document.is_paper_only else [],
        ),
    ),
)
