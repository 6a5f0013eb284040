"""Letters of invitation: the secretariat issues and prints them, the invited take theirs."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.rendering.words import words_in
from ecabinet import clock
from ecabinet.announcements import last_number
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.forms import parse_form
from ecabinet.i18n import language, t
from ecabinet.jobs import rules as job_rules
from meetings import answers, rules
from meetings.events import person_room
from meetings.invitations.forms import LetterInput
from meetings.invitations.letters import bundles, content, files, making, services
from meetings.invitations.letters.official import official_form
from meetings.invited import rules as invitation_rules
from meetings.queries import find_meeting

bp = Blueprint("letters", __name__)
answers.refuse_in_place(bp)


@bp.get("/meetings/<int:meeting_id>/letters")
def show_letters(meeting_id: int) -> str:
    """Show the letter as it was issued or would be, and the letters of all (secretariat)."""
    actor, db = current_actor(), get_db()
    meeting = find_meeting(db, actor, meeting_id)
    rules.may_see_desk(actor).enforce()
    letter = services.latest(db, meeting)
    requirements = letter.content["requirements"] if letter else usual_requirements()
    draft = content.build(
        db, meeting, language=language(), requirements=requirements,
        signer=services.signer_of(db, meeting),
    )  # fmt: skip
    form = (
        making.general(letter)
        if letter
        else official_form(draft, clock.zone(), number=None, symbol=content.symbol_of(db))
    )
    return render_template(
        "meetings/invitations/letters.html",
        meeting=meeting,
        letter=letter,
        outdated=letter is not None and content.is_outdated(letter.content, meeting),
        form=form,
        fixed=words_in(form.language),
        requirements=requirements,
        invitations=bundles.called(db, meeting),
        bundled=bundles.standing(db, meeting),
        may_cancel=lambda job: job_rules.may_cancel(actor, job),
        may_retry=lambda job: job_rules.may_retry(actor, job),
        room_number=last_number(db, person_room(actor.person_id)),
        may_issue=invitation_rules.may_issue_letter(actor, meeting),
    )


def usual_requirements() -> list[str]:
    """Return what is asked of the invited unless the secretariat words it otherwise."""
    return [t("letter-usual-papers"), t("letter-usual-answer")]


@bp.post("/meetings/<int:meeting_id>/letters")
def issue_letter(meeting_id: int) -> WerkzeugResponse:
    """Issue the letter, or issue it anew."""
    actor = current_actor()
    form = parse_form(LetterInput, request.form)
    with unit_of_work() as db:
        meeting = find_meeting(db, actor, meeting_id)
        letter = services.issue_letter(
            db, actor=actor, meeting=meeting, requirements=form.lines(), language=language(),
            seen=form.seen,
        )  # fmt: skip
        number = f"{letter.number:02d}/{letter.symbol}"
    flash(t("letter-was-issued", number=number), "good")
    return redirect(url_for("letters.show_letters", meeting_id=meeting_id))


@bp.get("/meetings/<int:meeting_id>/letter.<kind>")
def download_general(meeting_id: int, kind: str) -> Response:
    """Give the letter to all."""
    letter = services.find_letter(get_db(), current_actor(), meeting_id)
    return files.letter_file(letter, making.general(letter), kind, str(meeting_id))


@bp.get("/meetings/<int:meeting_id>/invitations/<int:invitation_id>/letter.<kind>")
def download_personal(meeting_id: int, invitation_id: int, kind: str) -> Response:
    """Give the letter of one invited person, to them and to the secretariat."""
    return files.personal_file(get_db(), current_actor(), meeting_id, invitation_id, kind)


@bp.post("/meetings/<int:meeting_id>/letters/all.<kind>")
def draw_all(meeting_id: int, kind: str) -> WerkzeugResponse:
    """Have the letters of all drawn as one file: one PDF to print, or a ZIP (secretariat)."""
    actor = current_actor()
    with unit_of_work() as db:
        bundles.ask(db, actor=actor, meeting=find_meeting(db, actor, meeting_id), kind=kind)
    return redirect(url_for("letters.show_letters", meeting_id=meeting_id))


@bp.get("/meetings/<int:meeting_id>/letters/all.<kind>")
def download_all(meeting_id: int, kind: str) -> Response:
    """Give the file that was drawn (secretariat)."""
    return files.send_all(get_db(), current_actor(), meeting_id, kind)
