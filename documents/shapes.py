"""Papers and their versions as the API shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy.orm import Session

from documents import queries, rules
from documents.duplicates import warnings_for
from documents.kinds import ReadingCopy
from documents.models import (
    AccessLevel,
    Document,
    DocumentKind,
    DocumentVersion,
    Secrecy,
    VersionState,
)
from documents.signatures.shapes import SignatureOut
from ecabinet.auth.actor import Actor
from ecabinet.i18n import say
from ecabinet.sentences import Sentence


class WarningOut(BaseModel):
    """What the check of the file found worth knowing."""

    code: str
    message: str


class VersionOut(BaseModel):
    """One immutable file. `sha256` is the original's, `reading_sha256` the reading copy's."""

    id: int
    document_id: int
    ordinal: int
    state: VersionState
    file_name: str
    media_type: str
    pages: int
    size: int
    sha256: str
    reading_sha256: str
    is_signed: bool
    signatures: list[SignatureOut]
    reading_copy: ReadingCopy
    recognised_at: datetime | None
    warnings: list[WarningOut]
    uploaded_at: datetime
    released_at: datetime | None
    recalled_at: datetime | None


class DocumentOut(BaseModel):
    """A paper with the versions that this account may read, oldest first. What is on paper alone
    has none; `secrecy`: the degree, when a state secret is what it stands for. `reader_ids`: the
    persons named as readers of a confidential paper; null where the level names nobody."""

    id: int
    title: str
    kind: DocumentKind
    number_symbol: str
    access_level: AccessLevel
    organisation_id: int | None
    is_paper_only: bool
    secrecy: Secrecy | None
    reader_ids: list[int] | None
    asks_acknowledgement: bool
    created_at: datetime
    revision: int
    versions: list[VersionOut]


class DocumentPage(BaseModel):
    """A page of papers, newest first."""

    items: list[DocumentOut]
    next: str | None


def versions_out(
    db: Session, actor: Actor, versions: Collection[DocumentVersion]
) -> list[VersionOut]:
    """Return versions as the API shows them. What the check found is for those who prepare the
    paper, as on its page; of other papers with the same bytes, what they see themselves."""
    prepared = [
        one
        for one in versions
        if rules.may_change(actor, one.document) or rules.may_distribute(actor)
    ]
    found = warnings_for(db, actor, prepared)
    return [_version_out(version, found.get(version.id, [])) for version in versions]


def _version_out(version: DocumentVersion, found: Collection[Sentence]) -> VersionOut:
    plain = {name: getattr(version, name) for name in VersionOut.model_fields if name != "warnings"}
    warnings = [WarningOut(code=one.key, message=say(one)) for one in found]
    return VersionOut(**plain, warnings=warnings)


def documents_out(
    db: Session, actor: Actor, documents: Mapping[Document, Collection[DocumentVersion]]
) -> list[DocumentOut]:
    """Return papers, each with these versions of it, as the API shows them."""
    shown = versions_out(db, actor, [one for versions in documents.values() for one in versions])
    versions: dict[int, list[VersionOut]] = {}
    for version in shown:
        versions.setdefault(version.document_id, []).append(version)
    named = queries.named_ids(db, documents)
    names = DocumentOut.model_fields.keys() - {"versions", "reader_ids"}
    return [
        DocumentOut(
            **{name: getattr(document, name) for name in names},
            reader_ids=named.get(document.id),
            versions=versions.get(document.id, []),
        )
        for document in documents
    ]
