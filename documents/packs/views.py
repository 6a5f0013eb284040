"""Pages of packs: one pack with its contents, its file, and the secretariat's acts."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from documents.packs import opening, queries, services
from documents.packs.building import words_of
from documents.packs.forms import AssembleIn
from documents.packs.models import Pack
from ecabinet import clock, occasions
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db, unit_of_work
from ecabinet.errors import Conflict
from ecabinet.forms import parse_form
from ecabinet.i18n import language, t
from ecabinet.web import wants_json

bp = Blueprint("packs", __name__)


@bp.get("/packs/<int:pack_id>")
def show_pack(pack_id: int) -> str:
    """Show what a pack holds for the reader, and how it is coming along."""
    actor, db = current_actor(), get_db()
    pack = queries.find_pack(db, actor, pack_id)
    return render_template(
        "packs/show.html",
        row=queries.row_of(db, actor, pack),
        works=actor.is_secretariat,
        url=url_of(pack),
        words_of=lambda entry: words_of(entry, language()),
    )


@bp.get("/packs/<int:pack_id>/file")
def send_pack(pack_id: int) -> Response:
    """Send the reader's own copy. Where it has to be bound first, lead to the page that shows how
    far that is."""
    try:
        return opening.send_copy(current_actor(), pack_id)
    except Conflict as error:
        if error.code != opening.NOT_BOUND or wants_json() or request.method == "HEAD":
            raise
        return redirect(url_for("packs.show_pack", pack_id=pack_id))


@bp.post("/packs")
def assemble_pack() -> Response:
    """Have a pack put together."""
    actor = current_actor()
    form = parse_form(AssembleIn, request.form)
    with unit_of_work() as db:
        source = queries.find_source(db, actor, form.occasion)
        services.assemble(db, actor=actor, source=source, kind=form.kind, at=clock.now())
        url = source.url
    return redirect(f"{url}#packs")


@bp.post("/packs/<int:pack_id>/freezing")
def freeze_pack(pack_id: int) -> Response:
    """Fix the contents of a pack."""
    actor = current_actor()
    with unit_of_work() as db:
        pack = queries.find_pack(db, actor, pack_id, lock=True)
        source = queries.source_of(db, actor, pack.occasion)
        services.freeze(db, actor=actor, pack=pack, source=source, at=clock.now())
    flash(t("pack-was-frozen"), "good")
    return _back(pack_id)


@bp.post("/packs/<int:pack_id>/release")
def release_pack(pack_id: int) -> Response:
    """Put a pack before its readers."""
    actor = current_actor()
    with unit_of_work() as db:
        pack = queries.find_pack(db, actor, pack_id, lock=True)
        source = queries.source_of(db, actor, pack.occasion)
        services.release(db, actor=actor, pack=pack, source=source, at=clock.now())
        count = len(set(source.reader_ids)) if source else 0
    flash(t("pack-was-released", count=count), "good")
    return _back(pack_id)


@bp.post("/packs/<int:pack_id>/removal")
def drop_pack(pack_id: int) -> Response:
    """Put a pack away that is not out."""
    actor = current_actor()
    with unit_of_work() as db:
        pack = queries.find_pack(db, actor, pack_id, lock=True)
        services.drop(db, actor=actor, pack=pack, at=clock.now())
        url = url_of(pack)
    flash(t("pack-was-dropped"), "good")
    return redirect(f"{url}#packs")


def _back(pack_id: int) -> Response:
    """To where the button was: the page of the pack, or of its sitting or ballot."""
    db: Session = get_db()
    actor: Actor = current_actor()
    pack = queries.find_pack(db, actor, pack_id)
    if request.form.get("from") == "pack":
        return redirect(url_for("packs.show_pack", pack_id=pack_id))
    return redirect(f"{url_of(pack)}#packs")


def url_of(pack: Pack) -> str:
    """Return the page of the sitting or ballot: its rooms and addresses have one name."""
    kind = occasions.kind_of(pack.occasion)
    return f"/{kind}s/{occasions.number_in(kind, pack.occasion)}"
