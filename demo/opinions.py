"""Opinions of ministries on two dossiers: one answered in every way, one just asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from demo.stage import Stage
from dossiers.opinions import answering, queries, services
from dossiers.opinions.answering import CommentGiven, Given
from dossiers.submissions.models import Reply, Submission, View
from ecabinet.auth.actor import Actor


@dataclass(frozen=True)
class Spoken:
    """What a ministry answered. `ago`: working days; 0: an hour before now, after the deadline."""

    code: str
    ago: int
    view: View
    text: str = ""
    reference: str = ""
    comments: tuple[tuple[str, str], ...] = ()


ANSWERED = "commercial"
ASKED_AGO = 6
ASKED = ("G12", "G09", "G01", "G18", "G10", "G03", "G19")
SPOKEN = (
    Spoken("G12", 4, View.POSITIVE, reference="11420/BTC-PC"),
    Spoken(
        "G09", 3, View.REMARKS,
        "Cơ bản nhất trí; đề nghị làm rõ nguồn lực thực hiện tại địa phương.", "6105/BNV-TCBC",
        (
            ("Điều 5 khoản 2", "Quy định rõ mức thù lao theo vụ việc, tránh mỗi nơi áp dụng một "
             "mức khác nhau."),
            ("Điều 12", "Bổ sung trách nhiệm của Ủy ban nhân dân cấp tỉnh trong bố trí kinh phí."),
            ("Chương III", "Cân nhắc gộp với Chương II vì cùng điều chỉnh tổ chức hòa giải."),
        ),
    ),
    Spoken(
        "G01", 2, View.NEGATIVE,
        "Chưa nhất trí với phạm vi vụ việc được hòa giải tại Điều 3.", "3312/BCA-V03",
        (("Điều 3 khoản 1", "Loại trừ các vụ việc có dấu hiệu tội phạm."),),
    ),
    Spoken("G10", 2, View.NOTHING, reference="8800/BNNMT-PC"),
    Spoken(
        "G18", 0, View.REMARKS, "Đề nghị bổ sung hòa giải tranh chấp trong khám, chữa bệnh.",
        "7001/BYT-PC",
    ),
)  # fmt: skip
REPLIES = (
    ("Điều 5 khoản 2", Reply.ACCEPTED, "Đã bổ sung mức thù lao theo vụ việc tại khoản 2 Điều 5."),
    ("Chương III", Reply.EXPLAINED,
     "Giữ kết cấu hiện nay: Chương II quy định tổ chức, Chương III quy định trình tự hòa giải."),
    ("Điều 3 khoản 1", Reply.PARTLY,
     "Đã loại trừ vụ việc phải truy cứu trách nhiệm hình sự; giữ vụ việc được miễn."),
)  # fmt: skip
JUST_ASKED = "housing"


def plan_opinions(stage: Stage) -> None:
    """Plan who asks whom, who answers what, and the replies of the lead."""
    asked_on = stage.working_day(-ASKED_AGO)
    stage.plan(
        "officer.g15",
        stage.instant(asked_on, "10:30"),
        _asking(stage, ANSWERED, ASKED, "Đề nghị quý Bộ cho ý kiến, nhất là về Điều 3 và Điều 5."),
    )
    for spoken in SPOKEN:
        at = stage.before_now(hours=1)
        if spoken.ago:
            at = stage.instant(stage.working_day(-spoken.ago), "11:00")
        stage.plan(f"officer.{spoken.code.lower()}", at, _answering(stage, spoken))
    stage.plan("officer.g15", stage.before_now(minutes=40), _replying(stage))
    stage.plan("officer.g12", stage.instant(stage.working_day(-1), "15:20"), _asking(
        stage, JUST_ASKED, ("G17", "G19", "G15"), ""))  # fmt: skip


def _asking(stage: Stage, key: str, codes: tuple[str, ...], question: str) -> Any:
    def ask(db: Session, actor: Actor, at: datetime) -> None:
        services.ask(
            db,
            actor=actor,
            submission=db.get_one(Submission, stage.made[f"dossier:{key}"]),
            organisation_ids=[stage.people.organisations[code] for code in codes],
            question=question,
            due_on=None,
            reason="",
            days=stage.calendar,
            at=at,
        )

    return ask


def _answering(stage: Stage, spoken: Spoken) -> Any:
    def answer(db: Session, actor: Actor, at: datetime) -> None:
        number = stage.people.organisations[spoken.code]
        request = queries.find_of(db, stage.made[f"dossier:{ANSWERED}"], number)
        assert request is not None
        comments = tuple(CommentGiven(text, place) for place, text in spoken.comments)
        answering.answer(
            db,
            actor=actor,
            request=request,
            view=spoken.view,
            given=Given(spoken.text, spoken.reference, comments),
            revision=request.revision,
            at=at,
        )

    return answer


def _replying(stage: Stage) -> Any:
    def reply(db: Session, actor: Actor, at: datetime) -> None:
        requests = queries.requests_of(db, stage.made[f"dossier:{ANSWERED}"])
        pairs = {one.place: (request, one) for request, one in queries.answered_comments(requests)}
        for place, made, text in REPLIES:
            request, comment = pairs[place]
            services.reply(
                db, actor=actor, comment=comment, request=request, made=made, text=text,
                seen=None, at=at,
            )  # fmt: skip

    return reply
