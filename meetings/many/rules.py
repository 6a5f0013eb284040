"""Whether many items may be worked on at once, and where they stand afterwards. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ecabinet.auth.actor import Actor
from ecabinet.verdicts import ALLOW, Verdict, conflict, invalid
from meetings.agenda import rules as agenda_rules
from meetings.agenda.rules import MAX_ITEMS
from meetings.many.models import Act, BulkAct
from meetings.models import AgendaItem, Meeting

FIELDS = ("section_id", "presenter_id", "chair_id", "lead_id", "type", "minutes")
"""What may be written into many items at once; a title or a reason belongs to one."""

_NEVER_EMPTY = frozenset({"type", "minutes"})


def may_act(actor: Actor, meeting: Meeting, act: Act) -> Verdict:
    """Say whether `actor` may do this to items of the sitting at all. What changes nothing in an
    agenda may be done after it was approved, too."""
    if act in (Act.CHECK, Act.RELEASE):
        return agenda_rules.may_check(actor, meeting)
    return agenda_rules.may_edit_agenda(actor, meeting)


def may_act_on(actor: Actor, item: AgendaItem, act: Act) -> Verdict:
    """Say whether the act may be done to this item. What the system writes for a sitting (its last
    minutes, its assignments) stays at that sitting."""
    verdict = may_act(actor, item.meeting, act)
    if verdict and item.removed_at is not None:
        return conflict("agenda-item-was-removed", title=item.title)
    if verdict and act is Act.POSTPONE and item.standing is not None:
        return conflict("many-standing-stays", title=item.title)
    return verdict


def sound_choice(item_ids: Collection[int]) -> Verdict:
    """Say whether something was chosen, and no more than an agenda holds."""
    if not item_ids:
        return invalid("many-none-chosen", field="items")
    if len(set(item_ids)) > MAX_ITEMS:
        return invalid("agenda-too-many-items", field="items")
    return ALLOW


def sound_fields(values: Mapping[str, Any]) -> Verdict:
    """Say whether `values` are fields that many items may be given."""
    if not values or not set(values) <= set(FIELDS):
        return invalid("many-nothing-to-change", field="fields")
    empty = next((name for name in _NEVER_EMPTY if name in values and values[name] is None), None)
    return invalid("field-missing", field=empty) if empty else ALLOW


def may_postpone(actor: Actor, to: Meeting, away_from: Meeting, present: int, new: int) -> Verdict:
    """Say whether `new` items may go to the sitting `to`, where `present` stand."""
    if to.id == away_from.id:
        return invalid("many-same-sitting", field="to_meeting_id")
    verdict = agenda_rules.may_edit_agenda(actor, to)
    if verdict and present + new > MAX_ITEMS:
        return conflict("agenda-too-many-items", most=MAX_ITEMS)
    return verdict


def may_undo(actor: Actor, meeting: Meeting, entry: BulkAct) -> Verdict:
    """Say whether `actor` may take the whole act back. A paper that is out has been read."""
    verdict = may_act(actor, meeting, entry.act)
    if verdict and entry.act is Act.RELEASE:
        return conflict("many-released-stays")
    if verdict and (entry.undone_at is not None or not entry.done):
        return conflict("many-nothing-to-undo")
    return verdict


def put_back(present: Sequence[int], before: Sequence[int], back: Collection[int]) -> list[int]:
    """Return `present` with the items `back` where they stood in the order `before`: each behind
    the nearest of those before it that is still there, or at the front. What others moved or added
    stays where it is."""
    order = [one for one in present if one not in back]
    for place, one in enumerate(before):
        if one not in back:
            continue
        ahead = next((other for other in reversed(before[:place]) if other in order), None)
        order.insert(0 if ahead is None else order.index(ahead) + 1, one)
    return order
