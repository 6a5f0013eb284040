"""Papers handed out and taken back: the stored facts that answer who may read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from documents import rules
from documents.distribution.copies import copies_left, copies_of_losers
from documents.distribution.holders import entitled, held, lock, reading
from documents.distribution.releasing import release_version
from documents.events import PaperHanded, PaperRecalled, recheck
from documents.models import Distribution, DocumentVersion, ReadingReceipt, VersionState
from documents.naming.services import ask_to_stamp
from documents.release_plans.models import PlannedRelease
from documents.release_plans.rules import goes_out
from ecabinet import journal, outbox
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.journal import Recorder
from ecabinet.orm import insert_into
from ecabinet.sentences import S
from ecabinet.slots import VERSION_OUT


@dataclass(frozen=True)
class Handed:
    """What `distribute` did: how many (version, person) pairs are new, and from whom which version
    was withheld because the paper's level does not allow it: {version id: person ids}."""

    new: int
    withheld: dict[int, tuple[int, ...]] = field(default_factory=dict)


def distribute(
    db: Session,
    *,
    actor: Recorder,
    versions: Sequence[DocumentVersion],
    person_ids: Collection[int],
    occasion: str,
    at: datetime,
    ordered_by_id: int | None = None,
) -> Handed:
    """Hand `versions` to `person_ids`, releasing what is not out yet.

    A version that is to go out at a later instant, or with an agenda and this is none, is handed
    out closed: it opens to them then. In the place of one that never went out before a newer one
    did, the newer one is handed out.

    A part of an act that was allowed already, so it asks nothing about `actor`. Nobody gets a paper
    twice for one occasion; what a second one hands out stays when the first takes its own back. A
    confidential paper goes to its named readers alone, one of the secretariat to the secretariat;
    from others it is withheld, and the answer says so. `ordered_by_id`: the account whose order the
    program carries out, where nobody acts now. Raises Conflict: taken back or returned.
    """
    by_id = ordered_by_id or actor.account_id
    assert by_id is not None  # nobody but the program acts without an account, and it has an order
    wanted = sorted(set(person_ids))
    lock(db, versions)
    # What a newer version overtook before it went out does not go out: that one is handed out.
    versions = list(dict.fromkeys(rules.overtaken_by(one) or one for one in versions))
    for version in versions:
        _require_out(db, actor, version, occasion, at, ordered_by_id)
    # Read after the release: that hands a new version to who holds the old one for the occasion.
    there = held(db, versions, wanted, occasion)
    withheld: dict[int, tuple[int, ...]] = {}
    count = 0
    out: list[DocumentVersion] = []
    for version in versions:
        allowed = entitled(db, version.document, wanted)
        kept_back = tuple(person for person in wanted if person not in allowed)
        if kept_back:
            withheld[version.id] = kept_back
        new = [p for p in wanted if p in allowed and (version.id, p) not in there]
        if not new:
            continue
        db.add_all(
            Distribution(version_id=version.id, person_id=p, by_id=by_id, at=at, occasion=occasion)
            for p in new
        )
        count += len(new)
        journal.record(
            db, actor, "document:distribute", version,
            details={"persons": new, "withheld": list(kept_back), "occasion": occasion},
        )  # fmt: skip
        if version.state in rules.OUT_STATES:
            outbox.publish(db, PaperHanded(version.document_id, version.id, tuple(new), occasion))
            out.append(version)
    db.flush()
    for follow in VERSION_OUT:
        follow(db, out)
    ask_to_stamp(db, versions)
    return Handed(count, withheld)


def _require_out(
    db: Session,
    actor: Recorder,
    version: DocumentVersion,
    occasion: str,
    at: datetime,
    ordered_by_id: int | None,
) -> None:
    if version.state in rules.OUT_STATES:
        return
    if VersionState.RELEASED not in rules.NEXT_STATES[version.state]:
        key = "document-distribute-recalled"
        if version.state is VersionState.RETURNED:
            key = "document-distribute-returned"
        raise Conflict(S(key, title=version.document.title))
    if goes_out(db.get(PlannedRelease, version.id), occasion, at):
        release_version(db, actor, version, at, ordered_by_id=ordered_by_id)


