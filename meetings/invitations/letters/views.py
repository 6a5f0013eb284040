"""Letters of invitation: the secretariat issues and prints them, the invited take theirs."""

from __future__ import annotations

import io

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.rendering.structure import OfficialForm
from documents.rendering.words import words_in
from ecabinet import clock
from ecabinet.announcements import last_number
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.byteranges import serve_file
from ecabinet.db import close_db, get_db, unit_of_work
from ecabinet.errors import Conflict, NotVisible
from ecabinet.forms import parse_form
from ecabinet.i18n import language, t
from ecabinet.jobs import rules as job_rules
from ecabinet.sentences import S
from ecabinet.storage import Store
from meetings import answers, rules
from meetings.events import person_room
from meetings.invitations import queries as invitation_queries
from meetings.invitations import rules as invitation_rules
from meetings.invitations.forms import LetterInput
from meetings.invitations.letters import bundles, content, making, services
from meetings.invitations.letters.official import official_form
from meetings.invitations.models import InvitationLetter
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
    return letter_file(letter, making.general(letter), kind, str(meeting_id))


@bp.get("/meetings/<int:meeting_id>/invitations/<int:invitation_id>/letter.<kind>")
def download_personal(meeting_id: int, invitation_id: int, kind: str) -> Response:
    """Give the letter of one invited person, to them and to the secretariat."""
    return personal_file(get_db(), current_actor(), meeting_id, invitation_id, kind)


def personal_file(
    db: Session, actor: Actor, meeting_id: int, invitation_id: int, kind: str
) -> Response:
    """Answer with the letter of one person as PDF or DOCX. Raises NotVisible."""
    invitation = invitation_queries.find_invitation(db, actor, meeting_id, invitation_id)
    meeting = invitation.meeting
    if invitation.sent_at is None or invitation.withdrawn_at is not None:
        raise NotVisible
    letter = services.letter_of(db, meeting)
    (form,) = making.personal(db, meeting, letter, [invitation])
    return letter_file(letter, form, kind, f"{meeting_id}-{making.plain(invitation.name)}")


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
    return send_all(get_db(), current_actor(), meeting_id, kind)


def send_all(db: Session, actor: Actor, meeting_id: int, kind: str) -> Response:
    """Answer with the letters of all as they hold now. Raises NotVisible, Conflict."""
    meeting = find_meeting(db, actor, meeting_id)
    bundle = bundles.find_bundle(db, actor, meeting, kind)
    store: Store = current_app.extensions["ecabinet.store"]
    sha256, number = bundle.sha256, services.letter_of(db, meeting).number
    close_db()
    if not store.exists(sha256):
        raise Conflict(S("letters-file-missing"))
    return serve_file(
        request, store.path(sha256), media_type=making.MEDIA_TYPES[kind], etag=sha256,
        file_name=f"{t('letter-file-name')}-{meeting_id}-{number}.{kind}", inline=False,
    )  # fmt: skip


def letter_file(letter: InvitationLetter, form: OfficialForm, kind: str, name: str) -> Response:
    """Answer with a letter as PDF or DOCX. Raises NotVisible for another kind."""
    if kind not in ("pdf", "docx"):
        raise NotVisible
    return _sent(making.drawn(form, letter, kind), kind, name)


def _sent(made: bytes, kind: str, name: str) -> Response:
    return send_file(
        io.BytesIO(made),
        mimetype=making.MEDIA_TYPES[kind],
        as_attachment=True,
        download_name=f"{t('letter-file-name')}-{name}.{kind}",
    )
