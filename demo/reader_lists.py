"""The lists of readers that the secretariat of the demo keeps."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from demo.stage import Stage
from documents.reader_lists import services
from ecabinet.auth.actor import Actor

LISTS = (
    ("Thủ tướng và các Phó Thủ tướng", ("pm", "dpm")),
    ("Thường trực Chính phủ và ba bộ tổng hợp", ("pm", "dpm", "minister.g01", "minister.g06",
                                                 "minister.g12")),
)  # fmt: skip
"""Name, and the beginnings of the logins of who stands on it."""


def plan_lists(stage: Stage) -> None:
    """Before the first sitting the officer makes the lists."""

    def make(db: Session, actor: Actor, at: datetime) -> None:
        for name, begin in LISTS:
            persons = [
                stage.people.persons[login]
                for login in stage.people.members
                if login.startswith(begin)
            ]
            services.make_list(db, actor=actor, name=name, person_ids=persons, at=at)

    stage.plan("secretary", stage.instant(stage.day(-60), "09:00"), make)
