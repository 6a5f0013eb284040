"""Pages of signing in and out, of one's own account and open sign-ins, and of the language."""

from __future__ import annotations

from typing import Annotated

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from pydantic import Field, StringConstraints
from sqlalchemy import select
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet import clock, journal
from ecabinet.auth import current, services, throttle
from ecabinet.auth.access import public
from ecabinet.auth.actor import load_actor
from ecabinet.auth.current import current_actor, current_sign_in_id
from ecabinet.auth.devices import device_name
from ecabinet.auth.models import Account, SignIn
from ecabinet.auth.passwords import is_password
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import DomainError, Invalid, NotVisible, TooMany, http_status
from ecabinet.forms import Input, own_address, parse_form
from ecabinet.i18n import LANGUAGES, local_day, t
from ecabinet.sentences import S, Sentence

bp = Blueprint("auth", __name__, template_folder="../templates")


Password = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=500)]
"""As typed: a space at its end is part of it."""


class SignInForm(Input):
    """Login, password, and where to go after."""

    login: str = Field(min_length=1, max_length=100)
    password: Password
    next: str = ""


class PasswordForm(Input):
    """The old password and the new one, twice."""

    current: Password
    password: Password
    again: Password


def _inside(target: str) -> str:
    """Return a path of our own, never another site's address."""
    return own_address(target) or url_for("home.show_home")


def _door(values: dict[str, str], target: str, error: DomainError | None = None) -> str:
    errors = getattr(error, "fields", {})
    sentence = error.sentence if error and not errors else None
    return render_template(
        "auth/sign_in.html", values=values, errors=errors, sentence=sentence, next=target
    )


@bp.get("/sign-in")
@public
def show_sign_in() -> WerkzeugResponse | str:
    if current.actor_or_none() is not None:
        return redirect(url_for("home.show_home"))
    return render_template("auth/sign_in.html", next=request.args.get("next", ""), login="")


@bp.post("/sign-in")
@public
def create_sign_in() -> WerkzeugResponse | str:
    typed = services.plain_login(request.form.get("login", ""))[:100]
    address = request.remote_addr or ""
    try:
        form = parse_form(SignInForm, request.form)
        throttle.attempt(typed, address)
        at = clock.now()
        found = services.check_password(get_db(), form.login, form.password)
        if found is None:
            throttle.failed(address)
            with unit_of_work() as db:
                known = db.execute(
                    select(Account).where(Account.login == typed)
                ).scalar_one_or_none()
                # An unknown login is not kept: people type passwords there by mistake, and
                # nothing is ever taken out of the journal.
                details = {"address": address}
                journal.record(db, journal.SYSTEM, "sign_in:refused", known, details=details)
            raise Invalid(S("sign-in-wrong"), {"password": S("sign-in-wrong")})
    except DomainError as error:
        body = _door({"login": typed}, request.form.get("next", ""), error)
        answer = Response(body, http_status(error))
        if isinstance(error, TooMany):
            answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    throttle.succeeded(typed, address)
    account_id = found.id
    with unit_of_work() as db:
        row = db.get_one(Account, account_id)
        agent = request.user_agent.string
        sign_in, token = services.open_sign_in(db, row, user_agent=agent, address=address, at=at)
        actor = load_actor(db, account_id, today=local_day(at))
        if actor is None:  # closed while its password was checked
            raise Invalid(S("sign-in-wrong"))
        journal.record(db, actor, "sign_in:open", row, details={"sign_in": sign_in.id})
        db.flush()
        current.begin(sign_in, token, actor)
    return redirect(_inside(form.next or "/"))


@bp.post("/sign-out")
def sign_out() -> WerkzeugResponse:
    with unit_of_work() as db:
        services.end_sign_ins(
            db, current_actor(), current_actor().account_id,
            only=current_sign_in_id(), at=clock.now(),
        )  # fmt: skip
    current.end()
    return _forgotten()


def _forgotten() -> WerkzeugResponse:
    """Lead to the door; what this browser kept of papers and marks goes (not its cookies)."""
    answer = redirect(url_for("auth.show_sign_in"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/account")
def account() -> str:
    return _account_page({})


def _account_page(errors: dict[str, Sentence]) -> str:
    rows = get_db().execute(
        select(SignIn)
        .where(
            SignIn.account_id == current_actor().account_id,
            SignIn.ended_at.is_(None),
            SignIn.created_at > clock.now() - current.LONGEST_SIGN_IN,
        )
        .order_by(SignIn.seen_at.desc())
    )
    return render_template(
        "auth/account.html",
        sign_ins=list(rows.scalars()),
        here=current_sign_in_id(),
        device_name=device_name,
        errors=errors,
    )


@bp.post("/account/password")
def change_password() -> WerkzeugResponse | Response:
    actor = current_actor()
    try:
        form = parse_form(PasswordForm, request.form)
        if form.password != form.again:
            raise Invalid(S("password-differs"), {"again": S("password-differs")})
        # Who found a tablet unlocked must not try passwords here without end.
        throttle.attempt(actor.login, request.remote_addr or "")
        if not is_password(get_db().get_one(Account, actor.account_id).password_hash, form.current):
            throttle.failed(request.remote_addr or "")
            raise Invalid(S("password-wrong"), {"current": S("password-wrong")})
        throttle.succeeded(actor.login, request.remote_addr or "")
        with unit_of_work() as db:
            row = db.get_one(Account, actor.account_id)
            services.change_password(db, actor, row, form.password, at=clock.now())
    except Invalid as error:
        return Response(_account_page(error.fields), 422)
    current.end()
    flash(t("password-changed"), "success")
    return redirect(url_for("auth.show_sign_in"))


@bp.post("/account/sign-ins/<int:sign_in_id>/end")
def end_sign_in(sign_in_id: int) -> WerkzeugResponse:
    actor = current_actor()
    with unit_of_work() as db:
        ended = services.end_sign_ins(db, actor, actor.account_id, only=sign_in_id, at=clock.now())
        if not ended:
            raise NotVisible
    flash(t("sign-in-ended"), "success")
    return redirect(url_for("auth.account"))


@bp.post("/account/sign-out-everywhere")
def end_all_sign_ins() -> WerkzeugResponse:
    actor = current_actor()
    with unit_of_work() as db:
        services.end_sign_ins(db, actor, actor.account_id, only=None, at=clock.now())
    current.end()
    flash(t("signed-out-everywhere"), "success")
    return _forgotten()


@bp.post("/language")
@public
def set_language() -> WerkzeugResponse:
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
        actor = current.actor_or_none()
        if actor is not None:
            with unit_of_work() as db:
                services.choose_language(db, actor, chosen)
    return redirect(_inside(request.form.get("next", "/")))
