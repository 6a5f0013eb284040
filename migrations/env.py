"""Alembic's entry: runs the revisions on the store named in its configuration."""

from alembic import context
from sqlalchemy import create_engine, event, pool

import ecabinet.app  # noqa: F401 - names all features, and with them all tables
from ecabinet.orm import Base

config = context.config
ONE_AT_A_TIME = 0x_ECAB_1E7


def run() -> None:
    """Run online, in one transaction per revision."""
    engine = create_engine(config.get_main_option("sqlalchemy.url") or "", poolclass=pool.NullPool)
    if engine.dialect.name == "sqlite":
        # pysqlite's own BEGIN leaves DDL outside the transaction; ours is explicit.
        @event.listens_for(engine, "connect")
        def manual(connection, record):  # type: ignore[no-untyped-def]
            connection.isolation_level = None

        @event.listens_for(engine, "begin")
        def begin(connection):  # type: ignore[no-untyped-def]
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            # Processes that start together come in turn; the lock ends with the connection.
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({ONE_AT_A_TIME})")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=engine.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
