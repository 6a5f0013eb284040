"""Packs for programs, and for tablets that keep one for later."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, url_for
from pydantic import BaseModel
from sqlalchemy.orm import Session

from documents.packs import opening, queries, services
from documents.packs.contents import IN
from documents.packs.forms import AssembleIn, OccasionQuery
from documents.packs.models import PackKind, PackState
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.jobs.api import JobOut, job_out

bp = Blueprint("packs_api", __name__)


class PackPaperOut(BaseModel):
    """A paper of a pack. `standing`: in; withheld (named, not in it); nameless (not even named);
    taken-back (named, not in it); on-paper. `page`: where it begins in this reader's file."""

    label: str
    standing: str
    title: str
    version_id: int | None
    pages: int
    page: int | None
    change: str


class PackLineOut(BaseModel):
    """An item with its papers; `number` as it is printed: 3, or A.1 by sections; 0 for a ballot."""

    number: int | str
    title: str
    papers: list[PackPaperOut]


class PackOut(BaseModel):
    """A pack as this reader gets it. `size`, `pages` and the papers' `page` are known once the
    file with this reader's rights is bound; `file_url` serves it, with byte ranges."""

    id: int
    occasion: str
    number: int
    kind: PackKind
    state: PackState
    title: str
    assembled_at: datetime | None
    frozen_at: datetime | None
    released_at: datetime | None
    superseded_at: datetime | None
    replaces_id: int | None
    superseded_by_id: int | None
    size: int | None
    pages: int | None
    has_recalled_papers: bool
    file_url: str
    job: JobOut | None
    lines: list[PackLineOut]


class PackList(BaseModel):
    """The packs of a sitting or ballot, newest first, in one page."""

    items: list[PackOut]
    next: str | None = None


def _out(actor: Actor, row: queries.Row) -> PackOut:
    pack, base = row.pack, row.face.base
    pages_at = base.pages_at if base else {}
    return PackOut(
        id=pack.id,
        occasion=pack.occasion,
        number=pack.ordinal,
        kind=pack.kind,
        state=pack.state,
        title=pack.title,
        assembled_at=pack.assembled_at,
        frozen_at=pack.frozen_at,
        released_at=pack.released_at,
        superseded_at=pack.superseded_at,
        replaces_id=pack.replaces_id,
        superseded_by_id=row.successor.id if row.successor else None,
        size=base.size if base else None,
        pages=base.pages if base else None,
        has_recalled_papers=bool(row.face.recalled),
        file_url=url_for("packs.send_pack", pack_id=pack.id),
        job=job_out(actor, row.job) if row.job else None,
        lines=[
            PackLineOut(
                number=part.number,
                title=part.title,
                papers=[
                    PackPaperOut(
                        label=entry.label,
                        standing=entry.standing,
                        title=entry.title,
                        version_id=entry.version_id if entry.standing == IN else None,
                        pages=entry.pages,
                        page=pages_at.get(entry.label),
                        change=entry.change,
                    )
                    for entry in part.entries
                ],
            )
            for part in row.face.parts
        ],
    )


@api_route(bp, "GET", "/packs", tag="packs", query=OccasionQuery, answer=PackList, errors=(422,))
def list_packs(db: Session, actor: Actor, query: OccasionQuery) -> PackList:
    """List the packs of a sitting or ballot."""
    rows = queries.panel(db, actor, query.occasion).rows
    return PackList(items=[_out(actor, row) for row in rows])


@api_route(bp, "GET", "/packs/<int:pack_id>", tag="packs", answer=PackOut, errors=(404,))
def show_pack(db: Session, actor: Actor, pack_id: int) -> PackOut:
    """Show a pack."""
    return _out(actor, queries.row_of(db, actor, queries.find_pack(db, actor, pack_id)))


@api_route(
    bp, "GET", "/packs/<int:pack_id>/file", tag="packs", media_types=("application/pdf",),
    errors=(404, 409),
)  # fmt: skip
def send_pack(db: Session, actor: Actor, pack_id: int) -> Response:
    """Send this reader's own copy.

    409 `pack-being-bound` while it is bound for the first time: ask again in a second.
    """
    return opening.send_copy(actor, pack_id)


@api_route(
    bp, "POST", "/packs", tag="packs", body=AssembleIn, answer=PackOut, status=201,
    errors=(404, 409, 422),
)  # fmt: skip
def assemble_pack(db: Session, actor: Actor, body: AssembleIn) -> PackOut:
    """Have a pack put together; `job` tells how far that is.

    One that is not fixed yet is put away for it.
    """
    source = queries.find_source(db, actor, body.occasion)
    pack = services.assemble(db, actor=actor, source=source, kind=body.kind, at=clock.now())
    return _out(actor, queries.row_of(db, actor, pack))


@api_route(
    bp, "POST", "/packs/<int:pack_id>/freezing", tag="packs", answer=PackOut, errors=(404, 409)
)
def freeze_pack(db: Session, actor: Actor, pack_id: int) -> PackOut:
    """Fix the contents of a pack."""
    pack = queries.find_pack(db, actor, pack_id, lock=True)
    source = queries.source_of(db, actor, pack.occasion)
    services.freeze(db, actor=actor, pack=pack, source=source, at=clock.now())
    return _out(actor, queries.row_of(db, actor, pack))


@api_route(
    bp, "POST", "/packs/<int:pack_id>/release", tag="packs", answer=PackOut, errors=(404, 409)
)
def release_pack(db: Session, actor: Actor, pack_id: int) -> PackOut:
    """Put a pack before all its readers."""
    pack = queries.find_pack(db, actor, pack_id, lock=True)
    source = queries.source_of(db, actor, pack.occasion)
    services.release(db, actor=actor, pack=pack, source=source, at=clock.now())
    return _out(actor, queries.row_of(db, actor, pack))


@api_route(bp, "POST", "/packs/<int:pack_id>/removal", tag="packs", errors=(404, 409), status=204)
def drop_pack(db: Session, actor: Actor, pack_id: int) -> None:
    """Put a pack away that is not out."""
    pack = queries.find_pack(db, actor, pack_id, lock=True)
    services.drop(db, actor=actor, pack=pack, at=clock.now())
