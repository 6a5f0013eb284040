"""Builds the demo cabinet in an empty store: the people, then their story in order of time."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from demo import (
    coming_sittings,
    dossiers,
    editions,
    opinions,
    past_sitting,
    reader_lists,
    written_ballots,
)
from demo.archive import check
from demo.follow_up import plan_follow_up
from demo.past_texts import CONCLUSIONS
from demo.people import add_people
from demo.stage import Stage
from ecabinet import clock
from ecabinet.db import Database
from ecabinet.storage import Store

DAYS_SINCE_SITTING = -25


def build(database: Database, store: Store, zone: ZoneInfo, say: Callable[[str], None]) -> Stage:
    """Fill an empty store, inside an application's context; returns what was made.

    `say` is told how far it is.
    """
    stage = Stage(database, store, zone, say, clock.now())
    say("people")
    arrival = stage.instant(stage.day(-120), "08:00")
    with clock.at(arrival), database.unit_of_work() as db:
        stage.people = add_people(db, arrival, stage.today)
    sat_on = stage.day(DAYS_SINCE_SITTING)
    ready = check(
        stage,
        [
            *past_sitting.papers(stage, sat_on),
            *coming_sittings.papers(stage),
            *editions.papers(stage),
            *written_ballots.papers(stage),
            *dossiers.papers(stage),
        ],
    )
    reader_lists.plan_lists(stage)
    past_sitting.plan_past_sitting(stage, sat_on, ready)
    plan_follow_up(stage, list(CONCLUSIONS), stage.calendar.add(sat_on, 2))
    coming_sittings.plan_coming_sittings(stage, ready)
    editions.plan_editions(stage, ready)
    written_ballots.plan_written_ballots(stage, ready)
    dossiers.plan_dossiers(stage, ready)
    opinions.plan_opinions(stage)
    say(f"{len(stage.steps)} acts of the story")
    stage.play()
    return stage
