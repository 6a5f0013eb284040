"""What a page of the room shows to one reader: one read of the store, no writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.people.queries import Member, members_on, rules_on
from ecabinet.people.rules import QuorumResult
from ecabinet.sentences import Sentence
from ecabinet.slots import AGENDA_ITEM_PANEL
from ecabinet.verdicts import Verdict
from meetings.agenda.queries import (
    Group,
    SentLine,
    grouped,
    labels_of,
    sections_by_id,
    sent_lines,
)
from meetings.invited.queries import own_invitation
from meetings.invited.rules import is_away, is_partial, quorum_of
from meetings.live import attendance, queries, rules
from meetings.minutes.queries import readable_of
from meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    ClerkNote,
    Invitation,
    InvitationKind,
    Meeting,
    MeetingState,
)
from meetings.positions.board import board
from meetings.queries import last_edition


@dataclass(frozen=True)
class Place:
    """Somebody expected in the room, and whether they are there."""

    person_id: int
    name: str
    title: str
    is_member: bool
    there: Attendance | None
    answer: str
    invitation: Invitation
    is_away: bool
    """Said to be away now (a substitute: not asked to sit in now)."""

    @property
    def differs(self) -> bool:
        """Return whether somebody who announced a part to be missed is there in it, or is not
        there outside of it: the clerk is to look."""
        return is_partial(self.invitation) and (self.there is None) != self.is_away

    @property
    def state(self) -> str:
        """Return "present", "remote" or "left"."""
        return self.there.mode.value if self.there else "left"


@dataclass(frozen=True)
class RoomPage:
    """Everything the room shows; Verdicts say which acts it offers."""

    meeting: Meeting
    items: list[AgendaItem]
    labels: dict[int, str]
    groups: list[Group]
    minutes_open: set[int]
    current: AgendaItem | None
    papers: dict[int, list[DocumentVersion]]
    on_paper: dict[int, list[dict[str, Any]]]
    panels: list[str]
    quorum: QuorumResult
    places: list[Place]
    notes: list[ClerkNote]
    own: Invitation | None
    is_there: Attendance | None
    leads: bool
    conducts: bool
    may_come_to_chair: bool
    item_chairs: list[Member]
    may_hand_over: Verdict | None
    records: bool
    seat: str
    may_open: Verdict
    may_pause: Verdict
    may_resume: Verdict
    may_end: Verdict
    may_check_in: Verdict
    may_conclude: Verdict | None
    may_discuss: Verdict | None
    may_put_back: Verdict | None
    may_defer: Verdict | None
    next_item: AgendaItem | None
    previous_item: AgendaItem | None
    open_items: int
    vote_sentence: Sentence | None
    en_bloc: int

    @property
    def acts(self) -> bool:
        """Whether the reader does the chair's acts: of the sitting, or of the current item."""
        return self.leads or self.conducts

    def may_call(self, item: AgendaItem, actor: Actor) -> Verdict:
        """Say whether the reader may bring `item` before the cabinet now."""
        return rules.may_call(actor, self.meeting, item, self.current)


def items_shown(
    db: Session, actor: Actor, meeting: Meeting
) -> tuple[list[AgendaItem], dict[int, SentLine]]:
    """Return the items the reader may know of and {item id: its line with papers to open}.

    Members know the edition that was sent; the secretariat the working copy too.
    """
    items = queries.items_of(db, meeting)
    edition = last_edition(db, meeting, sent=True)
    sent = sent_lines(db, actor, meeting, edition) if edition else []
    lines = {line.line["item_id"]: line for line in sent}
    if not actor.is_secretariat:
        items = [item for item in items if item.id in lines]
    return items, lines


