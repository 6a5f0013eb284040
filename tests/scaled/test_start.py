"""Processes that are started together prepare one store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import create_engine, inspect

from ecabinet.orm import Base
from tests.scaled.processes import Scaled


def test_two_that_migrate_an_empty_store_at_once_come_in_turn(
    scaled: Scaled, new_postgres_database: Callable[[], str]
) -> None:
    url = new_postgres_database()
    fresh = replace(scaled, config=replace(scaled.config, database_url=url))
    commands = [fresh.command("migrate") for _ in range(2)]
    for command in commands:
        command.communicate(timeout=60)
    assert [command.returncode for command in commands] == [0, 0]
    engine = create_engine(url)
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()
