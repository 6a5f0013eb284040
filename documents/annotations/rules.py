"""Who may write on a paper, and for whom."""

from __future__ import annotations

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


def may_change(actor: Actor, annotation: Annotation) -> Verdict:
    """Only the author changes or removes a mark. Asked of somebody who sees it."""
    if annotation.author_id != actor.person_id:
        return denied("annotation-not-yours")
    return ALLOW
