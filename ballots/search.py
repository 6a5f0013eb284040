"""What of ballots can be found: title, matter and questions. Never an opinion or a remark."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import Session, joinedload

from ballots import queries
from ballots.models import Ballot, Question
from ecabinet.auth.actor import Actor
from ecabinet.i18n import local_day
from ecabinet.search_sources import Content, Passage, Shown, Source, Watch
from ecabinet.sentences import S
from ecabinet.storage import Store


def _fingerprints() -> Select[int, str]:
    questions = (
        select(
            cast(func.max(Question.id), String)
            + ":"
            + cast(func.sum(func.length(Question.text)), String)
        )
        .where(Question.ballot_id == Ballot.id)
        .scalar_subquery()
    )
    return select(Ballot.id, cast(Ballot.revision, String) + ":" + func.coalesce(questions, ""))


def _content(db: Session, store: Store, ballot_id: int) -> Content | None:
    ballot = db.get(Ballot, ballot_id)
    if ballot is None:
        return None
    texts = [ballot.matter, *(question.text for question in ballot.questions)]
    return Content(
        names=(ballot.title,),
        passages=[Passage(1, "\n".join(text for text in texts if text))],
        day=local_day(ballot.opened_at or ballot.created_at),
        organisation_id=ballot.organisation_id,
    )


def _show(db: Session, actor: Actor, ids: Sequence[int]) -> dict[int, Shown]:
    visible = queries.visible_ballots(actor).options(joinedload(Ballot.organisation))
    return {
        ballot.id: Shown(
            title=ballot.title,
            names=(ballot.title,),
            url=partial(_url, ballot.id),
            lead=ballot.organisation.code if ballot.organisation else "",
            facts=S(
                "search-ballot",
                state=S(f"ballot-state-{ballot.state.value}"),
                at=ballot.opened_at or ballot.created_at,
            ),
            subject={"ballot_id": ballot.id},
        )
        for ballot in db.execute(visible.where(Ballot.id.in_(ids))).scalars()
    }


def _url(ballot_id: int, page: int, words: str) -> str:
    return f"/ballots/{ballot_id}"


BALLOTS = Source(
    name="ballots",
    kind="ballots",
    visible=lambda actor, older: queries.visible_ballots(actor).with_only_columns(Ballot.id),
    fingerprints=_fingerprints,
    content=_content,
    show=_show,
    watches=(
        Watch(
            Ballot,
            frozenset({"title", "matter", "opened_at", "organisation_id"}),
            lambda db, ballot: [ballot.id],
        ),
        Watch(Question, frozenset({"text"}), lambda db, question: [question.ballot_id]),
    ),
)
