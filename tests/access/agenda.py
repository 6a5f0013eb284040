"""Who gets what of an agenda's structure: {planned} nobody knows of, {sent} is sent."""

from __future__ import annotations

from datetime import date, timedelta

from meetings.agenda import guests, sections
from meetings.models import ItemState
from meetings.series import services as series
from meetings.series.forms import SeriesInput
from tests.access.matrix import Row, World, each
from tests.dossiers.submissions.dossiers import Office
from tests.meetings.sittings import STARTS_AT, Secretariat

OFFICERS = ("secretary", "head")
INVITED = ("pm", "minister.g12", "minister.g15")
PLANNED, SENT, API = "/meetings/{planned}", "/meetings/{sent}", "/api/v1"


MONTHLY = {"title": "Phiên họp {month}/{year}", "place": "Phòng số 1"}


def arrange(world: World) -> None:
    with world.database.unit_of_work() as db:
        desk = Secretariat(db, world.cabinet)
        officer = desk.actor("secretary")
        planned = desk.plan()
        first = sections.add_section(db, actor=officer, meeting=planned, name="Thông qua")
        second = sections.add_section(db, actor=officer, meeting=planned, name="Thảo luận")
        item = desk.add(planned, "A", section_id=first.id)
        sent = desk.sent("E")
        dossier = Office(db, world.cabinet).accepted()
        held = desk.plan(starts_at=STARTS_AT - timedelta(days=6))
        put_off = desk.add(held, "Hoãn")
        put_off.state, put_off.resubmit_on = ItemState.DEFERRED, date(2026, 12, 10)
        guest = world.cabinet.persons["officer.g15"]
        guests.ask_guest(db, actor=officer, item=item, person_id=guest)
        template = series.keep_template(db, actor=officer, meeting=planned, name="Thường kỳ")
        monthly = series.begin_series(db, actor=officer, content=SeriesInput(**MONTHLY).content())
        world.ids |= {
            "template": template.id,
            "series": monthly.id,
            "guest": guest,
            "outsider": world.cabinet.persons["outsider"],
            "dossier": dossier.id,
            "put_off": put_off.id,
            "planned": planned.id,
            "sent": sent.id,
            "first": first.id,
            "second": second.id,
            "item": item.id,
        }


def desk_only(done: int) -> dict[str, int]:
    """Officers may, the clerk sees and may not, the others find nothing."""
    return each(OFFICERS, done) | {"clerk": 403}


def of_sent(done: int) -> dict[str, int]:
    """Officers may; who sees the sitting is refused."""
    return each(OFFICERS, done) | each((*INVITED, "clerk"), 403)


NAME, ORDER = {"name": "X"}, {"sections": ["{second}", "{first}"]}
NUMBERING = {"numbering": "letter"}
SECTION, SECTION_API = "/meetings/sections/{first}", API + PLANNED + "/sections/{first}"

