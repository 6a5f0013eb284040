"""The OpenAPI 3.1 document, made from the routes and their pydantic models."""

from __future__ import annotations

import re
from typing import Any

from pydantic.json_schema import models_json_schema

from ecabinet.api.routes import PREFIX, ROUTES, Route

REFUSALS = {
    401: "Nobody is signed in, or the token is not in force.",
    403: "The account may never do this here.",
    404: "There is no such thing for this account.",
    409: "The act does not fit the present state.",
    413: "More bytes than this system accepts.",
    415: "The body is not JSON.",
    416: "The range begins beyond the end of the file.",
    422: "What was sent cannot be used; `fields` names the places.",
}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457. `code` is stable; `title` is in the language asked for.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "fields": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}
HEALTH: dict[str, Any] = {
    "get": {
        "operationId": "api_show_health",
        "summary": "Does the store answer?",
        "tags": ["health"],
        "security": [],
        "parameters": [],
        "responses": {
            status: {
                "description": said,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["status"],
                            "properties": {"status": {"type": "string"}},
                        }
                    }
                },
            }
            for status, said in (("200", "It does."), ("503", "It does not."))
        },
    }
}
_VARIABLE = re.compile(r"<(?:(\w+):)?(\w+)>")


def document(version: str) -> dict[str, Any]:
    """Return the OpenAPI document of everything registered."""
    routes = sorted(ROUTES.values(), key=lambda r: (r.path, r.method))
    models: dict[tuple[type[Any], str], None] = {}
    for route in routes:
        for model in (route.body, route.form, route.query):
            if model is not None:
                models[(model, "validation")] = None
        if route.answer is not None:
            models[(route.answer, "serialization")] = None
    references, definitions = models_json_schema(
        list(models),  # type: ignore[arg-type]  # the mode is one of the two literals
        ref_template="#/components/schemas/{model}",
    )
    schemas = definitions.get("$defs", {})
    schemas["Problem"] = PROBLEM
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        path = _VARIABLE.sub(r"{\2}", route.path)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, references, schemas)
    paths["/healthz"] = HEALTH
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "e-Cabinet",
            "version": version,
            "description": (
                "Sittings, papers, ballots, decisions and assignments. Sign in with a bearer token "
                "(`flask --app wsgi token create LOGIN`). Lists are paged: follow `next` as "
                "`cursor`. Writes honour `Idempotency-Key`. Instants are RFC 3339; without an "
                "offset they are meant in the body's time zone."
            ),
        },
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}, {"cookie": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "ecabinet"},
            },
        },
    }


def _operation(route: Route, references: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if kind == "int" else "string"},
        }
        for kind, name in _VARIABLE.findall(route.path)
    ]
    if route.query is not None:
        reference = references[(route.query, "validation")]["$ref"]
        schema = schemas[reference.rsplit("/", 1)[1]]
        for name, spec in schema.get("properties", {}).items():
            required = name in schema.get("required", [])
            parameters.append({"name": name, "in": "query", "required": required, "schema": spec})
    if route.method != "GET":
        parameters.append(
            {"name": "Idempotency-Key", "in": "header", "required": False,
             "schema": {"type": "string", "maxLength": 200}}
        )  # fmt: skip
    operation: dict[str, Any] = {
        "operationId": route.operation_id,
        "summary": route.summary,
        "tags": [route.tag],
        "parameters": parameters,
        "responses": _responses(route, references),
    }
    if route.description:
        operation["description"] = re.sub(r"\n\s+", "\n", route.description)
    if route.body is not None:
        operation["requestBody"] = _content("application/json", references, route.body)
    if route.form is not None:
        operation["requestBody"] = _content("multipart/form-data", references, route.form)
        reference = operation["requestBody"]["content"]["multipart/form-data"]["schema"]
        operation["requestBody"]["content"]["multipart/form-data"]["schema"] = {
            "allOf": [
                reference,
                {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "contentMediaType": "application/octet-stream",
                        }
                    },
                },
            ]
        }
    return operation


def _content(media_type: str, references: Any, model: Any) -> dict[str, Any]:
    schema = references[(model, "validation")]
    return {"required": True, "content": {media_type: {"schema": schema}}}


def _responses(route: Route, references: Any) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done." if route.method != "GET" else "The answer."}
    content: dict[str, Any] = {}
    if route.answer is not None:
        schema = references[(route.answer, "serialization")]
        content["application/json"] = {"schema": schema}
    for media_type in route.media_types:
        content[media_type] = {"schema": {"contentMediaType": media_type}}
    if content:
        good["content"] = content
    status = route.status if content else 204
    responses: dict[str, Any] = {str(status): good}
    codes = {401, *route.errors}
    writes = route.method != "GET"
    # An id in the body may be of nothing that this account sees; a key may be too long.
    if "<" in route.path or route.body or route.form:
        codes.add(404)
    if writes or route.query:
        codes.add(422)
    if route.body or route.form:
        codes.add(413)
    if route.body:
        codes.add(415)
    if writes:
        codes |= {403, 409}
    for code in sorted(codes):
        responses[str(code)] = {
            "description": REFUSALS[code],
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
    return responses


__all__ = ["PREFIX", "document"]
