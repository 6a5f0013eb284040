"""The catalogue: Fluent messages per package and language; how instants and days are written."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from flask import Flask, current_app, g, has_request_context, request, session
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from markupsafe import Markup

from ecabinet.sentences import Param, Sentence

log = logging.getLogger(__name__)

LANGUAGES = ("vi", "en")
ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    "ecabinet/locale",
    "ecabinet/people/locale",
    "ecabinet/delegations/locale",
    "ecabinet/jobs/locale",
    "ecabinet/notices/locale",
    "ecabinet/search/locale",
    "documents/locale",
    "documents/intake/locale",
    "documents/packs/locale",
    "documents/offline/locale",
    "documents/annotations/locale",
    "documents/annotations/carrying/locale",
    "documents/export/locale",
    "documents/uploading/locale",
    "documents/reading/locale",
    "documents/naming/locale",
    "documents/bulk/locale",
    "documents/reader_lists/locale",
    "documents/versions/locale",
    "decisions/locale",
    "dossiers/submissions/locale",
    "dossiers/opinions/locale",
    "meetings/locale",
    "meetings/invitations/locale",
    "meetings/editing/locale",
    "meetings/editions/locale",
    "meetings/live/locale",
    "meetings/many/locale",
    "meetings/entering/locale",
    "meetings/seating/locale",
    "meetings/positions/locale",
    "meetings/readiness/locale",
    "ballots/locale",
)


class MissingMessage(KeyError):
    """A key that the catalogue does not hold; raised in tests, shown as the key elsewhere."""


@lru_cache(maxsize=len(LANGUAGES))
def _resources(language: str) -> tuple[tuple[Path, ast.Resource], ...]:
    """Parsed once: to parse a catalogue takes longer than to show a page."""
    paths = (ROOT / folder / f"{language}.ftl" for folder in FOLDERS)
    return tuple((path, FluentResource(path.read_text("utf-8"))) for path in paths if path.exists())


@lru_cache(maxsize=len(LANGUAGES))
def bundle(language: str) -> FluentBundle:
    """Return all messages of a language. Duplicate keys are an error of ours (ValueError)."""
    # No bidi isolation marks: both languages run left to right, and PDF forms would show boxes.
    result = FluentBundle([language], use_isolating=False)
    seen: dict[str, str] = {}
    for path, resource in _resources(language):
        for entry in resource.body:
            name = getattr(getattr(entry, "id", None), "name", None)
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{path}: cannot be read: {(entry.content or '')[:80]!r}")
            if name and name in seen:
                raise ValueError(f"{path}: {name} stands in {seen[name]} too")
            if name:
                seen[name] = str(path)
        result.add_resource(resource)
    return result


def language() -> str:
    """Return the language of this request: the person's choice, else the body's."""
    if not has_request_context():
        return "vi"
    if "language" not in g:
        chosen = session.get("language", "")
        if not chosen and request.path.startswith("/api/"):
            chosen = request.accept_languages.best_match(LANGUAGES) or ""
        g.language = chosen if chosen in LANGUAGES else current_app.config["DEFAULT_LANGUAGE"]
    return str(g.language)


def translate(language: str, key: str, params: Mapping[str, Any] | None = None) -> str:
    """Return the message `key` in `language`.

    Raises MissingMessage when there is none; but a running cabinet logs it and shows the other
    language, or the key: a word that is missing must not take the page away.
    """
    try:
        return _translate(language, key, params)
    except MissingMessage as error:
        if not has_app() or current_app.testing:
            raise
        log.error("the catalogue (%s) has no usable message %s", language, error)
        for other in LANGUAGES:
            with suppress(MissingMessage):
                return _translate(other, key, params)
        return key


def _translate(language: str, key: str, params: Mapping[str, Any] | None) -> str:
    messages = bundle(language)
    if not messages.has_message(key):
        raise MissingMessage(key)
    pattern = messages.get_message(key).value
    if pattern is None:
        raise MissingMessage(key)
    values = {name: _shown(language, value) for name, value in (params or {}).items()}
    text, errors = messages.format_pattern(pattern, values)
    if errors:
        raise MissingMessage(f"{key}: {errors[0]!r}")
    return str(text)


def say_in(language: str, sentence: Sentence) -> str:
    """Return a Sentence in `language`."""
    return translate(language, sentence.key, sentence.params)


def t(key: str, **params: Param) -> str:
    """Return the message `key` in the language of this request."""
    return translate(language(), key, params)


def say(sentence: Sentence | None) -> str:
    """Return a Sentence in the language of this request ('' for None)."""
    return "" if sentence is None else say_in(language(), sentence)


def zone() -> ZoneInfo:
    """Return the body's time zone."""
    found: ZoneInfo = current_app.config["TIMEZONE"]
    return found


