"""Closes what is due: in the background of the server, or by a command."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from ballots import queries, services
from ecabinet import clock
from ecabinet.db import database, unit_of_work
from ecabinet.i18n import zone
from ecabinet.people.queries import working_days

commands = AppGroup("ballots", help="Written ballots.")


def close_all_due() -> int:
    """Close each ballot whose deadline has passed in a unit of work of its own; return how many."""
    at = clock.now()
    with database().reading() as db:
        waiting = queries.due_ballots(db, at)
    closed = 0
    for ballot_id in waiting:
        with unit_of_work() as db:
            closed += services.close_due(db, ballot_id, days=working_days(zone()), at=at)
    return closed


@commands.command("close-due")
def close_due_command() -> None:
    """Close the ballots whose deadline has passed."""
    click.echo(f"Closed: {close_all_due()}")
