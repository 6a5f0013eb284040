"""What the page of a paper shows of its holders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from documents import rules
from documents.copies.queries import CopyOut, copies_out
from documents.distribution import by_hand
from documents.distribution import rules as distribution_rules
from documents.distribution.audit_readers import Reading, readings_of
from documents.distribution.queries import Holder, holders_of, holds, receipt_of
from documents.models import AccessLevel, Document, DocumentVersion, ReadingReceipt
from documents.reader_lists import queries as reader_lists
from documents.reader_lists.models import ReaderList
from documents.release_plans.models import PlannedRelease
from documents.release_plans.queries import plans_of
from ecabinet.auth.actor import Actor
from ecabinet.people.models import Organisation, Person
from ecabinet.people.queries import organisations_in_use
from ecabinet.verdicts import Verdict, hidden


@dataclass(frozen=True)
class Panel:
    """For the secretariat all of it; for other readers only their own acknowledgement."""

    version: DocumentVersion | None = None
    """The version whose holders are shown: the newest that is out, else the newest."""
    holders: list[Holder] = field(default_factory=list)
    unheld: list[Reading] = field(default_factory=list)
    """Who read it without being handed it."""
    by_hand: set[int] = field(default_factory=set)
    plans: dict[int, PlannedRelease] = field(default_factory=dict)
    copies: dict[int, list[CopyOut]] = field(default_factory=dict)
    """Copies that tablets still hold of recalled versions: {version id: copies}."""
    persons: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    lists: list[ReaderList] = field(default_factory=list)
    has_named: bool = False
    asked: Verdict = field(default_factory=hidden)
    """Whether the reader is asked to say that they have read the newest version."""
    receipt: ReadingReceipt | None = None

    @property
    def is_out(self) -> bool:
        """Whether those to whom it was handed can open it yet."""
        return self.version is not None and self.version.released_at is not None

    @property
    def reading(self) -> list[Holder]:
        """Who can open it: the level keeps it from others to whom it was handed, and some have no
        open account any more."""
        return [holder for holder in self.holders if holder.reads]

    @property
    def opened(self) -> int:
        """How many holders have opened it."""
        return sum(holder.opened_at is not None for holder in self.reading)

    @property
    def acknowledged(self) -> int:
        """How many holders have said that they have read it."""
        return sum(holder.acknowledged_at is not None for holder in self.reading)

    @property
    def missing(self) -> list[Holder]:
        """Who has not said so yet."""
        return [holder for holder in self.reading if holder.acknowledged_at is None]


def panel_of(
    db: Session, actor: Actor, document: Document, versions: Sequence[DocumentVersion]
) -> Panel:
    """Return what the page shows; `versions`: those that `actor` may read, oldest first."""
    if not versions:
        return Panel()
    held = holds(db, actor, versions[-1])
    asked = distribution_rules.sees_button(document, holds=held)
    receipt = receipt_of(db, actor, versions[-1]) if held else None
    if not rules.may_distribute(actor):
        return Panel(asked=asked, receipt=receipt)
    out = [version for version in versions if version.state in rules.OUT_STATES]
    shown = out[-1] if out else versions[-1]
    recalled = [version.id for version in versions if version.recalled_at is not None]
    persons = by_hand.choosable(db, document)
    offices = {person.organisation_id for person in persons}
    return Panel(
        version=shown,
        holders=holders_of(db, shown),
        unheld=readings_of(db, actor, shown),
        by_hand=by_hand.handed_by_hand(db, document),
        plans=plans_of(db, versions),
        copies=copies_out(db, recalled),
        persons=persons,
        organisations=[one for one in organisations_in_use(db) if one.id in offices],
        lists=reader_lists.lists(db, actor),
        has_named=document.access_level is AccessLevel.CONFIDENTIAL,
        asked=asked,
        receipt=receipt,
    )