def recall(
    db: Session, *, actor: Actor, version: DocumentVersion, at: datetime, reason: str
) -> None:
    """Take a version back from everybody; whoever has it open loses it at once, tablets that keep
    it at their next contact: which those are is recorded. Marks stay with their authors. The reason
    stands with the version; the journal holds its SHA-256 (of the text in NFC, UTF-8), for auditors
    read there of papers that they may not see.
    Raises Denied, Conflict."""
    lock(db, [version])
    rules.may_recall(actor, version).enforce()
    version.state = VersionState.RECALLED
    version.recalled_at = at
    version.recall_reason = reason
    holders = list(
        db.execute(
            select(Distribution).where(
                Distribution.version_id == version.id, Distribution.recalled_at.is_(None)
            )
        ).scalars()
    )
    for distribution in holders:
        distribution.recalled_at = at
        distribution.recalled_by_id = actor.account_id
    db.flush()
    # Who held it for two occasions loses it once.
    persons = tuple(sorted(reading(db, version.document, {row.person_id for row in holders})))
    journal.record(
        db, actor, "document:recall", version,
        details={
            "document": version.document_id,
            "persons": list(persons),
            "reason_sha256": journal.digest(reason),
            "copies_out": copies_left(db, [version.id]).get(version.id, []),
        },
    )  # fmt: skip
    recheck(db, [version])
    outbox.publish(db, PaperRecalled(version.document_id, version.id, persons, at, reason))


def take_back(
    db: Session,
    *,
    actor: Recorder,
    occasion: str,
    at: datetime,
    person_ids: Collection[int] | None = None,
    kept: Collection[int] = (),
) -> None:
    """End what `occasion` handed to `person_ids` (None: to everybody), but for documents `kept`.

    A part of an act that was allowed already. The versions stay released, papers held for other
    reasons stay; whoever has one of these open loses it at once. Of what could not be opened yet,
    or not any more, nobody is told.
    """
    ending = [
        Distribution.occasion == occasion,
        Distribution.recalled_at.is_(None),
        DocumentVersion.document_id.not_in(kept),
    ]
    if person_ids is not None:
        ending.append(Distribution.person_id.in_(person_ids))
    # A version that is released now would go to whoever is losing the older one.
    ids = select(Distribution.version_id).join(Distribution.version).where(*ending)
    held_now = select(DocumentVersion).where(DocumentVersion.id.in_(ids))
    lock(db, db.execute(held_now).scalars().all())
    wanted = (
        select(Distribution).join(Distribution.version).where(*ending).order_by(Distribution.id)
    )
    persons: dict[DocumentVersion, list[int]] = {}
    for distribution in db.execute(wanted).scalars():
        distribution.recalled_at = at
        distribution.recalled_by_id = actor.account_id
        persons.setdefault(distribution.version, []).append(distribution.person_id)
    db.flush()
    still = held(db, persons, {person for losing in persons.values() for person in losing})
    # Who holds it for another reason too has lost nothing, nor has whom it was never open to.
    lost = {
        v: tuple(sorted(p for p in reading(db, v.document, who) if (v.id, p) not in still))
        if v.state in rules.OUT_STATES else ()
        for v, who in persons.items()
    }  # fmt: skip
    copies = copies_of_losers(db, {version.id: gone for version, gone in lost.items()})
    for version, losing in persons.items():
        gone = lost[version]
        journal.record(
            db, actor, "document:take-back", version,
            details={
                "persons": sorted(losing),
                "occasion": occasion,
                "copies_out": copies.get(version.id, []),
            },
        )  # fmt: skip
        if gone:
            outbox.publish(db, PaperRecalled(version.document_id, version.id, gone, at))
    if persons:
        recheck(db, persons)


def note_opened(db: Session, *, actor: Actor, version: DocumentVersion, at: datetime) -> None:
    """Keep that the person opened the version: when first, when last. Asked of a reader. A tablet
    may tell late of what it saw without a network: neither moves the wrong way by it."""
    receipt = insert_into(db, ReadingReceipt).values(
        version_id=version.id, person_id=actor.person_id, first_opened_at=at, last_opened_at=at
    )
    told = receipt.excluded
    first, last = ReadingReceipt.first_opened_at, ReadingReceipt.last_opened_at
    db.execute(
        receipt.on_conflict_do_update(
            index_elements=[ReadingReceipt.version_id, ReadingReceipt.person_id],
            set_={
                "first_opened_at": case(
                    (told.first_opened_at < first, told.first_opened_at), else_=first
                ),
                "last_opened_at": case(
                    (told.last_opened_at > last, told.last_opened_at), else_=last
                ),
            },
        )
    )
