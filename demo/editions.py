"""Two sittings whose agendas are on their way: one sent a second time with changes, and one that is
approved and not sent, with all that speaks against sending it as it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from demo.archive import PlannedPaper
from demo.papers import PaperKind
from demo.sittings import Line, Sitting, item_of, meeting_of, plan_preparation, plan_sending
from demo.stage import Stage
from documents.services import Prepared
from ecabinet.auth.actor import Actor
from meetings.agenda import services as agenda_services
from meetings.editing.checks import mark_checked
from meetings.editions import services as edition_services
from meetings.editions.warnings import CODES
from meetings.models import ItemType, MeetingKind

TWICE_LINES = (
    Line(
        "data", ItemType.DECISION, "Chiến lược dữ liệu quốc gia", "G06", 40,
        ((PaperKind.SUBMISSION, 3),),
    ),
    Line(
        "services", ItemType.DISCUSSION, "Cung cấp dịch vụ công trực tuyến toàn trình", "G01", 30,
        ((PaperKind.SUBMISSION, 3),),
    ),
    Line("skills", ItemType.INFORMATION, "Phổ cập kỹ năng số", "G03", 15),
)  # fmt: skip
UNSENT_LINES = (
    Line(
        "flood", ItemType.DECISION, "Khắc phục hậu quả mưa lũ tại các tỉnh miền Trung", "G10", 40,
        ((PaperKind.SUBMISSION, 3),),
    ),
    Line("relief", ItemType.DISCUSSION, "Hỗ trợ khẩn cấp từ dự phòng ngân sách", "G12", 30),
)  # fmt: skip


def sent_twice(stage: Stage) -> Sitting:
    """A thematic sitting three weeks ahead, whose agenda was sent twice."""
    title = "Phiên họp Chính phủ chuyên đề về chuyển đổi số"
    return Sitting(
        "twice", title, stage.working_day(14), TWICE_LINES, hours=2, kind=MeetingKind.THEMATIC
    )


def unsent(stage: Stage) -> Sitting:
    """A thematic sitting that was put over the regular one: same morning, same place."""
    title = "Phiên họp Chính phủ chuyên đề về phòng, chống thiên tai"
    return Sitting(
        "unsent", title, stage.working_day(4), UNSENT_LINES, begins="10:30", hours=2,
        kind=MeetingKind.THEMATIC,
    )  # fmt: skip


def papers(stage: Stage) -> list[PlannedPaper]:
    """The papers of both."""
    dated = stage.working_day(-6)
    return [*sent_twice(stage).papers(dated), *unsent(stage).papers(dated)]


def plan_editions(stage: Stage, ready: dict[str, Prepared]) -> None:
    """Both are prepared yesterday; the one is sent, changed and sent again, the other approved."""
    twice, waiting = sent_twice(stage), unsent(stage)
    on, dated = stage.working_day(-1), stage.working_day(-6)
    plan_preparation(stage, twice, ready, on, dated)
    plan_sending(stage, twice, on)
    _plan_second_edition(stage, twice)
    plan_preparation(stage, waiting, ready, on, dated)

    def check(db: Session, actor: Actor, at: datetime) -> None:
        items = [item_of(stage, db, waiting.key, "flood").id]
        meeting = meeting_of(stage, db, waiting.key)
        mark_checked(db, actor=actor, meeting=meeting, item_ids=items)

    def change_after(db: Session, actor: Actor, at: datetime) -> None:
        _change(stage, db, actor, waiting, "flood", minutes=45)

    def approve(db: Session, actor: Actor, at: datetime) -> None:
        meeting = meeting_of(stage, db, waiting.key)
        edition_services.approve_agenda(db, actor=actor, meeting=meeting)

    stage.plan("secretary", stage.instant(on, "15:00"), check)
    stage.plan("secretary", stage.instant(on, "15:05"), change_after)
    stage.plan("head", stage.instant(on, "15:40"), approve)


def _plan_second_edition(stage: Stage, sitting: Sitting) -> None:
    """Another title and length, an item taken off and one added, approved and sent as B."""
    on = stage.working_day(-1)

    def change(db: Session, actor: Actor, at: datetime) -> None:
        title = "Chiến lược dữ liệu quốc gia đến năm 2030"
        _change(stage, db, actor, sitting, "data", title=title, minutes=50)
        gone = item_of(stage, db, sitting.key, "skills")
        agenda_services.remove_item(db, actor=actor, item=gone)
        made = agenda_services.add_item(
            db, actor=actor, meeting=meeting_of(stage, db, sitting.key),
            content=agenda_services.ItemContent(
                title="An toàn thông tin của các hệ thống dùng chung", type=ItemType.DISCUSSION,
                minutes=20, lead_id=stage.people.organisations["G01"],
                presenter_id=stage.people.persons["minister.g01"],
                late_reason="Phát sinh sau sự cố tuần qua, theo chỉ đạo của Chủ tọa.",
            ),
        )  # fmt: skip
        stage.made[f"item:{sitting.key}:safety"] = made.id

    def approve(db: Session, actor: Actor, at: datetime) -> None:
        meeting = meeting_of(stage, db, sitting.key)
        mark_checked(db, actor=actor, meeting=meeting)
        edition_services.approve_agenda(db, actor=actor, meeting=meeting)

    def send(db: Session, actor: Actor, at: datetime) -> None:
        known = dict.fromkeys(CODES, "Tài liệu của nội dung mới được gửi bổ sung.")
        edition_services.send_agenda(
            db, actor=actor, meeting=meeting_of(stage, db, sitting.key),
            calendar=stage.calendar, reasons=known,
        )  # fmt: skip

    stage.plan("secretary", stage.instant(on, "14:20"), change)
    stage.plan("head", stage.instant(on, "15:10"), approve)
    stage.plan("head", stage.instant(on, "15:20"), send)


def _change(
    stage: Stage, db: Session, actor: Actor, sitting: Sitting, key: str, **fields: object
) -> None:
    item = item_of(stage, db, sitting.key, key)
    content = agenda_services.ItemContent(**{**agenda_services.content_of(item), **fields})
    agenda_services.change_item(db, actor=actor, item=item, content=content, revision=None)
