"""Acts on the agenda from the desk: items and their papers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet import clock
from ecabinet.auth.current import current_actor
from ecabinet.db import close_db, get_db, unit_of_work
from ecabinet.errors import Conflict
from ecabinet.forms import parse_form
from ecabinet.i18n import t
from ecabinet.merging import plain
from ecabinet.people.queries import members_on, organisations_in_use
from meetings import answers, queries
from meetings.agenda import services
from meetings.agenda.choosing import choices, chosen
from meetings.agenda.forms import ItemChange, ItemInput
from meetings.agenda.placing import sections_of
from meetings.changes import queries as changes_queries
from meetings.models import ItemType
from meetings.queries import persons_in_service

bp = Blueprint("agenda", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/<int:meeting_id>/items")
def add_item(meeting_id: int) -> WerkzeugResponse:
    """Add an item."""
    actor = current_actor()
    form = parse_form(ItemInput, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.add_item(
            db, actor=actor, meeting=meeting, content=form.content(), ordinal=form.ordinal
        )
    more = "yes" if "_again" in request.form else None
    return redirect(url_for("meetings.show_meeting", meeting_id=meeting_id, add=more))


@bp.post("/meetings/items/<int:item_id>")
def change_item(item_id: int) -> WerkzeugResponse | tuple[str, int]:
    """Change an item; what both wrote is shown with both texts."""
    actor = current_actor()
    form = parse_form(ItemChange, chosen(request.form))
    try:
        with unit_of_work() as db:
            item = queries.find_item(db, actor, item_id)
            services.change_item(
                db, actor=actor, item=item, content=form.content(item), revision=form.revision
            )
            meeting_id = item.meeting_id
    except Conflict as refused:
        if not refused.differences or answers.by_script():
            raise
        return _both_texts(item_id, form, refused), 409
    return answers.back_to(meeting_id)


def _both_texts(item_id: int, form: ItemChange, refused: Conflict) -> str:
    close_db()
    db = get_db()
    item = queries.find_item(db, current_actor(), item_id)
    seen = changes_queries.seen_at(db, item, form.revision)
    # What the officer left alone says what it says now; what they wrote stays theirs.
    written = {f: v for f, v in vars(form.content(item)).items() if plain(v) != seen.get(f)}
    return render_template(
        "meetings/editing/item_clash.html",
        item=item,
        sentence=refused.sentence,
        choices=choices(db, refused, "agenda-type"),
        mine={**services.content_of(item), **written},
        organisations=organisations_in_use(db),
        persons=persons_in_service(db),
        item_types=list(ItemType),
        members=members_on(db, clock.day_of(item.meeting.starts_at)),
        sections=sections_of(db, item.meeting),
    )


@bp.post("/meetings/items/<int:item_id>/removal")
def remove_item(item_id: int) -> WerkzeugResponse:
    """Take an item off."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        services.remove_item(db, actor=actor, item=item)
        meeting_id = item.meeting_id
    flash(t("agenda-item-removed"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/restoration")
def restore_item(item_id: int) -> WerkzeugResponse:
    """Put a removed item back."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        services.restore_item(db, actor=actor, item=item)
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/papers/<int:document_id>/removal")
def detach_document(item_id: int, document_id: int) -> WerkzeugResponse:
    """Take a paper from an item."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        services.detach_document(db, actor=actor, item=item, document_id=document_id)
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/papers/<int:document_id>/first")
def put_paper_first(item_id: int, document_id: int) -> WerkzeugResponse:
    """Let a paper be read before the others of its item."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        rest = [paper.document_id for paper in item.papers if paper.document_id != document_id]
        services.reorder_papers(db, actor=actor, item=item, document_ids=[document_id, *rest])
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)
