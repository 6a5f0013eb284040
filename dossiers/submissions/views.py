"""Pages of dossiers: the list, one dossier, what is typed into it, and its steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.models import AccessLevel
from dossiers.submissions import drafting, queries, rules, services
from dossiers.submissions.forms import PageQuery, ReturnIn, SubmissionChange, WithdrawalIn
from dossiers.submissions.models import Asked, PaperRole, Submission, SubmissionState, Urgency
from dossiers.submissions.page import due_told, face_of
from ecabinet import answers, clock
from ecabinet.api.cursors import paginate
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.calendar import WorkingDays
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse, parse_form
from ecabinet.i18n import t, zone
from ecabinet.people.queries import organisations_in_use, working_days
from ecabinet.people.rules import CheckName
from ecabinet.sentences import Sentence
from ecabinet.slots import SUBMISSION_PANEL, SUBMISSION_PLACES, Slot

bp = Blueprint("submissions", __name__, template_folder="../templates")
answers.refuse_in_place(bp)

TABS: dict[str, tuple[SubmissionState, ...]] = {
    "drafts": (SubmissionState.DRAFTED,),
    "waiting": rules.IN_CHECK,
    "returned": (SubmissionState.RETURNED,),
    "accepted": (SubmissionState.ACCEPTED,),
    "scheduled": (SubmissionState.SCHEDULED,),
    "withdrawn": (SubmissionState.WITHDRAWN,),
}
TICKS = ("is_legal_draft", "opinions_asked")


def days() -> WorkingDays:
    """Return the working days of the body."""
    return working_days(zone())


@bp.get("/submissions")
def list_submissions() -> str:
    """List the dossiers that the reader sees, by where they stand."""
    actor, db, at = current_actor(), get_db(), clock.now()
    query = parse_form(PageQuery, request.args)
    body = queries.rules_of(db, days(), at).submissions
    late = queries.is_late(body, days(), at)
    numbers, late_number = queries.counts(db, actor, late)
    tabs = {
        name: sum(numbers.get(state, 0) for state in states)
        for name, states in TABS.items()
        if name != "drafts" or rules.may_draft(actor)
    }
    chosen = (
        query.tab if query.tab in tabs else next((n for n in tabs if tabs[n]), next(iter(tabs)))
    )
    statement = queries.matching(
        actor,
        states=TABS[chosen],
        search=query.search,
        organisation_id=query.organisation_id,
        urgency=query.urgency,
    )
    if query.late:
        statement = statement.where(late)
    is_queue = chosen in ("waiting", "accepted")
    page = paginate(
        db,
        statement,
        order=[Submission.lodged_at, Submission.id] if is_queue else [Submission.id],
        key=lambda row: [row.lodged_at, row.id] if is_queue else [row.id],
        cursor=query.cursor,
        descending=not is_queue,
    )
    seen = set(queries.organisations_among(db, actor))
    return render_template(
        "dossiers/submissions/list.html",
        page=page,
        query=query,
        chosen=chosen,
        tabs=tabs,
        late_number=late_number,
        dues={row.id: due_told(actor, body, row, days(), at) for row in page.items},
        organisations=[one for one in organisations_in_use(db) if one.id in seen],
        urgencies=list(Urgency),
        may_draft=rules.shown(rules.may_draft(actor)),
        works=rules.sees_lodged(actor),
    )


@bp.post("/submissions")
def create_submission() -> WerkzeugResponse:
    """Begin a dossier; it is filled in on its page."""
    actor = current_actor()
    with unit_of_work() as db:
        submission_id = drafting.draft_submission(db, actor=actor, at=clock.now()).id
    return to_page(submission_id)


def to_page(submission_id: int) -> WerkzeugResponse:
    """Lead to the dossier."""
    return redirect(url_for("submissions.show_submission", submission_id=submission_id))


@bp.get("/submissions/<int:submission_id>")
def show_submission(submission_id: int) -> str:
    """Show a dossier: to its officers the form, to others what stands in it."""
    return page_of(submission_id, {})


def page_of(submission_id: int, errors: dict[str, Sentence]) -> str:
    """Return the page of a dossier; with `errors`, what was typed stays."""
    actor, db = current_actor(), get_db()
    submission = queries.find_submission(db, actor, submission_id)
    face = face_of(db, actor, submission, days=days(), at=clock.now())
    signers = [signer.organisation_id for signer in submission.signers]
    return render_template(
        "dossiers/submissions/show.html",
        submission=submission,
        face=face,
        acts=face.acts,
        values=request.form if errors else submission,
        chosen=request.form.getlist("signer_ids") if errors else signers,
        errors=errors,
        roles=list(PaperRole),
        asked=list(Asked),
        urgencies=list(Urgency),
        levels=list(AccessLevel),
        organisations=organisations_in_use(db) if face.acts.change else [],
        own_papers=drafting.own_papers(db, actor, submission) if face.acts.change else [],
        panels=_filled(SUBMISSION_PANEL, db, actor, submission),
        places=_filled(SUBMISSION_PLACES, db, actor, submission),
    )


def _filled(
    slot: Slot[Callable[[Any, Any, Any], str]], db: Session, actor: Actor, submission: Submission
) -> list[Markup]:
    return [
        Markup(fragment)  # noqa: S704 - rendered by our templates
        for ask in slot
        if (fragment := ask(db, actor, submission))
    ]


@bp.post("/submissions/<int:submission_id>")
def change_submission(submission_id: int) -> WerkzeugResponse:
    """Save what was typed, as a whole: the way without the page's script."""
    actor = current_actor()
    sent = request.form.copy()
    for name in TICKS:  # what is not ticked is not sent
        sent.setdefault(name, "false")
    try:
        form = parse_form(SubmissionChange, sent)
        with unit_of_work() as db:
            submission = queries.find_submission(db, actor, submission_id, lock=True)
            values = {"signer_ids": []} | form.values()
            drafting.change_submission(db, actor=actor, submission=submission, values=values)
    except Invalid as error:
        return Response(page_of(submission_id, error.fields or {"": error.sentence}), 422)
    flash(t("submission-saved"), "good")
    return to_page(submission_id)


