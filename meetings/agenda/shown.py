"""A sitting as the JSON API shows it to whoever asks."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecabinet.auth.actor import Actor
from ecabinet.i18n import language, say_in
from meetings import queries, rules
from meetings.agenda import queries as agenda_queries
from meetings.agenda.shapes import ItemOut, MeetingOut, meeting_out
from meetings.invited.queries import own_invitation
from meetings.models import Meeting


def shown(db: Session, actor: Actor, meeting: Meeting) -> MeetingOut:
    """Return the sitting as `actor` sees it: the working copy, or the edition sent last."""
    invitation = own_invitation(db, actor, meeting)
    if rules.sees_preparation(actor):
        desk = agenda_queries.desk(db, meeting)
        items = [
            ItemOut.of_item(item, desk.versions, line, slot)
            for item, line, slot in zip(desk.items, desk.lines, desk.slots, strict=True)
        ]
        changes = [say_in(language(), change.sentence) for change in desk.changes]
        edition = desk.edition
    else:
        desk, changes = None, []
        edition = queries.last_edition(db, meeting, sent=True)
        lines = agenda_queries.sent_lines(db, actor, meeting, edition) if edition else []
        sat = queries.load_items(db, meeting) if meeting.opened_at else []
        found = {item.id: item for item in sat}
        items = [ItemOut.of_line(line, found.get(line.line["item_id"])) for line in lines]
    return meeting_out(
        meeting, edition=edition, items=items, invitation=invitation, desk=desk, changes=changes
    )
