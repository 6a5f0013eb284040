"""From typed text to typed values: pydantic models, with refusals in the person's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from flask import current_app, has_app_context
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)
from werkzeug.datastructures import MultiDict

from ecabinet.errors import Invalid
from ecabinet.normal_text import normal_text
from ecabinet.sentences import S, Sentence


class Input(BaseModel):
    """The base of what a person or a program sends for one act. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _normal(value: Any) -> Any:
    return normal_text(value) if isinstance(value, str) else value


def _in_utc(value: datetime) -> datetime:
    """A naive instant is what a `datetime-local` field sends: it is meant in the body's zone."""
    if value.tzinfo is None:
        zone = current_app.config["TIMEZONE"] if has_app_context() else UTC
        value = value.replace(tzinfo=zone)
    try:
        return value.astimezone(UTC)
    except OverflowError:  # the first hours of the year 1, the last of 9999
        raise FieldRefused("field-instant") from None


def none_if_blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


Line = Annotated[str, BeforeValidator(_normal), Field(min_length=1, max_length=500)]
"""One line of text that must be there."""

OptionalLine = Annotated[str, BeforeValidator(_normal), Field(max_length=500)]
"""One line of text that may be empty."""

Prose = Annotated[str, BeforeValidator(_normal), Field(max_length=20_000)]
"""Paragraphs; may be empty."""

Instant = Annotated[datetime, AfterValidator(_in_utc)]
"""An instant; without an offset it is meant in the body's time zone. Given back in UTC."""

OptionalId = Annotated[int | None, BeforeValidator(none_if_blank)]
"""The id of something, or nothing chosen."""

M = TypeVar("M", bound=BaseModel)


def parse_form(model: type[M], form: Mapping[str, Any] | MultiDict[str, Any]) -> M:
    """Read a submitted form into `model`. A field that is a list takes all values of its name.

    Raises Invalid with a sentence per field. `csrf_token` and names starting with "_" are skipped.
    """
    values: dict[str, Any] = {}
    for name in form:
        if name == "csrf_token" or name.startswith("_"):
            continue
        field = model.model_fields.get(name)
        is_list = field is not None and "list" in str(field.annotation)
        if is_list and isinstance(form, MultiDict):
            values[name] = [value for value in form.getlist(name) if value != ""]
        else:
            values[name] = form[name]
    return parse(model, values)


def parse(model: type[M], values: Any) -> M:
    """Read `values` (a mapping, or decoded JSON) into `model`. Raises Invalid."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise Invalid(S("form-invalid"), field_sentences(error), code="form-invalid") from error


KNOWN = {
    "missing": "field-missing",
    "string_too_short": "field-missing",
    "string_too_long": "field-too-long",
    "too_short": "field-too-few",
    "too_long": "field-too-many",
    "enum": "field-choice",
    "literal_error": "field-choice",
    "extra_forbidden": "field-unknown",
    "greater_than_equal": "field-at-least",
    "greater_than": "field-more-than",
    "less_than_equal": "field-at-most",
    "less_than": "field-less-than",
    "bool_parsing": "field-choice",
}
PREFIXES = {
    "int_": "field-whole-number",
    "float_": "field-number",
    "datetime_": "field-instant",
    "date_": "field-day",
    "string_": "field-text",
    "uuid_": "field-text",
}


def field_sentences(error: ValidationError) -> dict[str, Sentence]:
    """Return {field: sentence} of a pydantic refusal; nested places are joined with dots."""
    found: dict[str, Sentence] = {}
    for item in error.errors():
        place = ".".join(str(part) for part in item["loc"]) or "_"
        context = item.get("ctx", {})
        cause = context.get("error")
        if isinstance(cause, FieldRefused):
            found.setdefault(place, cause.sentence)
            continue
        kind = item["type"]
        if kind in ("too_short", "too_long") and isinstance(item.get("input"), str):
            # pydantic counts the letters of a text behind a validator as it counts a list's items.
            kind = f"string_{kind}"
        key = KNOWN.get(kind) or next(
            (key for prefix, key in PREFIXES.items() if kind.startswith(prefix)),
            "field-wrong",
        )
        if kind == "string_too_short" and item.get("input"):
            key = "field-too-short"
        limit = next(
            (
                context[n]
                for n in ("max_length", "min_length", "ge", "gt", "le", "lt")
                if n in context
            ),
            0,
        )
        found.setdefault(place, S(key, limit=limit))
    return found


class FieldRefused(ValueError):
    """Raised in a validator of an Input to refuse with a sentence of the catalogue."""

    def __init__(self, key: str, **params: Any) -> None:
        super().__init__(key)
        self.sentence = S(key, **params)


def own_address(asked: str) -> str:
    """Return an address of this site that somebody asks to be led to, or "" for any other."""
    try:
        parts = urlsplit(asked)
    except ValueError:  # "//[" is no address at all
        return ""
    is_path = asked.startswith("/") and not asked.startswith("//")
    # Browsers take "\\" for "/", and drop tabs and newlines.
    is_plain = "\\" not in asked and asked.isprintable()
    return asked if is_path and is_plain and not (parts.scheme or parts.netloc) else ""
