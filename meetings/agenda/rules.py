"""Who may work on the agenda, and what an agenda lacks before it may be approved."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ecabinet.auth.actor import Actor
from ecabinet.sentences import S, Sentence
from ecabinet.verdicts import ALLOW, Verdict, conflict, invalid
from meetings import rules as meeting_rules
from meetings.models import AgendaItem, ItemType, Meeting, MeetingState

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


def may_order(asked: Sequence[int], present: Collection[int]) -> Verdict:
    """Say whether `asked` is an order of exactly the items that stand there."""
    if len(set(asked)) != len(asked):
        return invalid("agenda-order-has-doubles", field="items")
    if set(asked) != set(present):
        return conflict("agenda-items-changed-meanwhile")
    return ALLOW


def lacks(items: Sequence[AgendaItem]) -> list[Sentence]:
    """List what the agenda lacks before the head may approve it; empty when it is complete.

    Every item needs a title; all but the approval of minutes need who leads and who
    presents. An item without papers is told apart by the page, and does not stop the head: some
    matters are presented orally, and state secrets travel on paper.
    """
    if not items:
        return [S("agenda-lacks-items")]
    found: list[Sentence] = []
    for ordinal, item in enumerate(items, start=1):
        if not item.title.strip():
            found.append(S("agenda-lacks-title", ordinal=ordinal))
        if item.type is ItemType.APPROVAL_OF_MINUTES:
            continue
        if item.lead_id is None:
            found.append(S("agenda-lacks-lead", ordinal=ordinal, title=item.title))
        if item.presenter_id is None:
            found.append(S("agenda-lacks-presenter", ordinal=ordinal, title=item.title))
    return found
