"""Draws a composed form as PDF with reportlab and Tinos."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from documents.rendering.compose import compose
from documents.rendering.fonts import REGULAR, register_serif
from documents.rendering.pdf_flowables import FlowableMaker, paragraph
from documents.rendering.pieces import (
    BOTTOM,
    LEFT,
    PAGE_NUMBER_SIZE,
    TOP,
    Composition,
)
from documents.rendering.structure import OfficialForm

_FIRST, _LATER = "first", "later"
# reportlab reads every paragraph with one parser shared by all threads.
_one_at_a_time = Lock()


def render_pdf(
    form: OfficialForm, *, fonts: Path | None = None, created_at: datetime | None = None
) -> bytes:
    """The form as a PDF file; the same form and `created_at` give the same bytes.

    `fonts` is the folder of Tinos (see `fonts.serif_folder`); raises FontsMissing without it.
    """
    register_serif(fonts)
    composition = compose(form)
    return draw(composition, _story(composition), created_at or datetime.now(UTC))


def draw(composition: Composition, story: list[Flowable], created_at: datetime) -> bytes:
    """What `story` holds on sheets of the decree, with the title and footer of `composition`.

    The serif letters are registered before (`fonts.register_serif`).
    """
    target = BytesIO()
    with _one_at_a_time:
        _Pages(target, composition, created_at).build(story, canvasmaker=_canvas)
    return target.getvalue()


def _story(composition: Composition) -> list[Flowable]:
    maker = FlowableMaker()
    story: list[Flowable] = []
    for place, sheet in enumerate(composition.sheets):
        if place:
            story += [NextPageTemplate(_FIRST), PageBreak()]
        drawn = maker.in_order(sheet.pieces) + maker.kept_together(sheet.ending)
        # A sheet on which nothing stands is a page all the same.
        story += drawn or [Spacer(0, 1)]
    return story


def _canvas(*args: Any, **options: Any) -> Canvas:
    # initialFontName keeps an unembedded Helvetica out of the file; a language needs PDF 1.4.
    return Canvas(*args, **{**options, "initialFontName": REGULAR, "pdfVersion": (1, 7)})


class _Pages(BaseDocTemplate):
    """A4 sheets; the number of the page stands in the top margin from the second page on."""

    def __init__(self, target: BytesIO, composition: Composition, created_at: datetime) -> None:
        self._page = composition.page
        super().__init__(
            target,
            pagesize=(self._page.width * mm, self._page.height * mm),
            title=composition.title,
            author=composition.author,
            subject=composition.subject,
            creator="e-Cabinet",
            lang=composition.language_tag,
            invariant=1,
        )
        self._footer = paragraph(composition.footer) if composition.footer else None
        self._created_at = created_at.astimezone(UTC)
        self._sheet_began_on = 1
        self.addPageTemplates(
            [
                PageTemplate(_FIRST, [self._frame()], self._on_first, autoNextPageTemplate=_LATER),
                PageTemplate(_LATER, [self._frame()], self._on_later),
            ]
        )

    def _frame(self) -> Frame:
        return Frame(
            LEFT * mm,
            BOTTOM * mm,
            self._page.text_width * mm,
            (self._page.height - TOP - BOTTOM) * mm,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )

    def beforeDocument(self) -> None:  # noqa: N802 (reportlab's name)
        stamp = f"D:{self._created_at:%Y%m%d%H%M%S}+00'00'"
        self.canv.setDateFormatter(lambda *_: stamp)
        self.canv.setViewerPreference("DisplayDocTitle", "true")

    def _on_first(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        self._sheet_began_on = canvas.getPageNumber()
        self._draw_footer(canvas)

    def _on_later(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        number = canvas.getPageNumber() - self._sheet_began_on + 1
        canvas.setFont(REGULAR, PAGE_NUMBER_SIZE)
        middle = (LEFT + self._page.text_width / 2) * mm
        canvas.drawCentredString(middle, (self._page.height - TOP + 6) * mm, str(number))
        self._draw_footer(canvas)

    def _draw_footer(self, canvas: Canvas) -> None:
        if self._footer is None:
            return
        line: Paragraph = self._footer
        _, height = line.wrap(self._page.text_width * mm, BOTTOM * mm)
        line.drawOn(canvas, LEFT * mm, BOTTOM * mm - height - 5)
