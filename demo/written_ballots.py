"""Three matters asked in writing: one decided, one open now, one that waits for the head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from ballots import services
from ballots.models import Ballot, OpinionAnswer
from decisions.models import Decision, DecisionKind
from decisions.services import issue_decision
from demo.archive import PlannedPaper, enter
from demo.papers import PaperKind
from demo.stage import Act, Stage
from demo.votes import answering
from documents.models import Document
from documents.services import Prepared
from ecabinet.auth.actor import Actor

AGREE, DISAGREE, OTHER = OpinionAnswer.AGREE, OpinionAnswer.DISAGREE, OpinionAnswer.OTHER


@dataclass(frozen=True)
class Asked:
    """A written ballot of the story. `questions` are answered by agree, disagree or other."""

    key: str
    code: str
    title: str
    matter: str
    questions: tuple[str, ...]
    papers: tuple[tuple[PaperKind, int], ...]

    def planned_papers(self, dated: date) -> list[PlannedPaper]:
        """Its papers, written on `dated`."""
        return [
            PlannedPaper(f"ballot-{self.key}-{kind}", kind, self.title, self.code, pages, dated)
            for kind, pages in self.papers
        ]


DECIDED = Asked(
    "reserve", "G12", "Bổ sung dự phòng ngân sách khắc phục hậu quả bão, lũ",
    "Mưa lũ gây thiệt hại nặng tại sáu tỉnh. Bộ Tài chính trình bổ sung 1.850 tỷ đồng từ dự phòng "
    "ngân sách trung ương để khôi phục giao thông, trường học và trạm y tế.",
    ("Thông qua mức bổ sung 1.850 tỷ đồng từ dự phòng ngân sách trung ương?",),
    ((PaperKind.SUBMISSION, 4),),
)  # fmt: skip
OPEN = Asked(
    "fees", "G15", "Dự thảo Nghị định về lệ phí giải quyết thủ tục trực tuyến",
    "Các bộ đã có ý kiến; còn hai nội dung cần Chính phủ quyết định trước khi ban hành.",
    (
        "Thông qua mức giảm 50% lệ phí đối với hồ sơ nộp trực tuyến?",
        "Thông qua thời điểm áp dụng từ ngày đầu tiên của quý tới?",
    ),
    ((PaperKind.SUBMISSION, 5), (PaperKind.APPRAISAL, 4)),
)  # fmt: skip
WAITING = Asked(
    "port", "G17", "Điều chỉnh chủ trương đầu tư bến cảng tổng hợp",
    "Nhà đầu tư đề nghị điều chỉnh tiến độ; Bộ Xây dựng trình thay đổi mốc hoàn thành.",
    ("Thông qua việc điều chỉnh mốc hoàn thành chậm một năm?",),
    ((PaperKind.SUBMISSION, 4),),
)  # fmt: skip

DECIDED_ANSWERS: Mapping[str, tuple[OpinionAnswer, str]] = {
    "minister.g19": (OTHER, "Tán thành về chủ trương; đề nghị giải ngân theo hai đợt."),
    "minister.g20": (DISAGREE, "Cần có kết quả kiểm tra thiệt hại thực tế trước khi bổ sung."),
}
SILENT = ("minister.g08", "minister.g21")
OPEN_ANSWERS: Mapping[str, tuple[OpinionAnswer, str]] = {
    "dpm1": (AGREE, ""),
    "dpm3": (AGREE, ""),
    "minister.g15": (AGREE, ""),
    "minister.g06": (AGREE, "Đề nghị áp dụng cho cả hồ sơ nộp qua tài khoản định danh tổ chức."),
    "minister.g12": (OTHER, "Đề nghị mức giảm 30%, tăng dần theo tỷ lệ hồ sơ trực tuyến."),
    "minister.g09": (AGREE, ""),
    "minister.g02": (DISAGREE, "Ảnh hưởng nguồn thu của các trung tâm dịch vụ công."),
}


def papers(stage: Stage) -> list[PlannedPaper]:
    """The papers of all three."""
    return [
        *DECIDED.planned_papers(stage.working_day(-16)),
        *OPEN.planned_papers(stage.working_day(-6)),
        *WAITING.planned_papers(stage.working_day(-3)),
    ]


def plan_written_ballots(stage: Stage, ready: dict[str, Prepared]) -> None:
    """Plan the three, with their answers as far as they have come."""
    dated = {paper.key: paper for paper in papers(stage)}
    asked_on = stage.working_day(-14)
    closes_on = stage.calendar.add(asked_on, 4)
    _plan_asking(stage, DECIDED, dated, ready, asked_on, closes_on)
    for place, login in enumerate(stage.people.members):
        if login not in SILENT:
            answer, remark = DECIDED_ANSWERS.get(login, (AGREE, ""))
            at = stage.instant(asked_on, "14:30") + timedelta(hours=0.1 * place, days=place % 2)
            stage.plan(login, at, answering(stage, "ballot:reserve", answer, remark))
    _plan_result(stage, DECIDED, closes_on)
    today = stage.working_day(-1)
    _plan_asking(stage, OPEN, dated, ready, today, stage.calendar.add(today, 5))
    for place, (login, (answer, remark)) in enumerate(OPEN_ANSWERS.items()):
        at = stage.instant(today, "14:30") + timedelta(minutes=11 * place)
        stage.plan(login, at, answering(stage, f"ballot:{OPEN.key}", answer, remark))
    _plan_draft(stage, WAITING, dated, ready, today, stage.calendar.add(today, 5))


def _plan_asking(
    stage: Stage,
    asked: Asked,
    dated: Mapping[str, PlannedPaper],
    ready: dict[str, Prepared],
    on: date,
    closes_on: date,
) -> None:
    _plan_draft(stage, asked, dated, ready, on, closes_on)

    def approve(db: Session, actor: Actor, at: datetime) -> None:
        ballot = ballot_of(stage, db, asked)
        services.approve(db, ballot, actor=actor, days=stage.calendar, at=at)

    stage.plan("head", stage.instant(on, "11:15"), approve)


def _plan_draft(
    stage: Stage,
    asked: Asked,
    dated: Mapping[str, PlannedPaper],
    ready: dict[str, Prepared],
    on: date,
    closes_on: date,
) -> None:
    def draft(db: Session, actor: Actor, at: datetime) -> None:
        documents: list[Document] = []
        for kind, _ in asked.papers:
            planned = dated[f"ballot-{asked.key}-{kind}"]
            documents.append(enter(stage, db, actor, planned, ready[planned.key], at))
        ballot = services.draft_ballot(
            db, actor=actor, title=asked.title, matter=asked.matter, questions=asked.questions,
            closes_at=stage.instant(closes_on, "17:00"), documents=documents,
            organisation_id=stage.people.organisations[asked.code], days=stage.calendar, at=at,
        )  # fmt: skip
        stage.made[f"ballot:{asked.key}"] = ballot.id

    def submit(db: Session, actor: Actor, at: datetime) -> None:
        services.submit(db, ballot_of(stage, db, asked), actor=actor, days=stage.calendar, at=at)

    stage.plan("secretary", stage.instant(on, "09:30"), draft)
    stage.plan("secretary", stage.instant(on, "09:50"), submit)


def _plan_result(stage: Stage, asked: Asked, closed_on: date) -> None:
    """Closed by its deadline, consolidated and concluded on the next working day."""
    after = stage.calendar.add(closed_on, 1)

    def close(db: Session, actor: Actor, at: datetime) -> None:
        ballot = ballot_of(stage, db, asked)
        services.close_ballot(db, ballot, actor=actor, days=stage.calendar, at=at)

    def consolidate(db: Session, actor: Actor, at: datetime) -> None:
        services.consolidate(db, ballot_of(stage, db, asked), actor=actor)

    stage.plan("secretary", stage.instant(closed_on, "17:05"), close)
    stage.plan("secretary", stage.instant(after, "08:30"), consolidate)
    stage.plan("head", stage.instant(after, "09:40"), _concluding(stage, asked))
    stage.plan("head", stage.instant(after, "10:10"), _issuing(stage, asked))


def _concluding(stage: Stage, asked: Asked) -> Act:
    def conclude(db: Session, actor: Actor, at: datetime) -> None:
        work = services.Work(
            task="Phân bổ chi tiết kinh phí cho sáu tỉnh và theo dõi việc sử dụng",
            lead_id=stage.people.organisations["G12"],
            coordinator_ids=(stage.people.organisations["G10"],),
            due_on=stage.working_day(8),
        )
        decision = services.conclude(
            db, ballot_of(stage, db, asked), actor=actor, kind=DecisionKind.RESOLUTION,
            subject=asked.title,
            text="Điều 1. Bổ sung 1.850 tỷ đồng từ dự phòng ngân sách trung ương cho sáu tỉnh để "
            "khắc phục hậu quả bão, lũ.\n"
            "Điều 2. Các tỉnh chịu trách nhiệm sử dụng đúng mục đích, báo cáo kết quả hằng tháng.",
            occasion=f"Phiếu lấy ý kiến: {asked.title}", assignments=[work],
            days=stage.calendar, at=at,
        )  # fmt: skip
        stage.made[f"decision:{asked.key}"] = decision.id

    return conclude


def _issuing(stage: Stage, asked: Asked) -> Act:
    def issue(db: Session, actor: Actor, at: datetime) -> None:
        decision = db.get_one(Decision, stage.made[f"decision:{asked.key}"])
        issue_decision(db, decision, actor=actor, at=at)

    return issue


def ballot_of(stage: Stage, db: Session, asked: Asked) -> Ballot:
    """The ballot kept as `ballot:KEY`."""
    return db.get_one(Ballot, stage.made[f"ballot:{asked.key}"])
