"""Who is told of a dossier: its officers of what became of it, the secretariat of what it owes, the
organisations that sign it too of the steps that they may follow."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from dossiers.submissions.models import Act, Submission, SubmissionState, SubmissionStep
from dossiers.submissions.rules import IN_CHECK
from ecabinet.auth.models import Role
from ecabinet.notices import kinds
from ecabinet.notices.audience import person_of, persons_with
from ecabinet.notices.services import notify
from ecabinet.sentences import S

TOLD = {
    Act.LODGED: "submission-lodged",
    Act.PASSED: "submission-checked",
    Act.RETURNED: "submission-returned",
    Act.ACCEPTED: "submission-accepted",
    Act.SCHEDULED: "submission-scheduled",
    Act.UNSCHEDULED: "submission-unscheduled",
    Act.WITHDRAWN: "submission-withdrawn",
}
"""The kind of notice of an act; what is not named is told to nobody."""

TO_SIGNERS = frozenset(TOLD) - {Act.PASSED}
"""What those who sign too are told. Why it was returned is told to the lead alone
(`rules.told_of_way`); that the secretariat lays it before its head is a step within the house."""


def still_owed(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    """Say whether the secretariat still owes what it is reminded of: asked right before it is sent.

    `subject`: {"submission_id", "due": "check" or "chair"}.
    """
    found = db.get(Submission, subject["submission_id"])
    if found is None or found.state not in IN_CHECK:
        return False
    return bool((found.checked_at is None) == (subject["due"] == "check"))


def still_in(state: SubmissionState) -> kinds.Still:
    """Return the question whether a dossier is still in `state`."""

    def ask(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
        found = db.get(Submission, subject["submission_id"])
        return found is not None and found.state is state

    return ask


for kind in (
    kinds.Kind("submission-lodged", "submissions", still=still_in(SubmissionState.LODGED)),
    kinds.Kind("submission-checked", "submissions", still=still_in(SubmissionState.CHECKING)),
    kinds.Kind("submission-returned", "submissions", is_mandatory=True),
    kinds.Kind("submission-accepted", "submissions"),
    kinds.Kind("submission-scheduled", "submissions"),
    kinds.Kind("submission-unscheduled", "submissions"),
    kinds.Kind("submission-withdrawn", "submissions"),
    kinds.Kind("submission-cosigned", "submissions"),
    kinds.Kind("submission-reminder", "submissions", still=still_owed),
):
    kinds.register(kind)


def tell_of(db: Session, submission: Submission, step: SubmissionStep) -> None:
    """Tell whom a step concerns, but not who made it. Outside the cabinet only that there is
    something: a subject may say too much."""
    name = TOLD.get(step.act)
    if name is None or (step.act is Act.WITHDRAWN and submission.lodged_at is None):
        return
    if step.act in (Act.LODGED, Act.WITHDRAWN):
        persons = persons_with(db, Role.SECRETARIAT)
    elif step.act is Act.PASSED:
        persons = persons_with(db, Role.HEAD)
    else:
        persons = persons_with(db, Role.OFFICER, organisation_ids=[submission.organisation_id])
    own = person_of(db, step.account_id)
    told = {name: [person for person in persons if person != own]}
    if step.act in TO_SIGNERS:
        told["submission-cosigned"] = signers_of(db, submission)
    for kind, person_ids in told.items():
        notify(
            db,
            kind=kind,
            person_ids=person_ids,
            sentence=S(f"{name}-sentence", subject=submission.subject),
            url=f"/submissions/{submission.id}",
            key=f"submission:{submission.id}:{step.id}",
            subject={"submission_id": submission.id},
        )


def signers_of(db: Session, submission: Submission) -> list[int]:
    """Return the officers of the organisations that sign a dossier too."""
    of = [signer.organisation_id for signer in submission.signers]
    return persons_with(db, Role.OFFICER, organisation_ids=of) if of else []
