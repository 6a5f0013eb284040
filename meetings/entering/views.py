"""Pages of an import: where it begins, its preview, its result."""

from __future__ import annotations

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
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as WerkzeugResponse

from documents.intake.limits import MIB
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.byteranges import content_disposition
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Invalid, NotVisible
from ecabinet.i18n import LANGUAGES, language, t
from ecabinet.people.queries import organisations_in_use
from meetings import answers
from meetings import queries as meeting_queries
from meetings import rules as meeting_rules
from meetings.agenda import rules as agenda_rules
from meetings.entering import queries, rules, services, template_file
from meetings.entering.columns import FIELDS
from meetings.entering.forms import cells_typed, line_dropped, revision_of, suggestion_taken
from meetings.entering.models import AgendaImport
from meetings.entering.opening import open_spreadsheet, read_pasted
from meetings.entering.reading import MOST_BYTES, MOST_ROWS
from meetings.models import Meeting

bp = Blueprint("entering", __name__)
answers.refuse_in_place(bp)
OPEN_AT_ONCE = 60
"""Rows with fields to type in; the others wait their turn, so that a page stays light."""


@bp.get("/meetings/agenda-template.<ending>")
def send_template(ending: str) -> Response:
    """Download the empty spreadsheet; `language`: of its headings."""
    meeting_rules.may_prepare(current_actor()).enforce()
    asked = request.args.get("language", "")
    chosen = asked if asked in LANGUAGES else language()
    if ending == "xlsx":
        content = template_file.as_xlsx(chosen, organisations_in_use(get_db()))
        answer = Response(content, mimetype=template_file.XLSX)
    elif ending == "csv":
        answer = Response(template_file.as_csv(chosen), mimetype=template_file.CSV)
    else:
        raise NotVisible
    name = f"{t('entering-template-name')}.{ending}"
    answer.headers["Content-Disposition"] = content_disposition(name, inline=False)
    return answer


@bp.get("/meetings/<int:meeting_id>/imports")
def new_import(meeting_id: int) -> str:
    """Where an import begins, and those that were."""
    actor, db = current_actor(), get_db()
    meeting = meeting_queries.find_meeting(db, actor, meeting_id)
    agenda_rules.may_edit_agenda(actor, meeting).enforce()
    return _begin(db, actor, meeting, {}, {})


@bp.post("/meetings/<int:meeting_id>/imports")
def take_in(meeting_id: int) -> Any:
    """Read a spreadsheet, or what was pasted, and show it for correction."""
    actor = current_actor()
    meeting = meeting_queries.find_meeting(get_db(), actor, meeting_id)
    agenda_rules.may_edit_agenda(actor, meeting).enforce()
    request.max_content_length = MOST_BYTES + MIB
    request.max_form_memory_size = MOST_BYTES + MIB
    file, pasted = request.files.get("file"), request.form.get("pasted", "")
    try:
        if file is not None and file.filename:
            limits = current_app.extensions["documents.limits"]
            rows, source = open_spreadsheet(file.stream, limits), file.filename
        else:
            rows, source = read_pasted(pasted), ""
        with unit_of_work() as db:
            meeting = meeting_queries.find_meeting(db, actor, meeting_id)
            made = services.take_in(db, actor=actor, meeting=meeting, rows=rows, source=source)
            import_id = made.id
    except Invalid as refused:
        db = get_db()
        meeting = meeting_queries.find_meeting(db, actor, meeting_id)
        return _begin(db, actor, meeting, {"pasted": pasted}, refused.fields), 422
    return redirect(url_for("entering.show_import", import_id=import_id))


def _begin(
    db: Session, actor: Actor, meeting: Meeting, values: dict[str, str], errors: dict[str, Any]
) -> str:
    return render_template(
        "meetings/entering/new.html",
        meeting=meeting,
        imports=queries.list_imports(db, meeting),
        values=values,
        errors=errors,
        most_rows=MOST_ROWS,
        most_mib=MOST_BYTES // MIB,
    )


@bp.get("/meetings/imports/<int:import_id>")
def show_import(import_id: int) -> str:
    """The preview of an import; after it, what it made."""
    actor, db = current_actor(), get_db()
    entry = queries.find_import(db, actor, import_id)
    return _show(db, actor, entry)


