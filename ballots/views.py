"""Pages of ballots: the list, a ballot in its faces, and answering. Drafting: `draft_views`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as WerkzeugResponse

from ballots import downloads, queries, rules, services
from ballots.forms import (
    ApprovalIn,
    ClosureIn,
    ConclusionForm,
    OneAnswer,
    ReasonIn,
)
from ballots.models import Ballot, OpinionAnswer
from ballots.services import Given, Work
from ballots.show import face_of, steps_of
from documents.packs import queries as pack_queries
from ecabinet import clock, occasions
from ecabinet.api.cursors import paginate
from ecabinet.api.problems import problem_of
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.calendar import WorkingDays
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict, Denied, DomainError, Invalid, NotVisible, http_status
from ecabinet.forms import own_address, parse, parse_form
from ecabinet.i18n import t, zone
from ecabinet.people.queries import organisations_in_use, working_days
from ecabinet.sentences import S, Sentence
from ecabinet.web import error_page

bp = Blueprint("ballots", __name__, template_folder="templates")


def days() -> WorkingDays:
    """Return the working days of the body."""
    return working_days(zone())


def refuse_in_place(error: DomainError) -> Response:
    """Answer the page's script with the sentence, which it shows beside the form."""
    if "json" in request.headers.get("Accept", "") and request.method == "POST":
        return problem_of(error)
    return error_page(http_status(error), error.sentence)


for kind in (Invalid, Conflict, Denied, NotVisible):
    bp.register_error_handler(kind, refuse_in_place)


def back() -> str:
    """Return the address an act leads back to: where the form stood, if that is one of ours."""
    return own_address(request.form.get("_back", ""))


@bp.get("/ballots")
def list_ballots() -> str:
    """List the ballots the reader may see."""
    actor, db, at = current_actor(), get_db(), clock.now()
    chosen = request.args.get("tab", "")
    counts = queries.count_tabs(db, actor, at)
    if chosen not in queries.TABS:
        chosen = next((tab for tab in ("waiting", "open") if counts[tab]), "closed")
    page = paginate(
        db,
        queries.of_tab(actor, chosen, at),
        order=[Ballot.id],
        key=lambda row: [row.id],
        cursor=request.args.get("cursor"),
        descending=True,
    )
    return render_template(
        "ballots/list.html",
        page=page,
        chosen=chosen,
        counts=counts,
        turnouts=queries.turnouts(db, page.items),
        may_draft=rules.may_draft(actor),
    )


@bp.get("/ballots/<int:ballot_id>")
def show_ballot(ballot_id: int) -> str:
    """Show a ballot: to the secretariat its way and turnout, to members the question."""
    actor, db, at = current_actor(), get_db(), clock.now()
    ballot = queries.find_ballot(db, actor, ballot_id)
    face = face_of(db, actor, ballot, days=days(), at=at)
    seen = face.turnout
    works = rules.works_on_ballots(actor)
    reason_needed = rules.needs_reason(ballot, answered=seen.answered, asked=seen.asked, at=at)
    return render_template(
        "ballots/show.html",
        ballot=ballot,
        face=face,
        works=works,
        steps=steps_of(ballot) if works else [],
        may_change=rules.may_change(actor, ballot),
        may_submit=rules.may_submit(actor, ballot),
        may_approve=rules.may_approve(actor, ballot),
        may_withdraw=rules.may_withdraw(actor, ballot),
        may_close=rules.may_close(actor, ballot, answered=seen.answered, asked=seen.asked, at=at),
        packs=pack_queries.panel(db, actor, occasions.name(occasions.BALLOT, ballot.id)),
        reason_needed=reason_needed,
        may_consolidate=rules.may_consolidate(actor, ballot),
        may_conclude=rules.may_conclude(actor, ballot),
        organisations=organisations_in_use(db) if works else [],
    )


def _act(
    ballot_id: int,
    act: Callable[[Session, Ballot, Actor], Any],
    said: str,
    *,
    to_answer: bool = False,
) -> WerkzeugResponse:
    """Find and lock the ballot, do one act, say it, lead back."""
    actor = current_actor()
    with unit_of_work() as db:
        if to_answer:
            ballot = queries.find_ballot_to_answer(db, actor, ballot_id)
        else:
            ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
        act(db, ballot, actor)
    flash(t(said), "good")
    return redirect(back() or url_for("ballots.show_ballot", ballot_id=ballot_id))


@bp.post("/ballots/<int:ballot_id>/submission")
def submit(ballot_id: int) -> WerkzeugResponse:
    """Ask the head to approve."""

    def act(db: Session, ballot: Ballot, actor: Actor) -> None:
        services.submit(db, ballot, actor=actor, days=days(), at=clock.now())

    return _act(ballot_id, act, "ballot-submitted")


@bp.post("/ballots/<int:ballot_id>/approval")
def approve(ballot_id: int) -> WerkzeugResponse:
    """Approve and open."""
    form = parse_form(ApprovalIn, request.form)

    def act(db: Session, ballot: Ballot, actor: Actor) -> None:
        services.approve(
            db, ballot, actor=actor, days=days(), at=clock.now(), closes_at=form.closes_at
        )

    return _act(ballot_id, act, "ballot-approved-now")


