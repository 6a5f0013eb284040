"""Versions of papers over the JSON API."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from documents import queries, rules
from documents.release_plans.models import ReleaseRule
from documents.release_plans.queries import plans_of
from documents.shapes import DocumentOut, documents_out
from documents.versions import comparison, releases
from documents.versions.comparing import Kind
from documents.versions.forms import CompareQuery, PlaceholderIn, PlanIn
from documents.versions.placing import enter_placeholder
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.i18n import say
from ecabinet.running import store

bp = Blueprint("versions_api", __name__)


@api_route(
    bp, "POST", "/documents/paper-only", tag="documents", body=PlaceholderIn, answer=DocumentOut,
    status=201, errors=(403, 404, 409, 422),
)  # fmt: skip
def create_placeholder(db: Session, actor: Actor, body: PlaceholderIn) -> DocumentOut:
    """Enter a paper that readers get on paper alone: a state secret, or what cannot be scanned.

    Nothing is stored but its number, title and place; it never takes a file."""
    return documents_out(db, actor, {enter_placeholder(db, actor, body): []})[0]


class PlanOut(BaseModel):
    """What was ordered for a version: it goes out at an instant, or with the agenda. `rule` null:
    nothing waits; it goes out by hand, or is out."""

    version_id: int
    rule: ReleaseRule | None
    release_at: datetime | None


@api_route(
    bp, "GET", "/versions/<int:version_id>/release-plan", tag="documents", answer=PlanOut,
    errors=(403, 404),
)  # fmt: skip
def show_plan(db: Session, actor: Actor, version_id: int) -> PlanOut:
    """Tell what was ordered for a version that is not out yet."""
    version = queries.find_version(db, actor, version_id)
    rules.may_distribute(actor).enforce()
    planned = plans_of(db, [version]).get(version.id)
    return PlanOut(
        version_id=version.id,
        rule=planned.rule if planned else None,
        release_at=planned.release_at if planned else None,
    )


@api_route(
    bp, "PUT", "/versions/<int:version_id>/release-plan", tag="documents", body=PlanIn,
    answer=PlanOut, errors=(403, 404, 409, 422),
)  # fmt: skip
def plan_release(db: Session, actor: Actor, version_id: int, body: PlanIn) -> PlanOut:
    """Have a version go out later; an order given before is replaced."""
    version = queries.find_version(db, actor, version_id)
    planned = releases.plan_release(
        db, actor=actor, version=version, rule=body.rule, release_at=body.release_at,
        at=clock.now(),
    )  # fmt: skip
    return PlanOut(version_id=version.id, rule=planned.rule, release_at=planned.release_at)


@api_route(
    bp, "DELETE", "/versions/<int:version_id>/release-plan", tag="documents", status=204,
    errors=(403, 404, 409),
)  # fmt: skip
def cancel_plan(db: Session, actor: Actor, version_id: int) -> None:
    """Take such an order back: the version waits for a hand again."""
    releases.cancel_plan(db, actor=actor, version=queries.find_version(db, actor, version_id))


class PartOut(BaseModel):
    """A run of words; `kind`: same, removed, inserted, skipped (`count` unchanged words)."""

    kind: str
    text: str
    count: int


class ChangeOut(BaseModel):
    """A page that is not the same. `words`: null where they were not compared."""

    kind: Kind
    from_page: int | None
    to_page: int | None
    words: list[PartOut] | None


class ComparisonOut(BaseModel):
    """What changed between two versions. `by_words` false: one has no text to compare, and all
    pages stand beside each other by number. `next_start`: the `start` of the next changes."""

    from_version_id: int
    to_version_id: int
    from_ordinal: int
    to_ordinal: int
    by_words: bool
    changed: int
    inserted: int
    removed: int
    pictures: int = Field(description="pages without words in both, for the eye to compare")
    unchanged: int
    summary: str = Field(description="in the language of the account")
    changes: list[ChangeOut]
    next_start: int | None


@api_route(
    bp, "GET", "/documents/<int:document_id>/compare", tag="documents", query=CompareQuery,
    answer=ComparisonOut, errors=(404, 409, 422),
)  # fmt: skip
def compare_versions(
    db: Session, actor: Actor, document_id: int, query: CompareQuery
) -> ComparisonOut:
    """Say what changed between two versions that this account may read."""
    document = queries.find_document(db, actor, document_id)
    before, after = comparison.pair_of(db, actor, document, query.from_, query.to)
    found = comparison.compare(store(), before, after)
    rows, next_start = comparison.shown(store(), found, query.start)
    counts = found.counts
    return ComparisonOut(
        from_version_id=before.id,
        to_version_id=after.id,
        from_ordinal=before.ordinal,
        to_ordinal=after.ordinal,
        by_words=found.by_words,
        changed=counts[Kind.CHANGED],
        inserted=counts[Kind.INSERTED],
        removed=counts[Kind.REMOVED],
        pictures=counts[Kind.PICTURE],
        unchanged=counts[Kind.SAME],
        summary=say(found.summary),
        changes=[
            ChangeOut(
                kind=one.row.kind,
                from_page=one.row.before,
                to_page=one.row.after,
                words=None
                if one.parts is None
                else [PartOut(kind=p.kind, text=p.text, count=p.count) for p in one.parts],
            )
            for one in rows
        ],
        next_start=next_start,
    )
