"""`flask --app wsgi signatures …`: the signatures of stored papers."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from documents.signatures import again
from ecabinet.db import database
from ecabinet.running import store

commands = AppGroup("signatures", help="The digital signatures of stored papers.")


@commands.command("read")
def read() -> None:
    """Read them again, after the trusted list was changed or the program was updated.

    Safe while the server runs. Ends with 1 when some could not be read; these stay as they were.
    """

    def told(done: int, total: int) -> None:
        if done % 100 == 0 or done == total:
            click.echo(f"{done} of {total}")

    extensions = current_app.extensions
    changed, unread = again.read_again(
        database(),
        store(),
        extensions["documents.limits"],
        extensions["documents.tools"],
        told=told,
    )
    click.echo(f"{changed} papers say something else of their signatures now.")
    if unread:
        raise click.ClickException(
            f"the signatures of these versions could not be read: {', '.join(map(str, unread))};"
            " the log says why"
        )
