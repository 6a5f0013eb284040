"""The page "Delegations": who reads and prepares for me, and for whom I do."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.auth.models import Role
from ecabinet.db import get_db, unit_of_work
from ecabinet.delegations import queries, rules, services
from ecabinet.delegations.forms import GrantIn, PersonQuery
from ecabinet.errors import Conflict, DomainError, Invalid, http_status
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.people.models import DelegationScope
from ecabinet.people.queries import find_person, members_on

bp = Blueprint("delegations", __name__)


def _a_year_on(day: date) -> date:
    """The last day of a year that begins on `day`."""
    return date.fromordinal(day.toordinal() + 364)


def _page(actor: Actor, person_id: int | None, values: Any, error: DomainError | None) -> str:
    db, at = get_db(), clock.now()
    today = clock.day_of(at)
    members = members_on(db, today)
    person = find_person(db, actor.person_id if person_id is None else person_id)
    is_member = any(one.person_id == person.id for one in members)
    may_grant = rules.may_delegate(actor, person.id, is_member=is_member)
    may_grant.enforce()
    own = person.id == actor.person_id
    fields = error.fields if isinstance(error, Invalid) else {}
    return render_template(
        "delegations/list.html",
        person=person,
        own=own,
        given=queries.given_by(db, actor, person.id, at),
        over=queries.over_of(db, actor, person.id, at),
        received=queries.received_by(db, actor, at) if own else [],
        members=[one for one in members if one.person_id != actor.person_id]
        if actor.has(Role.HEAD)
        else [],
        accounts=queries.accounts_that_may_hold(db, person),
        scopes=rules.SCOPES,
        at=at,
        today=today,
        latest=today + rules.LONGEST,
        may_end=lambda row: rules.may_end(actor, row, at, is_member=is_member),
        values=values
        or {
            "scope": DelegationScope.PREPARE,
            "starts_on": today.isoformat(),
            "ends_on": _a_year_on(today).isoformat(),
        },
        errors=fields,
        sentence=error.sentence if error and not fields else None,
    )


def _address(actor: Actor, person_id: int) -> str:
    person = None if person_id == actor.person_id else person_id
    return url_for("delegations.list_delegations", person=person)


@bp.get("/delegations")
def list_delegations() -> str:
    """Show who may read and prepare for a person, and whom one helps oneself."""
    actor = current_actor()
    rules.may_see_delegations(actor).enforce()
    return _page(actor, parse_form(PersonQuery, request.args).person, {}, None)


@bp.post("/delegations")
def grant() -> WerkzeugResponse:
    """Let an account read or prepare for oneself, or for a member."""
    actor = current_actor()
    rules.may_see_delegations(actor).enforce()
    whose = parse_form(PersonQuery, {"person": request.form.get("person_id", "")}).person
    try:
        form = parse_form(GrantIn, request.form)
        with unit_of_work() as db:
            person = find_person(db, actor.person_id if form.person_id is None else form.person_id)
            services.grant(
                db, actor=actor, person=person, account_id=form.account_id, scope=form.scope,
                starts_on=form.starts_on, ends_on=form.ends_on, at=clock.now(),
            )  # fmt: skip
            address = _address(actor, person.id)
    except (Invalid, Conflict) as error:
        return Response(_page(actor, whose, request.form, error), http_status(error))
    flash(t("delegation-granted"), "success")
    return redirect(address)


@bp.post("/delegations/<int:delegation_id>/end")
def end(delegation_id: int) -> WerkzeugResponse:
    """End a delegation at once."""
    actor = current_actor()
    with unit_of_work() as db:
        row = queries.find_delegation(db, actor, delegation_id)
        services.end(db, actor=actor, delegation=row, at=clock.now())
        address = _address(actor, row.person_id)
    flash(t("delegation-ended"), "success")
    return redirect(address)
