"""One decorator for every route of the JSON API: it parses, guards, answers and documents."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Blueprint, Response, request
from pydantic import BaseModel
from sqlalchemy.orm import Session
from werkzeug.exceptions import UnsupportedMediaType

from ecabinet.api import idempotency
from ecabinet.auth.actor import Actor
from ecabinet.auth.current import current_actor
from ecabinet.db import get_db
from ecabinet.errors import Invalid
from ecabinet.forms import parse, parse_form
from ecabinet.sentences import S

PREFIX = "/api/v1"
LARGEST_JSON = 2 * 1024 * 1024
"""Bytes of a JSON body; files come as multipart."""
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Route:
    """A route as the OpenAPI document shows it."""

    method: str
    path: str
    endpoint: str
    summary: str
    description: str
    tag: str
    body: type[BaseModel] | None
    form: type[BaseModel] | None
    query: type[BaseModel] | None
    answer: type[BaseModel] | None
    status: int
    errors: tuple[int, ...]
    media_types: tuple[str, ...] = ()
    operation_id: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


ROUTES: dict[str, Route] = {}
"""endpoint → route, of everything registered in this process."""


def api_route(
    blueprint: Blueprint,
    method: str,
    path: str,
    *,
    tag: str,
    body: type[BaseModel] | None = None,
    form: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    answer: type[BaseModel] | None = None,
    status: int = 200,
    errors: tuple[int, ...] = (),
    media_types: tuple[str, ...] = (),
    prepare: Callable[..., Any] | None = None,
) -> Callable[[F], F]:
    """Register a function as `method /api/v1{path}` (`<int:id>` as in Flask).

    The function is called with `db`, `actor`, the path's values and, where given, `body` or `form`
    (multipart, files in `flask.request.files`) or `query`, already parsed. GET and HEAD get the
    reading store; all else runs in one unit of work and honours Idempotency-Key. `prepare` is
    called first, outside the transaction, with the same arguments but `db` (slow work on files);
    what it returns comes in as `prepared`. The function returns an `answer` model, None (204), or
    a finished flask Response.
    """
    writes = method not in ("GET", "HEAD")

    def register(view: F) -> F:
        doc = (view.__doc__ or "").strip()
        summary, _, description = doc.partition("\n")

        @functools.wraps(view)
        def respond(**path_values: Any) -> Response:
            actor = current_actor()
            if body is not None:
                request.max_content_length = LARGEST_JSON
            given: dict[str, Any] = dict(path_values)
            if query is not None:
                given["query"] = parse_form(query, request.args)
            if body is not None:
                given["body"] = parse(body, json_body())
            if form is not None:
                given["form"] = parse_form(form, request.form)
            if not writes:
                return _answer(view(db=get_db(), actor=actor, **given), status)
            return _write(view, prepare, actor, given, status)

        name = view.__name__
        blueprint.add_url_rule(PREFIX + path, name, respond, methods=[method])
        endpoint = f"{blueprint.name}.{name}"
        ROUTES[endpoint] = Route(
            method, PREFIX + path, endpoint, summary.strip(), description.strip(), tag,
            body, form, query, answer, status, errors, media_types, f"{blueprint.name}_{name}",
        )  # fmt: skip
        return view

    return register


def _write(
    view: Callable[..., Any],
    prepare: Callable[..., Any] | None,
    actor: Actor,
    given: dict[str, Any],
    status: int,
) -> Response:
    def prepared() -> dict[str, Any]:
        return {} if prepare is None else {"prepared": prepare(actor=actor, **given)}

    def act(db: Session, more: dict[str, Any]) -> Response:
        return _answer(view(db=db, actor=actor, **given, **more), status)

    return idempotency.write_once(actor, prepared, act)


def json_body() -> Any:
    """Return the JSON of the request, {} without a body. Raises Invalid, UnsupportedMediaType."""
    content = request.get_data(cache=True)
    if not content:
        return {}
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        return json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Invalid(S("json-invalid")) from error


def _refuse_constant(name: str) -> None:
    """NaN and Infinity are no JSON, and PostgreSQL keeps none."""
    raise ValueError(name)


def _answer(result: Any, status: int) -> Response:
    if isinstance(result, Response):
        return result
    if result is None:
        return Response(status=204)
    assert isinstance(result, BaseModel)
    return Response(result.model_dump_json(), status, mimetype="application/json")
