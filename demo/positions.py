"""What members said of the coming sitting beforehand: most nothing against it, some more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from demo.sittings import Sitting, meeting_of
from demo.stage import Act, Stage
from ecabinet.auth.actor import Actor
from meetings.models import AgendaItem
from meetings.positions import queries, services
from meetings.positions.models import Stance

SAID: dict[str, dict[str, tuple[Stance, bool, str]]] = {
    "minister.g06": {
        "tuition": (Stance.OBJECTION, True, "Chưa xác định nguồn kinh phí hỗ trợ năm 2027."),
    },
    "minister.g03": {"tuition": (Stance.WISHES_TO_SPEAK, True, "")},
    "minister.g15": {
        "railway": (Stance.WISHES_TO_SPEAK, True, "Về trình tự, thủ tục theo Luật Đầu tư công."),
        "identity": (Stance.NO_OBJECTION, False, "Đề nghị rà soát kỹ thuật văn bản."),
    },
    "minister.g17": {"railway": (Stance.WISHES_TO_SPEAK, True, "")},
}
"""{login: {line: (stance, wishes to speak, remark)}}; of the other lines they have no objection."""


def plan_positions(stage: Stage, sitting: Sitting, on: date, *, but: Collection[str]) -> None:
    """Members answer all items of `sitting` on `on`, except those named in `but`."""
    logins = [login for login in stage.people.members if login not in but]
    for place, login in enumerate(logins):
        at = stage.instant(on, "19:30") + timedelta(minutes=2 * place)
        stage.plan(login, at, _answering(stage, sitting, login))


def _answering(stage: Stage, sitting: Sitting, login: str) -> Act:
    def act(db: Session, actor: Actor, at: datetime) -> None:
        meeting = meeting_of(stage, db, sitting.key)
        place = queries.find_place(db, actor, meeting, lock=True)
        said = [
            services.Said(
                db.get_one(AgendaItem, stage.made[f"item:{sitting.key}:{key}"]),
                stance, speaks, remark,
            )
            for key, (stance, speaks, remark) in SAID.get(login, {}).items()
        ]  # fmt: skip
        services.state_positions(db, actor=actor, meeting=meeting, place=place, said=said)
        services.no_objection_to_the_rest(db, actor=actor, meeting=meeting, place=place)

    return act
