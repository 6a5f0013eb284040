"""`flask --app wsgi demo [--if-empty]`: fills an empty store with the demo cabinet."""

from __future__ import annotations

import time

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from demo.people import PASSWORD, is_empty
from demo.story import build
from ecabinet.cli import explained
from ecabinet.config import Config
from ecabinet.db import database
from ecabinet.serve import DEMO_MARK

SIGN_INS = f"""\
Demo sign-ins, password of all: {PASSWORD}
  pm                     the Prime Minister, in the chair
  dpm1 … dpm6            the Deputy Prime Ministers; dpm1 is the Standing one
  minister.g12           a minister: Finance; also g01 g02 g03 g06 g08 g09 g10 g11 g15 g16
                         g17 g18 g19 g20 g21 g22
  secretary head clerk   the secretariat: officer, head, clerk of the sittings
  officer.g12            an officer of a ministry: Finance; the others likewise
  auditor admin          the journal; the accounts"""


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing when the store has accounts.")
@with_appcontext
@explained
def demo_command(if_empty: bool) -> None:
    """Fill an empty store with the demo cabinet and print its sign-ins."""
    with database().reading() as db:
        empty = is_empty(db)
    if not empty:
        if if_empty:
            return
        raise click.ClickException(
            "the store has accounts already; the demo needs an empty one "
            "(set ECABINET_HOME to a new folder)"
        )
    config: Config = current_app.extensions["ecabinet.config"]
    # Before the first account: a store that got only half of it is the demo's, too.
    (config.home / DEMO_MARK).write_text(SIGN_INS + "\n", "utf-8")
    begun = time.monotonic()

    def say(line: str) -> None:
        click.echo(f"  demo {time.monotonic() - begun:5.1f} s  {line}", err=True)

    build(database(), current_app.extensions["ecabinet.store"], config.timezone, say)
    say("done")
    click.echo(SIGN_INS)


def init_app(app: Flask) -> None:
    """Register the command."""
    app.cli.add_command(demo_command)
