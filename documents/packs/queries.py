"""Which packs there are for whom, and which book of a pack is whose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Exists, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from documents import queries as document_queries
from documents import rules as document_rules
from documents.models import AccessLevel, Document, DocumentVersion, VersionState
from documents.packs import rules
from documents.packs.contents import Part, key_of, parts_for
from documents.packs.freshness import is_out_of_date
from documents.packs.models import Pack, PackBase, PackCopy, PackKind, PackReader, PackState
from documents.queries import principals_of
from ecabinet import clock
from ecabinet.announcements import last_number
from ecabinet.auth.actor import Actor, load_actor
from ecabinet.auth.closing import closed_since
from ecabinet.auth.models import Account
from ecabinet.errors import NotVisible
from ecabinet.jobs import rules as job_rules
from ecabinet.jobs.models import Job, JobState
from ecabinet.jobs.queries import latest_job
from ecabinet.slots import PACK_SOURCES
from ecabinet.verdicts import Verdict, hidden


@dataclass(frozen=True)
class Face:
    """A pack for one reader: what they are shown of it, and their book where it is bound."""

    pack: Pack
    parts: list[Part]
    key: str
    base: PackBase | None
    recalled: int
    """Papers that were in this reader's book and were taken back since."""


def visible_packs(actor: Actor) -> Select[Pack]:
    """The packs `actor` may know of: the secretariat all; others those that were put before them,
    or before one who delegates to the account, and not ended. Who reads no papers: none."""
    if actor.is_secretariat and document_rules.has_office(actor):
        return select(Pack)
    if document_rules.reads_no_papers(actor):
        return select(Pack).where(false())
    mine = exists().where(
        PackReader.pack_id == Pack.id,
        PackReader.ended_at.is_(None),
        or_(
            PackReader.person_id == actor.person_id,
            PackReader.person_id.in_(principals_of(actor, clock.now())),
        ),
    )
    open_account = exists().where(Account.id == actor.account_id, Account.deactivated_at.is_(None))
    return select(Pack).where(Pack.state.in_(rules.OUT_STATES), mine, open_account)


def find_pack(db: Session, actor: Actor, pack_id: int, *, lock: bool = False) -> Pack:
    """Return a pack that `actor` may know of. Raises NotVisible."""
    statement = visible_packs(actor).where(Pack.id == pack_id)
    if lock:
        statement = statement.with_for_update(of=Pack)
    pack = db.execute(statement).scalar_one_or_none()
    if pack is None:
        raise NotVisible
    return pack


def list_packs(db: Session, actor: Actor, occasion: str) -> list[Pack]:
    """Return the packs of a sitting or ballot that `actor` may know of, newest first, without
    those that were put away."""
    rows = db.execute(
        visible_packs(actor)
        .where(Pack.occasion == occasion, Pack.state != PackState.DROPPED)
        .options(joinedload(Pack.replaces))
        .order_by(Pack.ordinal.desc())
    )
    return list(rows.scalars())


def packs_of(db: Session, occasion: str, *, lock: bool = False) -> list[Pack]:
    """Return all packs of an occasion, oldest first, for acts on them."""
    statement = select(Pack).where(Pack.occasion == occasion).order_by(Pack.ordinal)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return list(db.execute(statement).scalars())


def source_of(db: Session, actor: Actor, occasion: str) -> rules.Source | None:
    """Ask the sitting or ballot what its pack is made of; None when `actor` does not see it."""
    for ask in PACK_SOURCES:
        source: rules.Source | None = ask(db, actor, occasion)
        if source is not None:
            return source
    return None


def find_source(db: Session, actor: Actor, occasion: str) -> rules.Source:
    """The same. Raises NotVisible."""
    source = source_of(db, actor, occasion)
    if source is None:
        raise NotVisible
    return source


def successor_of(db: Session, pack: Pack) -> Pack | None:
    """Return the pack that the readers have in place of one that is superseded."""
    return db.execute(
        select(Pack)
        .where(Pack.occasion == pack.occasion, Pack.ordinal > pack.ordinal)
        .where(Pack.released_at.is_not(None), Pack.released_at >= pack.superseded_at)
        .order_by(Pack.ordinal)
        .limit(1)
    ).scalar_one_or_none()


