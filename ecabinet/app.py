"""create_app(config): the one place where the application is put together."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import Flask

import ballots.models
import ballots.wiring
import decisions.models
import decisions.wiring
import documents.copies.models
import documents.models
import documents.naming.models
import documents.offline.models
import documents.packs.models
import documents.reading.models
import documents.release_plans.models
import documents.uploading.models
import documents.wiring
import dossiers.submissions.models
import dossiers.wiring
import ecabinet.api.models
import ecabinet.jobs.models
import ecabinet.notices.models
import ecabinet.search.models
import meetings.agenda.models
import meetings.changes.models
import meetings.editing.models
import meetings.editions.models
import meetings.entering.models
import meetings.invitations.models
import meetings.minutes.models
import meetings.models
import meetings.positions.models
import meetings.readiness.models
import meetings.seating.models
import meetings.sent.models
import meetings.wiring
from ecabinet import (
    cli,
    clock,
    frame,
    home,
    i18n,
    journal_pages,
    people_api,
    realtime,
    styleguide,
    vendor,
    web,
)
from ecabinet.api import endpoints
from ecabinet.auth import access, admin_pages, current, throttle
from ecabinet.auth import views as auth_views
from ecabinet.config import Config
from ecabinet.db import Database, close_db
from ecabinet.delegations import api as delegation_api
from ecabinet.delegations import notices as delegation_notices
from ecabinet.delegations import views as delegation_views
from ecabinet.jobs import wiring as jobs_wiring
from ecabinet.notices import wiring as notices_wiring
from ecabinet.search import wiring as search_wiring
from ecabinet.storage import Store

FEATURES: tuple[Any, ...] = (
    dossiers.wiring,
    meetings.wiring,
    ballots.wiring,
    documents.wiring,
    decisions.wiring,
)

TABLES = (
    ballots.models,
    decisions.models,
    documents.models,
    documents.naming.models,
    documents.uploading.models,
    documents.packs.models,
    documents.copies.models,
    documents.offline.models,
    meetings.invitations.models,
    meetings.positions.models,
    meetings.readiness.models,
    meetings.entering.models,
    meetings.seating.models,
    dossiers.submissions.models,
    documents.reading.models,
    documents.release_plans.models,
    meetings.models,
    meetings.agenda.models,
    meetings.minutes.models,
    meetings.changes.models,
    meetings.editing.models,
    meetings.editions.models,
    meetings.sent.models,
    ecabinet.api.models,
    ecabinet.jobs.models,
    ecabinet.notices.models,
    ecabinet.search.models,
)
"""Imported for their tables: the metadata of the migrations is what these define."""


def create_app(config: Config) -> Flask:
    """Return the application for `config`. Opens nothing: the store is reached on first use."""
    app = Flask("ecabinet", root_path=str(i18n.ROOT / "ecabinet"), static_folder=None)
    app.config.update(
        SECRET_KEY=config.secret_key,
        TESTING=config.testing,
        MAX_CONTENT_LENGTH=config.upload_limit_bytes + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_NAME="ecabinet",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.cookie_secure,
        TIMEZONE=config.timezone,
        DEFAULT_LANGUAGE=config.default_language,
    )
    app.url_map.converters["int"] = web.Id
    app.json.sort_keys = False  # type: ignore[attr-defined]  # DefaultJSONProvider has it
    app.extensions["ecabinet.config"] = config
    app.extensions["ecabinet.database"] = Database(config.database_url)
    app.extensions["ecabinet.store"] = Store(config.files_folder)
    app.teardown_appcontext(close_db)
    clock.shift_from_env()
    clock.set_zone(config.timezone)
    web.init_logging(config)
    i18n.init_app(app)
    current.init_app(app)
    access.init_app(app)
    throttle.init_app(app, config)
    web.init_app(app)
    vendor.init_app(app)
    frame.init_app(app)
    app.register_blueprint(auth_views.bp)
    app.register_blueprint(home.bp)
    app.register_blueprint(journal_pages.bp)
    app.register_blueprint(admin_pages.bp)
    if config.testing:
        app.register_blueprint(styleguide.blueprint)
    endpoints.init_app(app)
    people_api.init_app(app)
    app.register_blueprint(delegation_views.bp)
    app.register_blueprint(delegation_api.bp)
    jobs_wiring.init_app(app)
    notices_wiring.init_app(app)
    search_wiring.init_app(app)
    delegation_notices.init()
    for feature in FEATURES:
        feature.init_app(app)
    realtime.init_app(app, config, app.extensions["ecabinet.database"])
    cli.init_app(app)
    return app


def program_version() -> str:
    """Return the version of this program."""
    try:
        return version("ecabinet")
    except PackageNotFoundError:
        return "0.1.0"
