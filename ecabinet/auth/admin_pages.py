"""The administrator's page: accounts and their closing. It shows no paper and no sitting."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from ecabinet import clock
from ecabinet.auth import services
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.auth.models import Account, Role
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import NotVisible
from ecabinet.i18n import t
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied

bp = Blueprint("admin", __name__)


def may_manage_accounts(actor: Actor) -> Verdict:
    """Only administrators manage accounts."""
    return ALLOW if actor.has(Role.ADMIN) else denied("accounts-admin-only")


def may_close_account(actor: Actor, account: Account) -> Verdict:
    """An open account of somebody else."""
    allowed = may_manage_accounts(actor)
    if allowed and account.deactivated_at is not None:
        return conflict("account-already-closed", login=account.login)
    if allowed and account.id == actor.account_id:
        return conflict("account-not-oneself")
    return allowed


@bp.get("/accounts")
def list_accounts() -> str:
    actor = current_actor()
    may_manage_accounts(actor).enforce()
    accounts = get_db().execute(
        select(Account)
        .options(joinedload(Account.person), selectinload(Account.role_rows))
        .order_by(Account.login)
    )
    return render_template(
        "auth/accounts.html",
        accounts=list(accounts.unique().scalars()),
        may_close=lambda account: may_close_account(actor, account),
    )


@bp.post("/accounts/<int:account_id>/closure")
def close_account(account_id: int) -> Response:
    actor = current_actor()
    may_manage_accounts(actor).enforce()
    with unit_of_work() as db:
        account = db.get(Account, account_id)
        if account is None:
            raise NotVisible
        may_close_account(actor, account).enforce()
        services.deactivate_account(db, actor, account, at=clock.now())
    flash(t("accounts-closed-done"), "success")
    return redirect(url_for("admin.list_accounts"))
