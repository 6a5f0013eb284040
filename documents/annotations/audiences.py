"""For whom a mark is: chosen anew, and for whose office."""

from __future__ import annotations

from sqlalchemy.orm import Session

from documents.annotations import queries, rules
from documents.models import Annotation, Audience
from ecabinet import journal
from ecabinet.auth.actor import Actor


def change_audience(
    db: Session,
    actor: Actor,
    annotation: Annotation,
    audience: Audience,
    prepared_for: int | None,
) -> None:
    """Put a mark before others than until now, or before fewer. Raises Denied."""
    before = annotation.audience, annotation.prepared_for_id
    if before == (audience, prepared_for):
        return
    rules.may_annotate(actor, audience).enforce()
    may_prepare(db, actor, prepared_for)
    annotation.office_of_id = office_of(db, actor, audience, prepared_for)
    annotation.audience, annotation.prepared_for_id = audience, prepared_for
    annotation.put_aside_at = None
    if prepared_for is not None:
        # Kept once, given on: it is prepared by whoever gives it now.
        annotation.prepared_by_id = annotation.adopted_at = None
    details = {
        "from": before[0].value, "to": audience.value, "version": annotation.version_id,
    }  # fmt: skip
    if prepared_for is not None:
        details["prepared_for"] = prepared_for
    journal.record(db, actor, "annotation:audience", annotation, details=details)
    db.flush()
    db.expire(annotation, ["prepared_for", "prepared_by"])


def office_of(
    db: Session, actor: Actor, audience: Audience, prepared_for: int | None
) -> int | None:
    """Return whose office a mark is for. Raises Denied where it could be that of several."""
    if audience is not Audience.OFFICE or prepared_for is not None:
        return None
    office = queries.office_of(db, actor)
    if len(office.principal_ids) > 1:
        rules.may_write_for_office(
            has_delegates=office.has_delegates, principals=len(office.principal_ids)
        ).enforce()
    return office.is_of


def may_prepare(db: Session, actor: Actor, person_id: int | None) -> None:
    """Raises Denied unless `actor` prepares marks for the person (None: for nobody)."""
    if person_id is None:
        return
    principals = {person.id for person in queries.principals_to_prepare_for(db, actor)}
    rules.may_prepare_for(actor, person_id, principals).enforce()
