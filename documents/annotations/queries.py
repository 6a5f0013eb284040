"""Which marks there are for whom. A private mark is there for its author's person alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from documents.models import Annotation, Audience, CarryState, DocumentVersion
from documents.queries import delegation_in_force, may_read, principals_of, visible_versions
from ecabinet import clock
from ecabinet.api.cursors import MOST, Page, paginate
from ecabinet.auth.actor import Actor, load_actor
from ecabinet.auth.models import Account
from ecabinet.errors import NotVisible
from ecabinet.people.models import Delegation


def visible_annotations(actor: Actor) -> Select[Annotation]:
    """The marks that `actor` may see now, on versions that `actor` may read.

    One's own; those written for the meeting; those written for the office by somebody who
    delegates to this account, or by somebody to whom this person delegates. No role sees more.
    A carried mark that found no place is none here: `carrying.queries` lists it for its author.
    """
    at = clock.now()
    readable = visible_versions(actor).with_only_columns(DocumentVersion.id)
    my_delegates = select(Delegation.account_id).where(
        Delegation.person_id == actor.person_id, delegation_in_force(at)
    )
    of_my_office = or_(
        Annotation.author_id.in_(principals_of(actor, at)),
        Annotation.account_id.in_(my_delegates),
    )
    return select(Annotation).where(
        Annotation.removed_at.is_(None),
        or_(Annotation.carry_state.is_(None), Annotation.carry_state != CarryState.UNPLACED),
        Annotation.version_id.in_(readable),
        or_(
            Annotation.author_id == actor.person_id,
            Annotation.audience == Audience.MEETING,
            and_(Annotation.audience == Audience.OFFICE, of_my_office),
        ),
    )


def find_annotation(db: Session, actor: Actor, annotation_id: int) -> Annotation:
    """Return a mark that `actor` may see. Raises NotVisible."""
    annotation = db.execute(
        visible_annotations(actor)
        .where(Annotation.id == annotation_id)
        .options(joinedload(Annotation.author), joinedload(Annotation.version))
    ).scalar_one_or_none()
    if annotation is None:
        raise NotVisible
    return annotation


def list_annotations(
    db: Session, actor: Actor, version_id: int, *, cursor: str | None = None, limit: int = MOST
) -> Page[Annotation]:
    """Return a page of the marks on a version, oldest first."""
    statement = (
        visible_annotations(actor)
        .where(Annotation.version_id == version_id)
        .options(joinedload(Annotation.author))
    )
    return paginate(
        db, statement, order=[Annotation.id], key=lambda mark: [mark.id], cursor=cursor, limit=limit
    )  # fmt: skip


def own_by_client_id(db: Session, actor: Actor, client_id: str) -> Annotation | None:
    """Return the mark that this person's tablet made under `client_id`, removed or not."""
    return db.execute(
        select(Annotation)
        .where(Annotation.author_id == actor.person_id, Annotation.client_id == client_id)
        .options(joinedload(Annotation.author))
    ).scalar_one_or_none()


def has_office(db: Session, actor: Actor) -> bool:
    """Return whether anybody else may see what `actor` writes for the office."""
    accounts = _accounts_of_office(actor.person_id, actor.account_id, clock.now())
    return db.execute(accounts.limit(1)).first() is not None


def office_readers(db: Session, annotation: Annotation, at: datetime) -> set[int]:
    """Return the persons other than the author who see what was written for the author's office:
    delegates and principals, as far as they may read the version."""
    found = set()
    accounts = _accounts_of_office(annotation.author_id, annotation.account_id, at)
    for account_id in db.execute(accounts).scalars():
        # Reading rights do not ask for the seat, so the day is of no matter here.
        actor = load_actor(db, account_id, today=at.date())
        if actor is not None and may_read(db, actor, annotation.version_id):
            found.add(actor.person_id)
    return found - {annotation.author_id}


def _accounts_of_office(person_id: int, account_id: int, at: datetime) -> Select[int]:
    """The accounts to which the person delegates, and those of the persons whose delegate the
    account is."""
    delegates = select(Delegation.account_id).where(
        Delegation.person_id == person_id, delegation_in_force(at)
    )
    principals = select(Delegation.person_id).where(
        Delegation.account_id == account_id, delegation_in_force(at)
    )
    return select(Account.id).where(
        or_(Account.id.in_(delegates), Account.person_id.in_(principals)),
        Account.deactivated_at.is_(None),
    )
