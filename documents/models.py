"""Papers, their immutable versions, who was handed which, and the marks on them."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base, Sha256, state_with_evidence
from ecabinet.people.models import Organisation, Person


class AccessLevel(enum.Enum):
    """Who may ever be handed the paper. State secrets have no level: they are refused."""

    SECRETARIAT = "secretariat"
    CONFIDENTIAL = "confidential"
    CABINET = "cabinet"
    ADMINISTRATION = "administration"
    PUBLIC = "public"


class DocumentKind(enum.Enum):
    """What the paper is in its dossier."""

    PROPOSAL = "proposal"
    DRAFT = "draft"
    APPRAISAL = "appraisal"
    EXPLANATION = "explanation"
    SUMMARY = "summary"
    REPORT = "report"
    MINUTES = "minutes"
    DECISION = "decision"
    OTHER = "other"


class Document(Base):
    """A paper, whatever version of it is current."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[DocumentKind] = mapped_column(default=DocumentKind.OTHER)
    number_symbol: Mapped[str] = mapped_column(default="")
    access_level: Mapped[AccessLevel] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation | None] = relationship()
    versions: Mapped[list[DocumentVersion]] = relationship(
        back_populates="document", order_by="DocumentVersion.ordinal"
    )
    named_readers: Mapped[list[NamedReader]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": revision}

    @property
    def current(self) -> DocumentVersion:
        """The latest version; a document always has one."""
        return self.versions[-1]


class NamedReader(Base):
    """Who may be handed a confidential paper."""

    __tablename__ = "named_reader"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class VersionState(enum.Enum):
    """Where a version stands on its way to the readers."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"


class DocumentVersion(Base):
    """One immutable file that passed the intake. The original is kept byte for byte;
    `reading_sha256` is the cleaned copy that readers get."""

    __tablename__ = "document_version"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal"),
        CheckConstraint("pages >= 1", name="pages"),
        CheckConstraint("size >= 1", name="size"),
        CheckConstraint(
            "state NOT IN ('released') OR released_at IS NOT NULL",
            name="released_has_instant",
        ),
        state_with_evidence("state", ("recalled",), "recalled_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    ordinal: Mapped[int]
    state: Mapped[VersionState] = mapped_column(default=VersionState.DRAFT)
    file_name: Mapped[str]
    sha256: Mapped[Sha256] = mapped_column(index=True)
    reading_sha256: Mapped[Sha256]
    text_sha256: Mapped[Sha256 | None]
    media_type: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int]
    page_sizes: Mapped[list[Any]]
    is_signed: Mapped[bool] = mapped_column(default=False)
    warnings: Mapped[list[dict[str, Any]]]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    uploaded_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]

    document: Mapped[Document] = relationship(back_populates="versions")


class Distribution(Base):
    """A version was handed to a person; the stored fact that answers who may read."""

    __tablename__ = "distribution"
    __table_args__ = (
        Index("uq_distribution_in_force", "version_id", "person_id", "occasion", unique=True,
              sqlite_where=text("recalled_at IS NULL"),
              postgresql_where=text("recalled_at IS NULL")),
        Index(None, "person_id", "version_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
    occasion: Mapped[str]
    recalled_at: Mapped[datetime | None]
    recalled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    version: Mapped[DocumentVersion] = relationship()
    person: Mapped[Person] = relationship()


class ReadingReceipt(Base):
    """That a person opened a version, when first and last, and how far they read."""

    __tablename__ = "reading_receipt"

    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    first_opened_at: Mapped[datetime]
    last_opened_at: Mapped[datetime]


class Audience(enum.Enum):
    """Who sees a mark. Nobody above the author reads a private one."""

    PRIVATE = "private"
    OFFICE = "office"
    MEETING = "meeting"


class AnnotationKind(enum.Enum):
    """What the mark is."""

    INK = "ink"
    MARKER = "marker"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    TEXT = "text"


class CarryState(enum.Enum):
    """How sure it is where a mark of an earlier version belongs on this one. An unplaced mark is
    listed for its author and drawn nowhere."""

    PLACED = "placed"
    LOOK = "look"
    UNPLACED = "unplaced"


class CarryReason(enum.Enum):
    """Why a carried mark needs its author's look, or has no place."""

    TEXT_CHANGED = "text-changed"
    TEXT_GONE = "text-gone"
    SEVERAL_PLACES = "several-places"
    MOVED_FAR = "moved-far"
    REFLOWED = "reflowed"
    BY_POSITION = "by-position"
    NO_TEXT = "no-text"


class Annotation(Base):
    """A mark on a page; geometry in PDF user space (points, origin bottom left).

    geometry: ink and marker {"points": [[x, y, pressure], …]}; highlight {"quads": [[8 numbers]]};
    note {"at": [x, y]}; text {"rect": [x0, y0, x1, y1]}.
    """

    __tablename__ = "annotation"
    __table_args__ = (
        UniqueConstraint("author_id", "client_id"),
        CheckConstraint("page >= 1", name="page"),
        Index(None, "version_id", "audience"),
        Index("uq_annotation_carried_once", "version_id", "carried_from_id", unique=True),
        CheckConstraint(
            "(carried_from_id IS NULL) = (carry_state IS NULL)", name="carried_has_state"
        ),
        CheckConstraint(
            "(COALESCE(carry_state, '') IN ('look', 'unplaced')) = (carry_reason IS NOT NULL)",
            name="doubt_has_reason",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    audience: Mapped[Audience]
    kind: Mapped[AnnotationKind]
    page: Mapped[int]
    geometry: Mapped[dict[str, Any]]
    color: Mapped[str]
    width: Mapped[float]
    body: Mapped[str]
    quote: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("annotation.id"), index=True)
    carry_state: Mapped[CarryState | None]
    carry_reason: Mapped[CarryReason | None]
    context_before: Mapped[str] = mapped_column(default="")
    context_after: Mapped[str] = mapped_column(default="")

    version: Mapped[DocumentVersion] = relationship()
    author: Mapped[Person] = relationship()
