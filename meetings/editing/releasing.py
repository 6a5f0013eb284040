"""The papers of an item, or of all items, released at once: each as by hand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from documents import rules as document_rules
from documents import services as document_services
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.sentences import Sentence
from meetings.agenda import rules
from meetings.agenda.queries import current_versions
from meetings.models import AgendaItem, Meeting
from meetings.queries import load_items


@dataclass(frozen=True)
class Released:
    """`done`: titles of papers that went out; `left`: [(title, why not)]."""

    done: list[str]
    left: list[tuple[str, Sentence | None]]


def release_papers(db: Session, *, actor: Actor, item: AgendaItem) -> Released:
    """Release the latest version of each paper of an item that is not out yet.

    What may not go out stays, and is named with the reason. Raises Denied, Conflict.
    """
    rules.may_check(actor, item.meeting).enforce()
    versions = current_versions(db, [paper.document_id for paper in item.papers])
    document_services.lock(db, versions.values())
    done: list[str] = []
    left: list[tuple[str, Sentence | None]] = []
    for paper in item.papers:
        version = versions.get(paper.document_id)
        if version is None or version.released_at is not None:
            continue
        verdict = document_rules.may_release(actor, version)
        if verdict:
            document_services.release(db, actor=actor, version=version, at=clock.now())
            done.append(paper.document.title)
        else:
            left.append((paper.document.title, verdict.sentence))
    return Released(done, left)


def release_all_papers(db: Session, *, actor: Actor, meeting: Meeting) -> Released:
    """Release the papers of all items that stand on the agenda. Raises Denied, Conflict."""
    rules.may_check(actor, meeting).enforce()
    standing = [item for item in load_items(db, meeting) if item.removed_at is None]
    found = [release_papers(db, actor=actor, item=item) for item in standing]
    return Released([d for one in found for d in one.done], [x for one in found for x in one.left])
