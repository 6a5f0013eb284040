"""The JSON API of series and templates."""

from __future__ import annotations

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from meetings import queries, rules
from meetings.agenda.models import AgendaTemplate, MeetingSeries
from meetings.agenda.shapes import MeetingOut
from meetings.agenda.shown import shown
from meetings.series import services
from meetings.series.forms import BeginWith, SeriesInput, TemplateInput, Year

bp = Blueprint("series_api", __name__)


class SeriesOut(BaseModel):
    """A series of sittings."""

    id: int
    title: str
    kind: str
    rule: str
    template_id: int | None


class TemplateOut(BaseModel):
    """A template with which sittings begin: its sections and the titles of its items."""

    id: int
    name: str
    kind: str
    sections: list[str]
    items: list[str]


class SeriesPage(BaseModel):
    """All series and templates in use."""

    series: list[SeriesOut]
    templates: list[TemplateOut]


class YearOut(BaseModel):
    """The sittings that were planned."""

    meeting_ids: list[int]


@api_route(bp, "GET", "/meetings/series", tag="meetings", answer=SeriesPage, errors=(403,))
def list_series(db: Session, actor: Actor) -> SeriesPage:
    """List series and templates (secretariat)."""
    rules.may_plan(actor).enforce()
    return SeriesPage(
        series=[_series(one) for one in services.series_in_use(db)],
        templates=[_template(one) for one in services.templates_in_use(db)],
    )


@api_route(bp, "POST", "/meetings/series", tag="meetings", body=SeriesInput, answer=SeriesOut,
           status=201, errors=(403, 404, 422))  # fmt: skip
def begin_series(db: Session, actor: Actor, body: SeriesInput) -> SeriesOut:
    """Note a series of monthly sittings."""
    return _series(services.begin_series(db, actor=actor, content=body.content()))


@api_route(bp, "POST", "/meetings/series/<int:series_id>/year", tag="meetings", body=Year,
           answer=YearOut, status=201, errors=(403, 404, 422))  # fmt: skip
def make_year(db: Session, actor: Actor, series_id: int, body: Year) -> YearOut:
    """Plan the sittings of a year that lie ahead; those that are there already stay."""
    series = services.find_series(db, actor, series_id)
    made = services.make_year(db, actor=actor, series=series, year=body.year)
    return YearOut(meeting_ids=[meeting.id for meeting in made])


@api_route(bp, "POST", "/meetings/<int:meeting_id>/template", tag="meetings",
           body=TemplateInput, answer=TemplateOut, status=201,
           errors=(403, 404, 422))  # fmt: skip
def keep_template(db: Session, actor: Actor, meeting_id: int, body: TemplateInput) -> TemplateOut:
    """Keep the structure of a sitting as a template; one of that name is replaced."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    return _template(services.keep_template(db, actor=actor, meeting=meeting, name=body.name))


@api_route(bp, "POST", "/meetings/<int:meeting_id>/beginning", tag="meetings", body=BeginWith,
           answer=MeetingOut, errors=(403, 404, 409, 422))  # fmt: skip
def begin_with(db: Session, actor: Actor, meeting_id: int, body: BeginWith) -> MeetingOut:
    """Fill the agenda of a sitting from a template."""
    meeting = queries.find_meeting(db, actor, meeting_id)
    template = services.find_template(db, actor, body.template_id)
    services.begin_with(db, actor=actor, meeting=meeting, template=template)
    return shown(db, actor, meeting)


def _series(one: MeetingSeries) -> SeriesOut:
    return SeriesOut(
        id=one.id, title=one.title, kind=one.kind.value, rule=one.rule.value,
        template_id=one.template_id,
    )  # fmt: skip


def _template(one: AgendaTemplate) -> TemplateOut:
    return TemplateOut(
        id=one.id, name=one.name, kind=one.kind.value, sections=one.content["sections"],
        items=[item["title"] for item in one.content["items"]],
    )  # fmt: skip
