"""What every answer has in common: security headers, refusals as pages or problems, logs."""

from __future__ import annotations

import logging
import secrets
from logging.handlers import RotatingFileHandler
from typing import Any

from flask import Flask, Response, g, redirect, render_template, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response as WerkzeugResponse

from ecabinet.api.problems import problem, problem_of
from ecabinet.config import Config
from ecabinet.db import close_db
from ecabinet.errors import (
    Denied,
    DomainError,
    Invalid,
    NoRoom,
    SignInNeeded,
    TooMany,
    http_status,
    is_full,
)
from ecabinet.i18n import t
from ecabinet.sentences import S, Sentence

log = logging.getLogger(__name__)
WORDS = (403, 404, 409, 413, 422, 429, 500)
"""The refusals that have words of their own in the catalogue."""


class Id(IntegerConverter):
    """`<int:…>` in a route: what no id can be is no page (404), whatever the store says of it."""

    def __init__(self, map: Map, fixed_digits: int = 0, min: int | None = None) -> None:  # noqa: A002
        super().__init__(map, fixed_digits, min, max=2**31 - 1)


def csp_nonce() -> str:
    """Return this answer's nonce, for the import map (the only inline script)."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


class PagesOnly(SecureCookieSessionInterface):
    """Cookies belong to pages: files that everybody may keep neither set one nor vary by it."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not request.path.startswith(("/static/", "/vendor/")):
            super().save_session(app, session, response)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        f"script-src 'self' 'nonce-{csp_nonce()}' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self'; "
        "connect-src 'self'; manifest-src 'self'",
    )
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault(
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    )
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if not request.path.startswith(("/static/", "/vendor/")):
        headers.setdefault("Cache-Control", "private, no-store")
    return response


def wants_json() -> bool:
    """Return whether the answer is for a program: the API, or a fetch that asks for JSON."""
    if request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def error_page(status: int, sentence: Sentence | None, reference: str | None = None) -> Response:
    """Return the page that explains a refusal. Statuses without words of their own say 422's,
    or 500's. Where even the page's frame cannot be had, the words come without it."""
    known = {405: 404}.get(status, status)
    code = known if known in WORDS else 422 if status < 500 else 500
    try:
        body = render_template(
            "errors/error.html", code=code, sentence=sentence, reference=reference
        )
    except HTTPException as error:  # the browser libraries are not installed: says what to do
        log.error("no frame for the error page: %s", error)
        return bare_page(code, status, reference)
    except Exception:
        log.exception("the error page itself failed")
        return bare_page(code, status, reference)
    return Response(body, status)


def bare_page(code: int, status: int, reference: str | None) -> Response:
    """Return the refusal in words alone; asks neither the store nor the libraries."""
    lines = [t(f"error-{code}-title"), t(f"error-{code}-text"), t(f"error-{code}-do")]
    if reference:
        lines.append(t("error-reference", reference=reference))
    return Response("\n".join(lines) + "\n", status, mimetype="text/plain")


def _domain_error(error: DomainError) -> WerkzeugResponse:
    if wants_json():
        return problem_of(error)
    if isinstance(error, SignInNeeded):
        here = request.full_path.rstrip("?") if request.method == "GET" else "/"
        return redirect(url_for("auth.show_sign_in", next=None if here == "/" else here))
    answer = error_page(http_status(error), error.sentence)
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _csrf_error(error: CSRFError) -> WerkzeugResponse:
    return _domain_error(Denied(S("csrf-failed")))


def _http_error(error: HTTPException) -> Any:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    known = {404: "error-404", 405: "error-405", 413: "error-413"}
    code = known.get(error.code, "error-422" if error.code < 500 else "error-500")
    if wants_json():
        answer = problem(error.code, code, t(f"{code}-text"))
    else:
        answer = error_page(error.code, None)
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return answer


def _out_of_range(error: Exception) -> WerkzeugResponse:
    """A number or text that no column can hold: only somebody's own making sends that."""
    log.warning("out of range on %s %s: %s", request.method, request.path, error)
    close_db()
    return _domain_error(Invalid(S("form-invalid")))


def _unexpected(error: Exception) -> Any:
    reference = secrets.token_hex(4)
    log.exception("unexpected error %s on %s %s", reference, request.method, request.path)
    # What failed may be the store: the page that says so must not ask it again.
    close_db()
    g.store_failed = True
    if "actor" not in g:
        g.actor = None
    if wants_json():
        return problem(500, "error-500", t("error-500-text"), reference=reference)
    return error_page(500, None, reference)


def _os_error(error: OSError) -> Any:
    """A full disk is said as such, wherever it was met; nothing was changed."""
    if not is_full(error):
        return _unexpected(error)
    log.error("no room on the disk: %s on %s %s", error, request.method, request.path)
    close_db()
    return _domain_error(NoRoom())


def init_logging(config: Config) -> None:
    """Log to a rotating file under the home folder; the journal is something else."""
    if config.testing:
        return
    config.log_folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        config.log_folder / "ecabinet.log",
        maxBytes=5_000_000,
        backupCount=5,
        encoding="utf-8",
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    if not any(isinstance(h, RotatingFileHandler) for h in root.handlers):
        root.addHandler(handler)
        root.setLevel(logging.INFO)


def init_app(app: Flask) -> None:
    """Connect headers and error pages."""
    config: Config = app.extensions["ecabinet.config"]
    if config.proxies:
        behind = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=0)
        app.wsgi_app = behind  # type: ignore[method-assign]  # Flask's way
    app.session_interface = PagesOnly()
    app.after_request(_headers)
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OverflowError, _out_of_range)
    app.register_error_handler(DataError, _out_of_range)
    app.register_error_handler(OSError, _os_error)
    app.register_error_handler(Exception, _unexpected)
    app.context_processor(lambda: {"csp_nonce": csp_nonce()})
