"""Server time and statements of the agenda page, for the secretariat and for a member.

The page is asked in this process, through the whole application but the network; beside it, in
the same rounds, the least that any program would do: one SELECT of the lines, written into a list.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from jinja2 import Template
from sqlalchemy import event, select, text

from bench.run import Result
from ecabinet import clock, migrate
from ecabinet.app import create_app
from ecabinet.auth.models import Account
from ecabinet.auth.services import open_sign_in
from ecabinet.config import Config
from ecabinet.db import Database
from ecabinet.people.queries import working_days
from meetings import services as meeting_services
from meetings.agenda import services as agenda_services
from meetings.editions import services as edition_services
from meetings.editions.warnings import CODES
from meetings.frame import Frame
from meetings.models import ItemType, Meeting, MeetingKind
from tests import cabinet as small

SIZES = (10, 1000)
ROUNDS = 15
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PROMISE = "agenda page: as many statements with 1,000 items as with 10"
BARE = Template(
    "<ul>{% for row in rows %}<li>{{ row.ordinal }}. {{ row.title }}</li>{% endfor %}</ul>"
)


def measure() -> Result:
    """Build a cabinet with agendas of each size, then ask in turns."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config.from_env({"ECABINET_HOME": folder, "SECRET_KEY": "bench"})
        migrate.upgrade(config.database_url)
        app = create_app(config)
        database: Database = app.extensions["ecabinet.database"]
        meetings = {size: _agenda(database, size) for size in SIZES}
        result = _ask(app, database, meetings, Path(folder))
        database.dispose()
    return result


def _agenda(database: Database, items: int) -> int:
    """Plan, approve and send a sitting with `items` items; return its id."""
    with database.unit_of_work() as db:
        known = db.execute(select(Account.id).limit(1)).first()
        cabinet = small.find(db) if known else small.build(db)
    at = clock.now()
    with database.unit_of_work() as db:
        secretary = cabinet.actor(db, "secretary", at.date())
        frame = Frame(
            title=f"{items} items", kind=MeetingKind.REGULAR, starts_at=at + timedelta(days=20),
            planned_end_at=at + timedelta(days=20, hours=8), place="Hà Nội",
            chair_id=cabinet.persons["pm"],
        )  # fmt: skip
        meeting = meeting_services.plan_meeting(db, actor=secretary, frame=frame)
        for number in range(items):
            content = agenda_services.ItemContent(
                title=f"Nội dung số {number}", type=ItemType.DECISION, minutes=5,
                lead_id=cabinet.organisations["G12"],
                presenter_id=cabinet.persons["minister.g12"],
            )  # fmt: skip
            agenda_services.add_item(db, actor=secretary, meeting=meeting, content=content)
        meeting_id = meeting.id
    with database.unit_of_work() as db:
        head = cabinet.actor(db, "head", at.date())
        found = db.get_one(Meeting, meeting_id)
        edition_services.approve_agenda(db, actor=head, meeting=found)
        edition_services.send_agenda(
            db,
            actor=head,
            meeting=found,
            calendar=working_days(ZONE),
            reasons=dict.fromkeys(CODES, "bench"),
        )
    return meeting_id


def _ask(app: Flask, database: Database, meetings: dict[int, int], home: Path) -> Result:
    pages: dict[tuple[str, int], Callable[[], Any]] = {}
    for login in ("secretary", "minister.g12"):
        client = _signed_in(app, database, login)
        for size, meeting_id in meetings.items():
            pages[login, size] = lambda c=client, m=meeting_id: c.get(f"/meetings/{m}")  # type: ignore[misc]
    for size, meeting_id in meetings.items():
        pages["bare", size] = lambda m=meeting_id: _bare(database, m)  # type: ignore[misc]
    statements = {key: _count(database, ask) for key, ask in pages.items()}
    times: dict[tuple[str, int], list[float]] = {key: [] for key in pages}
    for _ in range(ROUNDS):
        for key, ask in pages.items():
            began = time.perf_counter()
            ask()
            times[key].append((time.perf_counter() - began) * 1000)
    rows = [["page", "items", "statements", "median ms", "× bare"]]
    for (who, size), values in times.items():
        median = statistics.median(values)
        ratio = median / statistics.median(times["bare", size])
        rows.append([who, str(size), str(statements[who, size]), f"{median:.1f}", f"{ratio:.1f}"])
    few, many = SIZES
    flat = all(
        statements[who, few] == statements[who, many] for who in ("secretary", "minister.g12")
    )
    return Result(
        "Agenda page", rows, kept={PROMISE: flat},
        notes=["SQLite; the whole application in one process, without the network"],
    )  # fmt: skip


def _signed_in(app: Flask, database: Database, login: str) -> Any:
    client = app.test_client()
    with database.unit_of_work() as db:
        account = db.execute(select(Account).where(Account.login == login)).scalar_one()
        _, token = open_sign_in(db, account, user_agent="", address="", at=clock.now())
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    answer = client.get("/account")
    assert answer.status_code == 200
    return client


def _bare(database: Database, meeting_id: int) -> str:
    with database.engine.connect() as connection:
        found = connection.execute(
            text("SELECT ordinal, title FROM agenda_item WHERE meeting_id = :id ORDER BY ordinal"),
            {"id": meeting_id},
        )
        return BARE.render(rows=found.all())


def _count(database: Database, ask: Callable[[], Any]) -> int:
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    answer = ask()
    event.remove(database.engine, "before_cursor_execute", note)
    if not isinstance(answer, str):
        assert answer.status_code == 200, answer.status_code
    return len(seen)
