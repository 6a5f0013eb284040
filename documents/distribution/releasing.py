"""A version goes out: the one before it is superseded, what was ordered for older ones is off, and
whoever held or awaited an older one is handed this."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.distribution.holders import entitled
from documents.events import PaperHanded, VersionReplaced
from documents.models import Distribution, DocumentVersion, VersionState
from documents.naming.services import ask_to_stamp
from documents.release_plans.models import PlannedRelease
from documents.release_plans.queries import NOT_OUT
from documents.rules import OUT_STATES
from ecabinet import journal, outbox
from ecabinet.journal import Recorder
from ecabinet.slots import VERSION_OUT


def release_version(
    db: Session,
    actor: Recorder,
    version: DocumentVersion,
    at: datetime,
    *,
    ordered_by_id: int | None = None,
) -> None:
    """Let a version out, as a part of an act that was allowed already, under the papers' lock.

    `ordered_by_id`: the account whose order the program carries out, where nobody acts now.
    """
    earlier = db.execute(
        select(DocumentVersion).where(
            DocumentVersion.document_id == version.document_id,
            DocumentVersion.state == VersionState.RELEASED,
            DocumentVersion.ordinal < version.ordinal,
        )
    ).scalars()
    for old in earlier:
        old.state = VersionState.SUPERSEDED
    # One version of a paper is released: the store holds to it at every statement.
    db.flush()
    version.state = VersionState.RELEASED
    version.released_at = at
    db.flush()
    details = {"document": version.document_id, "ordinal": version.ordinal}
    if ordered_by_id is not None:
        details["ordered_by"] = ordered_by_id
    journal.record(db, actor, "document:release", version, details=details)
    by_id = ordered_by_id or actor.account_id
    assert by_id is not None  # nobody but the program acts without an account, and it has an order
    _drop_older_plans(db, actor, version)
    _tell_who_waited(db, version)
    _hand_on(db, actor, version, at, by_id)
    for follow in VERSION_OUT:
        follow(db, [version])
    ask_to_stamp(db, [version])


def _drop_older_plans(db: Session, actor: Recorder, version: DocumentVersion) -> None:
    """What was ordered for older versions that never went out is off: they do not go out now."""
    plans = db.execute(
        select(PlannedRelease)
        .join(PlannedRelease.version)
        .where(
            DocumentVersion.document_id == version.document_id,
            DocumentVersion.ordinal < version.ordinal,
            DocumentVersion.state.in_(NOT_OUT),
        )
        .order_by(PlannedRelease.version_id)
    ).scalars()
    for planned in plans:
        db.delete(planned)
        journal.record(
            db, actor, "document:cancel-release", planned.version,
            details={"document": version.document_id, "overtaken_by": version.id},
        )  # fmt: skip
    db.flush()


def _tell_who_waited(db: Session, version: DocumentVersion) -> None:
    """A paper handed out before its time opens now to those who were handed it."""
    waiting = select(Distribution.person_id, Distribution.occasion).where(
        Distribution.version_id == version.id, Distribution.recalled_at.is_(None)
    )
    _tell_handed(db, version, [(row.person_id, row.occasion) for row in db.execute(waiting)])


def _tell_handed(db: Session, version: DocumentVersion, pairs: Iterable[tuple[int, str]]) -> None:
    """Tell these (person, occasion) that the version is theirs now: once for each occasion."""
    by_occasion: dict[str, set[int]] = {}
    for person_id, occasion in pairs:
        by_occasion.setdefault(occasion, set()).add(person_id)
    for occasion, persons in sorted(by_occasion.items()):
        handed = PaperHanded(version.document_id, version.id, tuple(sorted(persons)), occasion)
        outbox.publish(db, handed)


def _hand_on(
    db: Session, actor: Recorder, version: DocumentVersion, at: datetime, by_id: int
) -> None:
    """Hand `version` to those who hold an older one of the paper, or were handed one closed, for
    the same occasions, and tell exactly them. Whose right has ended, or whom the level keeps out,
    gets nothing."""
    rows = db.execute(
        select(
            Distribution.person_id, Distribution.occasion, DocumentVersion.id, DocumentVersion.state
        )
        .join(Distribution.version)
        .where(
            DocumentVersion.document_id == version.document_id,
            DocumentVersion.ordinal < version.ordinal,
            Distribution.recalled_at.is_(None),
        )
        .order_by(DocumentVersion.ordinal, Distribution.id)
    ).all()
    allowed = entitled(db, version.document, {row.person_id for row in rows})
    in_force = db.execute(
        select(Distribution.person_id, Distribution.occasion).where(
            Distribution.version_id == version.id, Distribution.recalled_at.is_(None)
        )
    )
    there = {(person_id, occasion) for person_id, occasion in in_force}
    wanted = dict.fromkeys((row.person_id, row.occasion) for row in rows)
    new = [pair for pair in wanted if pair not in there and pair[0] in allowed]
    db.add_all(
        Distribution(
            version_id=version.id, person_id=person_id, by_id=by_id, at=at, occasion=occasion
        )
        for person_id, occasion in new
    )
    db.flush()
    # By person the newest they held: oldest first, so the last one stays.
    opened = [row for row in rows if row.person_id in allowed and row.state in OUT_STATES]
    held = {row.person_id: row.id for row in opened}
    opening = [(person, occasion) for person, occasion in new if person not in held]
    waited = {person for person, _ in opening}
    _tell_handed(db, version, opening)
    if not held and not waited:
        return
    journal.record(
        db, actor, "document:replace", version,
        details={"document": version.document_id, "persons": sorted(held.keys() | waited)},
    )  # fmt: skip
    for old_id in sorted(set(held.values())):
        persons = tuple(sorted(person for person, id_ in held.items() if id_ == old_id))
        outbox.publish(
            db,
            VersionReplaced(version.document_id, old_id, version.id, version.ordinal, persons),
        )
