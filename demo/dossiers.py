"""Dossiers on their way to the cabinet: one in each state, one of them late."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from demo.archive import PlannedPaper, enter
from demo.papers import PaperKind
from demo.stage import Stage
from documents.services import Prepared
from dossiers.submissions import drafting, services
from dossiers.submissions.models import PaperRole, Submission, Urgency
from ecabinet.auth.actor import Actor
from ecabinet.people.rules import CheckName

ROLES = {
    PaperKind.SUBMISSION: PaperRole.PROPOSAL,
    PaperKind.DRAFT_RESOLUTION: PaperRole.DRAFT,
    PaperKind.APPRAISAL: PaperRole.APPRAISAL,
    PaperKind.OPINIONS: PaperRole.EXPLANATION,
    PaperKind.ANNEX: PaperRole.OTHER,
}
USUAL = ((PaperKind.SUBMISSION, 4), (PaperKind.DRAFT_RESOLUTION, 3))


@dataclass(frozen=True)
class Dossier:
    """A dossier of the story. `began`: how many working days ago it was drafted; `steps`: what was
    done with it, so many working days ago."""

    key: str
    code: str
    number: str
    subject: str
    began: int
    steps: tuple[tuple[int, str, str], ...] = ()
    papers: tuple[tuple[PaperKind, int], ...] = USUAL
    values: dict[str, Any] = field(default_factory=dict)
    signers: tuple[str, ...] = ()

    def planned_papers(self, stage: Stage) -> list[PlannedPaper]:
        """Its papers, written on the day it was begun."""
        dated = stage.working_day(-self.began)
        return [
            PlannedPaper(f"dossier-{self.key}-{kind}", kind, self.subject, self.code, pages, dated)
            for kind, pages in self.papers
        ]


DOSSIERS = (
    Dossier(
        "housing", "G12", "", "Chính sách tín dụng đối với nhà ở xã hội", 1,
        papers=((PaperKind.SUBMISSION, 5),), signers=("G17",),
    ),
    Dossier(
        "river", "G10", "88/TTr-BNNMT", "Kiểm soát ô nhiễm nguồn nước lưu vực sông liên tỉnh", 7,
        steps=((5, "lodge", "officer"), (4, "take_up", "secretary")),
    ),
    Dossier(
        "access", "G01", "214/TTr-BCA", "Định danh và xác thực điện tử đối với hộ kinh doanh", 3,
        steps=((1, "lodge", "officer"),),
        values={"urgency": Urgency.URGENT}, signers=("G12",),
    ),
    Dossier(
        "mediation", "G15", "57/TTr-BTP", "Dự thảo Nghị định về hòa giải ở cơ sở", 6,
        steps=(
            (4, "lodge", "officer"), (3, "take_up", "secretary"), (2, "return", "secretary"),
        ),
        papers=(*USUAL, (PaperKind.APPRAISAL, 3)),
        values={"is_legal_draft": True},
    ),
    Dossier(
        "commercial", "G15", "", "Dự thảo Nghị định về hòa giải thương mại", 8,
        values={"is_legal_draft": True},
    ),
    Dossier(
        "meals", "G03", "145/TTr-BGDĐT", "Bữa ăn bán trú cho học sinh vùng khó khăn", 4,
        steps=(
            (2, "lodge", "officer"), (2, "take_up", "secretary"), (1, "pass", "secretary"),
        ),
    ),
    Dossier(
        "bridges", "G17", "302/TTr-BXD", "Đầu tư cầu dân sinh giai đoạn tiếp theo", 9,
        steps=(
            (7, "lodge", "officer"), (6, "take_up", "secretary"), (5, "pass", "secretary"),
            (4, "accept", "head"),
        ),
        signers=("G12",),
    ),
)  # fmt: skip
REASON = "Đề nghị hoàn thiện hồ sơ trước khi trình lại."
REMARKS = {CheckName.EXPLANATION: "Chưa làm rõ ý kiến của Bộ Nội vụ về nguồn kinh phí."}
AT = {"lodge": "10:20", "take_up": "14:05", "pass": "15:30", "return": "16:10", "accept": "09:15"}


def papers(stage: Stage) -> list[PlannedPaper]:
    """The papers of all."""
    return [paper for dossier in DOSSIERS for paper in dossier.planned_papers(stage)]


def plan_dossiers(stage: Stage, ready: dict[str, Prepared]) -> None:
    """Plan each: drafted by its ministry, then as far as its steps have led."""
    for place, dossier in enumerate(DOSSIERS):
        officer = f"officer.{dossier.code.lower()}"
        day = stage.working_day(-dossier.began)
        stage.plan(
            officer, stage.instant(day, f"08:{10 + place}"), _drafting(stage, dossier, ready)
        )
        for ago, act, who in dossier.steps:
            login = officer if who == "officer" else who
            at = stage.instant(stage.working_day(-ago), AT[act])
            stage.plan(login, at, _doing(stage, dossier, act))


def _drafting(stage: Stage, dossier: Dossier, ready: dict[str, Prepared]) -> Any:
    def draft(db: Session, actor: Actor, at: datetime) -> None:
        offices = stage.people.organisations
        submission = drafting.draft_submission(
            db,
            actor=actor,
            values={
                "subject": dossier.subject,
                "proposal_number": dossier.number,
                "proposal_on": stage.working_day(-dossier.began) if dossier.number else None,
                "signer_ids": [offices[code] for code in dossier.signers],
                **dossier.values,
            },
            at=at,
        )
        stage.made[f"dossier:{dossier.key}"] = submission.id
        for planned in dossier.planned_papers(stage):
            document = enter(stage, db, actor, planned, ready[planned.key], at)
            drafting.attach_paper(
                db, actor=actor, submission=submission, document=document, role=ROLES[planned.kind]
            )

    return draft


def _doing(stage: Stage, dossier: Dossier, act: str) -> Any:
    def do(db: Session, actor: Actor, at: datetime) -> None:
        submission = db.get_one(Submission, stage.made[f"dossier:{dossier.key}"])
        if act == "lodge":
            services.lodge(db, actor=actor, submission=submission, days=stage.calendar, at=at)
        elif act == "take_up":
            services.take_up(db, actor=actor, submission=submission, at=at)
        elif act == "pass":
            services.pass_check(db, actor=actor, submission=submission, at=at)
        elif act == "accept":
            services.accept(db, actor=actor, submission=submission, at=at)
        else:
            services.return_submission(
                db, actor=actor, submission=submission, reason=REASON, remarks=REMARKS, at=at
            )

    return do
