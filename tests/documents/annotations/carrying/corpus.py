"""Papers in two versions, marks on the first, and the truth about where each mark belongs.

Words are laid out here, each with a name of its own, so that the truth comes from the making of
the papers and not from reading them.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from documents.models import AnnotationKind
from documents.rendering.fonts import REGULAR, register_serif

PAGE = (595.0, 842.0)
WORDS = """
chính sách tiền lương cán bộ công chức viên chức lực lượng vũ trang doanh nghiệp nhà nước cải
cách hành chính thủ tục đầu tư công trung hạn nguồn vốn ngân sách trung ương địa phương giải
ngân kế hoạch hằng năm dự toán quyết toán kiểm tra giám sát thanh tra phòng chống tham nhũng
lãng phí tiết kiệm phát triển kinh tế xã hội bền vững môi trường biến đổi khí hậu năng lượng tái
tạo chuyển đổi số giáo dục đào tạo y tế bảo hiểm việc làm thu nhập bình quân tăng trưởng lạm
phát xuất khẩu nhập khẩu nông nghiệp nông thôn hạ tầng giao thông đường bộ cao tốc cảng biển sân
bay đô thị nhà ở quy hoạch đất đai tài nguyên khoáng sản nước sạch rừng phòng hộ thẩm quyền
trách nhiệm phân cấp phân quyền
"""
PLAIN = WORDS.split()
PHRASES = [
    "Bộ Tài chính chủ trì, phối hợp với các bộ, ngành liên quan",
    "theo quy định của pháp luật",
    "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
    "báo cáo Thủ tướng Chính phủ xem xét, quyết định",
    "Bộ Nội vụ",
    "Bộ Tài chính",
    "trong phạm vi nhiệm vụ, quyền hạn được giao",
]
CLOSING = "Các bộ, cơ quan ngang bộ căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện."


@dataclass(frozen=True)
class Word:
    name: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Style:
    left: float = 85.0
    right: float = 57.0
    size: float = 13.0
    leading: float = 18.0
    top: float = 70.0
    bottom: float = 70.0


@dataclass(frozen=True)
class Spot:
    """Where a word was drawn: page from 1, its left and right end, its baseline."""

    page: int
    x0: float
    x1: float
    y: float
    size: float
    line: int


@dataclass
class Version:
    paragraphs: list[Paragraph]
    style: Style
    pdf: bytes = b""
    spots: dict[int, Spot] = field(default_factory=dict)

    @property
    def order(self) -> list[int]:
        return [word.name for one in self.paragraphs for word in one.words]


@dataclass(frozen=True)
class Drawn:
    """A mark on the first version and the words it is about."""

    shape: str
    kind: AnnotationKind
    page: int
    geometry: dict[str, Any]
    words: tuple[int, ...]
    center: tuple[float, float]


class Maker:
    """Makes papers, edits and marks from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = itertools.count(1)

    def words(self, text: str) -> tuple[Word, ...]:
        return tuple(Word(next(self.names), word) for word in text.split())

    def sentence(self) -> str:
        pieces: list[str] = []
        while len(pieces) < self.random.randint(3, 6):
            kind = self.random.random()
            if kind < 0.3:
                pieces.append(self.random.choice(PHRASES))
            elif kind < 0.45:
                pieces.append(
                    f"{self.random.randint(2, 999)}.{self.random.randint(100, 999)} tỷ đồng"
                )
            else:
                pieces.append(" ".join(self.random.choices(PLAIN, k=self.random.randint(3, 7))))
        text = " ".join(pieces)
        return text[0].upper() + text[1:] + "."

    def paragraph(self) -> Paragraph:
        kind = self.random.random()
        if kind < 0.12:
            text = f"{self.random.randint(1, 40)}. " + " ".join(self.random.choices(PLAIN, k=5))
            return Paragraph(self.words(text))
        if kind < 0.2:
            return Paragraph(self.words(CLOSING))
        sentences = [self.sentence() for _ in range(self.random.randint(1, 5))]
        return Paragraph(self.words(" ".join(sentences)))

    def paper(self, paragraphs: int) -> list[Paragraph]:
        return [self.paragraph() for _ in range(paragraphs)]

    # -- edits ---------------------------------------------------------------------------------

    def edited(self, old: Version, edits: list[str]) -> Version:
        new = Version(list(old.paragraphs), old.style)
        for edit in edits:
            getattr(self, edit)(new)
        return new

    def insert_pages(self, new: Version) -> None:
        at = self.random.randrange(len(new.paragraphs))
        new.paragraphs[at:at] = self.paper(self.random.randint(6, 14))

    def insert_copies(self, new: Version) -> None:
        """Paragraphs whose words stand in the paper already, as new paragraphs."""
        for _ in range(2):
            like = self.random.choice(new.paragraphs)
            twin = Paragraph(tuple(Word(next(self.names), w.text) for w in like.words))
            new.paragraphs.insert(self.random.randrange(len(new.paragraphs)), twin)

    def delete_some(self, new: Version) -> None:
        for _ in range(max(1, len(new.paragraphs) // 10)):
            del new.paragraphs[self.random.randrange(len(new.paragraphs))]

    def move_some(self, new: Version) -> None:
        for _ in range(max(1, len(new.paragraphs) // 12)):
            one = new.paragraphs.pop(self.random.randrange(len(new.paragraphs)))
            new.paragraphs.insert(self.random.randrange(len(new.paragraphs)), one)

    def rewrite_some(self, new: Version) -> None:
        for _ in range(max(1, len(new.paragraphs) // 10)):
            at = self.random.randrange(len(new.paragraphs))
            fresh = self.paragraph()
            if fresh.text != new.paragraphs[at].text:
                new.paragraphs[at] = fresh

    def change_words(self, new: Version) -> None:
        for _ in range(max(2, len(new.paragraphs) // 4)):
            at = self.random.randrange(len(new.paragraphs))
            words = list(new.paragraphs[at].words)
            for _ in range(self.random.randint(1, 3)):
                place = self.random.randrange(len(words))
                act = self.random.random()
                fresh = Word(next(self.names), self._other(words[place].text))
                if act < 0.6:
                    words[place] = fresh
                elif act < 0.8:
                    words.insert(place, fresh)
                elif len(words) > 3:
                    del words[place]
            new.paragraphs[at] = replace(new.paragraphs[at], words=tuple(words))

    def _other(self, text: str) -> str:
        if any(c.isdigit() for c in text):
            return f"{self.random.randint(2, 999)}.{self.random.randint(100, 999)}"
        return self.random.choice([word for word in PLAIN if word != text])

    def reflow(self, new: Version) -> None:
        new.style = Style(
            left=self.random.choice([57.0, 71.0, 99.0]), right=self.random.choice([43.0, 71.0]),
            size=self.random.choice([12.0, 13.0, 14.0]), leading=self.random.choice([16.0, 20.0]),
            top=self.random.choice([60.0, 80.0]),
        )  # fmt: skip

    # -- marks ---------------------------------------------------------------------------------

    def marks(self, version: Version, count: int) -> list[Drawn]:
        shapes = ["highlight", "highlight", "underline", "circle", "margin", "note", "box"]
        return [self.mark(version, shape) for shape in self.random.choices(shapes, k=count)]

    def mark(self, version: Version, shape: str) -> Drawn:
        paragraph = self.random.choice(version.paragraphs)
        names = [word.name for word in paragraph.words]
        start = self.random.randrange(len(names))
        chosen = names[start : start + self.random.randint(1, 14)]
        page = version.spots[chosen[0]].page
        chosen = [name for name in chosen if version.spots[name].page == page]
        if shape != "highlight":
            line = version.spots[chosen[0]].line
            chosen = [name for name in chosen if version.spots[name].line == line]
        if shape in ("margin", "note", "box"):
            line = version.spots[chosen[0]].line
            chosen = [n for n in version.order if version.spots[n].line == line]
        spots = [version.spots[name] for name in chosen]
        kind, geometry = getattr(self, f"_{shape}")(spots, version.style)
        x0, y0, x1, y1 = extent(kind, geometry)
        return Drawn(
            shape, kind, page, geometry, tuple(chosen), ((x0 + x1) / 2, (y0 + y1) / 2)
        )  # fmt: skip

    def _highlight(self, spots: list[Spot], style: Style) -> tuple[AnnotationKind, dict[str, Any]]:
        quads = []
        for _, group in itertools.groupby(spots, key=lambda spot: spot.line):
            line = list(group)
            x0, x1 = line[0].x0, line[-1].x1
            low, high = line[0].y - 0.22 * style.size, line[0].y + 0.9 * style.size
            quads.append([x0, high, x1, high, x0, low, x1, low])
        return AnnotationKind.HIGHLIGHT, {"quads": quads}

    def _underline(self, spots: list[Spot], style: Style) -> tuple[AnnotationKind, dict[str, Any]]:
        x0, x1, y = spots[0].x0, spots[-1].x1, spots[0].y - 2
        points = [[x0 + (x1 - x0) * n / 10, y + (n % 2) * 0.8, 0.5] for n in range(11)]
        return AnnotationKind.INK, {"points": points}

    def _circle(self, spots: list[Spot], style: Style) -> tuple[AnnotationKind, dict[str, Any]]:
        x0, x1 = spots[0].x0 - 3, spots[-1].x1 + 3
        low, high = spots[0].y - 4, spots[0].y + style.size
        corners = [(x0, low), (x1, low), (x1, high), (x0, high), (x0, low)]
        return AnnotationKind.INK, {"points": [[x, y, 0.4] for x, y in corners]}

    def _margin(self, spots: list[Spot], style: Style) -> tuple[AnnotationKind, dict[str, Any]]:
        x, y = 20.0, spots[0].y
        points = [[x + 2 * n, y + (n * 7) % 10, 0.5] for n in range(10)]
        return AnnotationKind.INK, {"points": points}

    def _note(self, spots: list[Spot], style: Style) -> tuple[AnnotationKind, dict[str, Any]]:
        return AnnotationKind.NOTE, {"at": [PAGE[0] - 22.0, spots[0].y + 4]}

    def _box(self, spots: list[Spot], style: Style) -> tuple[AnnotationKind, dict[str, Any]]:
        y = spots[0].y
        return AnnotationKind.TEXT, {"rect": [4.0, y - 2, 40.0, y + 11]}


def extent(kind: AnnotationKind, geometry: dict[str, Any]) -> tuple[float, float, float, float]:
    """The box of a shape."""
    if kind is AnnotationKind.HIGHLIGHT:
        points = [(q[n], q[n + 1]) for q in geometry["quads"] for n in range(0, 8, 2)]
    elif kind is AnnotationKind.NOTE:
        points = [tuple(geometry["at"])]
    elif kind is AnnotationKind.TEXT:
        x0, y0, x1, y1 = geometry["rect"]
        points = [(x0, y0), (x1, y1)]
    else:
        points = [(x, y) for x, y, *_ in geometry["points"]]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def lay_out(version: Version) -> Version:
    """Draw a version; its PDF and the spots of its words are filled in."""
    register_serif()
    out = BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1)
    style = version.style
    page, line = 1, 0
    y = PAGE[1] - style.top
    space = stringWidth(" ", REGULAR, style.size)

    def furnish() -> None:
        canvas.setFont(REGULAR, 10)
        canvas.drawString(style.left, PAGE[1] - 40, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        canvas.drawCentredString(PAGE[0] / 2, 30, str(page))
        canvas.setFont(REGULAR, style.size)

    furnish()
    for paragraph in version.paragraphs:
        for words in _lines(paragraph, style, space):
            if y < style.bottom:
                canvas.showPage()
                page += 1
                furnish()
                y = PAGE[1] - style.top
            x = style.left
            line += 1
            for word in words:
                wide = stringWidth(word.text, REGULAR, style.size)
                version.spots[word.name] = Spot(page, x, x + wide, y, style.size, line)
                x += wide + space
            canvas.drawString(style.left, y, " ".join(word.text for word in words))
            y -= style.leading
        y -= 6
    canvas.showPage()
    canvas.save()
    version.pdf = out.getvalue()
    return version


def _lines(paragraph: Paragraph, style: Style, space: float) -> Iterator[list[Word]]:
    room = PAGE[0] - style.left - style.right
    line: list[Word] = []
    used = 0.0
    for word in paragraph.words:
        wide = stringWidth(word.text, REGULAR, style.size)
        if line and used + wide > room:
            yield line
            line, used = [], 0.0
        line.append(word)
        used += wide + space
    if line:
        yield line
