"""Who may order when a version goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from documents import rules
from documents.models import DocumentVersion
from documents.release_plans.models import PlannedRelease, ReleaseRule
from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.verdicts import ALLOW, Verdict, conflict, invalid


def may_plan(actor: Actor, version: DocumentVersion) -> Verdict:
    """The secretariat says when a version that is not out yet goes out."""
    return rules.may_release(actor, version)


def sound_plan(rule: ReleaseRule, release_at: datetime | None, at: datetime) -> Verdict:
    """Say whether the order makes sense: an instant to come for a release at an instant."""
    if rule is ReleaseRule.WITH_AGENDA:
        return ALLOW
    if release_at is None:
        return invalid("release-plan-needs-instant", field="release_at")
    if release_at <= at:
        return invalid("release-plan-past", field="release_at")
    return ALLOW


def goes_out(planned: PlannedRelease | None, occasion: str, at: datetime) -> bool:
    """Whether handing the version out for `occasion` lets it out: it waits for nothing, its hour
    has come, or it waits for the agenda and is handed out with one."""
    if planned is None:
        return True
    if planned.rule is ReleaseRule.WITH_AGENDA:
        return occasions.kind_of(occasion) == occasions.MEETING
    return planned.release_at is not None and planned.release_at <= at


def may_ask_about(
    versions: Iterable[DocumentVersion], plans: Mapping[int, PlannedRelease]
) -> Verdict:
    """Who is asked for a vote or an opinion reads the papers at once: none waits for an agenda."""
    for version in versions:
        planned = plans.get(version.id)
        if planned is not None and planned.rule is ReleaseRule.WITH_AGENDA:
            return conflict("release-plan-waits-for-agenda", title=version.document.title)
    return ALLOW


def may_cancel_plan(
    actor: Actor, version: DocumentVersion, planned: PlannedRelease | None
) -> Verdict:
    """The secretariat takes such an order back until it was carried out."""
    verdict = may_plan(actor, version)
    if verdict and planned is None:
        return conflict("release-plan-none")
    return verdict
