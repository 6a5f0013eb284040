"""Who may work on the agenda, and what an agenda lacks before it may be approved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from ecabinet.auth.actor import Actor
from ecabinet.sentences import S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, conflict, invalid
from meetings import rules as meeting_rules
from meetings.models import AgendaItem, ItemType, Meeting, MeetingState, StandingItem

MAX_ITEMS = 1000
MAX_PAPERS_PER_ITEM = 50


def may_edit_agenda(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may change the working copy.

    While it is being planned, and again after an edition was sent, for the next one. An approved
    edition that waits for sending is first opened again, so that nobody changes it by accident.
    """
    verdict = meeting_rules.may_prepare(actor)
    if not verdict:
        return verdict
    if meeting.state is MeetingState.AGENDA_APPROVED:
        return conflict("agenda-approved-reopen-first")
    return meeting_rules.may_change(actor, meeting)


def may_edit_item(actor: Actor, item: AgendaItem) -> Verdict:
    """Say whether `actor` may change this item, its papers or take it off."""
    verdict = may_edit_agenda(actor, item.meeting)
    if verdict and item.removed_at is not None:
        return conflict("agenda-item-was-removed", title=item.title)
    return verdict


def may_check(actor: Actor, meeting: Meeting) -> Verdict:
    """Say whether `actor` may note that items are formally in order: until the sitting begins,
    an approved agenda too, as nothing in it is changed."""
    return meeting_rules.may_prepare(actor).and_then(meeting_rules.may_change(actor, meeting))


def may_restore(actor: Actor, item: AgendaItem) -> Verdict:
    """Say whether `actor` may put a removed item back."""
    verdict = may_edit_agenda(actor, item.meeting)
    if verdict and item.removed_at is None:
        return conflict("agenda-item-not-removed", title=item.title)
    return verdict


def may_add(actor: Actor, meeting: Meeting, present: int) -> Verdict:
    """Say whether `actor` may add an item where `present` stand already."""
    verdict = may_edit_agenda(actor, meeting)
    if verdict and present >= MAX_ITEMS:
        return conflict("agenda-too-many-items", most=MAX_ITEMS)
    return verdict


def stands_once(standing: StandingItem, present: Iterable[AgendaItem]) -> Verdict:
    """Say whether a standing item may be added: one of its kind stands on an agenda."""
    for item in present:
        if item.standing is standing or (
            standing is StandingItem.LAST_MINUTES and item.type is ItemType.APPROVAL_OF_MINUTES
        ):
            return conflict("agenda-standing-is-there", title=item.title)
    return ALLOW


def may_order(asked: Sequence[int], present: Collection[int]) -> Verdict:
    """Say whether `asked` is an order of exactly the items that stand there."""
    if len(set(asked)) != len(asked):
        return invalid("agenda-order-has-doubles", field="items")
    if set(asked) != set(present):
        return conflict("agenda-items-changed-meanwhile")
    return ALLOW


def may_go_to(
    to: Mapping[int, int | None], present: Collection[int], sections: Collection[int | None]
) -> Verdict:
    """Say whether items may go to the sections `to`: items and sections that stand there."""
    if not set(to) <= set(present):
        return conflict("agenda-items-changed-meanwhile")
    if not set(to.values()) <= set(sections):
        return conflict("agenda-sections-changed-meanwhile")
    return ALLOW


def moved(
    standing: Sequence[tuple[int, int | None]],
    sections: Sequence[int | None],
    item_id: int,
    step: int,
    section_id: int | None,
) -> tuple[list[int], int | None]:
    """Return (order, section of the item) after moving `item_id`.

    `standing`: (item id, section id) in order; `sections`: in order, None (before all) first.
    `step` -1 or 1: one place within the section, or over its edge into the one beside it; 0: to the
    end of `section_id`.
    """
    order = [one for one, _ in standing]
    of = dict(standing)
    if not step:
        return [one for one in order if one != item_id] + [item_id], section_id
    mine = [one for one in order if of[one] == of[item_id]]
    place = mine.index(item_id) + step
    if 0 <= place < len(mine):
        here, there = order.index(item_id), order.index(mine[place])
        order[here], order[there] = order[there], order[here]
        return order, of[item_id]
    beside = sections.index(of[item_id]) + step
    if not 0 <= beside < len(sections):
        return order, of[item_id]
    order.remove(item_id)
    return ([item_id, *order] if step > 0 else [*order, item_id]), sections[beside]


def comes_late(planned_on: date, latest_on: date, today: date) -> bool:
    """Say whether an item added today, before anything was sent, comes late: its papers cannot go
    out by `latest_on`, and those of a sitting planned that early could have.

    A sitting that was called too late for any papers says why when it is sent; its items need not.
    """
    return planned_on <= latest_on < today


def late_is_explained(late: bool, reason: str) -> Verdict:
    """Say whether an item that comes late says why."""
    if late and not reason.strip():
        return invalid("agenda-late-item-needs-reason", field="late_reason")
    return ALLOW


def lacks(items: Sequence[AgendaItem], labels: Mapping[int, str] | None = None) -> list[Sentence]:
    """List what the agenda lacks before the head may approve it; empty when it is complete.

    Every item needs a title; all but the approval of minutes need who leads and who
    presents. An item without papers is told apart by the page, and does not stop the head: some
    matters are presented orally, and state secrets travel on paper. `labels`: {item id: its
    number}; without it items are named by their place.
    """
    if not items:
        return [S("agenda-lacks-items")]
    found: list[Sentence] = []
    for place, item in enumerate(items, start=1):
        ordinal = (labels or {}).get(item.id, str(place))
        if not item.title.strip():
            found.append(S("agenda-lacks-title", ordinal=ordinal))
        if item.type is ItemType.APPROVAL_OF_MINUTES:
            continue
        if item.lead_id is None:
            found.append(S("agenda-lacks-lead", ordinal=ordinal, title=item.title))
        if item.presenter_id is None:
            found.append(S("agenda-lacks-presenter", ordinal=ordinal, title=item.title))
    return found
