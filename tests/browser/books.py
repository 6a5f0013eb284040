"""Papers with what a reader lives on: outline, page labels, many pages; and a sitting."""

from __future__ import annotations

import json
import random
import zlib
from io import BytesIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from documents import services
from documents.intake.page_tree import narrow
from documents.models import AccessLevel, Document
from documents.preparation import Prepared
from documents.rendering.fonts import REGULAR, register_serif
from ecabinet.storage import Store
from meetings.agenda import services as agenda
from meetings.frame import Frame
from meetings.models import ItemType, Meeting, MeetingKind
from meetings.services import plan_meeting
from tests.cabinet import T0, Cabinet
from tests.meetings.sittings import STARTS_AT, Secretariat

CHAPTERS = ["Sự cần thiết", "Nội dung đề nghị", "Nguồn kinh phí", "Tổ chức thực hiện"]


def book(pages: int = 12, *, outline: bool = True, roman: int = 2) -> bytes:
    """A linearised paper: `roman` pages i, ii …, then 1, 2 …; a chapter every fourth page."""
    register_serif()
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont(REGULAR, 15)
        chapter = CHAPTERS[(number - 1) // 4 % len(CHAPTERS)]
        canvas.drawString(72, 770, chapter.upper())
        canvas.setFont(REGULAR, 12)
        for line in range(18):
            canvas.drawString(72, 730 - 22 * line, f"Độc lập, trang {number}, dòng {line + 1}.")
        if number == pages:
            canvas.drawString(72, 200, "Thu nhập bình quân chỉ có ở trang cuối.")
        if outline and (number - 1) % 4 == 0:
            canvas.bookmarkPage(f"c{number}")
            canvas.addOutlineEntry(f"{(number - 1) // 4 + 1}. {chapter}", f"c{number}", 0, closed=1)
        elif outline:
            canvas.bookmarkPage(f"s{number}")
            canvas.addOutlineEntry(f"Mục {number}", f"s{number}", 1)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(out) as pdf:
        if roman:
            pdf.Root.PageLabels = pikepdf.Dictionary(
                Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r),
                      roman, pikepdf.Dictionary(S=pikepdf.Name.D)]
            )  # fmt: skip
        made = BytesIO()
        pdf.save(made, linearize=True)
    return made.getvalue()


def heavy(pages: int, page_bytes: int) -> bytes:
    """Pages that are pictures of noise, each of about `page_bytes`; saved as the intake saves."""
    noise = random.Random(1)
    pdf = pikepdf.new()
    side = int((page_bytes / 3) ** 0.5)
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        picture = pikepdf.Stream(pdf, zlib.compress(noise.randbytes(side * side * 3), 0))
        picture.update(
            {
                "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": side,
                "/Height": side, "/BitsPerComponent": 8, "/ColorSpace": pikepdf.Name.DeviceRGB,
                "/Filter": pikepdf.Name.FlateDecode,
            }
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(P=picture),
            Font=pikepdf.Dictionary(
                F=pdf.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                        BaseFont=pikepdf.Name.Helvetica,
                    )
                )
            ),
        )  # fmt: skip
        text = f"q 500 0 0 700 48 100 cm /P Do Q BT /F 14 Tf 72 60 Td (Page {number + 1}) Tj ET"
        page.Contents = pikepdf.Stream(pdf, text.encode())
    narrow(pdf)
    made = BytesIO()
    pdf.save(made, linearize=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made.getvalue()


def paper(
    db: Session, cabinet: Cabinet, store: Store, title: str, content: bytes,
    texts: list[str] | None = None,
) -> Document:  # fmt: skip
    """Enter a file as a paper, as the intake would."""
    stored = store.put(content)
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    text = store.put(json.dumps({"pages": texts}).encode()).sha256 if texts else None
    return services.add_document(
        db, actor=cabinet.actor(db, "secretary"), title=title, access_level=AccessLevel.CABINET,
        organisation_id=None, at=T0,
        prepared=Prepared(
            file_name="paper.pdf", title=title, sha256=stored.sha256, reading_sha256=stored.sha256,
            text_sha256=text, size=stored.size, pages=pages, page_sizes=((595.0, 842.0),) * pages,
            is_signed=False, warnings=(),
        ),
    )  # fmt: skip


def sitting(db: Session, cabinet: Cabinet, items: dict[str, list[Document]]) -> Meeting:
    """Send the agenda of a sitting with these items and their papers."""
    desk = Secretariat(db, cabinet)
    meeting = plan_meeting(
        db, actor=desk.actor("secretary"),
        frame=Frame(
            title="Phiên họp Chính phủ thường kỳ tháng 12", kind=MeetingKind.REGULAR,
            starts_at=STARTS_AT, planned_end_at=STARTS_AT.replace(hour=5),
            place="Phòng họp số 1", chair_id=cabinet.persons["pm"],
        ),
    )  # fmt: skip
    for title, papers in items.items():
        item = desk.add(meeting, title, type=ItemType.DECISION)
        for document in papers:
            agenda.attach_document(db, actor=desk.actor("secretary"), item=item, document=document)
    desk.approve(meeting)
    desk.send(meeting)
    return meeting
