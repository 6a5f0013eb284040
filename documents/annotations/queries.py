"""Which marks there are for whom. A private mark is there for its author's person alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from documents.annotations.holding import held, the_held
from documents.models import Annotation, Audience, CarryState, DocumentVersion
from documents.queries import delegation_in_force, may_read, principals_of, visible_versions
from ecabinet import clock
from ecabinet.api.cursors import MOST, Page, paginate
from ecabinet.auth.actor import Actor, load_actor
from ecabinet.auth.models import Account
from ecabinet.errors import NotVisible
from ecabinet.people.models import Delegation, DelegationScope, Person

WITH_NAMES = (
    joinedload(Annotation.author),
    joinedload(Annotation.prepared_for),
    joinedload(Annotation.prepared_by),
)


def visible_annotations(actor: Actor) -> Select[Annotation]:
    """The marks that `actor` may see now, on versions that `actor` may read.

    One's own; those written for the meeting; those written for the office by somebody who
    delegates to this account, or for this person's office by one to whom they delegated when it
    was written: what was written for them stays when the delegation ends. Those
    prepared for this person and not put aside, or for somebody for whom this account prepares.
    Who may no longer prepare for a person does not see what they prepared. No role sees more.
    A carried mark that found no place is none here: `carrying.queries` lists it for its author.
    """
    at = clock.now()
    readable = visible_versions(actor).with_only_columns(DocumentVersion.id)
    of_my_office = or_(
        Annotation.author_id.in_(principals_of(actor, at)),
        Annotation.office_of_id == actor.person_id,
    )
    mine = Annotation.author_id == actor.person_id
    is_offered = Annotation.put_aside_at.is_(None)
    return select(Annotation).where(
        Annotation.removed_at.is_(None),
        or_(Annotation.carry_state.is_(None), Annotation.carry_state != CarryState.UNPLACED),
        Annotation.version_id.in_(readable),
        or_(
            and_(
                Annotation.prepared_for_id.is_(None),
                or_(
                    mine,
                    Annotation.audience == Audience.MEETING,
                    and_(Annotation.audience == Audience.OFFICE, of_my_office),
                ),
            ),
            and_(Annotation.prepared_for_id == actor.person_id, is_offered),
            and_(
                Annotation.prepared_for_id.in_(_prepared_for_by(actor.account_id, at)),
                or_(mine, is_offered),
            ),
        ),
    )


def _prepared_for_by(account_id: int, at: datetime) -> Select[int]:
    """The persons for whom an account prepares at `at`."""
    return select(Delegation.person_id).where(
        Delegation.account_id == account_id,
        Delegation.scope == DelegationScope.PREPARE,
        delegation_in_force(at),
    )


def is_ones_to_place(actor: Actor) -> ColumnElement[bool]:
    """The condition on a carried `Annotation` that its place is the concern of the person who acts:
    one's own; what was prepared for them and not put aside; and what was written for their office
    by somebody who no longer works for them."""
    my_delegates = select(Delegation.account_id).where(
        Delegation.person_id == actor.person_id, delegation_in_force(clock.now())
    )
    return or_(
        and_(Annotation.author_id == actor.person_id, is_still_ones_own(actor)),
        and_(Annotation.prepared_for_id == actor.person_id, Annotation.put_aside_at.is_(None)),
        and_(
            Annotation.office_of_id == actor.person_id,
            Annotation.account_id.not_in(my_delegates),
        ),
    )


def concerned_with(annotation: Annotation) -> set[int]:
    """Return the persons whose mark it is: the author, whom it was prepared for, whose office."""
    ids = (annotation.author_id, annotation.prepared_for_id, annotation.office_of_id)
    return {one for one in ids if one is not None}


def is_still_ones_own(actor: Actor) -> ColumnElement[bool]:
    """The condition on one's own `Annotation` that it was not prepared for somebody for whom one
    may no longer prepare."""
    return or_(
        Annotation.prepared_for_id.is_(None),
        Annotation.prepared_for_id.in_(_prepared_for_by(actor.account_id, clock.now())),
    )


def principals_to_prepare_for(db: Session, actor: Actor) -> list[Person]:
    """Return the persons for whom `actor` prepares marks now, by name."""
    rows = db.execute(
        select(Person)
        .where(
            Person.id.in_(_prepared_for_by(actor.account_id, clock.now())),
            Person.id != actor.person_id,
            Person.deactivated_at.is_(None),
        )
        .order_by(Person.name, Person.id)
    )
    return list(rows.scalars())


def find_annotation(
    db: Session, actor: Actor, annotation_id: int, *, to_change: bool = False
) -> Annotation:
    """Return a mark that `actor` may see; `to_change`: another tablet's change waits for this one.
    Raises NotVisible."""
    statement = visible_annotations(actor).where(Annotation.id == annotation_id)
    if to_change:
        return the_held(db, statement, *WITH_NAMES)
    loaded = statement.options(*WITH_NAMES, joinedload(Annotation.version))
    annotation = db.execute(loaded).scalar_one_or_none()
    if annotation is None:
        raise NotVisible
    return annotation


def sees(db: Session, actor: Actor, annotation: Annotation) -> bool:
    """Return whether `actor` may see a mark now."""
    ids = visible_annotations(actor).with_only_columns(Annotation.id)
    return db.execute(ids.where(Annotation.id == annotation.id)).first() is not None


def list_annotations(
    db: Session, actor: Actor, version_id: int, *, cursor: str | None = None, limit: int = MOST
) -> Page[Annotation]:
    """Return a page of the marks on a version, oldest first."""
    statement = (
        visible_annotations(actor).where(Annotation.version_id == version_id).options(*WITH_NAMES)
    )
    return paginate(
        db, statement, order=[Annotation.id], key=lambda mark: [mark.id], cursor=cursor, limit=limit
    )  # fmt: skip


def offered_to(db: Session, actor: Actor, version_id: int) -> list[Annotation]:
    """Return the marks on a version prepared for the person who acts, that wait for their word,
    to be changed."""
    offered = visible_annotations(actor).where(
        Annotation.version_id == version_id, Annotation.prepared_for_id == actor.person_id
    )
    return held(db, offered, *WITH_NAMES)


def find_put_aside(db: Session, actor: Actor, annotation_id: int) -> Annotation:
    """Return a mark that the person who acts has put aside. Raises NotVisible."""
    readable = visible_versions(actor).with_only_columns(DocumentVersion.id)
    aside = select(Annotation).where(
        Annotation.id == annotation_id,
        Annotation.prepared_for_id == actor.person_id,
        Annotation.put_aside_at.is_not(None),
        Annotation.removed_at.is_(None),
        Annotation.version_id.in_(readable),
    )
    return the_held(db, aside, *WITH_NAMES)


def own_by_client_id(db: Session, actor: Actor, client_id: str) -> Annotation | None:
    """Return the mark that this person's tablet made under `client_id`: removed or not, also one
    that was made for somebody who has kept it since."""
    rows = db.execute(
        select(Annotation)
        .where(
            or_(
                Annotation.author_id == actor.person_id,
                Annotation.prepared_by_id == actor.person_id,
            ),
            Annotation.client_id == client_id,
        )
        .options(*WITH_NAMES)
        .order_by(Annotation.prepared_by_id.is_not(None))
    )
    return rows.scalars().first()


def name_is_free(db: Session, person_id: int, client_id: str) -> bool:
    """Return whether the person has no mark under `client_id` yet."""
    statement = select(Annotation.id).where(
        Annotation.author_id == person_id, Annotation.client_id == client_id
    )
    return db.execute(statement).first() is None


@dataclass(frozen=True)
class Office:
    """Who would see what somebody writes for the office: their own delegates, and the person who
    delegates to them, if it is one. What is for one of several is prepared for that one."""

    has_delegates: bool
    principal_ids: tuple[int, ...]

    @property
    def is_of(self) -> int | None:
        """The one person for whose office it would be."""
        return self.principal_ids[0] if len(self.principal_ids) == 1 else None


def office_of(db: Session, actor: Actor) -> Office:
    """Return the office for which `actor` writes now."""
    at = clock.now()
    open_accounts = select(Account.person_id).where(Account.deactivated_at.is_(None))
    principals = (
        select(Delegation.person_id)
        .where(
            Delegation.account_id == actor.account_id,
            Delegation.person_id != actor.person_id,
            Delegation.person_id.in_(open_accounts),
            delegation_in_force(at),
        )
        .distinct()
        .order_by(Delegation.person_id)
    )
    delegates = _delegates_of(actor.person_id, at).limit(1)
    return Office(
        db.execute(delegates).first() is not None, tuple(db.execute(principals).scalars())
    )


def office_readers(db: Session, annotation: Annotation, at: datetime) -> set[int]:
    """Return the persons other than the author who see what was written for the office: the
    author's delegates, and the person whose office it is, as far as they may read the version."""
    accounts = select(Account.id).where(
        or_(
            Account.id.in_(_delegates_of(annotation.author_id, at)),
            Account.person_id == annotation.office_of_id,
        ),
        Account.deactivated_at.is_(None),
    )
    return _who_may_read(db, accounts, annotation.version_id, at) - {annotation.author_id}


