"""What the JSON API answers about editions: models for the OpenAPI document."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from ecabinet.i18n import language, say_in
from ecabinet.sentences import Sentence
from meetings.editions.difference import ItemDifference, Value
from meetings.editions.since import Since
from meetings.editions.warnings import SendingWarning


class FieldDifferenceOut(BaseModel):
    """A field of an item: what it said, what it says."""

    field: str
    before: str | int | None
    after: str | int | None


class PaperDifferenceOut(BaseModel):
    """A paper of an item: added, removed, replaced by version `ordinal`; or all reordered."""

    kind: str
    title: str
    ordinal: int | None


class ItemDifferenceOut(BaseModel):
    """What differs about an item: added, removed, changed; time where nothing else does."""

    item_id: int
    kind: str
    title: str
    before: str
    after: str
    is_moved: bool
    fields: list[FieldDifferenceOut]
    papers: list[PaperDifferenceOut]
    from_before: datetime | None
    from_after: datetime | None

    @classmethod
    def of(cls, found: ItemDifference) -> ItemDifferenceOut:
        """Build from what was found."""
        fields = [
            FieldDifferenceOut(field=f.field, before=_said(f.before), after=_said(f.after))
            for f in found.fields
        ]
        papers = [
            PaperDifferenceOut(kind=p.kind, title=p.title, ordinal=p.ordinal) for p in found.papers
        ]
        return cls(**{**vars(found), "fields": fields, "papers": papers})


def _said(value: Value) -> str | int | None:
    return say_in(language(), value) if isinstance(value, Sentence) else value


class DifferencesOut(BaseModel):
    """`since`: the letter of the edition compared with; None where there is nothing to compare."""

    since: str | None
    items: list[ItemDifferenceOut]

    @classmethod
    def of(cls, since: Since | None) -> DifferencesOut:
        """Build from what was found."""
        if since is None:
            return cls(since=None, items=[])
        items = [ItemDifferenceOut.of(item) for item in since.items]
        return cls(since=since.before.letter, items=items)


class WarningOut(BaseModel):
    """What speaks against sending. `code` is the key of its reason; `details`: what it is about."""

    code: str
    sentence: str
    citation: str
    details: list[str]
    overridable: bool

    @classmethod
    def of(cls, warning: SendingWarning) -> WarningOut:
        """Build from what was found."""
        return cls(
            code=warning.code,
            sentence=say_in(language(), warning.sentence),
            citation=warning.citation,
            details=[say_in(language(), detail) for detail in warning.details],
            overridable=warning.overridable,
        )


class WarningsOut(BaseModel):
    """All that speaks against sending now."""

    warnings: list[WarningOut]


class CheckOut(BaseModel):
    """Who found an item formally in order, and when; `holds`: nothing was changed since."""

    item_id: int
    by: str
    at: datetime
    holds: bool


class ChecksOut(BaseModel):
    """The checks of a working copy."""

    checks: list[CheckOut]
