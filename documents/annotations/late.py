"""Marks that arrive late: written on a tablet without a network, on a paper taken back meanwhile.

They are kept for who wrote them, as those are that came in time; nothing of the paper is shown.
"""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from documents.annotations.holding import the_held
from documents.annotations.queries import WITH_NAMES, is_still_ones_own
from documents.copies.models import Device, KeptCopy
from documents.models import (
    Annotation,
    Audience,
    Distribution,
    DocumentVersion,
    ReadingReceipt,
    VersionState,
)
from documents.queries import principals_of, visible_versions
from documents.rules import OUT_STATES, reads_no_papers
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.auth.models import Account
from ecabinet.errors import NotVisible


def _once_held(actor: Actor) -> Select[DocumentVersion]:
    """The versions that are or were out and that `actor` may not read any more: handed to the
    person or to one who delegates to the account, opened by the person, or kept on a tablet of
    the account. What is handed out closed, to open later, was never held."""
    handed = select(Distribution.version_id).where(
        or_(
            Distribution.person_id == actor.person_id,
            Distribution.person_id.in_(principals_of(actor, clock.now())),
        )
    )
    opened = select(ReadingReceipt.version_id).where(ReadingReceipt.person_id == actor.person_id)
    kept = (
        select(KeptCopy.version_id)
        .join(Device, Device.id == KeptCopy.device_id)
        .where(Device.account_id == actor.account_id)
    )
    is_open = select(Account.id).where(
        Account.id == actor.account_id, Account.deactivated_at.is_(None)
    )
    return select(DocumentVersion).where(
        DocumentVersion.state.in_((*OUT_STATES, VersionState.RECALLED)),
        or_(*(DocumentVersion.id.in_(way) for way in (handed, opened, kept))),
        DocumentVersion.id.not_in(visible_versions(actor).with_only_columns(DocumentVersion.id)),
        is_open.exists(),
    )


def find_version_once_held(db: Session, actor: Actor, version_id: int) -> DocumentVersion:
    """Return a version that `actor` held and lost, to take what was written on it before. It is no
    right to read it. Raises NotVisible."""
    version = None
    if not reads_no_papers(actor):
        found = _once_held(actor).where(DocumentVersion.id == version_id)
        version = db.execute(found).scalar_one_or_none()
    if version is None:
        raise NotVisible
    return version


def find_own_annotation(db: Session, actor: Actor, annotation_id: int) -> Annotation:
    """Return one's own mark on a version that `actor` held and lost, to be changed.
    Raises NotVisible."""
    if reads_no_papers(actor):
        raise NotVisible
    lost = _once_held(actor).with_only_columns(DocumentVersion.id)
    own = select(Annotation).where(
        Annotation.id == annotation_id,
        Annotation.author_id == actor.person_id,
        Annotation.removed_at.is_(None),
        Annotation.version_id.in_(lost),
        is_still_ones_own(actor),
    )
    return the_held(db, own, *WITH_NAMES)


def audience_of(version: DocumentVersion, wanted: Audience) -> Audience:
    """Return for whom a mark that arrives late is: as it was meant where the paper was taken back
    from everybody; not put before others who still read it by somebody who may not any more."""
    if wanted is Audience.MEETING and version.state is not VersionState.RECALLED:
        return Audience.PRIVATE
    return wanted
