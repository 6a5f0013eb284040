"""The contract for integrators: a valid OpenAPI 3.1 document with every name that was promised."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import ValidationError

from ecabinet.api.routes import ROUTES

# The names fixed for integrators; they are only ever added to.
PROMISED = {
    ("get", "/healthz"),
    ("get", "/api/v1/me"),
    ("get", "/api/v1/meetings"),
    ("post", "/api/v1/meetings"),
    ("get", "/api/v1/meetings/{}"),
    ("patch", "/api/v1/meetings/{}"),
    ("post", "/api/v1/meetings/{}/items"),
    ("post", "/api/v1/meetings/{}/approval"),
    ("post", "/api/v1/meetings/{}/invitations"),
    ("post", "/api/v1/meetings/{}/opening"),
    ("post", "/api/v1/meetings/{}/end"),
    ("get", "/api/v1/meetings/{}/minutes"),
    ("post", "/api/v1/documents"),
    ("get", "/api/v1/documents/{}"),
    ("patch", "/api/v1/documents/{}"),
    ("get", "/api/v1/documents/{}/distribution"),
    ("get", "/api/v1/documents/audit"),
    ("get", "/api/v1/versions/{}/release-plan"),
    ("post", "/api/v1/versions/{}/release"),
    ("get", "/api/v1/versions/{}/file"),
    ("get", "/api/v1/versions/{}/annotations"),
    ("post", "/api/v1/versions/{}/annotations"),
    ("get", "/api/v1/ballots"),
    ("post", "/api/v1/ballots"),
    ("get", "/api/v1/ballots/{}"),
    ("post", "/api/v1/ballots/{}/submission"),
    ("post", "/api/v1/ballots/{}/approval"),
    ("post", "/api/v1/ballots/{}/opinions"),
    ("post", "/api/v1/ballots/{}/closure"),
    ("get", "/api/v1/ballots/{}/result"),
    ("get", "/api/v1/submissions"),
    ("post", "/api/v1/submissions"),
    ("patch", "/api/v1/submissions/{}"),
    ("post", "/api/v1/submissions/{}/papers"),
    ("post", "/api/v1/submissions/{}/lodging"),
    ("post", "/api/v1/submissions/{}/taking-up"),
    ("post", "/api/v1/submissions/{}/check"),
    ("post", "/api/v1/submissions/{}/return"),
    ("post", "/api/v1/submissions/{}/acceptance"),
    ("post", "/api/v1/submissions/{}/withdrawal"),
    ("get", "/api/v1/decisions"),
    ("get", "/api/v1/assignments"),
    ("post", "/api/v1/assignments"),
    ("post", "/api/v1/assignments/{}/reports"),
    ("get", "/api/v1/journal"),
}


@pytest.fixture
def document(app: Flask) -> dict[str, Any]:
    answer = app.test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def unnamed(path: str) -> str:
    """A path with its variables nameless: {meeting_id} becomes {}."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_promised_name_is_there(document: dict[str, Any]) -> None:
    there = {(method, unnamed(path)) for method, path, _ in operations(document)}

    assert PROMISED - there == set()


def test_every_route_of_the_api_is_in_the_document(app: Flask, document: dict[str, Any]) -> None:
    served = {
        (method.lower(), unnamed(str(rule).replace("<", "{")))
        for rule in app.url_map.iter_rules()
        if str(rule).startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    there = {(method, unnamed(path)) for method, path, _ in operations(document)}

    assert served - {("get", "/api/v1/openapi.json")} == there - {("get", "/healthz")}


def test_every_route_says_what_it_is_for_and_how_it_refuses(document: dict[str, Any]) -> None:
    wrong = []
    for method, path, operation in operations(document):
        codes = set(operation["responses"])
        needed = set() if path == "/healthz" else {"401"}
        needed |= {"404"} if "{" in path else set()
        needed |= {"403", "409"} if method != "get" else set()
        needed |= {"422", "413"} if "requestBody" in operation else set()
        if not operation["summary"] or len(operation["summary"]) > 120 or not needed <= codes:
            wrong.append(f"{method} {path}: {operation['summary']!r} {sorted(codes)}")
    assert not wrong, "\n".join(wrong)


def test_every_route_has_models_for_what_comes_and_goes(document: dict[str, Any]) -> None:
    wrong = []
    for method, path, operation in operations(document):
        good = next(code for code in operation["responses"] if code.startswith("2"))
        if good != "204" and not operation["responses"][good].get("content"):
            wrong.append(f"{method} {path} answers nothing that is described")
        if method in ("put", "patch") and "requestBody" not in operation:
            wrong.append(f"{method} {path} takes nothing")
    assert not wrong, "\n".join(wrong)


def test_what_may_be_null_is_taken_as_null(app: Flask) -> None:
    """A limit that stands on the pair (number or null) is asked of null too: a TypeError."""
    wrong = []
    for route in ROUTES.values():
        for model in (route.body, route.form, route.query):
            for name in model.model_fields if model else ():
                try:
                    model.model_validate({name: None})
                except ValidationError:
                    pass
                except TypeError as error:
                    wrong.append(f"{model.__name__}.{name}: {error}")
    assert not wrong


def test_lists_are_paged_in_one_way(app: Flask, document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    wrong = []
    for route in ROUTES.values():
        if route.answer is None or route.endpoint not in app.view_functions:
            continue
        following = route.answer.model_fields.get("next")
        # A short list that is always given whole has `next: None` by default.
        if following is not None and following.is_required():
            names = set(route.query.model_fields) if route.query else set()
            if not {"cursor", "limit"} <= names:
                wrong.append(route.endpoint)
    assert not wrong
    assert {"code", "title", "status"} <= set(schemas["Problem"]["required"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/meetings/999999", 404),
        ("POST", "/assignments", 422),
        ("GET", "/no-such-thing", 404),
        ("DELETE", "/me", 405),
        ("GET", "/journal", 403),
    ],
)
def test_a_problem_has_the_shape_the_document_shows(
    api_of: Any, method: str, path: str, status: int
) -> None:
    answer = api_of("secretary")(method, path, json={} if method == "POST" else None)

    assert answer.status_code == answer.json["status"] == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["code"] and answer.json["title"]
    assert answer.json["type"].endswith(answer.json["code"])
    for field in answer.json.get("fields", {}).values():
        assert field["code"] and field["message"]
