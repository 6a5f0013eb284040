"""What a program sees of who has a version, who read it, and which tablets keep it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from documents.copies.models import DropReason
from documents.copies.queries import CopyOut
from documents.distribution.audit_readers import Reading
from documents.distribution.panel import Panel
from documents.distribution.queries import Holder
from documents.models import Document

Way = Literal["delegation", "secretariat", "owner", "open", "ended", "closed"]
"""As which somebody read what was not handed to them; "ended": whatever let them is so no more;
"closed": their account is."""


class KeptOut(BaseModel):
    """A copy on a tablet; `dropped_at` null: as far as is known, it is still there.
    `account_closed_at`: the tablet is given no key any more, so nobody can open it after its next
    contact, or seven days without one; nor can it say that the copy is gone."""

    version_id: int
    person_id: int
    person_name: str
    device: str
    kept_at: datetime
    contact_at: datetime
    dropped_at: datetime | None
    reason: DropReason | None
    account_closed_at: datetime | None


def kept_out(copies: Collection[CopyOut]) -> list[KeptOut]:
    """Return copies as a program sees them."""
    names = KeptOut.model_fields
    return [KeptOut(**{name: getattr(copy, name) for name in names}) for copy in copies]


class HolderOut(BaseModel):
    """Who holds the version now, and what they did with it. `by_hand`: it may be taken back from
    them on its own; `withheld_at`: since when the level of the paper keeps it from them;
    `account_closed_at`: since when they have no open account."""

    person_id: int
    name: str
    since: datetime
    by_hand: bool
    opened_at: datetime | None
    last_opened_at: datetime | None
    pages_seen: int
    acknowledged_at: datetime | None
    withheld_at: datetime | None
    account_closed_at: datetime | None


class ReaderOut(BaseModel):
    """Who read it, or keeps it, without being handed it; `read_for`: in whose name."""

    person_id: int
    name: str
    way: Way
    read_for: list[str]
    first_opened_at: datetime | None
    last_opened_at: datetime | None
    pages_seen: int
    acknowledged_at: datetime | None
    copies: list[KeptOut]


class DistributionOut(BaseModel):
    """Who has a paper: of the newest version that is out, else of the newest. `is_out` false: those
    to whom it was handed cannot open it yet. `copies_out`: what tablets still keep of versions that
    were taken back."""

    document_id: int
    version_id: int | None
    ordinal: int | None
    pages: int | None
    is_out: bool
    asks_acknowledgement: bool
    holders: list[HolderOut]
    unheld: list[ReaderOut]
    copies_out: list[KeptOut]


def way_code(row: Reading) -> Way:
    """Return as which somebody read it, for programs."""
    if row.read_for:
        return "delegation"
    code: Way = row.way.removeprefix("audit-way-")  # type: ignore[assignment]
    return code


def distribution_out(document: Document, panel: Panel) -> DistributionOut:
    """Return what the page of a paper shows the secretariat of its readers."""
    version = panel.version
    return DistributionOut(
        document_id=document.id,
        version_id=version.id if version else None,
        ordinal=version.ordinal if version else None,
        pages=version.pages if version else None,
        is_out=panel.is_out,
        asks_acknowledgement=document.asks_acknowledgement,
        holders=[_holder(one, by_hand=one.person_id in panel.by_hand) for one in panel.holders],
        unheld=[_reader(one) for one in panel.unheld],
        copies_out=[one for copies in panel.copies.values() for one in kept_out(copies)],
    )


def _holder(row: Holder, *, by_hand: bool) -> HolderOut:
    names = HolderOut.model_fields.keys() - {"by_hand"}
    return HolderOut(**{name: getattr(row, name) for name in names}, by_hand=by_hand)


def _reader(row: Reading) -> ReaderOut:
    return ReaderOut(
        person_id=row.person_id,
        name=row.person_name,
        way=way_code(row),
        read_for=list(row.read_for),
        first_opened_at=row.first_opened_at,
        last_opened_at=row.last_opened_at,
        pages_seen=row.pages_seen,
        acknowledged_at=row.acknowledged_at,
        copies=kept_out(row.copies),
    )