ROWS = [
    Row("series.list_series", "GET", "/meetings/series", each(OFFICERS, 200), 403),
    Row("series.list_series", "POST", "/meetings/series", each(OFFICERS, 302), 403, data=MONTHLY),
    Row("series.make_year", "POST", "/meetings/series/{series}/year", each(OFFICERS, 302), 403,
        data={"year": "2026"}),
    Row("series.end_series", "POST", "/meetings/series/{series}/end", each(OFFICERS, 302), 403),
    Row("series.retire_template", "POST", "/meetings/templates/{template}/retirement",
        each(OFFICERS, 302), 403),
    Row("series.keep_template", "POST", PLANNED + "/template", desk_only(302), data=NAME),
    Row("series.begin_with", "POST", PLANNED + "/beginning", desk_only(302),
        data={"template_id": "{template}"}),
    Row("series_api.list_series", "GET", API + "/meetings/series", each(OFFICERS, 200), 403),
    Row("series_api.begin_series", "POST", API + "/meetings/series", each(OFFICERS, 201), 403,
        json=MONTHLY),
    Row("series_api.make_year", "POST", API + "/meetings/series/{series}/year",
        each(OFFICERS, 201), 403, json={"year": 2026}),
    Row("series_api.keep_template", "POST", API + PLANNED + "/template", desk_only(201),
        json=NAME),
    Row("series_api.begin_with", "POST", API + PLANNED + "/beginning", desk_only(200),
        json={"template_id": "{template}"}),
    Row("agenda_sections.move_item", "POST", "/meetings/items/{item}/place", desk_only(302),
        data={"step": "1"}),
    Row("agenda_sections.add_section", "POST", PLANNED + "/sections", desk_only(302), data=NAME),
    Row("agenda_sections.add_section", "POST", SENT + "/sections", of_sent(302), data=NAME),
    Row("agenda_sections.rename_section", "POST", SECTION, desk_only(302), data=NAME),
    Row("agenda_sections.move_section", "POST", SECTION + "/place", desk_only(302),
        data={"step": "1"}),
    Row("agenda_sections.remove_section", "POST", SECTION + "/removal", desk_only(302)),
    Row("agenda_sections.set_numbering", "POST", PLANNED + "/numbering", desk_only(302),
        data=NUMBERING),
    Row("agenda_sections_api.add_section", "POST", API + PLANNED + "/sections", desk_only(201),
        json=NAME),
    Row("agenda_sections_api.add_section", "POST", API + SENT + "/sections", of_sent(201),
        json=NAME),
    Row("agenda_sections_api.rename_section", "PATCH", SECTION_API, desk_only(200), json=NAME),
    Row("agenda_sections_api.remove_section", "DELETE", SECTION_API, desk_only(204)),
    Row("agenda_sections_api.reorder_sections", "POST", API + PLANNED + "/sections/order",
        desk_only(200), json=ORDER),
    Row("agenda_sections_api.set_numbering", "POST", API + PLANNED + "/numbering", desk_only(200),
        json=NUMBERING),
    Row("agenda_guests.ask_guest", "POST", "/meetings/items/{item}/guests", desk_only(302),
        data={"person_id": "{outsider}"}),
    Row("agenda_guests.release_guest", "POST", "/meetings/items/{item}/guests/{guest}/removal",
        desk_only(302)),
    Row("invitations.set_scope", "POST", PLANNED + "/guests/{guest}/scope", desk_only(302),
        data={"only_items": "false"}),
    Row("agenda_guests_api.ask_guest", "POST", API + PLANNED + "/items/{item}/guests",
        desk_only(201), json={"person_id": "{outsider}"}),
    Row("agenda_guests_api.release_guest", "DELETE",
        API + PLANNED + "/items/{item}/guests/{guest}", desk_only(204)),
    Row("invitations_api.set_scope", "POST", API + PLANNED + "/guests/{guest}/scope",
        desk_only(200), json={"only_items": False}),
    Row("agenda_sources.add_dossiers", "POST", PLANNED + "/dossiers", desk_only(302),
        data={"submissions": "{dossier}"}),
    Row("agenda_sources.add_standing", "POST", PLANNED + "/standing-items", desk_only(302),
        data={"standing": "assignments"}),
    Row("agenda_sources_api.add_standing", "POST", API + PLANNED + "/standing-items",
        desk_only(201), json={"standing": "assignments"}),
    Row("agenda_sources.take_up_again", "POST", PLANNED + "/returning/{put_off}/item",
        desk_only(302)),
    Row("agenda_sources.put_off_again", "POST", PLANNED + "/returning/{put_off}/postponement",
        desk_only(302)),
    Row("agenda_sources_api.add_dossiers", "POST", API + PLANNED + "/dossiers", desk_only(201),
        json={"submissions": ["{dossier}"]}),
    Row("agenda_sources_api.take_up_again", "POST", API + PLANNED + "/returning/{put_off}/item",
        desk_only(201), json={}),
    Row("agenda_sources_api.put_off_again", "POST",
        API + PLANNED + "/returning/{put_off}/postponement", desk_only(200), json={}),
]  # fmt: skip
