"""What the page of a paper tells of recognising text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app
from sqlalchemy.orm import Session

from documents.models import DocumentVersion
from documents.recognition.rules import may_recognise
from documents.recognition.services import JOB, subject_of
from ecabinet.auth.actor import Actor
from ecabinet.jobs.models import Job
from ecabinet.jobs.queries import latest_jobs
from ecabinet.verdicts import Verdict


@dataclass(frozen=True)
class Recognition:
    """May it be asked for, and how the last asking goes."""

    verdict: Verdict
    job: Job | None


def recognition_of(
    db: Session, actor: Actor, versions: list[DocumentVersion]
) -> Callable[[DocumentVersion], Recognition | None]:
    """Return what tells it of each of `versions`; None where there is nothing to recognise, or
    nothing to do it with."""
    found: dict[int, Recognition] = {}
    if current_app.extensions["documents.tools"].recogniser is not None:
        verdicts = {version.id: may_recognise(actor, version) for version in versions}
        shown = {id_: verdict for id_, verdict in verdicts.items() if verdict}
        last = latest_jobs(db, JOB, [subject_of(id_) for id_ in shown]) if shown else {}
        found = {id_: Recognition(shown[id_], last.get(subject_of(id_))) for id_ in shown}
    return lambda version: found.get(version.id)
