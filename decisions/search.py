"""What of decisions can be found: their subject, number and text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session, joinedload

from decisions import queries
from decisions.models import Decision
from ecabinet.auth.actor import Actor
from ecabinet.search_sources import Content, Passage, Shown, Source, Watch
from ecabinet.sentences import S
from ecabinet.storage import Store


def _content(db: Session, store: Store, decision_id: int) -> Content | None:
    decision = db.get(Decision, decision_id)
    if decision is None:
        return None
    text = "\n".join(part for part in (decision.text, decision.occasion) if part)
    return Content(_names(decision), [Passage(1, text)], decision.decided_on,
                   decision.organisation_id)  # fmt: skip


def _names(decision: Decision) -> tuple[str, ...]:
    return (decision.subject, decision.number_symbol)


def _show(db: Session, actor: Actor, ids: Sequence[int]) -> dict[int, Shown]:
    visible = queries.visible_decisions(actor).options(joinedload(Decision.organisation))
    return {
        decision.id: Shown(
            title=decision.subject,
            names=_names(decision),
            url=partial(_url, decision.id),
            lead=decision.organisation.code if decision.organisation else "",
            facts=S(
                "search-decision",
                kind=S(f"decision-kind-{decision.kind.value}"),
                number=decision.number_symbol or "–",
                day=decision.decided_on,
            ),
            subject={"decision_id": decision.id},
        )
        for decision in db.execute(visible.where(Decision.id.in_(ids))).scalars()
    }


def _url(decision_id: int, page: int, words: str) -> str:
    return f"/decisions/{decision_id}"


DECISIONS = Source(
    name="decisions",
    kind="decisions",
    visible=lambda actor, older: queries.visible_decisions(actor).with_only_columns(Decision.id),
    fingerprints=lambda: select(Decision.id, cast(Decision.revision, String)),
    content=_content,
    show=_show,
    watches=(
        Watch(
            Decision,
            frozenset({"subject", "text", "occasion", "number_symbol", "decided_on",
                       "organisation_id"}),
            lambda db, decision: [decision.id],
        ),
    ),
)  # fmt: skip
