"""Pages of series and templates, and the acts that make sittings from them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from meetings import answers, queries, rules
from meetings.agenda.models import DayRule
from meetings.models import MeetingKind
from meetings.series import services
from meetings.series.forms import BeginWith, SeriesInput, TemplateInput, Year
from meetings.series.rules import title_in

bp = Blueprint("series", __name__)
answers.refuse_in_place(bp)


@bp.route("/meetings/series", methods=["GET", "POST"])
def list_series() -> Any:
    """Show series and templates; note a new series."""
    actor = current_actor()
    rules.may_plan(actor).enforce()
    errors: dict[str, Any] = {}
    if request.method == "POST":
        try:
            form = parse_form(SeriesInput, request.form)
            with unit_of_work() as db:
                services.begin_series(db, actor=actor, content=form.content())
            return redirect(url_for("series.list_series"))
        except Invalid as refused:
            errors = refused.fields or {"": refused.sentence}
    db, today = get_db(), clock.day_of(clock.now())
    page = render_template(
        "meetings/series.html",
        series=services.series_in_use(db),
        templates=services.templates_in_use(db),
        kinds=list(MeetingKind),
        day_rules=list(DayRule),
        year=today.year,
        month=today.month,
        title_in=title_in,
        values=request.form,
        errors=errors,
    )
    return page, 422 if errors else 200


@bp.post("/meetings/series/<int:series_id>/year")
def make_year(series_id: int) -> Response:
    """Plan the sittings of a year."""
    actor = current_actor()
    form = parse_form(Year, request.form)
    with unit_of_work() as db:
        series = services.find_series(db, actor, series_id)
        count = len(services.make_year(db, actor=actor, series=series, year=form.year))
    flash(t("series-made", count=count, year=str(form.year)), "good")
    return redirect(url_for("series.list_series"))


@bp.post("/meetings/series/<int:series_id>/end")
def end_series(series_id: int) -> Response:
    """Make no more sittings of a series."""
    actor = current_actor()
    with unit_of_work() as db:
        services.end_series(db, actor=actor, series=services.find_series(db, actor, series_id))
    return redirect(url_for("series.list_series"))


@bp.post("/meetings/templates/<int:template_id>/retirement")
def retire_template(template_id: int) -> Response:
    """Offer a template no more."""
    actor = current_actor()
    with unit_of_work() as db:
        template = services.find_template(db, actor, template_id)
        services.retire_template(db, actor=actor, template=template)
    return redirect(url_for("series.list_series"))


@bp.post("/meetings/<int:meeting_id>/template")
def keep_template(meeting_id: int) -> Response:
    """Keep the structure of a sitting as a template."""
    actor = current_actor()
    form = parse_form(TemplateInput, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.keep_template(db, actor=actor, meeting=meeting, name=form.name)
    flash(t("template-kept", name=form.name), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/beginning")
def begin_with(meeting_id: int) -> Response:
    """Fill the agenda from a template."""
    actor = current_actor()
    form = parse_form(BeginWith, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        template = services.find_template(db, actor, form.template_id)
        services.begin_with(db, actor=actor, meeting=meeting, template=template)
    return answers.back_to(meeting_id)