def preparing_readers(db: Session, annotation: Annotation, at: datetime) -> set[int]:
    """Return the persons who see a mark prepared for somebody: that person and those who prepare
    for them, as far as they may read the version; the author among them while they may."""
    preparing = select(Delegation.account_id).where(
        Delegation.person_id == annotation.prepared_for_id,
        Delegation.scope == DelegationScope.PREPARE,
        delegation_in_force(at),
    )
    is_meant = Account.person_id == annotation.prepared_for_id
    accounts = select(Account.id).where(
        or_(Account.id.in_(preparing), is_meant), Account.deactivated_at.is_(None)
    )
    return _who_may_read(db, accounts, annotation.version_id, at)


def _who_may_read(db: Session, accounts: Select[int], version_id: int, at: datetime) -> set[int]:
    found = set()
    for account_id in db.execute(accounts).scalars():
        # Reading rights do not ask for the seat, so the day is of no matter here.
        actor = load_actor(db, account_id, today=at.date())
        if actor is not None and may_read(db, actor, version_id):
            found.add(actor.person_id)
    return found


def persons_who_may_read(
    db: Session, person_ids: Collection[int], version_id: int, at: datetime
) -> set[int]:
    """Return those of the persons who may read a version by an account of theirs."""
    accounts = select(Account.id).where(
        Account.person_id.in_(person_ids), Account.deactivated_at.is_(None)
    )
    return _who_may_read(db, accounts, version_id, at)


def _delegates_of(person_id: int, at: datetime) -> Select[int]:
    """The open accounts to which the person delegates."""
    return (
        select(Delegation.account_id)
        .join(Account, Account.id == Delegation.account_id)
        .where(
            Delegation.person_id == person_id,
            delegation_in_force(at),
            Account.deactivated_at.is_(None),
        )
    )
