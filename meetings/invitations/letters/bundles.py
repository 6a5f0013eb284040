"""The letters of all the invited in one file: asked for, drawn by a job, kept, and found again.

A file is of those who are called, and of what their letters say: when that changes, another one is
drawn, and the one before is no longer handed out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet import clock, journal
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, NotVisible
from ecabinet.jobs import services as jobs
from ecabinet.jobs.models import Job, JobState
from ecabinet.jobs.queries import latest_jobs
from ecabinet.jobs.registry import Run, handles
from ecabinet.orm import insert_into
from ecabinet.sentences import S
from meetings import rules as meeting_rules
from meetings.invitations.letters import making
from meetings.invitations.letters.services import items_of, latest, letter_of
from meetings.invitations.models import InvitationLetter, LetterBundle
from meetings.models import Invitation, Meeting

JOB = "letters-of-all"
KINDS = ("pdf", "zip")


@dataclass(frozen=True)
class Bundled:
    """How the file of one kind stands: `bundle` None: to be asked for, or being drawn by `job`."""

    kind: str
    bundle: LetterBundle | None
    job: Job | None


def called(db: Session, meeting: Meeting) -> list[Invitation]:
    """Return the invitations that are in force and out, by rank."""
    return list(
        db.execute(
            select(Invitation)
            .where(
                Invitation.meeting_id == meeting.id,
                Invitation.sent_at.is_not(None),
                Invitation.withdrawn_at.is_(None),
            )
            .order_by(Invitation.rank, Invitation.id)
        ).scalars()
    )


def hash_of(db: Session, meeting: Meeting, letter: InvitationLetter) -> str:
    """Return the SHA-256 of what the letters of all say besides the letter itself."""
    rows = called(db, meeting)
    items = items_of(db, meeting) if any(row.only_items for row in rows) else {}
    language = letter.content["language"]
    told = [
        [
            row.id,
            row.name,
            row.title(language),
            items.get(row.person_id) if row.only_items else None,
        ]
        for row in rows
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def standing(db: Session, meeting: Meeting) -> list[Bundled]:
    """Return how the files of the letter in force stand; nothing where none was issued."""
    letter = latest(db, meeting)
    if letter is None:
        return []
    there = _there(db, letter, hash_of(db, meeting, letter))
    work = latest_jobs(db, JOB, [_subject(meeting.id, kind) for kind in KINDS])
    return [
        Bundled(
            kind, there.get(kind), None if kind in there else _open(work, meeting, letter, kind)
        )
        for kind in KINDS
    ]


def _open(
    work: dict[str, Job], meeting: Meeting, letter: InvitationLetter, kind: str
) -> Job | None:
    """The work that is to be shown: not the one that drew a file which no longer holds."""
    job = work.get(_subject(meeting.id, kind))
    if job is None or job.state is JobState.DONE or job.params["letter_id"] != letter.id:
        return None
    return job


def ask(db: Session, *, actor: Actor, meeting: Meeting, kind: str) -> Bundled:
    """Have the letters of all drawn as one file, unless it is there or being drawn already.

    Raises NotVisible where no letter was issued, and for all but the secretariat.
    """
    meeting_rules.may_see_desk(actor).enforce()
    if kind not in KINDS:
        raise NotVisible
    letter = letter_of(db, meeting)
    bundle = _there(db, letter, hash_of(db, meeting, letter)).get(kind)
    if bundle is not None:
        return Bundled(kind, bundle, None)
    job = jobs.enqueue(
        db, kind=JOB, params={"letter_id": letter.id, "kind": kind}, actor=actor,
        subject=_subject(meeting.id, kind), unique=True,
    )  # fmt: skip
    journal.record(db, actor, "letter:draw-all", letter, details={"kind": kind})
    return Bundled(kind, None, job)


def find_bundle(db: Session, actor: Actor, meeting: Meeting, kind: str) -> LetterBundle:
    """Return the file as it holds now. Raises NotVisible, and Conflict where it is not drawn."""
    meeting_rules.may_see_desk(actor).enforce()
    if kind not in KINDS:
        raise NotVisible
    letter = letter_of(db, meeting)
    bundle = _there(db, letter, hash_of(db, meeting, letter)).get(kind)
    if bundle is None:
        raise Conflict(S("letters-not-drawn"))
    return bundle


@handles(JOB, label="job-label-letters")
def draw(run: Run) -> None:
    """Draw the letters one by one and keep the file; what is there already is not drawn again."""
    kind = run.params["kind"]
    with run.database.reading() as db:
        letter = db.get_one(InvitationLetter, run.params["letter_id"])
        meeting = letter.meeting
        wanted = hash_of(db, meeting, letter)
        if kind in _there(db, letter, wanted):
            return
        rows = called(db, meeting)
        forms = making.personal(db, meeting, letter, rows)
        names = [row.name for row in rows]
        db.expunge_all()
    total = len(forms)
    run.progress(0, total)
    made = (
        making.in_one(forms, letter, lambda done: run.progress(done, total))
        if kind == "pdf"
        else making.zipped(forms, names, letter, lambda done: run.progress(done, total))
    )
    stored = run.store.put(made)
    with run.database.unit_of_work() as db:
        _keep(db, letter.id, kind, wanted, stored.sha256, stored.size)
    run.progress(total, total)


def _keep(db: Session, letter_id: int, kind: str, wanted: str, sha256: str, size: int) -> None:
    row = {
        "letter_id": letter_id, "kind": kind, "called": wanted, "sha256": sha256, "size": size,
        "made_at": clock.now(),
    }  # fmt: skip
    unique = [LetterBundle.letter_id, LetterBundle.kind, LetterBundle.called]
    insert = insert_into(db, LetterBundle).values(**row)
    db.execute(insert.on_conflict_do_nothing(index_elements=unique))


def _there(db: Session, letter: InvitationLetter, wanted: str) -> dict[str, LetterBundle]:
    rows: Sequence[LetterBundle] = (
        db.execute(
            select(LetterBundle).where(
                LetterBundle.letter_id == letter.id, LetterBundle.called == wanted
            )
        )
        .scalars()
        .all()
    )
    return {row.kind: row for row in rows}


def _subject(meeting_id: int, kind: str) -> str:
    return f"letters:{meeting_id}:{kind}"
