"""The sitting of the coming week, sent out and being read, and the next one, still on the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import sin

from sqlalchemy.orm import Session

from demo.archive import PlannedPaper
from demo.packs import plan_pack, plan_replacement
from demo.papers import PaperKind
from demo.positions import plan_positions
from demo.seats import plan_seats
from demo.sittings import (
    Line,
    Reply,
    Sitting,
    plan_preparation,
    plan_replies,
    plan_sending,
    sitting_title,
)
from demo.stage import Act, Stage
from documents.annotations.services import add_annotation
from documents.distribution.services import note_opened
from documents.models import AnnotationKind, Audience, Document
from documents.services import Prepared
from ecabinet.auth.actor import Actor
from meetings.models import Answer, ItemType, MeetingKind

LINES = (
    Line(
        "minutes", ItemType.APPROVAL_OF_MINUTES,
        "Thông qua biên bản phiên họp tháng trước", "G22", 5,
    ),
    Line(
        "economy", ItemType.INFORMATION,
        "Tình hình thu, chi ngân sách nhà nước và giải ngân vốn đầu tư công", "G12", 20,
        ((PaperKind.SUBMISSION, 5), (PaperKind.ANNEX, 3)),
    ),
    Line(
        "tuition", ItemType.DECISION,
        "Chính sách học phí đối với học sinh phổ thông", "G03", 30,
        ((PaperKind.SUBMISSION, 6), (PaperKind.DRAFT_RESOLUTION, 4), (PaperKind.APPRAISAL, 4)),
    ),
    Line(
        "railway", ItemType.DECISION,
        "Chủ trương đầu tư tuyến đường sắt kết nối cảng biển", "G17", 40,
        ((PaperKind.SUBMISSION, 8), (PaperKind.ANNEX, 3)),
    ),
    Line(
        "land", ItemType.DECISION,
        "Miễn, giảm tiền sử dụng đất đối với dự án nhà ở xã hội", "G10", 25,
        ((PaperKind.SUBMISSION, 5), (PaperKind.OPINIONS, 4)),
    ),
    Line(
        "ai", ItemType.DISCUSSION,
        "Định hướng phát triển trí tuệ nhân tạo và công nghiệp bán dẫn", "G06", 30,
        ((PaperKind.SUBMISSION, 6),),
    ),
    Line(
        "identity", ItemType.DECISION,
        "Định danh và xác thực điện tử đối với tổ chức", "G01", 20,
        ((PaperKind.SUBMISSION, 5), (PaperKind.DRAFT_RESOLUTION, 3)),
    ),
    Line(
        "medicine", ItemType.DISCUSSION,
        "Cơ chế mua sắm, dự trữ thuốc hiếm", "G18", 20,
        ((PaperKind.SUBMISSION, 4),),
    ),
)  # fmt: skip
UNANSWERED = frozenset({"pm", "minister.g12", "minister.g19", "minister.g21"})
OTHERWISE = {
    "dpm4": Reply("dpm4", Answer.REMOTE),
    "minister.g08": Reply("minister.g08", Answer.SUBSTITUTE, "Đi công tác nước ngoài", "G08"),
    "minister.g20": Reply(
        "minister.g20", Answer.ABSENT, "Dự lễ công bố kết luận thanh tra tại địa phương"
    ),
    "minister.g18": Reply(
        "minister.g18", Answer.ABSENT, "Báo cáo Ủy ban của Quốc hội", away=("09:30", "10:15")
    ),
}
"""All others come: enough for the quorum, so that the sitting can be opened in the demo."""
NEXT_LINES = (
    Line(
        "planning", ItemType.DECISION,
        "Quy hoạch sử dụng đất và bảo vệ môi trường vùng đồng bằng", "G10", 40,
        section="Trình, thông qua", pause_after=15,
    ),
    Line(
        "teachers", ItemType.DISCUSSION,
        "Chính sách thu hút nhà giáo công tác tại vùng khó khăn", "G03", 30,
        section="Thảo luận, cho ý kiến",
    ),
)  # fmt: skip
MARKED = "coming-tuition-submission"
"""Marked by a minister, then replaced by a second version."""
REPLACING = f"{MARKED}-2"
IN_WORD = "coming-medicine-submission"
"""Came as a Word file."""


def coming_sitting(stage: Stage) -> Sitting:
    """The sitting within the coming week, of the month it falls in."""
    day = stage.working_day(4)
    return Sitting("coming", sitting_title(day), day, LINES, hours=3.5)


def next_sitting(stage: Stage) -> Sitting:
    """The thematic sitting two and a half weeks ahead."""
    title = "Phiên họp Chính phủ chuyên đề về xây dựng pháp luật"
    day = stage.working_day(12)
    return Sitting(
        "next", title, day, NEXT_LINES, hours=2, kind=MeetingKind.THEMATIC,
        sections=("Trình, thông qua", "Thảo luận, cho ý kiến"),
    )  # fmt: skip


def papers(stage: Stage) -> list[PlannedPaper]:
    """The papers of both, and the later version of one."""
    dated = stage.working_day(-9)
    first = [*coming_sitting(stage).papers(dated), *next_sitting(stage).papers(dated)]
    marked = next(paper for paper in first if paper.key == MARKED)
    later = replace(marked, key=REPLACING, revision=2)
    return [*(replace(paper, is_word=paper.key == IN_WORD) for paper in first), later]


def plan_coming_sittings(stage: Stage, ready: dict[str, Prepared]) -> None:
    """The coming one is sent three working days ago and answered since, its pack is out, one paper
    of it was replaced; the next one is planned."""
    coming = coming_sitting(stage)
    plan_preparation(stage, coming, ready, stage.working_day(-5), stage.working_day(-9))
    plan_sending(stage, coming, stage.working_day(-3))
    replies = [
        OTHERWISE.get(login, Reply(login, Answer.ATTENDING))
        for login in stage.people.members
        if login not in UNANSWERED
    ]
    plan_replies(stage, coming, replies, stage.working_day(-2))
    silent = {*UNANSWERED, "minister.g20", "minister.g08", "minister.g10"}
    plan_positions(stage, coming, stage.working_day(-1), but=silent)
    plan_seats(stage, coming.key, stage.working_day(-2))
    eve = stage.working_day(-2)
    plan_pack(
        stage, coming.key, stage.instant(eve, "15:00"), released_at=stage.instant(eve, "15:20")
    )
    _plan_marks(stage)
    replaced_at = stage.instant(stage.working_day(-1), "16:40")
    plan_replacement(stage, MARKED, ready[REPLACING], replaced_at)
    plan_preparation(
        stage, next_sitting(stage), ready, stage.working_day(-1), stage.working_day(-9)
    )


def _plan_marks(stage: Stage) -> None:
    """Three ministers read the same paper, and one writes on it for the meeting."""
    day = stage.working_day(-1)
    for place, login in enumerate(("minister.g03", "minister.g12", "minister.g15")):
        stage.plan(login, stage.instant(day, "14:00") + timedelta(minutes=place), _opening(stage))
    shapes = (
        (
            AnnotationKind.MARKER, 1,
            {"points": [[85.0, 520.0, 0.5], [300.0, 521.0, 0.5], [550.0, 520.0, 0.5]]},
            "#ffd84d", 14.0, "",
        ),
        (
            AnnotationKind.INK, 1,
            {"points": [[563.0 + 2 * sin(step / 3), 540 - 4 * step, 0.5] for step in range(22)]},
            "#c3221f", 1.8, "",
        ),
        (
            AnnotationKind.NOTE, 2, {"at": [562.0, 640.0]}, "#ffd84d", 1.0,
            "Đề nghị Bộ Giáo dục và Đào tạo làm rõ nguồn kinh phí bù phần học phí được miễn.",
        ),
    )  # fmt: skip
    for place, (kind, page, geometry, color, width, body) in enumerate(shapes):
        at = stage.instant(day, "14:10") + timedelta(minutes=3 * place)

        def mark(
            db: Session, actor: Actor, at: datetime, *, kind: AnnotationKind = kind,
            page: int = page, geometry: object = geometry, color: str = color,
            width: float = width, body: str = body, place: int = place,
        ) -> None:  # fmt: skip
            document = db.get_one(Document, stage.made[f"paper:{MARKED}"])
            add_annotation(
                db, actor=actor, version=document.current, client_id=f"demo-{place}", page=page,
                kind=kind, audience=Audience.MEETING, geometry=geometry, color=color, width=width,
                body=body, quote="", at=at,
            )  # fmt: skip

        stage.plan("minister.g12", at, mark)


def _opening(stage: Stage) -> Act:
    def read(db: Session, actor: Actor, at: datetime) -> None:
        document = db.get_one(Document, stage.made[f"paper:{MARKED}"])
        note_opened(db, actor=actor, version=document.current, at=at)

    return read
