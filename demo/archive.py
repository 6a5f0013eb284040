"""The demo's papers on their way into the store: written, checked by the real intake, entered."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from demo.papers import PaperKind, paper, paper_form
from demo.revised import revised
from demo.roster import MINISTRIES
from demo.stage import Stage
from documents.intake.limits import Limits
from documents.models import AccessLevel, Document, DocumentKind
from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from documents.services import Prepared, add_document, prepare_upload
from ecabinet.auth.actor import Actor

AT_ONCE = 2
"""As many as the intake checks at the same time."""
NAMES = {
    PaperKind.SUBMISSION: ("Tờ trình", DocumentKind.PROPOSAL),
    PaperKind.DRAFT_RESOLUTION: ("Dự thảo Nghị quyết", DocumentKind.DRAFT),
    PaperKind.APPRAISAL: ("Báo cáo thẩm định", DocumentKind.APPRAISAL),
    PaperKind.OPINIONS: ("Báo cáo tiếp thu, giải trình", DocumentKind.EXPLANATION),
    PaperKind.ANNEX: ("Phụ lục số liệu", DocumentKind.REPORT),
}
BY_CODE = {ministry.code: ministry for ministry in MINISTRIES}


@dataclass(frozen=True)
class PlannedPaper:
    """A paper of the story: `key` names it there, `code` is the ministry that wrote it.

    `revision` 2 is the paper as the ministry changed it later; `is_word`: it came as a Word file.
    """

    key: str
    kind: PaperKind
    subject: str
    code: str
    pages: int
    dated: date
    revision: int = 1
    is_word: bool = False

    @property
    def title(self) -> str:
        """The title in the lists."""
        return f"{NAMES[self.kind][0]}: {self.subject}"

    @property
    def file_name(self) -> str:
        """As the ministry's officer might have named the file."""
        return f"{self.dated:%Y%m%d}-{self.code}-{self.key}.{'docx' if self.is_word else 'pdf'}"

    def content(self) -> bytes:
        """The file that the ministry sent."""
        ministry = BY_CODE[self.code]
        given = (self.kind, self.subject, ministry.name_vi, self.pages)
        if self.revision == 1 and not self.is_word:
            return paper(*given, signer=ministry.head, dated=self.dated)
        form, dated = paper_form(*given, signer=ministry.head, dated=self.dated)
        if self.revision > 1:
            form = revised(form)
        at = datetime.combine(dated, time(9, 0), UTC)
        return render_docx(form) if self.is_word else render_pdf(form, created_at=at)


def check(stage: Stage, papers: Sequence[PlannedPaper]) -> dict[str, Prepared]:
    """Write `papers` and take them through the intake, two at once; returns them by key."""
    done: dict[str, Prepared] = {}
    limits = Limits()

    def prepare(planned: PlannedPaper) -> tuple[PlannedPaper, Prepared]:
        file = FileStorage(BytesIO(planned.content()), filename=planned.file_name)
        return planned, prepare_upload(stage.store, file, limits)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for count, (planned, prepared) in enumerate(pool.map(prepare, papers), start=1):
            done[planned.key] = prepared
            stage.say(f"paper {count} of {len(papers)}: {planned.title} ({prepared.pages} p.)")
    return done


def enter(
    stage: Stage, db: Session, actor: Actor, planned: PlannedPaper, ready: Prepared, at: datetime
) -> Document:
    """Enter a checked paper for the members, as its ministry's; keeps its id as `paper:KEY`."""
    document = add_document(
        db, actor=actor, prepared=ready, title=planned.title, kind=NAMES[planned.kind][1],
        access_level=AccessLevel.CABINET, at=at,
        organisation_id=stage.people.organisations[planned.code],
    )  # fmt: skip
    stage.made[f"paper:{planned.key}"] = document.id
    return document
