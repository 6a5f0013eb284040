"""`flask --app wsgi …`: accounts, tokens, the journal, the store."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from ecabinet import clock, doctor, journal, migrate
from ecabinet.auth import services
from ecabinet.auth.models import Role
from ecabinet.config import Config
from ecabinet.db import database
from ecabinet.errors import DomainError, Invalid
from ecabinet.i18n import say_in
from ecabinet.jobs.cli import jobs_group
from ecabinet.people.models import Person
from ecabinet.slots import DOCTOR_NOTES

user = AppGroup("user", help="Accounts.")
token = AppGroup("token", help="Tokens for programs.")
journal_group = AppGroup("journal", help="The record of acts.")


def explained(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a refusal of the domain into one sentence and exit code 1."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except DomainError as error:
            said = {say_in("en", error.sentence)}
            if isinstance(error, Invalid):
                said |= {say_in("en", sentence) for sentence in error.fields.values()}
            raise click.ClickException(" ".join(sorted(said))) from error

    return run


@click.command("migrate", help="Bring the store to the newest schema.")
def migrate_command() -> None:
    config: Config = current_app.extensions["ecabinet.config"]
    migrate.upgrade(config.database_url)


@user.command("create")
@click.argument("login")
@click.option("--name", required=True, help="The person's full name.")
@click.option("--role", "roles", multiple=True, required=True,
              type=click.Choice([role.value for role in Role]))  # fmt: skip
@click.password_option()
@explained
def create_user(login: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Create a person with an account."""
    with database().unit_of_work() as db:
        person = Person(name=name)
        db.add(person)
        services.create_account(
            db, journal.SYSTEM, login=login, password=password, person=person,
            roles=[Role(role) for role in roles], at=clock.now(),
        )  # fmt: skip
    click.echo(f"Account {login} created.")


@user.command("passwd")
@click.argument("login")
@click.password_option()
@explained
def set_password(login: str, password: str) -> None:
    """Set a password; every sign-in of the account ends."""
    with database().unit_of_work() as db:
        account = services.find_account(db, login)
        services.change_password(db, journal.SYSTEM, account, password, at=clock.now())
    click.echo(f"Password of {login} changed; its sign-ins have ended.")


@user.command("deactivate")
@click.argument("login")
@explained
def deactivate_user(login: str) -> None:
    """Close an account; nothing is deleted."""
    with database().unit_of_work() as db:
        account = services.find_account(db, login)
        services.deactivate_account(db, journal.SYSTEM, account, at=clock.now())
    click.echo(f"Account {login} closed.")


@token.command("create")
@click.argument("login")
@explained
def create_token(login: str) -> None:
    """Make an API token and print it, alone, on standard output. It cannot be shown again."""
    with database().unit_of_work() as db:
        account = services.find_account(db, login)
        made = services.create_token(db, journal.SYSTEM, account, at=clock.now())
    click.echo(made)


@token.command("list")
@click.argument("login")
@explained
def list_tokens(login: str) -> None:
    """Show the tokens of an account that are in force: number and day of making."""
    with database().reading() as db:
        for row in services.list_tokens(db, services.find_account(db, login)):
            click.echo(f"{row.id}\t{row.created_at:%Y-%m-%d}")


@token.command("revoke")
@click.argument("number", type=int)
@explained
def revoke_token(number: int) -> None:
    """End the token of this number (see `token list LOGIN`)."""
    with database().unit_of_work() as db:
        services.revoke_token(db, journal.SYSTEM, number, at=clock.now())
    click.echo(f"Token {number} is no longer in force.")


@journal_group.command("verify")
def verify_journal() -> None:
    """Walk the chain; name the first broken entry, if any (exit code 1)."""
    with database().reading() as db:
        result = journal.verify(db)
    if result.broken_at is not None:
        raise click.ClickException(f"the journal is broken at entry {result.broken_at}")
    click.echo(f"{result.entries} entries, unbroken; head {result.head}")


@click.command("doctor")
@click.option("--read", "read_files", is_flag=True, help="Read every stored file as well (slow).")
@with_appcontext
def doctor_command(read_files: bool) -> None:
    """Say what does not fit between records and files; exit code 1 when something does not."""
    with database().reading() as db:
        faults = doctor.find_faults(db, current_app.extensions["ecabinet.store"],
                                    read_files=read_files)  # fmt: skip
    for tell in DOCTOR_NOTES:
        for note in tell(current_app):
            click.echo(f"note: {note}", err=True)
    for fault in faults:
        click.echo(fault)
    if faults:
        raise click.ClickException(f"{len(faults)} things do not fit; nothing was changed")
    click.echo("Everything fits.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(migrate_command)
    app.cli.add_command(user)
    app.cli.add_command(token)
    app.cli.add_command(journal_group)
    app.cli.add_command(doctor_command)
    app.cli.add_command(jobs_group)
