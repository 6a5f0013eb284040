"""One's own notices, how one wants to be told, and browsers that may be pushed to."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from limits import parse as parse_limit
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet.api.cursors import paginate
from ecabinet.api.routes import json_body
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor, current_sign_in_id
from ecabinet.config import Config
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid, NotVisible, SignInNeeded
from ecabinet.forms import own_address, parse, parse_form
from ecabinet.i18n import say, t
from ecabinet.notices import checking, kinds, queries, rules, services
from ecabinet.notices.channels import push
from ecabinet.notices.forms import (
    EndpointIn,
    NoticeQuery,
    Preferences,
    SubscriptionIn,
    TrialIn,
)
from ecabinet.notices.models import Channel, Notice
from ecabinet.sentences import S, Sentence

bp = Blueprint("notices", __name__)


def _config() -> Config:
    config: Config = current_app.extensions["ecabinet.config"]
    return config


def channels_here(config: Config) -> list[Channel]:
    """Return the channels this cabinet has, the page first."""
    has = {
        Channel.APP: True,
        Channel.EMAIL: True,
        Channel.SMS: bool(config.outside.sms.url),
        Channel.PUSH: config.outside.push.is_on,
    }
    return [channel for channel in Channel if has[channel]]


@bp.get("/notices")
def list_notices() -> str:
    """List what one was told, newest first."""
    actor, query = current_actor(), parse_form(NoticeQuery, request.args)
    statement = queries.visible_notices(actor)
    if query.show == "unread":
        statement = statement.where(Notice.read_at.is_(None))
    page = paginate(
        get_db(),
        statement,
        order=[Notice.shown_at, Notice.id],
        key=lambda notice: [notice.shown_at, notice.id],
        cursor=query.cursor or None,
        limit=query.limit,
        descending=True,
    )
    return render_template(
        "notices/list.html",
        page=page,
        show=query.show,
        looks_after=bool(rules.may_see_deliveries(actor)),
        unread=queries.unread_count(get_db(), actor.person_id),
        words=lambda notice: say(Sentence.from_json(notice.sentence)),
        label=lambda notice: kinds.label_of(notice.kind),
    )


@bp.get("/notices/<int:notice_id>")
def open_notice(notice_id: int) -> WerkzeugResponse:
    """Go to what a notice is about; it counts as read."""
    actor = current_actor()
    address = queries.find_notice(get_db(), actor, notice_id).url
    with unit_of_work() as db:
        services.mark_read(db, person_id=actor.person_id, notice_ids=[notice_id])
    return redirect(own_address(address) or url_for("notices.list_notices"))


@bp.post("/notices/<int:notice_id>/read")
def mark_read(notice_id: int) -> WerkzeugResponse:
    """Mark one notice read."""
    actor = current_actor()
    with unit_of_work() as db:
        notice = queries.find_notice(db, actor, notice_id)
        services.mark_read(db, person_id=actor.person_id, notice_ids=[notice.id])
    return _back()


@bp.post("/notices/<int:notice_id>/unread")
def mark_unread(notice_id: int) -> WerkzeugResponse:
    """Mark one notice unread again."""
    actor = current_actor()
    with unit_of_work() as db:
        services.mark_unread(db, queries.find_notice(db, actor, notice_id))
    return _back()


@bp.post("/notices/read")
def mark_all_read() -> WerkzeugResponse:
    """Mark everything read."""
    actor = current_actor()
    with unit_of_work() as db:
        services.mark_read(db, person_id=actor.person_id)
    flash(t("notice-all-read-done"), "success")
    return _back()


def _back() -> WerkzeugResponse:
    return redirect(own_address(request.form.get("back", "")) or url_for("notices.list_notices"))


@bp.get("/notices/preferences")
def show_preferences() -> str:
    """Show how one is told, to be changed."""
    actor = current_actor()
    db = get_db()
    settings = queries.settings_of(db, actor.person_id)
    values = {
        "phone": settings.phone,
        "digest_at": _wall(settings.digest_at),
        "quiet_from": _wall(settings.quiet_from),
        "quiet_until": _wall(settings.quiet_until),
    }
    return _preferences(db, actor, values, _ticked(db, actor), None)


@bp.post("/notices/preferences")
def choose() -> WerkzeugResponse:
    """Keep how one wants to be told."""
    actor = current_actor()
    try:
        form = parse_form(Preferences, request.form)
    except Invalid as error:
        ticked = set(request.form.getlist("on"))
        page = _preferences(get_db(), actor, request.form, ticked, error)
        return Response(page, 422)
    with unit_of_work() as db:
        services.choose(db, actor=actor, chosen=form.chosen())
    flash(t("notice-preferences-kept"), "success")
    return redirect(url_for("notices.show_preferences"))


def _preferences(
    db: Session, actor: Actor, values: Any, ticked: set[str], error: Invalid | None
) -> str:
    config = _config()
    groups = [
        (group, [kind for kind in kinds.all_kinds() if kind.group == group])
        for group in kinds.GROUPS
    ]
    return render_template(
        "notices/preferences.html",
        groups=[(group, of_group) for group, of_group in groups if of_group],
        group_label=kinds.group_label,
        channels=channels_here(config),
        chosen_channels=rules.CHOSEN_CHANNELS,
        forced=rules.FORCED,
        ticked=ticked,
        values=values,
        errors=_fields(error),
        email=services.actor_person(db, actor).email,
        settings=queries.settings_of(db, actor.person_id),
        wall=_wall,
        browsers=len(queries.live_subscriptions(db, actor.person_id)),
        only_written=config.outside.mail.backend != "smtp",
        zone=config.timezone.key,
        has_sms=bool(config.outside.sms.url),
        push_key=push.public_key(config.outside.push) if config.outside.push.is_on else "",
    )


def _fields(error: Invalid | None) -> dict[str, Sentence]:
    """The refusal of the two quiet hours together is shown at the first."""
    fields = dict(error.fields) if error else {}
    if "_" in fields:
        fields["quiet_from"] = fields.pop("_")
    return fields


def _ticked(db: Session, actor: Actor) -> set[str]:
    wishes = queries.wishes(db, [actor.person_id])[actor.person_id]
    return {
        f"{group}-{channel.value}"
        for group in kinds.GROUPS
        for channel in rules.CHOSEN_CHANNELS
        if wishes.chosen.get((group, channel), rules.DEFAULTS[channel])
    }


def _wall(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"


TRIALS = parse_limit("6 per 10 minutes")
"""How often one person may try; an SMS costs money, and another's number may be typed."""


