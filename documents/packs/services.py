"""Acts on packs: have one put together, fix it, release it, put it away; and who gets it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from documents.packs import queries, rules
from documents.packs.contents import lay_out
from documents.packs.events import PackChanged, PackReleased
from documents.packs.freshness import is_out_of_date
from documents.packs.models import (
    Pack,
    PackBase,
    PackCopy,
    PackKind,
    PackReader,
    PackState,
)
from documents.packs.rules import Source
from ecabinet import journal
from ecabinet.auth.actor import Actor
from ecabinet.jobs import rules as job_rules
from ecabinet.jobs import services as jobs
from ecabinet.jobs.queries import latest_job
from ecabinet.orm import insert_into
from ecabinet.outbox import publish

ASSEMBLE, PREPARE, BIND = "pack-assemble", "pack-prepare", "pack-bind"
"""The kinds of jobs: the first books of a new pack; the books of its readers when it is released;
the book of one reader whose rights are like nobody's."""


def subject_of(pack: Pack) -> str:
    """Return under which subject the jobs of a pack are found."""
    return f"pack:{pack.id}"


def assemble(db: Session, *, actor: Actor, source: Source, kind: PackKind, at: datetime) -> Pack:
    """Have a pack put together from what `source` says now; one that was not fixed yet is put
    away for it. Raises NotVisible, Conflict."""
    packs = queries.packs_of(db, source.occasion, lock=True)
    rules.may_assemble(actor, source, packs, kind).enforce()
    for pack in packs:
        if pack.state in rules.OPEN_STATES:
            _put_away(db, actor, pack, at)
    db.flush()
    kept = [pack for pack in packs if pack.state is not PackState.DROPPED]
    out = [pack for pack in packs if pack.state is PackState.RELEASED]
    contents, removed = lay_out(source, kind, out)
    last = rules.last_full(packs)
    pack = Pack(
        occasion=source.occasion,
        ordinal=max((pack.ordinal for pack in kept), default=0) + 1,
        kind=kind,
        title=source.title,
        cover=source.cover,
        contents=contents,
        removed=removed,
        replaces_id=last.id if last else None,
        asked_by_id=actor.account_id,
        asked_at=at,
    )
    db.add(pack)
    db.flush()
    jobs.enqueue(
        db, kind=ASSEMBLE, params={"pack_id": pack.id}, actor=actor, subject=subject_of(pack)
    )
    details = {"occasion": pack.occasion, "kind": kind.value, "versions": pack.version_ids}
    journal.record(db, actor, "pack:assemble", pack, details=details)
    publish(db, PackChanged(pack.occasion, pack.id, pack.state.value))
    return pack


def keep_base(db: Session, base: PackBase) -> None:
    """Keep a book that was bound, unless another worker has kept the same one meanwhile."""
    row = {
        "pack_id": base.pack_id,
        "key": base.key,
        "version_ids": base.version_ids,
        "pages_at": base.pages_at,
        "sha256": base.sha256,
        "size": base.size,
        "pages": base.pages,
        "built_at": base.built_at,
    }
    db.execute(
        insert_into(db, PackBase)
        .values(**row)
        .on_conflict_do_nothing(index_elements=[PackBase.pack_id, PackBase.key])
    )


def note_assembled(db: Session, pack_id: int, at: datetime) -> None:
    """Note that the first books of a pack are bound; nothing when it was put away meanwhile."""
    pack = db.execute(select(Pack).where(Pack.id == pack_id).with_for_update()).scalar_one()
    if pack.state is not PackState.ASSEMBLING:
        return
    pack.state, pack.assembled_at = PackState.ASSEMBLED, at
    journal.record(db, journal.SYSTEM, "pack:assembled", pack)
    publish(db, PackChanged(pack.occasion, pack.id, pack.state.value))


def freeze(db: Session, *, actor: Actor, pack: Pack, source: Source | None, at: datetime) -> None:
    """Fix the contents: from now on they are what will be released. Raises Conflict."""
    stale = is_out_of_date(pack, source, queries.packs_of(db, pack.occasion))
    recalled = queries.count_recalled(db, pack)
    rules.may_freeze(actor, pack, is_out_of_date=stale, recalled=recalled).enforce()
    pack.state, pack.frozen_at, pack.frozen_by_id = PackState.FROZEN, at, actor.account_id
    journal.record(db, actor, "pack:freeze", pack)
    publish(db, PackChanged(pack.occasion, pack.id, pack.state.value))


def release(db: Session, *, actor: Actor, pack: Pack, source: Source | None, at: datetime) -> None:
    """Put a pack before all its readers; a full one takes the place of those before it.

    They are told, and their books are bound in the background. Raises Conflict.
    """
    recalled = queries.count_recalled(db, pack)
    rules.may_release(actor, pack, source, recalled=recalled).enforce()
    assert source is not None
    if pack.kind is PackKind.FULL:
        for other in queries.packs_of(db, pack.occasion, lock=True):
            if other.state is PackState.RELEASED:
                other.state, other.superseded_at = PackState.SUPERSEDED, at
                publish(db, PackChanged(other.occasion, other.id, other.state.value, is_out=True))
    pack.state, pack.released_at, pack.released_by_id = PackState.RELEASED, at, actor.account_id
    db.flush()
    readers = sorted(set(source.reader_ids))
    _put_before(db, pack, readers, at)
    jobs.enqueue(
        db, kind=PREPARE, params={"pack_id": pack.id}, actor=actor, subject=subject_of(pack)
    )
    journal.record(db, actor, "pack:release", pack, details={"persons": readers})
    publish(db, PackChanged(pack.occasion, pack.id, pack.state.value, is_out=True))
    publish(db, PackReleased(pack.id, tuple(readers)))


