"""Pages of decisions and of assignments."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response as WerkzeugResponse

from decisions import queries, rules, services
from decisions.forms import AssignmentIn, CompletionIn, ReportIn, ReturnIn, WordingIn
from decisions.models import Assignment, Decision
from decisions.standing import standing
from ecabinet import clock
from ecabinet.api.cursors import paginate
from ecabinet.auth.current import current_actor
from ecabinet.auth.models import Role
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import local_day, t
from ecabinet.people.queries import organisations_in_use
from ecabinet.sentences import Sentence

decision_pages = Blueprint("decisions", __name__, template_folder="templates")
assignment_pages = Blueprint("assignments", __name__, template_folder="templates")


@decision_pages.get("/decisions")
def list_decisions() -> str:
    actor = current_actor()
    waiting = "issue" if request.args.get("waiting") == "issue" else None
    wanted = queries.awaiting_issue(actor) if waiting else queries.visible_decisions(actor)
    page = paginate(
        get_db(),
        wanted.options(joinedload(Decision.organisation)),
        order=[Decision.decided_on, Decision.id],
        key=lambda row: [row.decided_on, row.id],
        cursor=request.args.get("cursor"),
        descending=True,
    )
    issues = actor.has(Role.HEAD)
    return render_template("decisions/list.html", page=page, waiting=waiting, issues=issues)


@decision_pages.get("/decisions/<int:decision_id>")
def show_decision(decision_id: int) -> str:
    return _decision_page(decision_id)


def _decision_page(decision_id: int, errors: dict[str, Sentence] | None = None) -> str:
    actor = current_actor()
    decision = queries.find_decision(get_db(), actor, decision_id)
    outcome = decision.outcome or {}
    return render_template(
        "decisions/show.html",
        decision=decision,
        outcome=outcome,
        outcome_sentence=Sentence.from_json(outcome["sentence"]) if "sentence" in outcome else None,
        may_word=rules.may_change_text(actor, decision),
        may_issue=rules.may_issue(actor, decision),
        standing=standing,
        values=request.form if errors else decision,
        errors=errors or {},
    )


@decision_pages.post("/decisions/<int:decision_id>/wording")
def change_wording(decision_id: int) -> WerkzeugResponse:
    actor = current_actor()
    try:
        form = parse_form(WordingIn, request.form)
        with unit_of_work() as db:
            decision = queries.find_decision(db, actor, decision_id)
            services.word_decision(db, decision, actor=actor, subject=form.subject, text=form.text)
    except Invalid as error:
        return Response(_decision_page(decision_id, error.fields), 422)
    flash(t("decision-worded"), "success")
    return redirect(url_for("decisions.show_decision", decision_id=decision_id))


@decision_pages.post("/decisions/<int:decision_id>/issue")
def issue(decision_id: int) -> WerkzeugResponse:
    actor = current_actor()
    try:
        with unit_of_work() as db:
            decision = queries.find_decision(db, actor, decision_id)
            services.issue_decision(db, decision, actor=actor, at=clock.now())
            number = decision.number_symbol
    except Invalid as error:
        return Response(_decision_page(decision_id, error.fields), 422)
    flash(t("decision-issued-now", number=number), "success")
    return redirect(url_for("decisions.show_decision", decision_id=decision_id))


@assignment_pages.get("/assignments")
def list_assignments() -> str:
    actor, db = current_actor(), get_db()
    today = local_day(clock.now())
    chosen = request.args.get("report_class", "")
    page = paginate(
        db,
        queries.visible_assignments(actor)
        .where(queries.of_class(chosen, today))
        .options(joinedload(Assignment.lead), joinedload(Assignment.decision)),
        order=[Assignment.id],
        key=lambda row: [row.id],
        cursor=request.args.get("cursor"),
        descending=True,
    )
    return render_template(
        "decisions/assignments.html",
        page=page,
        chosen=chosen,
        counts=queries.count_classes(db, actor, today),
        classes=queries.CLASSES,
        standing=standing,
        may_assign=rules.may_assign(actor),
    )


@assignment_pages.get("/assignments/new")
def new_assignment() -> str:
    rules.may_assign(current_actor()).enforce()
    return _new_page({}, {})


def _new_page(values: Any, errors: dict[str, Sentence]) -> str:
    return render_template(
        "decisions/assignment_new.html",
        values=values,
        errors=errors,
        organisations=organisations_in_use(get_db()),
        chosen=request.form.getlist("coordinator_ids"),
    )


@assignment_pages.post("/assignments")
def create_assignment() -> WerkzeugResponse:
    actor, at = current_actor(), clock.now()
    rules.may_assign(actor).enforce()
    try:
        form = parse_form(AssignmentIn, request.form)
        with unit_of_work() as db:
            decision = (
                queries.find_decision(db, actor, form.decision_id) if form.decision_id else None
            )
            assignment = services.assign(
                db,
                actor=actor,
                decision=decision,
                assigned_on=local_day(at),
                at=at,
                **form.model_dump(exclude={"decision_id"}),
            )
            assignment_id = assignment.id
    except Invalid as error:
        return Response(_new_page(request.form, error.fields), 422)
    flash(t("assignment-given"), "success")
    return redirect(url_for("assignments.show_assignment", assignment_id=assignment_id))


@assignment_pages.get("/assignments/<int:assignment_id>")
def show_assignment(assignment_id: int) -> str:
    return _assignment_page(assignment_id)


def _assignment_page(assignment_id: int, errors: dict[str, Sentence] | None = None) -> str:
    actor = current_actor()
    assignment = queries.find_assignment(get_db(), actor, assignment_id)
    return render_template(
        "decisions/assignment.html",
        assignment=assignment,
        now_standing=standing(assignment),
        may_report=rules.may_report(actor, assignment),
        may_file=rules.may_file(actor, assignment),
        may_verify=rules.may_verify(actor, assignment),
        sees_decision=actor.is_secretariat or actor.is_member,
        values=request.form,
        errors=errors or {},
        today=local_day(clock.now()),
    )


def _act_on(assignment_id: int, form: Any, act: Any, said: str) -> WerkzeugResponse:
    """Parse, do one act on the assignment, say it; on Invalid show the page with what was typed."""
    actor = current_actor()
    try:
        given = parse_form(form, request.form).model_dump() if form else {}
        with unit_of_work() as db:
            assignment = queries.find_assignment(db, actor, assignment_id)
            act(db, assignment, actor=actor, **given)
    except Invalid as error:
        return Response(_assignment_page(assignment_id, error.fields), 422)
    flash(t(said), "success")
    return redirect(url_for("assignments.show_assignment", assignment_id=assignment_id))


@assignment_pages.post("/assignments/<int:assignment_id>/reports")
def create_report(assignment_id: int) -> WerkzeugResponse:
    def act(db: Any, assignment: Assignment, **given: Any) -> None:
        services.report_progress(db, assignment, at=clock.now(), **given)

    return _act_on(assignment_id, ReportIn, act, "assignment-reported")


@assignment_pages.post("/assignments/<int:assignment_id>/completion")
def create_completion(assignment_id: int) -> WerkzeugResponse:
    return _act_on(assignment_id, CompletionIn, services.file_completion, "assignment-filed")


@assignment_pages.post("/assignments/<int:assignment_id>/closure")
def create_closure(assignment_id: int) -> WerkzeugResponse:
    def act(db: Any, assignment: Assignment, **given: Any) -> None:
        services.verify_completion(db, assignment, at=clock.now(), **given)

    return _act_on(assignment_id, None, act, "assignment-closed-now")


@assignment_pages.post("/assignments/<int:assignment_id>/return")
def create_return(assignment_id: int) -> WerkzeugResponse:
    return _act_on(assignment_id, ReturnIn, services.return_completion, "assignment-returned")
