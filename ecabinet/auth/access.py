"""The gate: everything is closed unless it says `@public` or a signed-in account asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from ecabinet.auth import current
from ecabinet.errors import SignInNeeded

F = TypeVar("F", bound=Callable[..., Any])
csrf = CSRFProtect()


def public(view: F) -> F:
    """Mark a view that answers without a sign-in. There are few; the access matrix lists them."""
    view.is_public = True  # type: ignore[attr-defined]  # a mark on the function itself
    return view


def is_public(endpoint: str | None) -> bool:
    """Return whether the endpoint answers without a sign-in."""
    if endpoint is None:
        return True  # no such page: the 404 tells nothing
    if endpoint == "static" or endpoint.endswith(".static"):
        return True
    return getattr(current_app.view_functions[endpoint], "is_public", False) is True


def guard() -> None:
    """Before each request: who is it, may anybody be here, and does the form come from us?"""
    public_entry = is_public(request.endpoint)
    if public_entry and request.method in ("GET", "HEAD", "OPTIONS"):
        return  # styles and the door are there even when the store is not
    actor = current.actor_or_none()
    if actor is None and not public_entry:
        raise SignInNeeded
    if not current.came_with_token():
        csrf.protect()


def init_app(app: Flask) -> None:
    """Close the application by default."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # `guard` asks, so that bearer tokens may pass
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a tablet may stay on one page all day
    app.config["WTF_CSRF_SSL_STRICT"] = False  # TLS ends in the proxy; SameSite cookies guard
    csrf.init_app(app)
    app.before_request(guard)


__all__ = ["CSRFError", "csrf", "guard", "init_app", "is_public", "public"]
