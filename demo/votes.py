"""Votes in the past sitting: opened by the chair, answered by everybody there, closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from ballots import queries, services
from ballots.models import Ballot, OpinionAnswer
from demo.sittings import item_of
from demo.stage import Act, Stage
from ecabinet.auth.actor import Actor

Unlike = dict[str, tuple[OpinionAnswer, str]]
"""Who does not simply agree: {login: (answer, remark)}."""

UNLIKE: dict[str, Unlike] = {
    "investment": {},
    "power": {
        "minister.g10": (
            OpinionAnswer.OTHER,
            "Tán thành; đề nghị ghi rõ mực nước tối thiểu của các hồ phục vụ sản xuất nông nghiệp.",
        )
    },
    "health": {
        "minister.g12": (OpinionAnswer.DISAGREE, "Chưa rõ nguồn chi sau năm thứ nhất."),
        "minister.g09": (OpinionAnswer.DISAGREE, ""),
        "minister.g20": (OpinionAnswer.DISAGREE, ""),
        "dpm5": (OpinionAnswer.OTHER, "Nên thí điểm ở sáu tỉnh trước khi làm cả nước."),
        "minister.g06": (OpinionAnswer.OTHER, "Cần gắn với sổ sức khỏe điện tử ngay từ đầu."),
    },
}


def plan_vote(stage: Stage, sitting: str, key: str, voters: list[str], begins: datetime) -> None:
    """Have `voters` vote on an item within four minutes of `begins`."""
    stage.plan("pm", begins, _open(stage, sitting, key))
    for place, login in enumerate(voters):
        answer, remark = UNLIKE[key].get(login, (OpinionAnswer.AGREE, ""))
        at = begins + timedelta(seconds=20 + 7 * place)
        stage.plan(login, at, answering(stage, f"vote:{key}", answer, remark))
    stage.plan("pm", begins + timedelta(minutes=4), _close(stage, key))


def answering(stage: Stage, ballot_key: str, answer: OpinionAnswer, remark: str) -> Act:
    """A member's answer to all questions of the ballot kept as `ballot_key`."""

    def answer_it(db: Session, actor: Actor, at: datetime) -> None:
        ballot = queries.find_ballot(db, actor, stage.made[ballot_key], lock="share")
        services.cast_opinions(
            db, ballot, actor=actor, days=stage.calendar, at=at,
            answers=[services.Given(row.id, answer, remark) for row in ballot.questions],
        )  # fmt: skip

    return answer_it


def _open(stage: Stage, sitting: str, key: str) -> Act:
    def open_vote(db: Session, actor: Actor, at: datetime) -> None:
        item = item_of(stage, db, sitting, key)
        ballot = services.open_vote(
            db, item, actor=actor, days=stage.calendar, at=at,
            question=f"Thông qua: {item.title}",
        )  # fmt: skip
        stage.made[f"vote:{key}"] = ballot.id

    return open_vote


def _close(stage: Stage, key: str) -> Act:
    def close(db: Session, actor: Actor, at: datetime) -> None:
        ballot = db.get_one(Ballot, stage.made[f"vote:{key}"])
        services.close_ballot(db, ballot, actor=actor, days=stage.calendar, at=at)

    return close