def _show(db: Session, actor: Actor, entry: AgendaImport) -> str:
    meeting = meeting_queries.find_meeting(db, actor, entry.meeting_id)
    if entry.imported_at is not None:
        return render_template(
            "meetings/entering/done.html",
            meeting=meeting,
            entry=entry,
            count=len(services.made_by(entry)),
            may_undo=services.may_undo(db, actor, entry, meeting),
        )
    directory = queries.directory(db, actor, meeting, entry.rows)
    checked = rules.check_rows(entry.rows, directory)
    wrong = [row for row in checked if not row.is_sound]
    asked = request.args.get("open", type=int)
    opened = [row for row in checked if row.is_sound and row.line == asked]
    used = {name for row in checked for name, text in row.cells.items() if text}
    used |= {name for row in wrong for name in row.errors} | {
        "title",
        "lead",
        "presenter",
        "minutes",
    }
    sound = [row for row in checked if row.is_sound]
    return render_template(
        "meetings/entering/preview.html",
        meeting=meeting,
        entry=entry,
        revision=entry.revision,
        fields=[name for name in FIELDS if name in used],
        rows=[*opened, *wrong][:OPEN_AT_ONCE],
        wrong=len(wrong),
        sound=sound,
        minutes=sum(row.values["minutes"] for row in sound),
        is_late=directory.is_late,
        organisations=organisations_in_use(db),
        types=template_file.type_names(language()),
        may_import=agenda_rules.may_edit_agenda(actor, meeting),
    )


@bp.post("/meetings/imports/<int:import_id>/rows")
def correct(import_id: int) -> WerkzeugResponse:
    """Write what was typed into the rows, take a suggestion, or leave a row out."""
    actor = current_actor()
    with unit_of_work() as db:
        entry = queries.find_import(db, actor, import_id)
        meeting_id, left = _correct(db, actor, entry, request.form)
    if not left:
        return redirect(url_for("entering.new_import", meeting_id=meeting_id))
    return redirect(url_for("entering.show_import", import_id=import_id))


def _correct(
    db: Session, actor: Actor, entry: AgendaImport, form: MultiDict[str, str]
) -> tuple[int, int]:
    cells = cells_typed(form)
    for line, taken in suggestion_taken(form).items():
        cells[line] = {**cells.get(line, {}), **taken}
    meeting_id, dropped = entry.meeting_id, line_dropped(form)
    reason = form.get("all_late_reason", "").strip()[: rules.LONGEST_REASON]
    services.correct(
        db, actor=actor, entry=entry, cells=cells, dropped=dropped,
        everywhere={"late_reason": reason} if reason else None, revision=revision_of(form),
    )  # fmt: skip
    return meeting_id, sum(row["line"] not in dropped for row in entry.rows)


@bp.post("/meetings/imports/<int:import_id>/items")
def import_rows(import_id: int) -> WerkzeugResponse:
    """Make items of the rows: all of them, or the good ones."""
    actor = current_actor()
    with unit_of_work() as db:
        entry = queries.find_import(db, actor, import_id)
        meeting = meeting_queries.find_meeting(db, actor, entry.meeting_id)
        done = services.import_rows(
            db, actor=actor, entry=entry, meeting=meeting,
            whole=request.form.get("mode") != "good", revision=revision_of(request.form),
        )  # fmt: skip
        count, rest_id = len(done.items), done.rest.id if done.rest else None
    flash(t("entering-done", count=count), "good")
    if rest_id is not None:
        return redirect(url_for("entering.show_import", import_id=rest_id))
    return redirect(url_for("entering.show_import", import_id=import_id))


@bp.post("/meetings/imports/<int:import_id>/undoing")
def undo_import(import_id: int) -> WerkzeugResponse:
    """Take all items of an import off again."""
    actor = current_actor()
    with unit_of_work() as db:
        entry = queries.find_import(db, actor, import_id)
        meeting = meeting_queries.find_meeting(db, actor, entry.meeting_id)
        count = services.undo(db, actor=actor, entry=entry, meeting=meeting)
        meeting_id = meeting.id
    flash(t("entering-undone", count=count), "good")
    return answers.back_to(meeting_id)


@bp.post("/meetings/imports/<int:import_id>/removal")
def discard_import(import_id: int) -> WerkzeugResponse:
    """Forget rows that became no items."""
    actor = current_actor()
    with unit_of_work() as db:
        entry = queries.find_import(db, actor, import_id)
        meeting_id = entry.meeting_id
        services.discard(db, actor=actor, entry=entry)
    flash(t("entering-discarded"), "good")
    return redirect(url_for("entering.new_import", meeting_id=meeting_id))
