"""The acts on what was ordered for a version: order, cancel, carry out. None commits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from documents.distribution.holders import lock
from documents.distribution.releasing import release_version
from documents.models import DocumentVersion
from documents.release_plans import rules
from documents.release_plans.models import PlannedRelease, ReleaseRule
from documents.release_plans.queries import NOT_OUT
from documents.rules import overtaken_by
from ecabinet import journal
from ecabinet.auth.actor import Actor


def plan_release(
    db: Session,
    *,
    actor: Actor,
    version: DocumentVersion,
    rule: ReleaseRule,
    release_at: datetime | None,
    at: datetime,
) -> PlannedRelease:
    """Have a version go out at `release_at`, or when the agenda it goes with is sent; an order
    given before is replaced. Raises Denied, Conflict (out already), Invalid."""
    lock(db, [version])
    rules.may_plan(actor, version).enforce()
    rules.sound_plan(rule, release_at, at).enforce()
    planned = db.get(PlannedRelease, version.id, populate_existing=True)
    if planned is None:
        planned = PlannedRelease(version_id=version.id)
        db.add(planned)
    planned.rule = rule
    planned.release_at = release_at if rule is ReleaseRule.AT else None
    planned.ordered_by_id, planned.ordered_at = actor.account_id, at
    db.flush()
    instant = planned.release_at.isoformat() if planned.release_at else None
    journal.record(
        db, actor, "document:plan-release", version,
        details={"document": version.document_id, "rule": rule.value, "release_at": instant},
    )  # fmt: skip
    return planned


def cancel_plan(db: Session, *, actor: Actor, version: DocumentVersion) -> None:
    """Take the order back: the version waits for a hand again. Raises Denied, Conflict."""
    lock(db, [version])
    planned = db.get(PlannedRelease, version.id, populate_existing=True)
    rules.may_cancel_plan(actor, version, planned).enforce()
    db.delete(planned)
    db.flush()
    journal.record(
        db, actor, "document:cancel-release", version, details={"document": version.document_id}
    )


def carry_out(db: Session, version_id: int, at: datetime) -> bool:
    """Release a version whose instant has come, if that is still so; return whether it was.

    Asked of the program: two processes may find the same version due, and one of them releases.
    """
    version = db.get(DocumentVersion, version_id)
    if version is None:
        return False
    lock(db, [version])
    planned = db.get(PlannedRelease, version_id, populate_existing=True)
    if planned is None or planned.release_at is None or planned.release_at > at:
        return False
    if version.state not in NOT_OUT or overtaken_by(version) is not None:
        return False
    release_version(db, journal.SYSTEM, version, at, ordered_by_id=planned.ordered_by_id)
    return True
