"""What became of the past sitting's decisions: numbers, assignments in every class, reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from decisions import services
from decisions.models import Assignment, Decision
from demo.stage import Stage
from ecabinet.auth.actor import Actor
from meetings.live import conclusions

Reports = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Task:
    """An assignment of the story. Days count calendar days from today, negative ones back, and
    fall on working days; `due` None: ongoing. `reports`: (day, per cent, text). `verified`: so many
    working days after it was filed."""

    key: str
    matter: str
    text: str
    lead: str
    due: int | None
    helpers: tuple[str, ...] = ()
    reports: Reports = ()
    filed: int | None = None
    evidence: str = ""
    verified: int | None = None


TASKS = (
    Task(
        "on-time", "investment",
        "Trình phương án điều chuyển vốn của các dự án giải ngân dưới mức bình quân chung",
        "G12", -10, ("G17",),
        reports=((-17, 60, "Đã tổng hợp báo cáo của 31/34 địa phương."),),
        filed=-13, evidence="Tờ trình số 412/TTr-BTC", verified=2,
    ),
    Task(
        "late", "identity",
        "Công bố danh mục dữ liệu dùng chung và thời hạn kết nối của từng bộ",
        "G06", -14, ("G01",),
        reports=((-15, 80, "Còn ba bộ chưa thống nhất phạm vi dữ liệu, xin chậm một tuần."),),
        filed=-8, evidence="Quyết định số 1187/QĐ-BKHCN", verified=1,
    ),
    Task(
        "in-time", "health",
        "Xây dựng lộ trình kinh phí khám sức khỏe định kỳ giai đoạn 5 năm",
        "G18", 24, ("G12", "G09"),
        reports=((-6, 30, "Đã thành lập tổ soạn thảo, đang lấy số liệu của địa phương."),),
    ),
    Task(
        "due-soon", "power",
        "Ban hành kế hoạch vận hành hệ thống điện từng tháng của mùa khô",
        "G02", 3, ("G10",),
        reports=(
            (-12, 40, "Đã hoàn thành tính toán cân bằng cung cầu."),
            (-4, 85, "Đang lấy ý kiến các đơn vị vận hành, dự kiến ban hành đúng hạn."),
        ),
    ),
    Task(
        "overdue", "investment",
        "Tháo gỡ vướng mắc vật liệu xây dựng cho các dự án giao thông trọng điểm",
        "G17", -5, ("G10", "G12"),
        reports=((-9, 55, "Đã cấp phép 12/21 mỏ vật liệu theo cơ chế đặc thù."),),
    ),
    Task(
        "ongoing", "investment",
        "Theo dõi, đôn đốc kết quả giải ngân, báo cáo Chính phủ hằng tháng",
        "G12", None,
        reports=((-8, 0, "Báo cáo tháng thứ nhất: ước giải ngân đạt 71,2% kế hoạch."),),
    ),
    Task(
        "filed", "power",
        "Xây dựng quy trình phối hợp điều hành nước các hồ thủy điện trong mùa khô",
        "G10", 9, ("G02",),
        reports=((-7, 90, "Dự thảo quy trình đã được Bộ Công Thương thống nhất."),),
        filed=-2, evidence="Quyết định số 2046/QĐ-BNNMT",
    ),
)  # fmt: skip


def _due_on(stage: Stage, task: Task) -> date | None:
    return None if task.due is None else stage.day(task.due)


def tasks_of(stage: Stage, matter: str) -> list[tuple[str, conclusions.Task]]:
    """What the chair gives out with the conclusion of a matter: (key, work)."""
    organisations = stage.people.organisations
    return [
        (
            task.key,
            conclusions.Task(
                task=task.text, lead_id=organisations[task.lead], due_on=_due_on(stage, task),
                is_ongoing=task.due is None,
                coordinator_ids=tuple(organisations[code] for code in task.helpers),
            ),
        )
        for task in TASKS
        if task.matter == matter
    ]  # fmt: skip


def plan_follow_up(stage: Stage, matters: Sequence[str], issued_on: date) -> None:
    """Issue the decisions kept as `decision:KEY` and have their work reported on."""
    for place, key in enumerate(matters):
        at = stage.instant(issued_on, "10:00") + timedelta(minutes=7 * place)
        _issue(stage, key, at)
    for task in TASKS:
        _work_on(stage, task)


def _issue(stage: Stage, key: str, at: datetime) -> None:
    def issue(db: Session, actor: Actor, at: datetime) -> None:
        decision = db.get_one(Decision, stage.made[f"decision:{key}"])
        services.issue_decision(db, decision, actor=actor, at=at)

    stage.plan("head", at, issue)


def _work_on(stage: Stage, task: Task) -> None:
    officer = f"officer.{task.lead.lower()}"
    for days, percent, text in task.reports:
        _report(stage, task.key, officer, stage.instant(stage.day(days), "15:20"), percent, text)
    if task.filed is not None:
        _file(stage, task, officer, stage.day(task.filed))
        if task.verified is not None:
            day = stage.calendar.add(stage.day(task.filed), task.verified)
            _verify(stage, task.key, stage.instant(day, "09:10"))


def _assignment(stage: Stage, db: Session, key: str) -> Assignment:
    return db.get_one(Assignment, stage.made[f"assignment:{key}"])


def _report(stage: Stage, key: str, officer: str, at: datetime, percent: int, text: str) -> None:
    def report(db: Session, actor: Actor, at: datetime) -> None:
        services.report_progress(
            db, _assignment(stage, db, key), actor=actor, text=text, percent=percent or None, at=at
        )

    stage.plan(officer, at, report)


def _file(stage: Stage, task: Task, officer: str, done_on: date) -> None:
    def file(db: Session, actor: Actor, at: datetime) -> None:
        services.file_completion(
            db, _assignment(stage, db, task.key), actor=actor, evidence=task.evidence,
            done_on=done_on,
        )  # fmt: skip

    stage.plan(officer, stage.instant(done_on, "16:40"), file)


def _verify(stage: Stage, key: str, at: datetime) -> None:
    def verify(db: Session, actor: Actor, at: datetime) -> None:
        services.verify_completion(db, _assignment(stage, db, key), actor=actor, at=at)

    stage.plan("secretary", at, verify)