def face_of(db: Session, actor: Actor, pack: Pack) -> Face:
    """Return what `actor` is shown of a pack by the rights of this moment."""
    readable, lost = _rights(db, actor, pack)
    parts = parts_for(pack, readable, _levels(db, pack), lost)
    key = key_of(parts)
    base = db.execute(
        select(PackBase).where(PackBase.pack_id == pack.id, PackBase.key == key)
    ).scalar_one_or_none()
    return Face(pack, parts, key, base, len(lost.intersection(pack.version_ids)))


def _rights(db: Session, actor: Actor, pack: Pack) -> tuple[frozenset[int], frozenset[int]]:
    """Return what `actor` may read of a pack, and what was taken back that they read until then."""
    readable = document_queries.readable_among(db, actor, pack.version_ids)
    lost = document_queries.lost_among(db, actor, [*pack.version_ids, *pack.taken_back_ids])
    return frozenset(readable), frozenset(lost)


def count_recalled(db: Session, pack: Pack) -> int:
    """Return how many papers of the pack were taken back, whoever may read them."""
    return db.execute(
        select(func.count())
        .select_from(DocumentVersion)
        .where(
            DocumentVersion.id.in_(pack.version_ids),
            DocumentVersion.state == VersionState.RECALLED,
        )
    ).scalar_one()


def _levels(db: Session, pack: Pack) -> dict[int, AccessLevel]:
    ids = {paper["document_id"] for line in pack.contents for paper in line["papers"]}
    rows = db.execute(select(Document.id, Document.access_level).where(Document.id.in_(ids)))
    return {row.id: row.access_level for row in rows}


def sets_of_rights(
    db: Session, pack: Pack, accounts: Collection[int], today: Any
) -> dict[str, list[Part]]:
    """Return {key: parts} of the different books that these accounts would get."""
    levels = _levels(db, pack)
    found: dict[str, list[Part]] = {}
    seen: dict[tuple[frozenset[int], frozenset[int]], str] = {}
    for account_id in sorted(accounts):
        actor = load_actor(db, account_id, today=today)
        if actor is None:
            continue
        rights = _rights(db, actor, pack)
        if rights not in seen:
            readable, lost = rights
            parts = parts_for(pack, readable, levels, lost)
            seen[rights] = key_of(parts)
            found[seen[rights]] = parts
    return found


def accounts_of(db: Session, person_ids: Collection[int]) -> list[int]:
    """Return the open accounts of persons."""
    rows = db.execute(
        select(Account.id).where(
            Account.person_id.in_(person_ids), Account.deactivated_at.is_(None)
        )
    )
    return list(rows.scalars())


def readers_of(db: Session, pack: Pack) -> list[int]:
    """Return the persons before whom the pack was put and who still have it."""
    rows = db.execute(
        select(PackReader.person_id).where(
            PackReader.pack_id == pack.id, PackReader.ended_at.is_(None)
        )
    )
    return list(rows.scalars())


def opened_by(person_id: int) -> Exists:
    """The condition on `Pack` that the person opened it. A copy that a tablet fetched to keep it is
    out and on record, but nobody has looked."""
    return (
        select(PackCopy.person_id)
        .join(PackBase, PackBase.id == PackCopy.base_id)
        .where(PackBase.pack_id == Pack.id, PackCopy.person_id == person_id)
        .where(PackCopy.opened_at.is_not(None))
        .exists()
    )


def unopened_packs(db: Session, actor: Actor) -> list[Pack]:
    """Return released packs put before the person who acts, which they have not opened yet."""
    mine = exists().where(
        and_(
            PackReader.pack_id == Pack.id,
            PackReader.person_id == actor.person_id,
            PackReader.ended_at.is_(None),
        )
    )
    unopened = ~opened_by(actor.person_id)
    statement = visible_packs(actor).where(Pack.state == PackState.RELEASED, mine, unopened)
    return list(db.execute(statement.order_by(Pack.id)).scalars())


@dataclass(frozen=True)
class Taken:
    """How many persons took their copy of a pack, and how many of them have no open account now."""

    persons: int = 0
    closed: int = 0


