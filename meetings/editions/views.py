"""Acts on the way of an agenda, from the desk."""

from __future__ import annotations

from flask import Blueprint, flash, request
from werkzeug.wrappers import Response

from ecabinet.auth.current import current_actor
from ecabinet.db import unit_of_work
from ecabinet.forms import parse_form
from ecabinet.i18n import t, zone
from ecabinet.people.queries import working_days
from meetings import answers, queries
from meetings.editing import checks
from meetings.editions import services, withdrawing
from meetings.editions.forms import Seen, Sending
from meetings.editions.queries import withheld_papers
from meetings.forms import Reason
from meetings.invited.queries import taking_part

bp = Blueprint("editions", __name__)
answers.refuse_in_place(bp)


@bp.post("/meetings/<int:meeting_id>/submission")
def submit_agenda(meeting_id: int) -> Response:
    """Ask the head to approve."""
    actor = current_actor()
    form = parse_form(Seen, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.submit_agenda(db, actor=actor, meeting=meeting, fingerprint=form.fingerprint)
    flash(t("agenda-was-submitted"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/approval")
def approve_agenda(meeting_id: int) -> Response:
    """Approve the agenda as it was read."""
    actor = current_actor()
    form = parse_form(Seen, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        edition = services.approve_agenda(
            db, actor=actor, meeting=meeting, fingerprint=form.fingerprint
        )
        letter = edition.letter
    flash(t("agenda-was-approved", edition=letter), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/return")
def return_agenda(meeting_id: int) -> Response:
    """Give the agenda back with the reason."""
    actor = current_actor()
    form = parse_form(Reason, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.return_agenda(db, actor=actor, meeting=meeting, reason=form.reason)
    flash(t("agenda-was-returned"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/reopening")
def reopen_agenda(meeting_id: int) -> Response:
    """Open an approved agenda again."""
    actor = current_actor()
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.reopen_agenda(db, actor=actor, meeting=meeting)
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/discarding")
def discard_changes(meeting_id: int) -> Response:
    """Go back to the edition that was sent."""
    actor = current_actor()
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        services.discard_changes(db, actor=actor, meeting=meeting)
    flash(t("agenda-changes-discarded"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/invitations")
def send_agenda(meeting_id: int) -> Response:
    """Send the approved edition."""
    actor = current_actor()
    form = parse_form(Sending, request.form)
    prefix = "_reason-"
    reasons = {n.removeprefix(prefix): v for n, v in request.form.items() if n.startswith(prefix)}
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        edition = services.send_agenda(
            db, actor=actor, meeting=meeting, calendar=working_days(zone()),
            late_reason=form.late_reason, reasons=reasons, guest_ids=form.guest_ids,
        )  # fmt: skip
        letter = edition.letter
        told = len(taking_part(db, meeting))
        withheld = withheld_papers(db, meeting, edition)
    flash(t("agenda-was-sent", edition=letter, count=told), "good")
    for title, names in withheld:
        flash(t("agenda-paper-withheld", title=title, names=", ".join(names)), "wait")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/withdrawal")
def withdraw_agenda(meeting_id: int) -> Response:
    """Take back the agenda that was sent."""
    actor = current_actor()
    form = parse_form(Reason, request.form)
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        withdrawing.withdraw_agenda(db, actor=actor, meeting=meeting, reason=form.reason)
    flash(t("agenda-was-withdrawn"), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/<int:meeting_id>/checks")
def mark_all_checked(meeting_id: int) -> Response:
    """Note that every item is formally in order."""
    actor = current_actor()
    with unit_of_work() as db:
        meeting = queries.find_meeting(db, actor, meeting_id)
        new = checks.mark_checked(db, actor=actor, meeting=meeting)
    flash(t("check-all-marked", count=new), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/items/<int:item_id>/check")
def check_item(item_id: int) -> Response:
    """Note that an item is formally in order, or (`back`) that it is not."""
    actor = current_actor()
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        if "back" in request.form:
            checks.take_check_back(db, actor=actor, item=item)
        else:
            checks.mark_checked(db, actor=actor, meeting=item.meeting, item_ids=[item.id])
        meeting_id = item.meeting_id
    return answers.back_to(meeting_id)
