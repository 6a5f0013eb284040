"""The background work of packs: books bound for every set of rights among the readers."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from documents.packs import queries, services
from documents.packs.building import bind_book, files_of
from documents.packs.contents import versions_in
from documents.packs.models import Pack, PackBase, PackState
from ecabinet import clock
from ecabinet.auth.actor import Actor, load_actor
from ecabinet.i18n import local_day
from ecabinet.jobs.registry import Run, handles


@handles(services.ASSEMBLE, label="job-label-pack")
def assemble(run: Run) -> None:
    """Bind the books of a new pack: of who asked for it, and of those who are to read it."""
    with run.database.reading() as db:
        pack = db.get_one(Pack, run.params["pack_id"])
        accounts = {pack.asked_by_id}
        actor = _actor(db, pack.asked_by_id)
        source = queries.source_of(db, actor, pack.occasion) if actor else None
        if source is not None:
            accounts.update(queries.accounts_of(db, source.reader_ids))
    _bind(run, run.params["pack_id"], accounts, asker=pack.asked_by_id)
    with run.database.unit_of_work() as db:
        services.note_assembled(db, run.params["pack_id"], clock.now())


@handles(services.PREPARE, label="job-label-pack")
def prepare(run: Run) -> None:
    """Bind what is missing for the readers of a released pack, by the rights they have now."""
    with run.database.reading() as db:
        pack = db.get_one(Pack, run.params["pack_id"])
        accounts = queries.accounts_of(db, queries.readers_of(db, pack))
    _bind(run, run.params["pack_id"], accounts)


@handles(services.BIND, label="job-label-pack")
def bind_one(run: Run) -> None:
    """Bind the book of one account."""
    account_id = run.params["account_id"]
    _bind(run, run.params["pack_id"], {account_id}, asker=account_id)


def _actor(db: Session, account_id: int) -> Actor | None:
    return load_actor(db, account_id, today=local_day(clock.now()))


def _bind(run: Run, pack_id: int, accounts: Collection[int], asker: int | None = None) -> None:
    """Bind the books that these accounts need and that are not there yet.

    Of a set of rights that shows nothing, only the asker's is bound: before the papers are handed
    out, no member may read one.
    """
    with run.database.reading() as db:
        pack = db.execute(
            select(Pack).where(Pack.id == pack_id).options(joinedload(Pack.replaces))
        ).scalar_one()
        if pack.state is PackState.DROPPED:
            return
        today = local_day(clock.now())
        wanted = queries.sets_of_rights(db, pack, accounts, today)
        own = queries.sets_of_rights(db, pack, [asker], today) if asker is not None else {}
        there = set(db.execute(select(PackBase.key).where(PackBase.pack_id == pack_id)).scalars())
        missing = {
            key: parts
            for key, parts in {**own, **wanted}.items()
            if key not in there and (key in own or versions_in(parts))
        }
        files = {key: files_of(db, parts) for key, parts in missing.items()}
        db.expunge_all()
    total = sum(_pages(files[key]) for key in missing) or 1
    done = 0
    run.progress(0, total)
    for key, parts in missing.items():
        before = done

        def tell(pages: int, before: int = before) -> None:
            run.progress(min(before + pages, total), total)

        language = run.config.default_language
        book = bind_book(run.store, pack, parts, files[key], language, tell)
        done = min(done + _pages(files[key]), total)
        with run.database.unit_of_work() as db:
            services.keep_base(
                db,
                PackBase(
                    pack_id=pack_id, key=key, version_ids=versions_in(parts),
                    pages_at=book.pages_at, sha256=book.sha256, size=book.size, pages=book.pages,
                    built_at=clock.now(),
                ),
            )  # fmt: skip
    run.progress(total, total)


def _pages(files: dict[int, tuple[str, int]]) -> int:
    return 1 + sum(pages for _, pages in files.values())