def room_page(db: Session, actor: Actor, meeting: Meeting, today: date, language: str) -> RoomPage:
    """Read the room as `actor` sees it."""
    items, lines = items_shown(db, actor, meeting)
    current = next((item for item in items if item.is_current), None)
    there = queries.there_now(db, meeting.id)
    invitations = queries.invitations_in_force(db, meeting.id)
    own = own_invitation(db, actor, meeting)
    expected = queries.people_expected(invitations)
    leads = rules.leads(actor, meeting)
    open_items = [item for item in items if item.state not in rules.DONE]
    callable_items = [item for item in open_items if not item.is_current]
    after = current.ordinal if current else 0
    next_item = next((i for i in callable_items if i.ordinal > after), None)
    return RoomPage(
        meeting=meeting,
        items=items,
        labels=labels_of(db, meeting),
        groups=_groups(db, meeting, items),
        minutes_open=readable_of(db, actor, [item.minutes_of_id for item in items]),
        current=current,
        papers={item_id: line.papers for item_id, line in lines.items()},
        on_paper={item_id: line.on_paper for item_id, line in lines.items()},
        panels=[
            Markup(panel)  # noqa: S704 - rendered by our templates
            for fill in AGENDA_ITEM_PANEL
            if current is not None and (panel := fill(db, actor, current))
        ],
        quorum=_quorum(db, meeting, today, invitations, there),
        places=_places(meeting, invitations, there, language) if actor.is_secretariat else [],
        notes=queries.notes_of(db, meeting.id) if rules.sees_notes(actor, meeting) else [],
        own=own,
        is_there=there.get(actor.person_id),
        leads=leads,
        conducts=not leads and current is not None and rules.conducts(actor, current),
        may_come_to_chair=leads or (own is not None and own.kind is InvitationKind.MEMBER),
        item_chairs=_item_chairs(db, meeting, today) if leads and current else [],
        may_hand_over=rules.may_hand_over(actor, meeting, current) if current else None,
        records=rules.keeps_record(actor),
        seat=_seat(actor, own, members_on(db, today)),
        may_open=rules.may_open(actor, meeting).and_then(
            rules.opens_on(last_edition(db, meeting, sent=True))
        ),
        may_pause=rules.may_pause(actor, meeting),
        may_resume=rules.may_resume(actor, meeting),
        may_end=rules.may_end(actor, meeting, items),
        may_check_in=rules.may_check_in(meeting, actor.person_id in expected),
        may_conclude=rules.may_conclude(actor, meeting, current) if current else None,
        may_discuss=rules.may_discuss(actor, meeting, current) if current else None,
        may_put_back=rules.may_put_back(actor, meeting, current) if current else None,
        may_defer=rules.may_defer(actor, meeting, current) if current else None,
        next_item=next_item or next(iter(callable_items), None),
        previous_item=next((i for i in reversed(callable_items) if i.ordinal < after), None),
        open_items=len(open_items),
        vote_sentence=_vote_sentence(current.vote_outcome if current else None),
        en_bloc=_en_bloc(db, actor, meeting) if leads else 0,
    )


def _groups(db: Session, meeting: Meeting, items: list[AgendaItem]) -> list[Group]:
    """The items by section, as the agenda shows them; sections without an item are left out."""
    named = {
        section_id: {
            "section_id": section_id, "section": told["name"], "section_label": told["label"],
        }
        for section_id, told in sections_by_id(db, meeting).items()
    }  # fmt: skip
    return grouped((named.get(item.section_id or 0, {}), item) for item in items)


def _en_bloc(db: Session, actor: Actor, meeting: Meeting) -> int:
    """How many items the leader may adopt in one act now."""
    if meeting.state is not MeetingState.IN_SITTING:
        return 0
    shown = board(db, actor, meeting)
    return len(shown.en_bloc) if shown.may_adopt else 0


def _item_chairs(db: Session, meeting: Meeting, today: date) -> list[Member]:
    """The members there who may be let chair an item."""
    there = queries.house(db, meeting, today).present
    return [member for member in there if member.person_id != meeting.chair_id]


def _vote_sentence(outcome: dict[str, Any] | None) -> Sentence | None:
    return Sentence.from_json(outcome["sentence"]) if outcome else None


def _quorum(
    db: Session,
    meeting: Meeting,
    today: date,
    invitations: list[Invitation],
    there: dict[int, Attendance],
) -> QuorumResult:
    """The quorum as it stands; before the opening, as it would be then if all come who said so."""
    if meeting.state is not MeetingState.INVITED:
        return queries.house(db, meeting, today).quorum
    announced = attendance.those_announced(invitations, _moment(meeting))
    coming = announced | {person_id: row.mode for person_id, row in there.items()}
    members = [member.person_id for member in members_on(db, today)]
    modes = {person_id: coming[person_id] for person_id in members if person_id in coming}
    total, chair = len(members), meeting.chair_id in modes
    return quorum_of(rules_on(db, today), total, list(modes.values()), chair=chair)


def _moment(meeting: Meeting) -> datetime:
    """For when it is shown who is to be expected: now, or the beginning while it is ahead."""
    return max(clock.now(), meeting.starts_at)


def _places(
    meeting: Meeting, invitations: list[Invitation], there: dict[int, Attendance], language: str
) -> list[Place]:
    found = []
    moment = _moment(meeting)
    for row in invitations:
        away = is_away(row, moment)
        found.append(
            Place(
                row.person_id,
                row.name,
                row.title(language),
                row.kind is InvitationKind.MEMBER,
                there.get(row.person_id),
                row.answer.value,
                row,
                away,
            )
        )
        if row.substitute_id is not None and row.answer is Answer.SUBSTITUTE:
            found.append(
                Place(
                    row.substitute_id,
                    row.substitute_name,
                    row.substitute_position,
                    False,
                    there.get(row.substitute_id),
                    "substitute",
                    row,
                    not away,
                )
            )
    return found


def _seat(actor: Actor, own: Invitation | None, members: list[Member]) -> str:
    """As what the reader sits here: "member", "substitute", "guest" or "" (the secretariat)."""
    if own is None:
        return ""
    if own.person_id != actor.person_id:
        return "substitute"
    is_member = any(member.person_id == actor.person_id for member in members)
    return "member" if is_member and own.kind is InvitationKind.MEMBER else "guest"
