"""Pages of who asks: who was asked on a dossier, the comments and their replies, and the table."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as WerkzeugResponse

from documents import services as document_services
from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from documents.services import Prepared
from dossiers.opinions import papers, queries, rules, services
from dossiers.opinions.finding import body_rules, find
from dossiers.opinions.forms import AskIn, DeadlineIn, KeepIn, ReplyIn, TableQuery
from dossiers.opinions.panel import days, overview
from dossiers.opinions.table import build_table
from dossiers.submissions.models import Reply, Submission
from dossiers.submissions.queries import find_submission
from ecabinet import answers, clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict, Invalid
from ecabinet.forms import parse_form
from ecabinet.i18n import LANGUAGES, language, t, translate
from ecabinet.sentences import Sentence

bp = Blueprint("opinion_desk", __name__)
answers.refuse_in_place(bp)

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def followed(db: Session, actor: Actor, submission_id: int, *, lock: bool = False) -> Submission:
    """Return a dossier that `actor` has in hand. Raises NotVisible."""
    submission = find_submission(db, actor, submission_id, lock=lock)
    rules.may_follow(actor, submission).enforce()
    return submission


def _page(
    submission: Submission,
    *,
    errors: dict[str, Sentence] | None = None,
    replying: int | None = None,
    refusal: Sentence | None = None,
) -> str:
    actor, db = current_actor(), get_db()
    order = request.args.get("order", "place")
    seen = overview(db, actor, submission, order)
    values: Any = request.form if errors else {"due_on": seen.period.latest_on.isoformat()}
    return render_template(
        "dossiers/opinions/overview.html",
        submission=submission,
        seen=seen,
        order=order,
        only_open=request.args.get("only") == "open",
        values=values,
        chosen=request.form.getlist("organisation_ids"),
        errors=errors or {},
        replying=replying,
        typed=request.form,
        refusal=refusal,
        replies=list(Reply),
        may_keep=rules.shown(papers.may_keep_table(actor, submission)),
    )


@bp.get("/submissions/<int:submission_id>/opinions")
def show_overview(submission_id: int) -> str:
    """Who was asked, who answered, each comment with its reply."""
    return _page(followed(get_db(), current_actor(), submission_id))


@bp.post("/submissions/<int:submission_id>/opinions")
def ask(submission_id: int) -> WerkzeugResponse:
    """Ask organisations, all at once."""
    actor = current_actor()
    try:
        rules.may_ask(actor, followed(get_db(), actor, submission_id)).enforce()
        form = parse_form(AskIn, request.form)
        with unit_of_work() as db:
            submission = followed(db, actor, submission_id, lock=True)
            asked = services.ask(
                db, actor=actor, submission=submission, days=days(), at=clock.now(),
                **form.model_dump(),
            )  # fmt: skip
            count, withheld = len(asked.requests), len(asked.withheld)
            unmanned = ", ".join(one.notation for one in asked.unmanned)
    except Invalid as error:
        page = _page(
            followed(get_db(), actor, submission_id), errors=error.fields or {"": error.sentence}
        )
        return Response(page, 422)
    flash(t("opinion-asked-now", count=count), "good")
    if withheld:
        flash(t("opinion-papers-withheld", count=withheld), "wait")
    if unmanned:
        flash(t("opinion-unmanned", organisations=unmanned), "wait")
    return _back(submission_id)


def _back(submission_id: int, anchor: str = "") -> WerkzeugResponse:
    return redirect(url_for("opinion_desk.show_overview", submission_id=submission_id) + anchor)


@bp.post("/submissions/<int:submission_id>/opinions/reminder")
def remind(submission_id: int) -> WerkzeugResponse:
    """Remind those who have not answered."""
    actor = current_actor()
    with unit_of_work() as db:
        submission = followed(db, actor, submission_id, lock=True)
        count = services.remind(db, actor=actor, submission=submission, days=days(), at=clock.now())
    flash(t("opinion-reminded", count=count), "good")
    return _back(submission_id)


@bp.post("/opinions/<int:request_id>/withdrawal")
def withdraw(request_id: int) -> WerkzeugResponse:
    """Ask an organisation no more."""
    actor = current_actor()
    with unit_of_work() as db:
        found = find(db, actor, request_id, lock=True)
        services.withdraw(db, actor=actor, request=found, at=clock.now())
        submission_id = found.submission_id
    flash(t("opinion-withdrawn-now"), "good")
    return _back(submission_id)


@bp.post("/opinions/<int:request_id>/deadline")
def change_deadline(request_id: int) -> WerkzeugResponse:
    """Give an organisation more time, or less."""
    actor = current_actor()
    rules.may_change_deadline(actor, find(get_db(), actor, request_id)).enforce()
    form = parse_form(DeadlineIn, request.form)
    with unit_of_work() as db:
        found = find(db, actor, request_id, lock=True)
        services.change_deadline(
            db, actor=actor, request=found, due_on=form.due_on, reason=form.reason,
            days=days(), seen=form.seen, at=clock.now(),
        )  # fmt: skip
        submission_id = found.submission_id
    flash(t("opinion-deadline-changed"), "good")
    return _back(submission_id)


@bp.post("/opinions/comments/<int:comment_id>/reply")
def reply(comment_id: int) -> WerkzeugResponse:
    """Reply to a comment. Where a colleague replied meanwhile, both are shown."""
    actor, db = current_actor(), get_db()
    comment, found = queries.find_comment(db, actor, comment_id, body_rules(db))
    rules.may_reply(actor, comment, found).enforce()
    submission_id = found.submission_id
    try:
        form = parse_form(ReplyIn, request.form)
        with unit_of_work() as work:
            comment, found = queries.find_comment(
                work, actor, comment_id, body_rules(work), lock=True
            )
            services.reply(
                work, actor=actor, comment=comment, request=found, made=form.reply,
                text=form.reply_text, seen=form.seen, at=clock.now(),
            )  # fmt: skip
    except (Invalid, Conflict) as error:
        changed = isinstance(error, Conflict)
        if changed and error.sentence.key != "opinion-replied-meanwhile":
            raise
        fields = error.fields if isinstance(error, Invalid) else {}
        db.expire_all()
        page = _page(
            followed(db, actor, submission_id), replying=comment_id, refusal=error.sentence,
            errors={name: one for name, one in fields.items() if name != "reply_text"},
        )  # fmt: skip
        return Response(page, 409 if changed else 422)
    flash(t("opinion-replied-now"), "good")
    return _back(submission_id, f"#comment-{comment_id}")


def table_file(
    db: Session, submission: Submission, order: str, form: str
) -> tuple[bytes, str, str]:
    """Return the table as (content, media type, file name)."""
    at = clock.now()
    requests = queries.requests_of(db, submission.id)
    table = build_table(
        db, submission, requests, order=order, language=language(), days=days(), at=at
    )
    name = f"{t('opinion-table-file')}-{submission.id}.{form}"
    if form == "pdf":
        return render_pdf(table, created_at=at), PDF, name
    return render_docx(table, created_at=at), DOCX, name


@bp.get("/submissions/<int:submission_id>/opinions/table")
def show_table(submission_id: int) -> Response:
    """Take the table of comments and replies away as a Word file, or as PDF."""
    db = get_db()
    query = parse_form(TableQuery, request.args)
    submission = followed(db, current_actor(), submission_id)
    return file_answer(*table_file(db, submission, query.order, query.format))


def file_answer(content: bytes, media_type: str, name: str) -> Response:
    """Return a file to keep."""
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def checked_table(db: Session, actor: Actor, submission_id: int, order: str) -> Prepared:
    """Return the table as a file that passed the check of every paper. Slow: before the work.

    Raises NotVisible, Denied, Conflict.
    """
    submission = followed(db, actor, submission_id)
    papers.may_keep_table(actor, submission).enforce()
    content, media_type, name = table_file(db, submission, order, "docx")
    file = FileStorage(BytesIO(content), filename=name, content_type=media_type)
    extensions = current_app.extensions
    return document_services.prepare_upload(
        extensions["ecabinet.store"], file, extensions["documents.limits"],
        extensions["documents.tools"],
    )  # fmt: skip


def titles() -> list[str]:
    """Return how the table is called, in the reader's language first."""
    others = [one for one in LANGUAGES if one != language()]
    return [translate(one, "opinion-table-title") for one in (language(), *others)]


@bp.post("/submissions/<int:submission_id>/opinions/table")
def keep_table(submission_id: int) -> WerkzeugResponse:
    """Put the table into the dossier as its explanation."""
    actor = current_actor()
    form = parse_form(KeepIn, request.form)
    prepared = checked_table(get_db(), actor, submission_id, form.order)
    with unit_of_work() as db:
        submission = followed(db, actor, submission_id, lock=True)
        papers.keep_table(
            db, actor=actor, submission=submission, prepared=prepared,
            titles=titles(), at=clock.now(),
        )  # fmt: skip
    flash(t("opinion-table-kept"), "good")
    return _back(submission_id, "#comments")
