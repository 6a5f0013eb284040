"""Handing a paper out and taking it back by hand, from the page of the paper."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import queries, rules
from documents.distribution.holders import entitled
from documents.distribution.services import Handed, distribute, take_back
from documents.models import Distribution, Document, DocumentVersion
from ecabinet import journal, occasions
from ecabinet.auth.actor import Actor
from ecabinet.errors import Invalid
from ecabinet.people.models import Person
from ecabinet.people.queries import members_on
from ecabinet.sentences import S


def occasion(document: Document) -> str:
    """Return the words under which a paper is handed out by hand."""
    return occasions.name(occasions.DOCUMENT, document.id)


def recipients(
    db: Session,
    document: Document,
    *,
    day: date,
    members: bool,
    named: bool,
    on_lists: Collection[int] = (),
    organisation_ids: Collection[int],
    person_ids: Collection[int],
) -> list[int]:
    """Return the persons meant: the members of the cabinet on `day`, the named readers of the
    paper, who stands on named lists, the people of organisations, single persons; each once, and
    only those who have an account that reads papers. Raises Invalid when nobody is, or a person is
    unknown."""
    able = {person.id: person for person in queries.nameable_persons(db)}
    if not able.keys() >= set(person_ids):
        raise Invalid(S("hand-out-unknown"), {"person_ids": S("hand-out-unknown")})
    wanted = {*person_ids, *on_lists}
    if members:
        wanted |= {member.person_id for member in members_on(db, day)}
    if named:
        wanted |= {person.id for person in queries.named_readers(db, document)}
    of_organisations = set(organisation_ids)
    wanted |= {p.id for p in able.values() if p.organisation_id in of_organisations}
    found = sorted(wanted & able.keys())
    if not found:
        raise Invalid(S("hand-out-nobody"), {"person_ids": S("hand-out-nobody")})
    return found


def hand_out(
    db: Session,
    *,
    actor: Actor,
    version: DocumentVersion,
    person_ids: Collection[int],
    at: datetime,
    list_ids: Collection[int] = (),
) -> Handed:
    """Hand a version to persons; one that is not out yet is released, unless that is planned for
    later. `list_ids`: the named lists from which they were taken, for the journal. Raises Denied,
    Conflict."""
    rules.may_distribute(actor).enforce()
    rules.is_handed_by_hand(version.document).enforce()
    rules.is_newest(version).enforce()
    if list_ids:
        details = {"lists": sorted(set(list_ids)), "persons": sorted(set(person_ids))}
        journal.record(db, actor, "document:distribute-by-list", version, details=details)
    return distribute(
        db,
        actor=actor,
        versions=[version],
        person_ids=person_ids,
        occasion=occasion(version.document),
        at=at,
    )


def take_back_by_hand(
    db: Session,
    *,
    actor: Actor,
    document: Document,
    at: datetime,
    person_ids: Collection[int] = (),
    everybody: bool = False,
) -> None:
    """Undo what was handed out by hand, to `person_ids` or to `everybody`, which has to be said.
    What a sitting or a ballot handed out stays. Raises Denied, Invalid."""
    rules.may_distribute(actor).enforce()
    if bool(person_ids) == everybody:
        raise Invalid(S("hand-out-undo-whom"), {"person_ids": S("hand-out-undo-whom")})
    persons = None if everybody else person_ids
    take_back(db, actor=actor, occasion=occasion(document), at=at, person_ids=persons)


def handed_by_hand(db: Session, document: Document) -> set[int]:
    """Return the persons who hold the paper because it was handed to them by hand."""
    rows = db.execute(
        select(Distribution.person_id).where(
            Distribution.occasion == occasion(document), Distribution.recalled_at.is_(None)
        )
    )
    return set(rows.scalars())


def choosable(db: Session, document: Document) -> list[Person]:
    """Return the persons to whom the level of the paper lets it be handed."""
    able = queries.nameable_persons(db)
    allowed = entitled(db, document, {person.id for person in able})
    return [person for person in able if person.id in allowed]
