"""One's own last change taken back, unless somebody else wrote over it since."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings.agenda import rules
from meetings.agenda.forms import ItemChange
from meetings.agenda.services import change_item
from meetings.changes.models import FieldChange
from meetings.changes.queries import own_last_change
from meetings.forms import MeetingChange
from meetings.frame import Frame
from meetings.models import AgendaItem, Meeting
from meetings.services import change_meeting


def undo_item_change(db: Session, *, actor: Actor, item: AgendaItem) -> list[str]:
    """Write back what stood in an item before the last change that `actor` made; return the
    fields. Asked again, it makes that change again.

    Raises Denied, Conflict: nothing to take back, or somebody else wrote there since.
    """
    rules.may_edit_item(actor, item).enforce()
    last = own_last_change(db, item, actor.account_id)
    if not last:
        raise Conflict(S("editing-nothing-to-undo"))
    before = ItemChange.model_validate({change.field: change.before for change in last})
    after = {change.field: change.after for change in last}
    change_item(db, actor=actor, item=item, content=before.content(item), revision=None, base=after)
    return sorted(after)


def last_of_sitting(db: Session, actor: Actor, meeting: Meeting) -> list[FieldChange]:
    """Return the fields of the sitting's own data that `actor` wrote last, all in one act."""
    return own_last_change(db, meeting, actor.account_id, Frame.__dataclass_fields__)


def undo_meeting_change(db: Session, *, actor: Actor, meeting: Meeting) -> list[str]:
    """Write back what stood in the sitting's own data before the last change that `actor` made;
    return the fields. Whoever is invited is told as of any change; asked again, it is made again.

    Raises Denied, Conflict: nothing to take back, or somebody else wrote there since.
    """
    meeting_rules.may_change(actor, meeting).enforce()
    last = last_of_sitting(db, actor, meeting)
    if not last:
        raise Conflict(S("editing-nothing-to-undo-sitting"))
    before = MeetingChange.model_validate({change.field: change.before for change in last})
    after = {change.field: change.after for change in last}
    change_meeting(
        db, actor=actor, meeting=meeting, frame=before.frame(meeting), revision=None, base=after
    )
    return sorted(after)
