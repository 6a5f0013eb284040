"""What those whom a carried mark concerns may do with it."""

from __future__ import annotations

from documents.models import Annotation, CarryState
from ecabinet.verdicts import ALLOW, Verdict, conflict, invalid

IN_DOUBT = (CarryState.LOOK, CarryState.UNPLACED)


def may_confirm(annotation: Annotation) -> Verdict:
    """Say that a mark in doubt stands right. Asked of those concerned."""
    if annotation.carry_state is CarryState.UNPLACED:
        return invalid("carry-no-place-yet", "page")
    return may_settle(annotation)


def may_settle(annotation: Annotation) -> Verdict:
    """Place a mark in doubt by hand, or leave it on the old version. Asked of those concerned."""
    if annotation.carry_state not in IN_DOUBT:
        return conflict("carry-settled-already")
    return ALLOW


def may_take_back(annotation: Annotation) -> Verdict:
    """Bring a carried mark back that was left on the old version. Asked of those concerned."""
    if annotation.removed_at is None or annotation.carry_state not in IN_DOUBT:
        return conflict("carry-settled-already")
    return ALLOW
