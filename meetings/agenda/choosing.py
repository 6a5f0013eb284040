"""Both texts of a field shown side by side on a page, and the choice read back, nothing retyped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from ecabinet.errors import Conflict
from ecabinet.i18n import language, say_in, show_instant, t
from ecabinet.people.models import Organisation, Person
from ecabinet.sentences import S
from meetings.agenda.models import AgendaSection

CHOSEN, THEIRS = "_chosen-", "_theirs-"
LABELS = {"starts_at": "starts", "planned_end_at": "ends"}
"""Ends of catalogue keys that do not follow from the field's name."""

_PERSONS = ("presenter_id", "chair_id", "clerk_id")
_INSTANTS = ("starts_at", "planned_end_at")


@dataclass(frozen=True)
class Choice:
    """A field that both wrote: in words, and `theirs_value` as the form sends it."""

    field: str
    label: str
    mine: str
    theirs: str
    theirs_value: str
    by: str
    at: datetime | None


def choices(db: Session, conflict: Conflict, kind_prefix: str) -> list[Choice]:
    """Return what a refused change shows; `kind_prefix`: of the catalogue's words for a type."""
    return [
        Choice(
            field=field,
            label=LABELS.get(field, field.removesuffix("_id").replace("_", "-")),
            mine=in_words(db, field, both["mine"], kind_prefix),
            theirs=in_words(db, field, both["theirs"], kind_prefix),
            theirs_value="" if both["theirs"] is None else str(both["theirs"]),
            by=both["by"],
            at=datetime.fromisoformat(both["at"]) if both["at"] else None,
        )
        for field, both in conflict.differences.items()
    ]


def in_words(db: Session, field: str, value: Any, kind_prefix: str) -> str:
    """Return a field's value as people read it."""
    if value is None or value == "":
        return say_in(language(), S("editing-nothing"))
    if field in _PERSONS:
        person = db.get(Person, value)
        return person.name if person else str(value)
    if field == "lead_id":
        lead = db.get(Organisation, value)
        return lead.name(language()) if lead else str(value)
    if field == "section_id":
        section = db.get(AgendaSection, value)
        return section.name if section else str(value)
    if field in _INSTANTS:
        return show_instant(datetime.fromisoformat(value), language())
    if field in ("type", "kind"):
        return t(f"{kind_prefix}-{str(value).replace('_', '-')}")
    return str(value)


def chosen(form: Mapping[str, str]) -> ImmutableMultiDict[str, str]:
    """Return the form with the other's words where those were chosen."""
    values = MultiDict(form)
    for name, choice in form.items():
        if name.startswith(CHOSEN) and choice == "theirs":
            field = name.removeprefix(CHOSEN)
            values[field] = form.get(THEIRS + field, "")
    return ImmutableMultiDict(values)
