"""One act on many items from the desk: confirmed, done, told, undone."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from meetings import answers
from meetings import queries as meeting_queries
from meetings.agenda.placing import standing_items
from meetings.many import acting, queries, rules, undoing
from meetings.many.forms import ManyForm
from meetings.many.models import Act
from meetings.many.page import described
from meetings.models import Meeting

bp = Blueprint("many", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/<int:meeting_id>/items/many")
def act_on_many(meeting_id: int) -> Response | str:
    """Do one act to all chosen items; without the page's script, first ask."""
    actor = current_actor()
    form = parse_form(ManyForm, request.form)
    if "_confirmed" not in request.form and not answers.by_script():
        return _confirm(get_db(), actor, meeting_id, form)
    with unit_of_work() as db:
        meeting = meeting_queries.find_meeting(db, actor, meeting_id)
        rules.may_act(actor, meeting, form.act).enforce()
        entry = acting.act(db, actor=actor, meeting=meeting, asked=_asked(db, meeting, form))
        act_id = entry.id
    return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id, many=act_id))


def _asked(db: Session, meeting: Meeting, form: ManyForm) -> acting.Asked:
    section_of = {item.id: item.section_id for item in standing_items(db, meeting)}
    return acting.Asked(
        act=form.act,
        item_ids=form.chosen(section_of),
        seen=form.revisions(),
        values=form.values() if form.act is Act.CHANGE else {},
        to_meeting_id=form.to_meeting_id,
        late_reason=form.late_reason,
    )


def _confirm(db: Session, actor: Actor, meeting_id: int, form: ManyForm) -> str:
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    rules.may_act(actor, meeting, form.act).enforce()
    asked = _asked(db, meeting, form)
    rules.sound_choice(asked.item_ids).enforce()
    if asked.act is Act.CHANGE:
        rules.sound_fields(asked.values).enforce()
    to = acting.where_to(db, actor, asked) if asked.act is Act.POSTPONE else None
    chosen = set(asked.item_ids)
    items = [item for item in meeting_queries.load_items(db, meeting) if item.id in chosen]
    return render_template(
        "meetings/many/confirm.html",
        meeting=meeting,
        to=to,
        act=asked.act.value,
        changes=described(db, asked.values),
        asked=[(item, rules.may_act_on(actor, item, asked.act)) for item in items],
        sent=[(name, text) for name, text in request.form.items(multi=True)
              if name not in ("csrf_token", "items", "sections", "all")],
    )  # fmt: skip


@bp.post("/meetings/<int:meeting_id>/items/many/<int:act_id>/undoing")
def undo_many(meeting_id: int, act_id: int) -> Response:
    """Take an act on many items back."""
    actor = current_actor()
    with unit_of_work() as db:
        meeting = meeting_queries.find_meeting(db, actor, meeting_id)
        entry = queries.find_act(db, actor, meeting, act_id)
        found = undoing.undo(db, actor=actor, meeting=meeting, entry=entry)
        left = [one["title"] for one in found.refused]
        count = len(found.done)
    flash(t("many-undone", count=count), "good")
    if left:
        flash(t("many-undone-left", count=len(left), titles="; ".join(left)), "wait")
    return answers.back_to(meeting_id)
