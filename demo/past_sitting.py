"""The sitting of about four weeks ago, from its papers to the signed minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from decisions import services
from decisions.models import DecisionKind, DecisionOrigin
from demo.past_texts import MATTERS, Matter
from demo.stage import Stage
from ecabinet.auth.actor import Actor


def plan_past_sitting(stage: Stage, sat_on: date) -> None:
    """Plan the sitting of `sat_on`; its decisions are kept as `decision:KEY`."""
    for place, matter in enumerate(MATTERS):
        at = stage.instant(sat_on, "09:00") + timedelta(minutes=35 * place)
        _decide(stage, matter, at)


def _decide(stage: Stage, matter: Matter, at: datetime) -> None:
    def decide(db: Session, actor: Actor, at: datetime) -> None:
        day = at.astimezone(stage.zone).date()
        decision = services.record_decision(
            db, actor=actor, kind=DecisionKind.RESOLUTION, subject=matter.subject,
            text=matter.text, origin=DecisionOrigin.MEETING, occasion=sitting_title(day),
            organisation_id=stage.people.organisations[matter.code], decided_on=day,
            outcome=None, at=at,
        )  # fmt: skip
        stage.made[f"decision:{matter.key}"] = decision.id

    stage.plan("pm", at, decide)


def sitting_title(day: date) -> str:
    """The name of the regular sitting of a month."""
    return f"Phiên họp Chính phủ thường kỳ tháng {day.month} năm {day.year}"
