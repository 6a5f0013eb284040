"""Acts on series and templates: kept, retired, and the sittings made from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid, NotVisible
from ecabinet.people.models import Organisation, Person
from ecabinet.people.queries import working_days
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings import services as meetings
from meetings.agenda import lateness, sections
from meetings.agenda import rules as agenda_rules
from meetings.agenda import services as agenda
from meetings.agenda.models import AgendaTemplate, DayRule, MeetingSeries
from meetings.agenda.placing import sections_of, standing_items
from meetings.frame import Frame
from meetings.invitations import services as invitations
from meetings.invited import queries as invitation_queries
from meetings.models import ItemType, Meeting, MeetingKind, StandingItem
from meetings.series.rules import day_in, title_in


@dataclass(frozen=True)
class SeriesContent:
    """What a series is; `title` may name {month} and {year}: see `rules.title_in`."""

    title: str
    kind: MeetingKind
    rule: DayRule
    starts_minute: int
    minutes: int
    place: str
    nth: int | None = None
    weekday: int | None = None
    template_id: int | None = None


def templates_in_use(db: Session) -> list[AgendaTemplate]:
    """Return the templates, by name."""
    rows = select(AgendaTemplate).where(AgendaTemplate.retired_at.is_(None))
    return list(db.execute(rows.order_by(AgendaTemplate.name)).scalars())


def series_in_use(db: Session) -> list[MeetingSeries]:
    """Return the series, by title."""
    rows = select(MeetingSeries).where(MeetingSeries.retired_at.is_(None))
    return list(db.execute(rows.order_by(MeetingSeries.title, MeetingSeries.id)).scalars())


def find_template(db: Session, actor: Actor, template_id: int) -> AgendaTemplate:
    """Return a template for who prepares sittings. Raises Denied, NotVisible."""
    meeting_rules.may_plan(actor).enforce()
    template = db.get(AgendaTemplate, template_id)
    if template is None or template.retired_at is not None:
        raise NotVisible
    return template


def find_series(db: Session, actor: Actor, series_id: int) -> MeetingSeries:
    """Return a series for who prepares sittings. Raises Denied, NotVisible."""
    meeting_rules.may_plan(actor).enforce()
    series = db.get(MeetingSeries, series_id)
    if series is None or series.retired_at is not None:
        raise NotVisible
    return series


def keep_template(db: Session, *, actor: Actor, meeting: Meeting, name: str) -> AgendaTemplate:
    """Keep the structure of this sitting as the template `name`; one of that name is replaced.

    Sections, the standing items and those without papers or a dossier, place, length and guests.
    Raises Denied, Invalid (no name).
    """
    meeting_rules.may_prepare(actor).enforce()
    name = " ".join(name.split())
    if not name:
        raise Invalid(S("template-needs-name"), {"name": S("template-needs-name")})
    content = _content(db, meeting)
    template = db.execute(
        select(AgendaTemplate).where(AgendaTemplate.name == name)
    ).scalar_one_or_none()
    if template is None:
        template = AgendaTemplate(name=name)
        db.add(template)
    template.kind, template.title, template.place = meeting.kind, meeting.title, meeting.place
    template.minutes = int((meeting.planned_end_at - meeting.starts_at).total_seconds() // 60)
    template.content = content
    template.changed_at, template.changed_by_id = clock.now(), actor.account_id
    template.retired_at = None
    db.flush()
    journal.record(db, actor, "template:keep", template, details={"meeting": meeting.id})
    return template


def retire_template(db: Session, *, actor: Actor, template: AgendaTemplate) -> None:
    """Offer a template no more; series that began with it begin with an empty agenda. Raises
    Denied."""
    meeting_rules.may_plan(actor).enforce()
    template.retired_at = clock.now()
    journal.record(db, actor, "template:retire", template)


def begin_with(db: Session, *, actor: Actor, meeting: Meeting, template: AgendaTemplate) -> None:
    """Fill the agenda of a sitting from a template; each item can be removed again.

    Organisations and persons that are there no more are left out. Raises Denied, Conflict.
    """
    agenda_rules.may_edit_agenda(actor, meeting).enforce()
    content = template.content
    present = {section.name: section for section in sections_of(db, meeting)}
    made = [
        present.get(name) or sections.add_section(db, actor=actor, meeting=meeting, name=name)
        for name in content["sections"]
    ]
    for item in content["items"]:
        section = made[item["section"]] if item["section"] is not None else None
        standing = StandingItem(item["standing"]) if item["standing"] else None
        lead = db.get(Organisation, item["lead_id"] or 0)
        presenter = db.get(Person, item["presenter_id"] or 0)
        agenda.add_item(
            db,
            actor=actor,
            meeting=meeting,
            content=agenda.ItemContent(
                title=item["title"],
                type=ItemType(item["type"]),
                minutes=item["minutes"],
                pause_after=item["pause_after"],
                lead_id=lead.id if lead and lead.valid_to is None else None,
                presenter_id=presenter.id if presenter and not presenter.deactivated_at else None,
                section_id=section.id if section else None,
                late_reason=template.name if lateness.is_late(db, meeting) else "",
            ),
            origin=agenda.Origin(standing=standing),
        )
    possible = {person.id for person in invitation_queries.possible_guests(db, meeting)}
    for person_id in content["guest_ids"]:
        if person_id in possible:
            invitations.add_guest(db, actor=actor, meeting=meeting, person_id=person_id)
    journal.record(db, actor, "template:begin", meeting, details={"template": template.id})


def begin_series(db: Session, *, actor: Actor, content: SeriesContent) -> MeetingSeries:
    """Note a series; its sittings are made year by year. Raises Denied, Invalid."""
    meeting_rules.may_plan(actor).enforce()
    _check(content)
    if content.template_id is not None:
        find_template(db, actor, content.template_id)
    series = MeetingSeries(**vars(content), created_at=clock.now(), created_by_id=actor.account_id)
    db.add(series)
    db.flush()
    details = {"title_sha256": journal.digest(series.title)}
    journal.record(db, actor, "series:begin", series, details=details)
    return series


def end_series(db: Session, *, actor: Actor, series: MeetingSeries) -> None:
    """Make no more sittings of a series; those made stay. Raises Denied."""
    meeting_rules.may_plan(actor).enforce()
    series.retired_at = clock.now()
    journal.record(db, actor, "series:end", series)


def make_year(db: Session, *, actor: Actor, series: MeetingSeries, year: int) -> list[Meeting]:
    """Plan the sittings of a year that lie ahead; months that have one of the series already are
    left alone, so that pressing twice plans once. Raises Denied, Invalid (an unknown year)."""
    meeting_rules.may_plan(actor).enforce()
    days = working_days(clock.zone())
    kept = select(Meeting.starts_at).where(Meeting.series_id == series.id)
    # Two who press at once come in turn, and the second sees what the first has planned.
    db.execute(select(MeetingSeries.id).where(MeetingSeries.id == series.id).with_for_update())
    has_days = {clock.day_of(starts_at) for starts_at in db.execute(kept).scalars()}
    has = {(day.year, day.month) for day in has_days}
    template = series.template if series.template and not series.template.retired_at else None
    made = []
    for month in range(1, 13):
        day = day_in(series.rule, year, month, days, nth=series.nth, weekday=series.weekday)
        starts_at: datetime = clock.start_of(day) + timedelta(minutes=series.starts_minute)
        # Put off from a day off, the sitting of a month may stand in the next one.
        if (year, month) in has or day in has_days or starts_at <= clock.now():
            continue
        meeting = meetings.plan_meeting(
            db,
            actor=actor,
            frame=Frame(
                title=title_in(series.title, year, month),
                kind=series.kind,
                starts_at=starts_at,
                planned_end_at=starts_at + timedelta(minutes=series.minutes),
                place=series.place,
                chair_id=invitation_queries.usual_chair(db, day),
            ),
        )
        meeting.series_id = series.id
        db.flush()
        if template is not None:
            begin_with(db, actor=actor, meeting=meeting, template=template)
        made.append(meeting)
    details = {"year": year, "meetings": [meeting.id for meeting in made]}
    journal.record(db, actor, "series:make-year", series, details=details)
    return made


def _content(db: Session, meeting: Meeting) -> dict[str, Any]:
    parts = sections_of(db, meeting)
    places = {section.id: place for place, section in enumerate(parts)}
    guests = [
        invitation.person_id
        for invitation in meeting.invitations
        if invitation.kind.value == "guest"
        and invitation.withdrawn_at is None
        and not invitation.only_items
        and invitation.person_id not in (meeting.chair_id, meeting.clerk_id)
    ]
    items = []
    for item in standing_items(db, meeting):
        standing = item.standing
        if standing is None and item.type is ItemType.APPROVAL_OF_MINUTES:
            standing = StandingItem.LAST_MINUTES
        if standing is None and (item.papers or item.submission_id or item.came_from_id):
            continue
        items.append(
            {
                "title": item.title,
                "type": item.type.value,
                "minutes": item.minutes,
                "pause_after": item.pause_after,
                "section": places.get(item.section_id or 0),
                "lead_id": item.lead_id,
                "presenter_id": item.presenter_id,
                "standing": standing.value if standing else None,
            }
        )
    return {"sections": [part.name for part in parts], "items": items, "guest_ids": guests}


def _check(content: SeriesContent) -> None:
    fields = {}
    if not content.title.strip():
        fields["title"] = S("series-needs-title")
    if content.rule is DayRule.WEEKDAY and (content.weekday is None or content.nth is None):
        fields["weekday"] = S("series-needs-weekday")
    if content.rule is DayRule.DAY and content.nth is None:
        fields["nth"] = S("series-needs-day")
    if fields:
        raise Invalid(next(iter(fields.values())), fields)
