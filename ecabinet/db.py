"""The store: one engine, reading transactions for pages, and `unit_of_work` for every act."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import current_app, g
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from ecabinet import journal, outbox
from ecabinet.errors import Conflict
from ecabinet.sentences import S

log = logging.getLogger(__name__)
_inside: ContextVar[bool] = ContextVar("inside_unit_of_work", default=False)

Announcements = list[Any]


class Database:
    """An engine with its rules: WAL and one writer on SQLite, psycopg 3 on PostgreSQL.

    What stands in `before_commit` is called inside each unit of work, at its end.
    `announce` (called inside the transaction with the published events) and `deliver` (called
    after the commit with what `announce` returned) are set by whoever runs the live channel.
    """

    def __init__(self, url: str, *, pool_size: int = 16) -> None:
        self.engine = _engine(url, pool_size)
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._writer = self.engine.execution_options(ecabinet_writes=True)
        # BEGIN IMMEDIATE alone makes 300 writers sleep and retry; the lock queues them instead.
        self._one_writer = threading.Lock() if self.is_sqlite else None
        self.before_commit: list[Callable[[Session], None]] = []
        self.announce: Callable[[Session, Sequence[outbox.Event]], Announcements] | None = None
        self.deliver: Callable[[Announcements], None] | None = None
        self.after_commit: list[Callable[[Sequence[outbox.Event]], None]] = []
        """Called after each commit with what was published in it; must not raise."""

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a Session that only reads; nothing it does is kept."""
        with Session(self.engine, autoflush=False) as db:
            yield db

    @contextmanager
    def unit_of_work(self) -> Iterator[Session]:
        """Give a Session whose work is committed once, at the end, or not at all.

        The journal is sealed and events are numbered inside the transaction; they are delivered
        after the commit. A lost race on a unique index or a revision becomes `Conflict`.
        """
        if _inside.get():
            raise RuntimeError("a unit of work inside a unit of work would wait for itself")
        token = _inside.set(True)
        announcements: Announcements = []
        events: list[outbox.Event] = []
        if self._one_writer:
            self._one_writer.acquire()
        try:
            with Session(self._writer) as db, db.begin():
                try:
                    yield db
                    db.flush()
                    for act in self.before_commit:
                        act(db)
                    journal.seal(db)
                    events = outbox.published(db)
                    if self.announce and events:
                        announcements = self.announce(db, events)
                    db.flush()
                except (DBAPIError, StaleDataError) as error:
                    if not is_lost_race(error):
                        raise
                    log.info("an act lost a race: %s", error)
                    raise Conflict(S("changed-meanwhile")) from error
        finally:
            if self._one_writer:
                self._one_writer.release()
            _inside.reset(token)
        if self.deliver and announcements:
            self.deliver(announcements)
        if events:
            for tell in self.after_commit:
                tell(events)

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()


# PostgreSQL: unique, exclusion, foreign key; serialization failure, deadlock.
RACES_POSTGRES = frozenset({"23505", "23P01", "23503", "40001", "40P01"})
RACES_SQLITE = frozenset(
    {
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        sqlite3.SQLITE_CONSTRAINT_ROWID,
        sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
    }
)


def is_lost_race(error: Exception) -> bool:
    """Return whether somebody else's act can be the cause.

    A broken CHECK or NOT NULL is not: that is a mistake of ours, and must not look like a race.
    """
    if isinstance(error, StaleDataError):
        return True
    cause = getattr(error, "orig", None)
    return (
        getattr(cause, "sqlstate", None) in RACES_POSTGRES
        or getattr(cause, "sqlite_errorcode", None) in RACES_SQLITE
    )


def _engine(url: str, pool_size: int) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=400,
        connect_args={"check_same_thread": False, "timeout": 15},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        # pysqlite's own BEGIN is deferred and late; ours is explicit (see `begin` below).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA busy_timeout=15000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("ecabinet_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")

    return engine


def database() -> Database:
    """Return the store of the running application."""
    return current_app.extensions["ecabinet.database"]  # type: ignore[no-any-return]  # set by create_app


def get_db() -> Session:
    """Return this request's reading Session, opened on first use and closed at its end."""
    if "reading_db" not in g:
        g.reading_db = Session(database().engine, autoflush=False)
    return g.reading_db  # type: ignore[no-any-return]  # g is untyped


def close_db(error: BaseException | None = None) -> None:
    """Close the reading Session of this request, if one was opened."""
    db: Session | None = g.pop("reading_db", None)
    if db is not None:
        db.close()


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Give the Session of one act. The reading Session is closed first: what it saw is old."""
    close_db()
    with database().unit_of_work() as db:
        yield db
