"""Who may write on a paper, and for whom."""

from __future__ import annotations

from collections.abc import Collection

from documents.models import Annotation, Audience
from documents.rules import reads_no_papers
from ecabinet.auth.actor import Actor
from ecabinet.verdicts import ALLOW, Verdict, denied, hidden


def may_annotate(actor: Actor, audience: Audience) -> Verdict:
    """Whoever reads a version writes on it for themselves and their office; for the meeting write
    the members and the secretariat. Asked of somebody who may read the version."""
    if reads_no_papers(actor):
        return hidden()
    if audience is Audience.MEETING and not (actor.is_member or actor.is_secretariat):
        return denied("annotation-meeting-not-yours")
    return ALLOW


def may_write_for_office(*, has_delegates: bool, principals: int) -> Verdict:
    """Who has neither delegates nor somebody who delegates to them has no office to write for. Who
    works for several says for whom: what one of them is to see is not for the others."""
    if has_delegates or principals == 1:
        return ALLOW
    return denied("annotation-office-of-whom") if principals else hidden()


def may_prepare_for(actor: Actor, person_id: int, principals: Collection[int]) -> Verdict:
    """An account prepares marks for those who delegated that to it now (`principals`)."""
    if reads_no_papers(actor):
        return hidden()
    if person_id not in principals:
        return denied("annotation-prepare-not-yours")
    return ALLOW


def may_change(actor: Actor, annotation: Annotation) -> Verdict:
    """Only the author changes or removes a mark. Asked of somebody who sees it."""
    if annotation.author_id != actor.person_id:
        return denied("annotation-not-yours")
    return ALLOW


def may_take_over(actor: Actor, annotation: Annotation) -> Verdict:
    """A prepared mark is made one's own, or put aside, by the person it was prepared for."""
    if annotation.prepared_for_id != actor.person_id:
        return denied("annotation-not-prepared-for-you")
    return ALLOW