def copies_of(db: Session, packs: Sequence[Pack]) -> dict[int, Taken]:
    """Return {pack id: who took a copy}, of packs of which somebody did; one query."""
    closed = case((closed_since(PackCopy.person_id).is_not(None), PackCopy.person_id))
    rows = db.execute(
        select(
            PackBase.pack_id,
            func.count(PackCopy.person_id.distinct()).label("persons"),
            func.count(closed.distinct()).label("closed"),
        )
        .join(PackCopy, PackCopy.base_id == PackBase.id)
        .where(PackBase.pack_id.in_([pack.id for pack in packs]))
        .group_by(PackBase.pack_id)
    )
    return {row.pack_id: Taken(row.persons, row.closed) for row in rows}


@dataclass(frozen=True)
class Row:
    """A pack as pages and programs show it to one reader, with what they may do."""

    pack: Pack
    face: Face
    job: Job | None
    copies: Taken
    successor: Pack | None
    is_out_of_date: bool
    may_open: Verdict
    may_freeze: Verdict
    may_release: Verdict
    may_drop: Verdict
    may_cancel: Verdict
    may_retry: Verdict


@dataclass(frozen=True)
class Panel:
    """The packs of a sitting or ballot for one reader."""

    occasion: str
    rows: list[Row]
    may_assemble: Verdict
    may_supplement: Verdict
    works: bool
    room_number: int
    """Of the reader's own room, where the work on packs is told."""


def panel(db: Session, actor: Actor, occasion: str) -> Panel:
    """Return the packs of an occasion for its page; a few queries for each pack."""
    number = last_number(db, f"person:{actor.person_id}")
    packs = list_packs(db, actor, occasion)
    works = bool(rules.works_on_packs(actor))
    source = source_of(db, actor, occasion) if works else None
    full = supplement = hidden()
    everything = packs_of(db, occasion) if works else []
    if source is not None:
        full = rules.may_assemble(actor, source, everything, PackKind.FULL)
        supplement = rules.may_assemble(actor, source, everything, PackKind.SUPPLEMENT)
        if rules.last_full(everything) is None:
            supplement = hidden()
    taken = copies_of(db, packs) if works and packs else {}
    rows = [
        _row(db, actor, pack, source, everything, taken.get(pack.id, Taken())) for pack in packs
    ]
    return Panel(occasion, rows, full, supplement, works, number)


def row_of(db: Session, actor: Actor, pack: Pack) -> Row:
    """Return one pack for its own page."""
    if not rules.works_on_packs(actor):
        return _row(db, actor, pack, None, [], Taken())
    source = source_of(db, actor, pack.occasion)
    copies = copies_of(db, [pack]).get(pack.id, Taken())
    return _row(db, actor, pack, source, packs_of(db, pack.occasion), copies)


def _row(
    db: Session,
    actor: Actor,
    pack: Pack,
    source: rules.Source | None,
    packs: Sequence[Pack],
    copies: Taken,
) -> Row:
    face = face_of(db, actor, pack)
    stale = is_out_of_date(pack, source, packs)
    recalled = count_recalled(db, pack) if pack.state in rules.OPEN_STATES else 0
    job = _job_of(db, actor, pack, face)
    return Row(
        pack=pack,
        face=face,
        job=job,
        copies=copies,
        successor=successor_of(db, pack) if pack.state is PackState.SUPERSEDED else None,
        is_out_of_date=source is not None and stale,
        may_open=rules.may_open(pack, face.recalled),
        may_freeze=rules.may_freeze(actor, pack, is_out_of_date=stale, recalled=recalled),
        may_release=rules.may_release(actor, pack, source, recalled=recalled),
        may_drop=rules.may_drop(actor, pack),
        may_cancel=job_rules.may_cancel(actor, job) if job else hidden(),
        may_retry=job_rules.may_retry(actor, job) if job else hidden(),
    )


def _job_of(db: Session, actor: Actor, pack: Pack, face: Face) -> Job | None:
    """Return the work that this reader waits for, or that went wrong; None when all is there."""
    subject = f"pack:{pack.id}"
    if pack.state is PackState.ASSEMBLING:
        return latest_job(db, "pack-assemble", subject)
    if pack.state in rules.BOUND_STATES and face.base is None:
        job = latest_job(db, "pack-bind", f"{subject}:account:{actor.account_id}")
        return job if job is not None and job.state is not JobState.DONE else None
    return None