def drop(db: Session, *, actor: Actor, pack: Pack, at: datetime) -> None:
    """Put a pack away that is not out. Raises Conflict."""
    rules.may_drop(actor, pack).enforce()
    _put_away(db, actor, pack, at)


def add_readers(
    db: Session, *, actor: Actor, occasion: str, person_ids: Collection[int], at: datetime
) -> None:
    """Put the packs that are out before persons who join later. A part of an act that was
    allowed already."""
    for pack in queries.packs_of(db, occasion):
        new = sorted(set(person_ids).difference(queries.readers_of(db, pack)))
        if pack.state is PackState.RELEASED and new:
            _put_before(db, pack, new, at)
            journal.record(db, actor, "pack:add-readers", pack, details={"persons": new})
            publish(db, PackReleased(pack.id, tuple(new)))


def end_readers(
    db: Session, *, actor: Actor, occasion: str, person_ids: Collection[int] | None, at: datetime
) -> None:
    """Take the packs of an occasion away from persons who do not take part any more (None: from
    everybody)."""
    for pack in queries.packs_of(db, occasion):
        readers = queries.readers_of(db, pack)
        losing = [one for one in readers if person_ids is None or one in person_ids]
        if not losing:
            continue
        db.execute(
            update(PackReader)
            .where(PackReader.pack_id == pack.id, PackReader.person_id.in_(losing))
            .values(ended_at=at)
        )
        journal.record(db, actor, "pack:end-readers", pack, details={"persons": sorted(losing)})


def ask_for_base(db: Session, *, actor: Actor, pack: Pack) -> None:
    """Have the book of `actor` bound, unless that is being done."""
    jobs.enqueue(
        db, kind=BIND, params={"pack_id": pack.id, "account_id": actor.account_id}, actor=actor,
        subject=f"{subject_of(pack)}:account:{actor.account_id}", unique=True,
    )  # fmt: skip


def take_copy(
    db: Session,
    *,
    actor: Actor,
    pack: Pack,
    base: PackBase,
    at: datetime,
    is_to_be_kept: bool = False,
) -> PackCopy:
    """Return the copy of the book that the person who acts has, noting when they first took it and
    when they first opened it. `is_to_be_kept`: a tablet fetches it for later, nobody looks yet."""
    row = {"base_id": base.id, "person_id": actor.person_id}
    taken = db.execute(
        insert_into(db, PackCopy)
        .values(**row, account_id=actor.account_id, at=at)
        .on_conflict_do_nothing(index_elements=[PackCopy.base_id, PackCopy.person_id])
        .returning(PackCopy.base_id)
    ).first()
    if taken is not None:
        journal.record(db, actor, "pack:take", pack, details={"base": base.id})
    copy = db.execute(select(PackCopy).filter_by(**row)).scalar_one()
    if copy.opened_at is None and not is_to_be_kept:
        copy.opened_at = max(at, copy.at)  # clocks of two servers differ a little
    return copy


def note_opened(db: Session, *, actor: Actor, pack_id: int, opened_at: datetime) -> None:
    """Note when the person who acts first opened the copy on their tablet, told late; nothing of a
    pack of which they took none."""
    copies = (
        select(PackCopy)
        .join(PackBase, PackBase.id == PackCopy.base_id)
        .where(PackBase.pack_id == pack_id, PackCopy.person_id == actor.person_id)
        .order_by(PackCopy.at.desc(), PackCopy.base_id.desc())
        .limit(1)
        .with_for_update(of=PackCopy)
    )
    copy = db.execute(copies).scalar_one_or_none()
    if copy is not None:
        # A tablet's clock may be wrong: never before the copy was taken.
        opened_at = max(opened_at, copy.at)
        copy.opened_at = min(copy.opened_at or opened_at, opened_at)


def _put_before(db: Session, pack: Pack, person_ids: Collection[int], at: datetime) -> None:
    for person_id in person_ids:
        reader = insert_into(db, PackReader).values(pack_id=pack.id, person_id=person_id, at=at)
        db.execute(
            reader.on_conflict_do_update(
                index_elements=[PackReader.pack_id, PackReader.person_id],
                set_={"ended_at": None},
            )
        )


def _put_away(db: Session, actor: Actor, pack: Pack, at: datetime) -> None:
    pack.state, pack.dropped_at = PackState.DROPPED, at
    job = latest_job(db, ASSEMBLE, subject_of(pack))
    if job is not None and job_rules.may_cancel(actor, job):
        jobs.cancel(db, actor, job)
    journal.record(db, actor, "pack:drop", pack)
    publish(db, PackChanged(pack.occasion, pack.id, pack.state.value))