def _shown(language: str, value: Any) -> Any:
    if isinstance(value, Sentence):
        return say_in(language, value)
    if isinstance(value, datetime):
        return show_instant(value, language)
    if isinstance(value, date):
        return show_day(value, language)
    return value


def show_instant(value: datetime, language: str, tz: ZoneInfo | None = None) -> str:
    """Return "14:05 ngày 21/11/2026" or "21 November 2026, 14:05" in the body's zone."""
    tz = tz or (zone() if has_app() else ZoneInfo("Asia/Ho_Chi_Minh"))
    form = "HH:mm 'ngày' dd/MM/yyyy" if language == "vi" else "d MMMM yyyy, HH:mm"
    return format_datetime(value, form, tzinfo=tz, locale=language)


def show_day(value: date, language: str) -> str:
    """Return "21/11/2026" or "21 November 2026"."""
    return format_date(value, "dd/MM/yyyy" if language == "vi" else "d MMMM yyyy", locale=language)


def show_clock(value: datetime, language: str, tz: ZoneInfo | None = None) -> str:
    """Return "14:05" in the body's zone."""
    return format_time(value, "HH:mm", tzinfo=tz or zone(), locale=language)


def has_app() -> bool:
    """Return whether an application is active here."""
    return bool(current_app)


def local_day(value: datetime) -> date:
    """Return the day of an instant in the body's zone."""
    return value.astimezone(zone()).date()


def browser_texts(keys: Iterable[str] = (), prefix: str = "") -> Markup:
    """Return the JSON script that `ecabinet/i18n` reads: simple messages with {$name} in them."""
    wanted = frozenset(keys)
    patterns = _chosen(language(), wanted, prefix)
    missing = wanted - patterns.keys()
    if missing and not current_app.testing:
        log.error("the catalogue (%s) has no simple message %s", language(), sorted(missing))
        patterns = patterns | {key: key for key in missing}
    elif missing:
        raise MissingMessage(", ".join(sorted(missing)))
    body = json.dumps(patterns, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" data-ec-texts>{body}</script>')  # noqa: S704


@lru_cache(maxsize=512)
def _chosen(language: str, wanted: frozenset[str], prefix: str) -> dict[str, str]:
    """Return the simple messages that a page asks for: the same ones each time it is shown."""
    return {
        name: pattern
        for name, pattern in _simple_messages(language).items()
        if name in wanted or (prefix and name.startswith(prefix))
    }


@lru_cache(maxsize=len(LANGUAGES))
def _simple_messages(language: str) -> dict[str, str]:
    found = {}
    for _, resource in _resources(language):
        for entry in resource.body:
            if isinstance(entry, ast.Message) and entry.value is not None:
                simple = _simple(entry.value)
                if simple is not None:
                    found[entry.id.name] = simple
    return found


def _simple(pattern: ast.Pattern) -> str | None:
    """Return a message of words and {$names} as the browser reads it; None for a richer one."""
    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append(element.value)
        elif isinstance(element.expression, ast.VariableReference):
            parts.append("{$" + element.expression.id.name + "}")
        elif isinstance(element.expression, ast.StringLiteral):
            parts.append(element.expression.parse()["value"])
        else:
            return None
    return "".join(parts)


def init_app(app: Flask) -> None:
    """Give templates `t`, `say`, the date filters and the current language."""
    app.jinja_env.globals.update(t=t, say=say, browser_texts=browser_texts)
    app.context_processor(lambda: {"language": language()})
    app.jinja_env.filters["instant"] = lambda v: show_instant(v, language())
    app.jinja_env.filters["day"] = lambda v: show_day(
        local_day(v) if isinstance(v, datetime) else v, language()
    )
    app.jinja_env.filters["clock_time"] = lambda v: show_clock(v, language())
    app.jinja_env.filters["iso"] = lambda v: v.isoformat()
    app.jinja_env.filters["datetime_local"] = lambda v: (
        v.astimezone(zone()).strftime("%Y-%m-%dT%H:%M") if v else ""
    )
