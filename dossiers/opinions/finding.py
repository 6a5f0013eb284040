"""A request for an opinion, found by the rules of the body that hold now."""

from __future__ import annotations

from sqlalchemy.orm import Session

from dossiers.opinions import queries
from dossiers.opinions.panel import days
from dossiers.submissions.models import OpinionRequest
from dossiers.submissions.queries import rules_of
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.people.rules import SubmissionRules


def body_rules(db: Session) -> SubmissionRules:
    """Return the body's rules of dossiers in force now."""
    return rules_of(db, days(), clock.now()).submissions


def find(db: Session, actor: Actor, request_id: int, *, lock: bool = False) -> OpinionRequest:
    """Return a request that `actor` sees. Raises NotVisible."""
    return queries.find_request(db, actor, request_id, body_rules(db), lock=lock)
