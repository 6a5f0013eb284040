"""Connects papers and the marks on them to the application."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, url_for
from sqlalchemy.orm import Session

from documents import api, notices, queries, rules, search, sockets, taking_in, views
from documents.annotations import api as annotation_api
from documents.annotations import sockets as annotation_sockets
from documents.annotations.carrying import api as carrying_api
from documents.annotations.carrying import work as carrying_work
from documents.annotations.carrying.services import ask_to_carry
from documents.bulk import api as bulk_api
from documents.bulk import views as bulk_views
from documents.distribution import api as distribution_api
from documents.distribution import audit_api, audit_views, rounds
from documents.distribution import views as distribution_views
from documents.events import version_room
from documents.export import api as export_api
from documents.intake.tools import missing
from documents.naming import api as naming_api
from documents.naming import views as naming_views
from documents.naming import work as naming_work
from documents.offline import api as offline_api
from documents.offline import views as offline_views
from documents.packs import wiring as pack_wiring
from documents.pictures import views as picture_views
from documents.pictures.sweeping import sweep_daily
from documents.reader_lists import api as reader_list_api
from documents.reader_lists import views as reader_list_views
from documents.reading import api as reading_api
from documents.reading import views as reading_views
from documents.recognition import api as recognition_api
from documents.recognition import views as recognition_views
from documents.recognition import work as recognition_work
from documents.signatures import cli as signatures_cli
from documents.uploading import wiring as uploading_wiring
from documents.versions import api as version_api
from documents.versions import due, placeholder_views
from documents.versions import views as version_views
from ecabinet import jobs, realtime
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Role
from ecabinet.running import store
from ecabinet.sentences import S
from ecabinet.slots import (
    DELEGATION_ROOMS,
    DOCTOR_NOTES,
    HOME_WAITING,
    NAVIGATION,
    SEARCH_SOURCES,
    VERSION_OUT,
    Waiting,
)

EVENTS = (annotation_sockets.draw, annotation_sockets.drop)
"""Registered by being imported."""
JOBS = (carrying_work.carry_marks, naming_work.stamp_version, recognition_work.recognise_text)
"""Registered by being imported."""


def _navigation(actor: Actor) -> Iterable[tuple[str, str, str]]:
    if not rules.reads_no_papers(actor):
        yield "documents.list_documents", "nav-documents", "file-earmark-text"
    if actor.has(Role.AUDITOR):
        yield "audit.list_audit", "nav-audit", "clock-history"


def _waiting(db: Session, actor: Actor) -> Iterable[Waiting]:
    first = queries.unopened_versions(db, actor, limit=1)
    if not first:
        return
    count = queries.count_unopened(db, actor)
    if count == 1:
        (version,) = first
        address = url_for("documents.read_version", version_id=version.id, back="/")
        yield Waiting(S("document-waiting-one", title=version.document.title), address, "paper")
    else:
        address = url_for("documents.list_documents", unopened="yes")
        yield Waiting(S("document-waiting", count=count), address, "paper")


def _rooms_of_held(db: Session, person_id: int) -> Iterable[str]:
    """The rooms of what was handed to the person: who reads it by delegation hears them."""
    return map(version_room, queries.held_version_ids(db, person_id))


def init_app(app: Flask) -> None:
    """Register pages, API, rooms and slots."""
    taking_in.init_intake(app)
    app.register_blueprint(views.bp)
    app.register_blueprint(api.bp)
    app.register_blueprint(annotation_api.bp)
    app.register_blueprint(carrying_api.bp)
    app.register_blueprint(offline_api.bp)
    app.register_blueprint(placeholder_views.bp)
    app.register_blueprint(version_api.bp)
    app.register_blueprint(offline_views.bp)
    for part in (version_views, distribution_views, distribution_api, audit_views, audit_api):
        app.register_blueprint(part.bp)
    app.register_blueprint(picture_views.bp)
    app.register_blueprint(recognition_views.bp)
    app.register_blueprint(export_api.bp)
    uploading_wiring.init_app(app)
    app.register_blueprint(reading_api.bp)
    app.register_blueprint(reading_views.bp)
    pack_wiring.init_app(app)
    for part in (naming_views, naming_api, bulk_views, bulk_api, recognition_api):
        app.register_blueprint(part.bp)
    app.register_blueprint(reader_list_views.bp)
    app.register_blueprint(reader_list_api.bp)
    app.cli.add_command(signatures_cli.commands)
    notices.init()
    realtime.register_room("version", sockets.may_join_version)
    jobs.add("releases-due", due.release_all_due)
    jobs.add("record-follows-accounts", rounds.follow_accounts)
    jobs.add("pictures-sweep", lambda: sweep_daily(store()))
    VERSION_OUT.add("marks", ask_to_carry)
    NAVIGATION.add("documents", _navigation)
    DELEGATION_ROOMS.add("documents", _rooms_of_held)
    DOCTOR_NOTES.add("documents", lambda running: missing(running.extensions["documents.tools"]))
    HOME_WAITING.add("documents", _waiting)
    SEARCH_SOURCES.add("papers", search.PAPERS)
    SEARCH_SOURCES.add("on-paper", search.ON_PAPER)
