"""One cabinet in PostgreSQL, served by two processes; started once for all tests of this folder."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
import redis
from sqlalchemy.orm import Session

from ecabinet import migrate
from ecabinet.auth.models import Account, AccountRole, Role
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.people.models import Mandate, Organisation, Person, Seat
from tests import cabinet as small
from tests.cabinet import HASH, T0
from tests.live_server import eventually
from tests.scaled.processes import Scaled, Server, end

CROWD = tuple(f"member.{number:02}" for number in range(60))
"""Members beside those of the small cabinet."""


def _second(db: Session, login: str, role: Role, office: Organisation) -> None:
    account = Account(
        login=login,
        password_hash=HASH,
        person=Person(name=f"Người {login}", organisation=office),
        created_at=T0,
    )
    account.role_rows = [AccountRole(role=role)]
    db.add(account)


def _enlarge(db: Session) -> None:
    """Add sixty members, and a second of each who leads or prepares."""
    office = db.query(Organisation).filter_by(code="G22").one()
    _second(db, "head.2", Role.HEAD, office)
    _second(db, "secretary.2", Role.SECRETARIAT, office)
    _second(db, "clerk.2", Role.CLERK, office)
    for rank, login in enumerate(CROWD, start=100):
        person = Person(name=f"Thành viên {login}")
        seat = Seat(title_vi=login, title_en=login, rank=rank)
        db.add(Mandate(person=person, seat=seat, starts_on=date(2026, 4, 8)))
        account = Account(login=login, password_hash=HASH, person=person, created_at=T0)
        account.role_rows = [AccountRole(role=Role.MEMBER)]
        db.add(account)


@pytest.fixture(scope="session")
def both(
    tmp_path_factory: pytest.TempPathFactory,
    new_postgres_database: Callable[[], str],
    redis_url: str,
) -> Iterator[Scaled]:
    """The cabinet with its two processes."""
    home = tmp_path_factory.mktemp("scaled") / "home"
    environ = {"ECABINET_HOME": str(home), "SECRET_KEY": secrets.token_hex(16)}
    config = replace(
        Config.from_env(environ), database_url=new_postgres_database(), redis_url=redis_url
    )
    migrate.upgrade(config.database_url)
    database = Database(config.database_url)
    with database.unit_of_work() as db:
        small.build(db)
        _enlarge(db)
    with database.reading() as db:
        cabinet = small.find(db)
    servers = [Server(config), Server(config)]
    try:
        a, b = (server.wait().address for server in servers)
        # Both hear each other before the first tablet comes.
        with redis.Redis.from_url(redis_url) as client:
            eventually(lambda: client.pubsub_numsub(config.shared_name)[0][1] == 2)
        yield Scaled(config, database, cabinet, a, b)
    finally:
        end(servers)
        database.dispose()


@pytest.fixture
def scaled(both: Scaled) -> Iterator[Scaled]:
    """The same, with the tablets of the test closed at its end."""
    yield both
    both.close_tablets()
