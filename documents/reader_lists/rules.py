"""Who keeps the named lists of readers, and what one is like."""

from __future__ import annotations

from documents.reader_lists.models import ReaderList
from documents.rules import may_distribute
from ecabinet.auth.actor import Actor
from ecabinet.verdicts import ALLOW, Verdict, conflict


def may_keep_lists(actor: Actor) -> Verdict:
    """Whoever hands papers out."""
    return may_distribute(actor)


def may_change_list(actor: Actor, row: ReaderList, seen: int) -> Verdict:
    """Whether somebody who saw revision `seen` may write over what is there now."""
    allowed = may_keep_lists(actor)
    if allowed and row.removed_at is not None:
        return conflict("named-list-removed-meanwhile")
    if allowed and row.revision != seen:
        return conflict("named-list-changed-meanwhile", name=row.name)
    return ALLOW if allowed else allowed
