"""What a pack is put together from, and who may do what with one. Who may *read* one is a Select:
`documents.packs.queries`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.models import AccessLevel, Document, DocumentVersion, VersionState
from documents.packs.models import Pack, PackKind, PackState
from ecabinet.auth.actor import Actor
from ecabinet.verdicts import ALLOW, Verdict, conflict, hidden

OPEN_STATES = (PackState.ASSEMBLING, PackState.ASSEMBLED, PackState.FROZEN)
OUT_STATES = (PackState.RELEASED, PackState.SUPERSEDED)
BOUND_STATES = (PackState.ASSEMBLED, PackState.FROZEN, *OUT_STATES)
NAMELESS_LEVELS = (AccessLevel.CONFIDENTIAL, AccessLevel.SECRETARIAT)
"""Levels at which whoever may not read a paper is not told its title either."""


@dataclass(frozen=True)
class Paper:
    """A paper of a line; `version_id` None: it exists on paper only, or what stood there was taken
    back (`taken_back`: that version), so that it is named and nothing of it is bound."""

    document_id: int
    version_id: int | None
    title: str
    symbol: str
    pages: int
    taken_back: int | None = None


def paper_of(document: Document, version: DocumentVersion | None) -> Paper:
    """Return a paper as it goes into a pack; without a version: it exists on paper only."""
    named = document.id, None, document.title, document.number_symbol, 0
    if version is None:
        return Paper(*named)
    if version.state is VersionState.RECALLED:
        return Paper(*named, taken_back=version.id)
    return Paper(document.id, version.id, document.title, document.number_symbol, version.pages)


@dataclass(frozen=True)
class Line:
    """An item of the agenda with its papers; a ballot has one line without a number. `section`: the
    heading of the part of the agenda in which the item stands ("A. Reports"), empty for none."""

    number: int | str
    title: str
    papers: Sequence[Paper]
    section: str = ""


@dataclass(frozen=True)
class Source:
    """What the sitting or ballot says of the pack to be: made by the feature that owns it."""

    occasion: str
    title: str
    url: str
    cover: dict[str, Any]
    lines: Sequence[Line]
    reader_ids: Collection[int] = field(default=())
    """Whom a released pack is put before."""
    may_bind: Verdict = ALLOW
    """Whether there is something to bind at all: an agenda that was approved, a paper."""
    may_release: Verdict = ALLOW
    """Whether the readers have the papers themselves."""

    @property
    def version_ids(self) -> list[int]:
        """The versions of all papers, in order."""
        papers = (paper for line in self.lines for paper in line.papers)
        return [paper.version_id for paper in papers if paper.version_id is not None]


def works_on_packs(actor: Actor) -> Verdict:
    """The secretariat puts packs together; nobody else knows of one that is not out."""
    return ALLOW if actor.is_secretariat else hidden()


def may_assemble(actor: Actor, source: Source, packs: Sequence[Pack], kind: PackKind) -> Verdict:
    """Have a pack put together; `packs`: all of this occasion. One at a time."""
    allowed = works_on_packs(actor).and_then(source.may_bind)
    if not allowed:
        return allowed
    if any(pack.state is PackState.FROZEN for pack in packs):
        return conflict("pack-one-is-frozen")
    if kind is PackKind.SUPPLEMENT:
        if last_full(packs) is None:
            return conflict("pack-supplement-of-nothing")
        if set(source.version_ids) <= released_versions(packs):
            return conflict("pack-supplement-empty")
    return ALLOW


def may_freeze(actor: Actor, pack: Pack, *, is_out_of_date: bool, recalled: int) -> Verdict:
    """Fix the contents: nothing of them may have changed meanwhile; `recalled`: papers in the pack
    that were taken back since it was put together."""
    allowed = works_on_packs(actor)
    if not allowed:
        return allowed
    if pack.state is not PackState.ASSEMBLED:
        return conflict("pack-freeze-not-now")
    if recalled:
        return conflict("pack-recalled-inside", count=recalled)
    return conflict("pack-out-of-date") if is_out_of_date else ALLOW


def may_release(actor: Actor, pack: Pack, source: Source | None, *, recalled: int) -> Verdict:
    """Put a fixed pack before its readers; `recalled`: as for fixing it."""
    allowed = works_on_packs(actor)
    if not allowed:
        return allowed
    if pack.state is not PackState.FROZEN:
        return conflict("pack-release-not-now")
    if recalled:
        return conflict("pack-recalled-inside", count=recalled)
    return source.may_release if source else conflict("pack-out-of-date")


def may_drop(actor: Actor, pack: Pack) -> Verdict:
    """Put a pack away that is not out yet."""
    allowed = works_on_packs(actor)
    if allowed and pack.state not in OPEN_STATES:
        return conflict("pack-drop-not-now")
    return allowed


def may_open(pack: Pack, recalled: int) -> Verdict:
    """Get the file, asked of somebody who sees the pack; `recalled`: papers in their book that were
    taken back since it was put together."""
    if pack.state not in BOUND_STATES:
        return conflict("pack-not-bound")
    if recalled:
        return conflict("pack-recalled-inside", count=recalled)
    return ALLOW


def last_full(packs: Sequence[Pack]) -> Pack | None:
    """Return the full pack that the readers have now."""
    out = [p for p in packs if p.state is PackState.RELEASED and p.kind is PackKind.FULL]
    return max(out, key=lambda pack: pack.ordinal, default=None)


def released_versions(packs: Sequence[Pack]) -> set[int]:
    """Return the versions in the packs that the readers have now."""
    return {number for p in packs if p.state is PackState.RELEASED for number in p.version_ids}