Act = Callable[[Session, Actor, Submission], Any]


def _act(submission_id: int, act: Act, said: str) -> WerkzeugResponse:
    """Find and lock the dossier, do one act, say it, lead back."""
    actor = current_actor()
    with unit_of_work() as db:
        submission = queries.find_submission(db, actor, submission_id, lock=True)
        act(db, actor, submission)
    flash(t(said), "good")
    return to_page(submission_id)


@bp.post("/submissions/<int:submission_id>/lodging")
def lodge(submission_id: int) -> WerkzeugResponse:
    """Lodge it with the secretariat."""

    def act(db: Session, actor: Actor, submission: Submission) -> None:
        services.lodge(db, actor=actor, submission=submission, days=days(), at=clock.now())

    return _act(submission_id, act, "submission-lodged")


@bp.post("/submissions/<int:submission_id>/taking-up")
def take_up(submission_id: int) -> WerkzeugResponse:
    """Begin to check it."""

    def act(db: Session, actor: Actor, submission: Submission) -> None:
        services.take_up(db, actor=actor, submission=submission, at=clock.now())

    return _act(submission_id, act, "submission-taken-up")


@bp.post("/submissions/<int:submission_id>/check")
def pass_check(submission_id: int) -> WerkzeugResponse:
    """Find it valid and lay it before the head."""

    def act(db: Session, actor: Actor, submission: Submission) -> None:
        services.pass_check(db, actor=actor, submission=submission, at=clock.now())

    return _act(submission_id, act, "submission-passed")


@bp.post("/submissions/<int:submission_id>/return")
def return_submission(submission_id: int) -> WerkzeugResponse:
    """Send it back with reasons: fields `remark-<check>` and `reason`."""
    remarks = {name.value: request.form.get(f"remark-{name.value}", "") for name in CheckName}
    form = parse(ReturnIn, {"reason": request.form.get("reason", ""), "remarks": remarks})

    def act(db: Session, actor: Actor, submission: Submission) -> None:
        services.return_submission(
            db, actor=actor, submission=submission, reason=form.reason, remarks=form.remarks,
            at=clock.now(),
        )  # fmt: skip

    return _act(submission_id, act, "submission-returned")


@bp.post("/submissions/<int:submission_id>/acceptance")
def accept(submission_id: int) -> WerkzeugResponse:
    """Accept it: it may be put on an agenda."""

    def act(db: Session, actor: Actor, submission: Submission) -> None:
        services.accept(db, actor=actor, submission=submission, at=clock.now())

    return _act(submission_id, act, "submission-accepted")


@bp.post("/submissions/<int:submission_id>/withdrawal")
def withdraw(submission_id: int) -> WerkzeugResponse:
    """Take it back."""
    form = parse_form(WithdrawalIn, request.form)

    def act(db: Session, actor: Actor, submission: Submission) -> None:
        services.withdraw(
            db, actor=actor, submission=submission, reason=form.reason, at=clock.now()
        )

    return _act(submission_id, act, "submission-withdrawn")
