"""What a page shows of the opinions on one dossier, for one reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template
from sqlalchemy.orm import Session

from dossiers.opinions import queries, rules
from dossiers.opinions.answering import is_whole
from dossiers.opinions.queries import Progress
from dossiers.opinions.rules import Counts, Standing
from dossiers.submissions import clocks
from dossiers.submissions.models import OpinionComment, OpinionRequest, Submission
from dossiers.submissions.queries import rules_of
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.calendar import WorkingDays
from ecabinet.i18n import zone
from ecabinet.people.models import Organisation
from ecabinet.people.queries import working_days
from ecabinet.people.rules import RuleName
from ecabinet.sentences import Sentence
from ecabinet.verdicts import Verdict


@dataclass(frozen=True)
class Line:
    """One organisation that was asked: where it stands, and what may be done about it."""

    request: OpinionRequest
    standing: Standing
    told: Sentence
    may_withdraw: Verdict
    may_change_deadline: Verdict


@dataclass(frozen=True)
class Row:
    """One comment of the table, with what may be done."""

    request: OpinionRequest
    comment: OpinionComment
    is_whole: bool
    may_reply: Verdict


@dataclass(frozen=True)
class Period:
    """The days on which answers may be due when asked now, in words, with the law behind them."""

    earliest_on: date
    latest_on: date
    sentence: Sentence
    citations: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """All of it for the lead and the secretariat."""

    lines: list[Line]
    counts: Counts
    progress: Progress
    rows: list[Row]
    may_ask: Verdict
    period: Period
    askable: list[Organisation]

    @property
    def waits(self) -> bool:
        """Whether somebody has not answered."""
        return self.counts.waiting + self.counts.silent > 0


def days() -> WorkingDays:
    """Return the working days of the body."""
    return working_days(zone())


def period(db: Session, at: datetime) -> Period:
    """Return the days between which answers may be due when asked at `at`."""
    body = rules_of(db, days(), at)
    latest = clocks.latest_opinion_due(body.submissions, at, days())
    found = clocks.opinion_period(body.submissions, at, latest, days())
    cited = body.cite(RuleName.OPINION_PERIOD)
    return Period(found.earliest_on, found.latest_on, found.sentence, cited)


def overview(db: Session, actor: Actor, submission: Submission, order: str = "") -> Overview:
    """Return what the lead and the secretariat see of the opinions on a dossier."""
    at = clock.now()
    requests = queries.requests_of(db, submission.id)
    pairs = queries.answered_comments(requests)
    if order != "organisation":
        pairs = queries.by_place(pairs)
    return Overview(
        lines=[
            Line(
                one,
                rules.standing(one, at),
                rules.told(one, at),
                rules.shown(rules.may_withdraw(actor, one)),
                rules.shown(rules.may_change_deadline(actor, one)),
            )
            for one in requests
        ],
        counts=rules.count(requests, at),
        progress=queries.progress(requests),
        rows=[
            Row(one, comment, is_whole(one, comment), rules.may_reply(actor, comment, one))
            for one, comment in pairs
        ],
        may_ask=rules.may_ask(actor, submission),
        period=period(db, at),
        askable=queries.askable(db, submission, requests),
    )


def submission_panel(db: Session, actor: Actor, submission: Submission) -> str:
    """Return the section on the page of the dossier: who was asked and where they stand.

    The lead and the secretariat see all; who was asked, the own request alone, unless the body's
    rules say otherwise. "" where there is nothing to see.
    """
    if rules.may_follow(actor, submission):
        seen = overview(db, actor, submission)
        return render_template("dossiers/opinions/_panel.html", submission=submission, seen=seen)
    at = clock.now()
    body = rules_of(db, days(), at).submissions
    own = queries.requests_seen(db, actor, submission.id, body)
    lines = [(one, rules.standing(one, at), rules.told(one, at)) for one in own]
    if not lines:
        return ""
    return render_template("dossiers/opinions/_asked_panel.html", lines=lines)
