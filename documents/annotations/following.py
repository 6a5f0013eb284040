"""What is said of a mark on an older version is said of its copies on newer ones too.

An older version stays readable, and stands again when the newer one is taken back: what its author
narrows, moves, corrects or removes there must not go on as it was where the mark was carried to.
What is narrowed on a newer version is narrowed on the older ones: one mark, as its author sees it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from documents.annotations.audiences import change_audience
from documents.annotations.carrying import services as carrying
from documents.annotations.carrying.telling import tell_of_doubt
from documents.annotations.copies import A_MOMENT, Before, copies_of, origins_of, own_copies
from documents.annotations.rooms import rooms_of
from documents.annotations.telling import take_away, tell_change
from documents.annotations.texts import both
from documents.models import Annotation, Audience, VersionState
from documents.queries import may_read
from ecabinet.auth.actor import Actor

_WIDTH = {Audience.PRIVATE: 0, Audience.OFFICE: 1, Audience.MEETING: 2}


def follow_change(
    db: Session,
    *,
    actor: Actor,
    annotation: Annotation,
    before: Before,
    chosen: Audience | None,
    at: datetime,
) -> None:
    """Let the copies follow a mark that was changed, and what it was carried from, if it was
    narrowed.

    A narrower audience (`chosen`: the one asked for) reaches all of them, also a copy that was left
    on the older version and may be brought back. All else reaches the copies that the author may
    read, and those on versions taken back, which nobody is put before; a wider audience and a move
    those that nobody touched. Where a copy has other words, both stay.
    """
    if before.is_for_the_same(annotation):
        # Named as it was already, it says nothing anew.
        chosen = None
    moved = []
    for copy in copies_of(db, annotation):
        if copy.author_id != before.author_id:
            continue
        if copy.removed_at is not None:
            _narrow_removed(db, actor, copy, chosen, annotation)
            continue
        was, stood = rooms_of(db, copy, at), Before.of(copy)
        is_open = _is_open(db, actor, copy)
        if chosen is not None and _follows(annotation, copy, before, chosen, is_open):
            change_audience(db, actor, copy, chosen, annotation.prepared_for_id)
        if is_open:
            _follow_looks(annotation, copy, before)
            if before.is_moved(annotation) and before.is_untouched(copy):
                moved.append(copy)
        is_changed = Before.of(copy) != stood
        copy.updated_at = before.when(copy, at)
        db.flush()
        if is_changed:
            tell_change(db, copy, was, at)
            tell_of_doubt(db, copy, at)
    carrying.ask_to_carry_again(db, moved, at)
    if chosen is not None and _WIDTH[chosen] < _WIDTH[before.audience]:
        _narrow_origins(db, actor, annotation, before, chosen, at)


def _is_open(db: Session, actor: Actor, copy: Annotation) -> bool:
    is_taken_back = copy.version.state is VersionState.RECALLED
    return is_taken_back or may_read(db, actor, copy.version_id)


def _follows(
    annotation: Annotation, copy: Annotation, before: Before, chosen: Audience, is_open: bool
) -> bool:
    if _WIDTH[chosen] < _WIDTH[copy.audience]:
        return True
    # Narrowed on the copy, a mark is narrow on both: that it was meant alike tells nothing then.
    is_as_carried = before.is_for_the_same(copy) and before.is_untouched(copy)
    return is_open and is_as_carried and annotation.audience is chosen


def _follow_looks(annotation: Annotation, copy: Annotation, before: Before) -> None:
    if annotation.body != before.body:
        # A text that was emptied on the copy is its author's word too.
        is_emptied = copy.body == "" and before.body != ""
        copy.body = "" if is_emptied else both(copy.body, before.body, annotation.body)
    if copy.color == before.color:
        copy.color = annotation.color
    if copy.width == before.width:
        copy.width = annotation.width


def _narrow_removed(
    db: Session, actor: Actor, mark: Annotation, chosen: Audience | None, like: Annotation
) -> None:
    """What was left on the older version can be brought back: for no more people than `like`."""
    if chosen is not None and _WIDTH[chosen] < _WIDTH[mark.audience]:
        change_audience(db, actor, mark, chosen, like.prepared_for_id)


def _narrow_origins(
    db: Session,
    actor: Actor,
    annotation: Annotation,
    before: Before,
    chosen: Audience,
    at: datetime,
) -> None:
    """Narrow what a mark was carried from, where more people than `chosen` see it."""
    below, stamp = before.updated_at, at
    for origin in origins_of(db, annotation):
        stood = origin.updated_at
        if origin.id == annotation.carried_from_id or stood != below:
            # Earlier, never later as of a copy that was touched: nothing is taken for untouched.
            stamp -= A_MOMENT
        below = stood
        if origin.author_id != before.author_id:
            continue
        if origin.removed_at is not None:
            _narrow_removed(db, actor, origin, chosen, annotation)
        elif _WIDTH[chosen] < _WIDTH[origin.audience]:
            was = rooms_of(db, origin, at)
            change_audience(db, actor, origin, chosen, annotation.prepared_for_id)
            origin.updated_at = stamp
            db.flush()
            tell_change(db, origin, was, at)
            tell_of_doubt(db, origin, at)


def follow_placing(db: Session, *, annotation: Annotation, before: Before, at: datetime) -> None:
    """Carry the untouched copies of a mark again whose place was settled, from there."""
    copies = [c for c in own_copies(db, annotation, before.author_id) if before.is_untouched(c)]
    for copy in copies:
        copy.updated_at = at
    carrying.ask_to_carry_again(db, copies, at)


def follow_removal(db: Session, *, actor: Actor, annotation: Annotation, at: datetime) -> None:
    """Remove the copies of a mark that nobody has touched since they were carried: what was written
    or settled on the newer version stays there."""
    for copy in own_copies(db, annotation, annotation.author_id):
        if copy.updated_at == annotation.updated_at:
            take_away(db, actor, copy, at)
            tell_of_doubt(db, copy, at)
