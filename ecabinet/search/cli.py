"""`flask --app wsgi search …`: the index of the search."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from ecabinet.db import database
from ecabinet.search import services

search_group = AppGroup("search", help="The index of the search.")


@search_group.command("reindex")
@click.option("--all", "everything", is_flag=True, help="Also what the index holds as it is now.")
def reindex(everything: bool) -> None:
    """Index what is missing or has changed, and forget what is gone. Safe while the server runs.

    Ends with 1 when something could not be read.
    """
    if everything:
        services.invalidate(database())
    store = current_app.extensions["ecabinet.store"]
    counted = 0

    def told(done: int, total: int) -> None:
        nonlocal counted
        counted = total
        if done % 100 == 0 or done == total:
            click.echo(f"{done} of {total}")

    services.sweep(database(), store, told=told)
    with database().reading() as db:
        faults = list(services.find_faults(db))
    if faults:
        raise click.ClickException("; ".join([*faults, "the log says why"]))
    click.echo(f"The index is up to date; {counted} entries were looked at anew.")
