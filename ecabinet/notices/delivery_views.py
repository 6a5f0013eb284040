"""Who was told on which way, for the secretariat; and, for the administrator, the ways themselves.

Neither page shows what a notice says to its reader, only its kind and what left the house.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from ecabinet import clock
from ecabinet.api.cursors import paginate
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.auth.services import find_account
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid, NotVisible
from ecabinet.forms import own_address, parse_form
from ecabinet.i18n import say, t
from ecabinet.notices import checking, kinds, queries, rules, services
from ecabinet.notices.forms import AddressIn, DeliveryQuery
from ecabinet.notices.models import Channel, Delivery, DeliveryState, Notice
from ecabinet.notices.sending import outside_of

bp = Blueprint("deliveries", __name__)


@bp.get("/notices/deliveries")
def list_deliveries() -> str:
    """List what was sent, waits or has failed, newest first."""
    actor, query = current_actor(), parse_form(DeliveryQuery, request.args)
    rules.may_see_deliveries(actor).enforce()
    statement = queries.visible_deliveries(actor)
    if query.state:
        statement = statement.where(Delivery.state == query.state)
    if query.kind:
        statement = statement.where(Notice.kind == query.kind)
    if query.channel:
        statement = statement.where(Delivery.channel == query.channel)
    page = paginate(
        get_db(),
        statement,
        order=[Delivery.id],
        key=lambda delivery: [delivery.id],
        cursor=query.cursor or None,
        descending=True,
    )
    chosen = {
        "state": query.state.value if query.state else None,
        "kind": query.kind or None,
        "channel": query.channel.value if query.channel else None,
    }
    return render_template(
        "notices/deliveries.html",
        page=page,
        chosen=chosen,
        states=list(DeliveryState),
        channels=list(Channel),
        kinds=kinds.all_kinds(),
        label_of=kinds.label_of,
        failed=queries.failed_count(get_db()),
        may_retry=lambda delivery: rules.may_retry(actor, delivery),
        may_resend=lambda delivery: rules.may_resend(actor, delivery),
    )


@bp.get("/notices/deliveries/of/<int:notice_id>")
def show_told(notice_id: int) -> str:
    """Show who was told of one thing, on which ways, and who has read it."""
    actor = current_actor()
    told = queries.told_of(get_db(), actor, notice_id)
    one = told[0]
    return render_template(
        "notices/told.html",
        told=told,
        label=kinds.label_of(one.kind),
        outside=say(outside_of(one)) if kinds.find_kind(one.kind) else "",
        created_at=one.created_at,
        channels=list(Channel),
        by_channel=lambda notice: {each.channel: each for each in notice.deliveries},
        may_retry=lambda delivery: rules.may_retry(actor, delivery),
        may_resend=lambda delivery: rules.may_resend(actor, delivery),
    )


@bp.post("/notices/deliveries/<int:delivery_id>/retry")
def retry(delivery_id: int) -> Response:
    """Have a failed delivery tried again."""
    actor = current_actor()
    with unit_of_work() as db:
        services.retry(db, actor=actor, delivery=queries.find_delivery(db, actor, delivery_id))
    flash(t("notice-queued-again"), "success")
    return _back()


@bp.post("/notices/deliveries/<int:delivery_id>/resend")
def resend(delivery_id: int) -> Response:
    """Have a delivery made once more."""
    actor = current_actor()
    with unit_of_work() as db:
        services.resend(db, actor=actor, delivery=queries.find_delivery(db, actor, delivery_id))
    flash(t("notice-queued-again"), "success")
    return _back()


def _back() -> Response:
    back = own_address(request.form.get("back", ""))
    return redirect(back or url_for("deliveries.list_deliveries"))


@bp.get("/notices/channels")
def show_channels() -> str:
    """Show how mail, SMS and push are set up, and what each would need."""
    return _channels(current_actor(), {}, None)


def _channels(actor: Actor, values: Mapping[str, str], error: Invalid | None) -> str:
    rules.may_check_channels(actor).enforce()
    config = current_app.extensions["ecabinet.config"]
    db = get_db()
    return render_template(
        "notices/channels.html",
        ways=checking.ways(config),
        counts=queries.open_counts(db, clock.now()),
        email=services.actor_person(db, actor).email,
        accounts=queries.addresses(db),
        values=values,
        errors=error.fields if error else {},
    )


@bp.post("/notices/addresses")
def set_email() -> Response:
    """Enter the e-mail address of a person."""
    actor = current_actor()
    rules.may_check_channels(actor).enforce()
    try:
        form = parse_form(AddressIn, request.form)
    except Invalid as error:
        return FlaskResponse(_channels(actor, request.form, error), 422)
    with unit_of_work() as db:
        person = find_account(db, form.login).person
        services.set_email(db, actor=actor, person=person, email=form.email)
    flash(t("notice-address-kept"), "success")
    return redirect(url_for("deliveries.show_channels"))


@bp.post("/notices/channels/trial")
def send_trial() -> Response:
    """Send the administrator a mail here and now, and say what the mail server answered."""
    actor = current_actor()
    rules.may_check_channels(actor).enforce()
    person = services.actor_person(get_db(), actor)
    if person.deactivated_at is not None:
        raise NotVisible
    config = current_app.extensions["ecabinet.config"]
    sentence, is_sent = checking.send_trial(get_db(), config, person, word_for_word=True)
    flash(say(sentence), "good" if is_sent else "stop")
    return redirect(url_for("deliveries.show_channels"))
