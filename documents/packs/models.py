"""Packs, the books bound for each set of rights, who got a pack, and who took a copy of it."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ecabinet.orm import Base, Sha256, state_with_evidence


class PackState(enum.Enum):
    """Where a pack stands on its way to the readers."""

    ASSEMBLING = "assembling"
    ASSEMBLED = "assembled"
    FROZEN = "frozen"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"


class PackKind(enum.Enum):
    """All papers, or only what changed since the packs released before."""

    FULL = "full"
    SUPPLEMENT = "supplement"


_KEPT = text("state <> 'dropped'")
_OPEN = text("state IN ('assembling','assembled','frozen')")


class Pack(Base):
    """The papers of one sitting or ballot as they stood when it was put together.

    `cover`: {body, motto: [..], heading, title, facts: [[label, value], …]}. `contents`: the lines
    in order, [{label, title, papers: [{label, document_id, version_id | null, title, symbol,
    pages, change: "" | "new" | "changed", taken_back: version id where there is nothing else}]}],
    and `removed`: labels of papers that went out.
    """

    __tablename__ = "pack"
    __table_args__ = (
        Index("uq_pack_ordinal", "occasion", "ordinal", unique=True,
              sqlite_where=_KEPT, postgresql_where=_KEPT),
        Index("uq_pack_one_open", "occasion", unique=True,
              sqlite_where=_OPEN, postgresql_where=_OPEN),
        CheckConstraint("ordinal >= 1", name="ordinal"),
        CheckConstraint(
            "state NOT IN ('assembled','frozen','released','superseded') "
            "OR assembled_at IS NOT NULL",
            name="bound_has_assembled_at",
        ),
        CheckConstraint(
            "state NOT IN ('frozen','released','superseded') OR frozen_at IS NOT NULL",
            name="fixed_has_frozen_at",
        ),
        CheckConstraint("(frozen_at IS NULL) = (frozen_by_id IS NULL)", name="frozen_by"),
        CheckConstraint("(released_at IS NULL) = (released_by_id IS NULL)", name="released_by"),
        CheckConstraint("kind <> 'supplement' OR replaces_id IS NOT NULL", name="supplement_of"),
        state_with_evidence("state", ("released", "superseded"), "released_at"),
        state_with_evidence("state", ("superseded",), "superseded_at"),
        state_with_evidence("state", ("dropped",), "dropped_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    occasion: Mapped[str]
    """As in `Distribution.occasion`: "meeting:7", "ballot:3"."""
    ordinal: Mapped[int]
    kind: Mapped[PackKind]
    state: Mapped[PackState] = mapped_column(default=PackState.ASSEMBLING)
    title: Mapped[str]
    cover: Mapped[dict[str, Any]]
    contents: Mapped[list[dict[str, Any]]]
    removed: Mapped[list[str]]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("pack.id"))
    """The full pack that this one replaces when it is released, or that it supplements."""
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    assembled_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None]
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    superseded_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    replaces: Mapped[Pack | None] = relationship(remote_side="Pack.id")

    __mapper_args__ = {"version_id_col": revision}

    @property
    def version_ids(self) -> list[int]:
        """The versions of all papers in it, in order."""
        papers = (paper for line in self.contents for paper in line["papers"])
        return [paper["version_id"] for paper in papers if paper["version_id"] is not None]

    @property
    def taken_back_ids(self) -> list[int]:
        """The versions that were taken back before it was put together: named in it, not bound."""
        papers = (paper for line in self.contents for paper in line["papers"])
        return [paper["taken_back"] for paper in papers if "taken_back" in paper]


class PackBase(Base):
    """The book for everybody who may read the same papers, without a name on it.

    `key` names the set of rights; `pages_at`: {label of a paper: its first page}.
    """

    __tablename__ = "pack_base"
    __table_args__ = (
        UniqueConstraint("pack_id", "key"),
        CheckConstraint("pages >= 1", name="pages"),
        CheckConstraint("size >= 1", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id"))
    key: Mapped[str]
    version_ids: Mapped[list[int]]
    pages_at: Mapped[dict[str, Any]]
    sha256: Mapped[Sha256]
    size: Mapped[int]
    pages: Mapped[int]
    built_at: Mapped[datetime]

    pack: Mapped[Pack] = relationship()


class PackReader(Base):
    """A released pack was put before a person; ended when they no longer take part."""

    __tablename__ = "pack_reader"
    __table_args__ = (Index(None, "person_id", "pack_id"),)

    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PackCopy(Base):
    """A person took a copy: which book, when; its name and time stand on every page. `opened_at`:
    when they first opened it, None while it only lies on a tablet that fetched it by itself."""

    __tablename__ = "pack_copy"
    __table_args__ = (
        Index(None, "person_id"),
        CheckConstraint("opened_at IS NULL OR opened_at >= at", name="opened_after_taken"),
    )

    base_id: Mapped[int] = mapped_column(ForeignKey("pack_base.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
