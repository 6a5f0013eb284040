"""Papers, their immutable versions, who was handed which, and the marks on them."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from documents.kinds import ReadingCopy
from ecabinet.orm import Base, Sha256, state_with_evidence
from ecabinet.people.models import Organisation, Person
from ecabinet.search.folding import fold


class AccessLevel(enum.Enum):
    """Who may ever be handed the paper. State secrets have no level: they are refused."""

    SECRETARIAT = "secretariat"
    CONFIDENTIAL = "confidential"
    CABINET = "cabinet"
    ADMINISTRATION = "administration"
    PUBLIC = "public"


class Secrecy(enum.Enum):
    """The degrees of state secrets. Their papers stay on paper: a placeholder holds the place."""

    MAT = "mat"
    TOI_MAT = "toi-mat"
    TUYET_MAT = "tuyet-mat"


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


def folded_name(title: str, number_symbol: str) -> str:
    """Return what a paper is called as it is looked for: "tờ trình" and "to trinh" find it."""
    return f"{fold(number_symbol)}\n{fold(title)}"


class Document(Base):
    """A paper, whatever version of it is current.

    `is_paper_only`: nothing of it is stored but number, title and its place; it never has a
    version. `secrecy`: of such a placeholder, when a state secret is what it stands for.
    `folded`: number and title as the lists look for them; follows both. `said_by_id`: of what a
    person says the paper is an attachment; it belongs to no organisation, and whose word it goes
    with keeps its readers.
    """

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint(
            "NOT is_paper_only OR access_level = 'secretariat'", name="paper_only_level"
        ),
        CheckConstraint("secrecy IS NULL OR is_paper_only", name="secrecy_on_paper"),
        CheckConstraint(
            "said_by_id IS NULL OR (organisation_id IS NULL AND NOT is_paper_only"
            " AND access_level IN ('confidential', 'cabinet'))",
            name="attachment",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[DocumentKind] = mapped_column(default=DocumentKind.OTHER)
    number_symbol: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(server_default="")
    access_level: Mapped[AccessLevel] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    is_paper_only: Mapped[bool] = mapped_column(default=False)
    secrecy: Mapped[Secrecy | None]
    asks_acknowledgement: Mapped[bool] = mapped_column(default=False)
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    revision: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation | None] = relationship()
    versions: Mapped[list[DocumentVersion]] = relationship(
        back_populates="document", order_by="DocumentVersion.ordinal"
    )
    named_readers: Mapped[list[NamedReader]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": revision}

    @validates("title", "number_symbol")
    def _fold(self, name: str, value: str) -> str:
        called = {"title": self.title, "number_symbol": self.number_symbol} | {name: value}
        self.folded = folded_name(called["title"] or "", called["number_symbol"] or "")
        return value

    @property
    def current(self) -> DocumentVersion:
        """The latest version. Only what is on paper alone has none: ask `is_paper_only` first."""
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
            "state NOT IN ('released', 'superseded') OR released_at IS NOT NULL",
            name="released_has_instant",
        ),
        state_with_evidence("state", ("recalled",), "recalled_at"),
        Index("uq_document_version_one_released", "document_id", unique=True,
              sqlite_where=text("state = 'released'"),
              postgresql_where=text("state = 'released'")),
    )  # fmt: skip

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
    signatures: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default="[]")
    """Of the original, as `intake.signatures.found.Signature`."""
    reading_copy: Mapped[ReadingCopy] = mapped_column(
        default=ReadingCopy.CLEANED, server_default=ReadingCopy.CLEANED.value
    )
    recognised_at: Mapped[datetime | None]
    """When the text of its scanned pages was recognised; the pages look the same."""
    warnings: Mapped[list[dict[str, Any]]]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    uploaded_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]
    recall_reason: Mapped[str] = mapped_column(default="")

    document: Mapped[Document] = relationship(back_populates="versions")


class Distribution(Base):
    """A version was handed to a person; the stored fact that answers who may read.

    `withheld_at`: since when the level of the paper keeps it from them (by their account, where the
    level goes by that). Let in again they are handed it anew, and this row ended then: both
    instants are one. Who may read asks the level itself; this says since when, for the record.
    `by_id`: None where the program did that, following an account.
    """

    __tablename__ = "distribution"
    __table_args__ = (
        Index("uq_distribution_in_force", "version_id", "person_id", "occasion", unique=True,
              sqlite_where=text("recalled_at IS NULL"),
              postgresql_where=text("recalled_at IS NULL")),
        Index(None, "person_id", "version_id"),
        CheckConstraint("recalled_by_id IS NULL OR recalled_at IS NOT NULL", name="recalled_by"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
    occasion: Mapped[str]
    withheld_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]
    recalled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    version: Mapped[DocumentVersion] = relationship()
    person: Mapped[Person] = relationship()


class ReadingReceipt(Base):
    """That a person opened a version, when first and last, and how far they read.

    `pages_seen`: as "1-3,7". `acknowledged_at`: when they said that they have read it, if asked.
    """

    __tablename__ = "reading_receipt"

    version_id: Mapped[int] = mapped_column(ForeignKey("document_version.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    first_opened_at: Mapped[datetime]
    last_opened_at: Mapped[datetime]
    pages_seen: Mapped[str] = mapped_column(default="")
    acknowledged_at: Mapped[datetime | None]


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
    note {"at": [x, y]}; text {"rect": [x0, y0, x1, y1]}, `width` its letters' size, `body` wrapped
    to the box and upright as the page itself stands (with its /Rotate).

    An assistant prepares a mark for a person (`prepared_for_id`): a mark of the assistant, for the
    office, seen by that person and those who prepare for them. The person makes it their own
    (they become its author, `prepared_by_id` says who prepared it) or puts it aside.

    `office_of_id`: whose office the mark is for, besides the author's own delegates: the person
    who delegated to the author's account when it was written for the office, and no later one.
    """

    __tablename__ = "annotation"
    __table_args__ = (
        UniqueConstraint("author_id", "client_id"),
        CheckConstraint("page >= 1", name="page"),
        CheckConstraint(
            "prepared_for_id IS NULL OR (audience = 'office' AND prepared_for_id <> author_id"
            " AND prepared_by_id IS NULL)",
            name="prepared_for",
        ),
        CheckConstraint(
            "(prepared_by_id IS NULL) = (adopted_at IS NULL)"
            " AND (prepared_by_id IS NULL OR prepared_by_id <> author_id)",
            name="prepared_by",
        ),
        CheckConstraint("put_aside_at IS NULL OR prepared_for_id IS NOT NULL", name="put_aside"),
        CheckConstraint(
            "office_of_id IS NULL OR (audience = 'office' AND prepared_for_id IS NULL"
            " AND office_of_id <> author_id)",
            name="office_of",
        ),
        Index(None, "version_id", "audience"),
        Index("uq_annotation_carried_once", "version_id", "carried_from_id", unique=True),
        CheckConstraint(
            "(carried_from_id IS NULL) = (carry_state IS NULL)", name="carried_has_state"
        ),
        CheckConstraint(
            "(COALESCE(carry_state, '') IN ('look', 'unplaced')) = (carry_reason IS NOT NULL)",
            name="doubt_has_reason",
        ),
        CheckConstraint(
            "carry_again_at IS NULL OR carried_from_id IS NOT NULL", name="carried_again"
        ),
        Index(None, "prepared_for_id"),
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
    carried_area: Mapped[list[float] | None]
    """Where it stood on the page it was carried from, as shown: left, top, right, bottom, of 1."""
    carry_again_at: Mapped[datetime | None]
    """Since when the mark stands elsewhere on the older version: its place here is found anew."""
    prepared_for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    adopted_at: Mapped[datetime | None]
    put_aside_at: Mapped[datetime | None]
    office_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)

    version: Mapped[DocumentVersion] = relationship()
    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    prepared_for: Mapped[Person | None] = relationship(foreign_keys=[prepared_for_id])
    prepared_by: Mapped[Person | None] = relationship(foreign_keys=[prepared_by_id])