@bp.post("/ballots/<int:ballot_id>/return")
def return_ballot(ballot_id: int) -> WerkzeugResponse:
    """Return with a reason."""
    reason = parse_form(ReasonIn, request.form).reason

    def act(db: Session, ballot: Ballot, actor: Actor) -> None:
        services.return_ballot(db, ballot, actor=actor, reason=reason)

    return _act(ballot_id, act, "ballot-returned-now")


@bp.post("/ballots/<int:ballot_id>/withdrawal")
def withdraw(ballot_id: int) -> WerkzeugResponse:
    """Take back with a reason."""
    reason = parse_form(ReasonIn, request.form).reason

    def act(db: Session, ballot: Ballot, actor: Actor) -> None:
        services.withdraw(db, ballot, actor=actor, reason=reason, at=clock.now())

    return _act(ballot_id, act, "ballot-withdrawn-now")


@bp.post("/ballots/<int:ballot_id>/opinions")
def cast_opinions(ballot_id: int) -> WerkzeugResponse:
    """Answer, or change the answer."""

    def act(db: Session, ballot: Ballot, actor: Actor) -> None:
        services.cast_opinions(
            db, ballot, actor=actor, answers=_answers(ballot), days=days(), at=clock.now()
        )

    return _act(ballot_id, act, "ballot-answer-recorded", to_answer=True)


def _answers(ballot: Ballot) -> list[Given]:
    """Read answer_<question id> and remark_<question id>. Raises Invalid at those fields."""
    given: list[Given] = []
    errors: dict[str, Sentence] = {}
    for question in ballot.questions:
        answer = request.form.get(f"answer_{question.id}", "")
        remark = request.form.get(f"remark_{question.id}", "")
        if not answer:
            errors[f"answer_{question.id}"] = S("ballot-answer-missing")
            continue
        one = parse(OneAnswer, {"question_id": question.id, "answer": answer, "remark": remark})
        if one.answer is OpinionAnswer.OTHER and not one.remark:
            errors[f"remark_{question.id}"] = S("ballot-remark-missing")
        given.append(Given(one.question_id, one.answer, one.remark))
    if errors:
        raise Invalid(S("form-invalid"), errors)
    return given


@bp.post("/ballots/<int:ballot_id>/closure")
def close(ballot_id: int) -> WerkzeugResponse:
    """Close a vote or a written ballot."""
    reason = parse_form(ClosureIn, request.form).reason

    def act(db: Session, ballot: Ballot, actor: Actor) -> None:
        services.close_ballot(db, ballot, actor=actor, days=days(), at=clock.now(), reason=reason)

    return _act(ballot_id, act, "ballot-closed-now")


@bp.post("/ballots/<int:ballot_id>/consolidation")
def consolidate(ballot_id: int) -> WerkzeugResponse:
    """Confirm the consolidated result."""

    def act(db: Session, ballot: Ballot, actor: Actor) -> None:
        services.consolidate(db, ballot, actor=actor)

    return _act(ballot_id, act, "ballot-consolidated-now")


@bp.post("/ballots/<int:ballot_id>/conclusion")
def conclude(ballot_id: int) -> WerkzeugResponse:
    """Record the decision that follows."""
    actor = current_actor()
    with unit_of_work() as db:
        ballot = queries.find_ballot(db, actor, ballot_id, lock="update")
        rules.may_conclude(actor, ballot).enforce()
        form = parse_form(ConclusionForm, request.form)
        work = []
        if form.task.strip():
            if form.lead_id is None:
                raise Invalid(S("form-invalid"), {"lead_id": S("ballot-lead-missing")})
            work = [Work(form.task, form.lead_id, (), form.due_on, form.is_ongoing)]
        decision = services.conclude(
            db,
            ballot,
            actor=actor,
            kind=form.kind,
            subject=form.subject,
            text=form.text,
            occasion=t("ballot-occasion", title=ballot.title),
            assignments=work,
            days=days(),
            at=clock.now(),
        )
        decision_id = decision.id
    flash(t("ballot-concluded-now"), "good")
    return redirect(url_for("decisions.show_decision", decision_id=decision_id))


@bp.get("/ballots/<int:ballot_id>/result")
def show_result(ballot_id: int) -> Response:
    """Download the result sheet; ?format=pdf (usual) or docx."""
    actor, db = current_actor(), get_db()
    ballot = queries.find_ballot(db, actor, ballot_id)
    form = "docx" if request.args.get("format") == "docx" else "pdf"
    return downloads.result_file(db, actor, ballot, form)


@bp.post("/ballots/items/<int:item_id>/vote")
def open_vote(item_id: int) -> WerkzeugResponse:
    """Open a vote on the current item of a sitting."""
    actor = current_actor()
    question = request.form.get("question", "").strip()[:500]
    with unit_of_work() as db:
        item = queries.find_item(db, actor, item_id)
        ballot = services.open_vote(
            db, item, actor=actor, days=days(), at=clock.now(), question=question
        )
        ballot_id = ballot.id
    flash(t("ballot-vote-opened"), "good")
    return redirect(back() or url_for("ballots.show_ballot", ballot_id=ballot_id))
