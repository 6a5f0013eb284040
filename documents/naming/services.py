"""Papers numbered when they are handed out, and copies stamped with the number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from documents.naming import queries, rules
from documents.naming.models import NumberingScheme, PaperNumber, StampedCopy
from documents.naming.rules import Standing
from ecabinet import journal, occasions
from ecabinet.auth.actor import Actor
from ecabinet.jobs.services import enqueue

STAMP = "documents.stamp"
"""The kind of job that stamps one version."""


def change_scheme(db: Session, *, actor: Actor, sitting: str, ballot: str, at: datetime) -> None:
    """Choose how papers are numbered from now on. Raises Denied, Invalid (per field)."""
    rules.may_number(actor).enforce()
    given = rules.check_patterns(sitting, ballot)
    if queries.scheme(db) == (given["sitting"], given["ballot"]):
        return
    row = db.get(NumberingScheme, 1) or NumberingScheme(id=1)
    row.sitting, row.ballot = given["sitting"], given["ballot"]
    row.changed_by_id, row.changed_at = actor.account_id, at
    db.add(row)
    db.flush()
    journal.record(db, actor, "document:numbering", row, details=given)


def number_papers(
    db: Session,
    *,
    actor: Actor,
    occasion: str,
    standings: Iterable[tuple[int, Standing]],
    at: datetime,
) -> None:
    """Give the papers, {(document id, where it stands)}, their numbers in a sitting or ballot.

    A part of handing them out. What has a number there keeps it, wherever it stands now.
    """
    known = select(PaperNumber.document_id, PaperNumber.number).where(
        PaperNumber.occasion == occasion
    )
    numbers = {row.document_id: row.number for row in db.execute(known)}
    taken = set(numbers.values())
    sitting, ballot = queries.scheme(db)
    pattern = ballot if occasions.kind_of(occasion) == occasions.BALLOT else sitting
    new: dict[str, str] = {}
    for document_id, standing in standings:
        if document_id in numbers:
            continue
        number = rules.free_number(rules.number_of(pattern, standing), taken)
        numbers[document_id] = number
        taken.add(number)
        new[str(document_id)] = number
        db.add(PaperNumber(document_id=document_id, occasion=occasion, number=number, given_at=at))
    db.flush()
    if new:
        details = {"occasion": occasion, "numbers": new}
        journal.record(db, actor, "document:number", details=details)


def enter_stamped(db: Session, version_id: int, number: str, *, made_of: str, sha256: str) -> None:
    """Keep a copy stamped with `number`, unless there is one, or the version has another reading
    copy by now than the one it was `made_of`: then it is stamped anew anyway."""
    version = _locked(db, version_id)
    if version.reading_sha256 == made_of and db.get(StampedCopy, (version_id, number)) is None:
        db.add(StampedCopy(version_id=version_id, number=number, sha256=sha256))


def stamp_anew(db: Session, version: DocumentVersion) -> None:
    """Have a draft whose reading copy became another one stamped again; of its copies none was with
    a reader."""
    _locked(db, version.id)
    db.execute(delete(StampedCopy).where(StampedCopy.version_id == version.id))
    ask_to_stamp(db, [version])


def _locked(db: Session, version_id: int) -> DocumentVersion:
    """The version as it is stored now: stamping and another reading copy come in turn."""
    return db.execute(
        select(DocumentVersion)
        .where(DocumentVersion.id == version_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()


def ask_to_stamp(db: Session, versions: Iterable[DocumentVersion]) -> None:
    """Have those of `versions` stamped whose paper has a number that their pages do not bear."""
    wanted = {version.id: version.document_id for version in versions}
    numbers = queries.numbers_of(db, set(wanted.values()))
    there = select(StampedCopy.version_id, StampedCopy.number).where(
        StampedCopy.version_id.in_(wanted)
    )
    done = {(row.version_id, row.number) for row in db.execute(there)}
    for version_id, document_id in wanted.items():
        number = numbers.get(document_id)
        if number is not None and (version_id, number) not in done:
            enqueue(
                db, kind=STAMP, params={"version": version_id}, actor=None,
                subject=f"version:{version_id}", unique=True,
            )  # fmt: skip