@bp.post("/notices/trial")
def send_trial() -> WerkzeugResponse:
    """Send something to oneself on one way, here and now, and say what became of it."""
    actor, form = current_actor(), parse_form(TrialIn, request.form)
    person = services.actor_person(get_db(), actor)
    if person.deactivated_at is not None:
        raise NotVisible
    limiter = current_app.extensions["ecabinet.throttle"]
    if limiter.hit(TRIALS, f"notice-trial:{actor.person_id}"):
        sentence, is_sent = checking.send_trial(get_db(), _config(), person, Channel(form.channel))
    else:
        sentence, is_sent = S("notice-trial-too-often"), False
    flash(say(sentence), "good" if is_sent else "stop")
    return redirect(url_for("notices.show_preferences"))


@bp.post("/notices/push")
def subscribe() -> WerkzeugResponse:
    """Let this browser be pushed to (for the page's own script)."""
    actor, sign_in_id = current_actor(), current_sign_in_id()
    if sign_in_id is None:
        raise SignInNeeded
    form = parse(SubscriptionIn, json_body())
    settings = _config().outside.push
    if not settings.is_on or not push.is_push_service(settings, form.endpoint):
        raise Invalid(S("notice-push-unknown"))
    with unit_of_work() as db:
        services.subscribe(
            db, actor=actor, sign_in_id=sign_in_id, endpoint=form.endpoint,
            p256dh=form.p256dh, auth=form.auth,
        )  # fmt: skip
    return Response(status=204)


@bp.post("/notices/push/removal")
def unsubscribe() -> WerkzeugResponse:
    """End pushing to this browser (for the page's own script)."""
    actor = current_actor()
    form = parse(EndpointIn, json_body())
    with unit_of_work() as db:
        services.unsubscribe(db, actor=actor, endpoint=form.endpoint)
    return Response(status=204)
