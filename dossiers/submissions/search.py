"""What of dossiers can be found: subject, number and note. Their papers are found as papers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session, joinedload

from dossiers.submissions import queries
from dossiers.submissions.models import Submission
from ecabinet.auth.actor import Actor
from ecabinet.i18n import local_day
from ecabinet.search_sources import Content, Passage, Shown, Source, Watch
from ecabinet.sentences import S
from ecabinet.storage import Store


def _names(row: Submission) -> tuple[str, ...]:
    return (row.subject, row.proposal_number)


def _content(db: Session, store: Store, submission_id: int) -> Content | None:
    row = db.get(Submission, submission_id)
    if row is None or not row.subject:
        return None
    day = local_day(row.lodged_at or row.created_at)
    return Content(_names(row), [Passage(1, row.note)], day, row.organisation_id)


def _show(db: Session, actor: Actor, ids: Sequence[int]) -> dict[int, Shown]:
    seen = queries.visible_submissions(actor).options(joinedload(Submission.organisation))
    return {
        row.id: Shown(
            title=row.subject,
            names=_names(row),
            url=partial(_url, row.id),
            lead=row.organisation.code,
            facts=S(
                "search-submission",
                state=S(f"submission-state-{row.state.value}"),
                number=row.proposal_number or "–",
            ),
            subject={"submission_id": row.id},
        )
        for row in db.execute(seen.where(Submission.id.in_(ids))).scalars()
    }


def _url(submission_id: int, page: int, words: str) -> str:
    return f"/submissions/{submission_id}"


SUBMISSIONS = Source(
    name="submissions",
    kind="submissions",
    visible=lambda actor, older: queries.visible_submissions(actor).with_only_columns(
        Submission.id
    ),
    fingerprints=lambda: select(Submission.id, cast(Submission.revision, String)).where(
        Submission.subject != ""
    ),
    content=_content,
    show=_show,
    watches=(
        Watch(
            Submission,
            frozenset({"subject", "proposal_number", "note", "lodged_at"}),
            lambda db, row: [row.id],
        ),
    ),
)
