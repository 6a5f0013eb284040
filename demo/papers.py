"""Papers for the demo cabinet: believable, invented, and the same again for the same seed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, cycle
from random import Random

from demo.paper_frames import (
    APPRAISAL,
    ARTICLES,
    COMMENTING,
    CONTEXT,
    INTRODUCTIONS,
    OPINIONS,
    POLICY_ASPECTS,
    PROCESS,
    PROVINCES,
    REGIONS,
    VIEWPOINTS,
)
from demo.paper_subjects import SUBJECTS, Policy, Subject
from documents.rendering.blocks import block_pieces
from documents.rendering.pdf import render_pdf
from documents.rendering.pieces import DataTable, Line
from documents.rendering.structure import (
    Align,
    Block,
    BulletList,
    Clause,
    Column,
    Formula,
    Heading,
    LegalBasis,
    Letterhead,
    NumberedList,
    OfficialForm,
    Paragraph,
    Run,
    Signature,
    Table,
)
from documents.rendering.words import number_line, place_and_date

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# Units of figures that are alike everywhere; all others add up to the country's total.
_MEANS = frozenset({"%", "ngày", "người", "giường"})
_FIRST_DAY = date(2026, 10, 5)
# Points: what a page holds, and what the first and last of it need besides the body.
_PAGE_HEIGHT, _HEAD_AND_SIGNATURE = 728, 330


class PaperKind(StrEnum):
    SUBMISSION = "submission"
    DRAFT_RESOLUTION = "draft-resolution"
    APPRAISAL = "appraisal"
    OPINIONS = "opinions"
    ANNEX = "annex"


# Name of the document in its title, and the sign in its number.
_NAMES = {
    PaperKind.SUBMISSION: ("Tờ trình", "TTr"),
    PaperKind.DRAFT_RESOLUTION: ("Nghị quyết", "NQ"),
    PaperKind.APPRAISAL: ("Báo cáo thẩm định", "BCTĐ"),
    PaperKind.OPINIONS: ("Báo cáo", "BC"),
    PaperKind.ANNEX: ("Phụ lục", "PL"),
}


def paper(
    kind: PaperKind | str,
    title: str,
    organisation: str,
    pages: int = 5,
    seed: int = 0,
    *,
    signer: str = "",
    dated: date | None = None,
) -> bytes:
    """A PDF of about the given number of pages on the subject that the title names.

    `signer` is the invented person of the demo cabinet who signs; without one the line is empty.
    Without a day it is one of autumn 2026. Raises ValueError for an unknown kind.
    """
    form, dated = paper_form(kind, title, organisation, pages, seed, signer=signer, dated=dated)
    return render_pdf(form, created_at=datetime.combine(dated, time(9, 0), UTC))


def paper_form(
    kind: PaperKind | str,
    title: str,
    organisation: str,
    pages: int = 5,
    seed: int = 0,
    *,
    signer: str = "",
    dated: date | None = None,
) -> tuple[OfficialForm, date]:
    """The same paper as a structure, with its date; for those who want the DOCX."""
    kind = PaperKind(kind)
    # Not for secrets: the demo must look the same every time.
    chance = Random(f"{kind}|{title}|{organisation}|{pages}|{seed}")  # noqa: S311
    writer = _Writer(chance, subject_of(title), organisation)
    dated = _FIRST_DAY + timedelta(days=chance.randrange(40)) if dated is None else dated
    name, sign = _NAMES[kind]
    is_draft = kind is PaperKind.DRAFT_RESOLUTION
    agency = "Chính phủ" if is_draft else organisation
    symbol = f"{sign}-{'CP' if is_draft else initials(organisation)}"
    opening, more = writer.parts(kind)
    blocks = list(opening)
    height = _HEAD_AND_SIGNATURE + _estimated_height(blocks)
    while height < (pages - 0.35) * _PAGE_HEIGHT:
        part = next(more)
        blocks.extend(part)
        height += _estimated_height(part)
    if kind is PaperKind.ANNEX:
        return OfficialForm(None, name, title, tuple(blocks)), dated
    form = OfficialForm(
        letterhead=Letterhead(
            agency=agency,
            number=number_line(None if is_draft else chance.randint(12, 480), symbol),
            place_and_date=place_and_date("Hà Nội", dated),
            mark="Dự thảo" if is_draft else "",
        ),
        kind=name,
        subject=title,
        blocks=tuple(blocks),
        closing=writer.closing(kind),
        signatures=(_signature(kind, organisation, signer),),
        recipients=("Như trên", "Các Phó Thủ tướng Chính phủ", "Bộ Tư pháp", "Lưu: VT, PC"),
        addressees=("Chính phủ",) if kind in {PaperKind.SUBMISSION, PaperKind.OPINIONS} else (),
    )
    return form, dated


def subject_of(title: str) -> Subject:
    """The subject whose words stand in the title, or the one its letters fall on."""
    lowered = title.lower()
    for subject in SUBJECTS:
        if any(word in lowered for word in subject.words):
            return subject
    return SUBJECTS[sum(map(ord, title)) % len(SUBJECTS)]


def initials(organisation: str) -> str:
    """ "Bộ Khoa học và Công nghệ" is signed BKHCN."""
    words = organisation.replace(",", " ").split()
    return "".join(word[0].upper() for word in words if word != "và")


def _signature(kind: PaperKind, organisation: str, signer: str) -> Signature:
    if kind is PaperKind.DRAFT_RESOLUTION:
        return Signature("Thủ tướng", "", authority=("TM. Chính phủ",))
    title = "Bộ trưởng" if organisation.startswith("Bộ ") else "Thủ trưởng cơ quan"
    return Signature(title, signer, note="(Đã ký)" if signer else "")


def _estimated_height(blocks: list[Block]) -> float:
    """Points the blocks will take, by the number of letters and rows; good to half a page."""
    height = 0.0
    for block in blocks:
        for piece in block_pieces(block):
            if isinstance(piece, Line):
                height += 6 + 17.7 * -(-(len(piece.text) + 7) // 79)
            elif isinstance(piece, DataTable):
                height += 30 + sum(6 + 13.8 * _row_lines(piece, row) for row in piece.rows)
    return height


def _row_lines(table: DataTable, row: tuple[Line, ...]) -> int:
    cells = zip(row, table.widths, strict=True)
    return max(-(-len(line.text) // max(1, int(width / 2.05))) for line, width in cells)


class _Writer:
    """Composes the parts of one paper from the subject's facts and the common sentences."""

    def __init__(self, chance: Random, subject: Subject, organisation: str) -> None:
        self._chance = chance
        self._subject = subject
        self._organisation = organisation
        self._policies = chance.sample(subject.policies, len(subject.policies))
        self._tables = count(1)

    def parts(self, kind: PaperKind) -> tuple[list[Block], Iterator[list[Block]]]:
        """What every paper of the kind begins with, and parts to go on with, without end."""
        return {
            PaperKind.SUBMISSION: self._submission,
            PaperKind.DRAFT_RESOLUTION: self._resolution,
            PaperKind.APPRAISAL: self._appraisal,
            PaperKind.OPINIONS: self._opinions,
            PaperKind.ANNEX: self._annex,
        }[kind]()

    def closing(self, kind: PaperKind) -> str:
        if kind is PaperKind.DRAFT_RESOLUTION:
            return (
                "Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch Ủy ban nhân dân các tỉnh, "
                "thành phố trực thuộc trung ương chịu trách nhiệm thi hành Nghị quyết này."
            )
        if kind is PaperKind.APPRAISAL:
            return f"Trên đây là ý kiến thẩm định, {self._organisation} gửi cơ quan chủ trì."
        return f"{self._organisation} kính báo cáo Chính phủ xem xét, quyết định."

    def _submission(self) -> tuple[list[Block], Iterator[list[Block]]]:
        opening: list[Block] = [
            Paragraph(self._filled(self._chance.choice(INTRODUCTIONS))),
            Heading("SỰ CẦN THIẾT BAN HÀNH", number="I."),
            *(Paragraph(self._filled(text)) for text in CONTEXT[:2]),
            BulletList(self._subject.findings),
            *(Paragraph(self._filled(text)) for text in CONTEXT[2:]),
            Heading("QUAN ĐIỂM CHỈ ĐẠO", number="II."),
            NumberedList(self._sampled(VIEWPOINTS, 3)),
            Heading("QUÁ TRÌNH XÂY DỰNG", number="III."),
            BulletList(self._sampled(PROCESS, 3)),
            Heading("NỘI DUNG CƠ BẢN", number="IV."),
        ]
        return opening, self._policy_parts()

    def _policy_parts(self) -> Iterator[list[Block]]:
        """Each policy under all its aspects, a table of figures after every policy."""
        for place, (policy, where) in enumerate(self._policies_by_region(), start=1):
            head = Heading(_capitalised(policy.policy) + where, level=3, number=f"{place}.")
            first, *others = self._chance.sample(POLICY_ASPECTS, len(POLICY_ASPECTS))
            yield [head, self._aspect(first, policy, "a")]
            for letter, aspect in zip("bcdđeghi", others, strict=False):
                yield [self._aspect(aspect, policy, letter)]
            yield [self._figures(where)]

    def _policies_by_region(self) -> Iterator[tuple[Policy, str]]:
        """The policies once for the whole country, then for one region after the other."""
        for where in cycle(("", *(f" tại {region}" for region in REGIONS))):
            for policy in self._policies:
                yield policy, where

    def _aspect(self, aspect: tuple[str, str], policy: Policy, letter: str) -> Paragraph:
        title, text = aspect
        return Paragraph(f"{letter}) {title}: {self._filled(text, policy)}")

    def _resolution(self) -> tuple[list[Block], Iterator[list[Block]]]:
        grounds = (
            "Căn cứ Luật Tổ chức Chính phủ",
            *(f"Căn cứ {law}" for law in self._subject.grounds),
            f"Theo đề nghị của {self._organisation}",
        )
        opening: list[Block] = [Formula("Chính phủ"), LegalBasis(grounds), Formula("Quyết nghị:")]
        return opening, self._articles()

    def _articles(self) -> Iterator[list[Block]]:
        for place, (policy, where) in enumerate(self._policies_by_region(), start=1):
            texts = tuple(self._filled(text, policy) for text in ARTICLES)
            article = Clause(f"Điều {place}.", heading=_capitalised(policy.policy) + where)
            yield [article, NumberedList(texts[:2])]
            yield [NumberedList(texts[2:], start=3)]
            if place % 3 == 0:
                yield [self._figures()]

    def _appraisal(self) -> tuple[list[Block], Iterator[list[Block]]]:
        opening: list[Block] = [
            Paragraph(
                f"{self._organisation} đã tổ chức thẩm định hồ sơ về {self._subject.field}, có sự "
                "tham gia của đại diện các bộ, cơ quan liên quan. Ý kiến thẩm định như sau:"
            ),
            BulletList(self._subject.findings),
        ]
        return opening, self._appraisal_parts()

    def _appraisal_parts(self) -> Iterator[list[Block]]:
        policies = cycle(self._policies)
        for number, (title, text) in zip(_ROMAN, APPRAISAL, strict=False):
            policy = next(policies)
            yield [
                Heading(title.upper(), number=f"{number}."),
                Paragraph(self._filled(text, policy)),
                Paragraph(self._filled(self._chance.choice(VIEWPOINTS))),
            ]
        yield [Heading("Ý KIẾN VỀ TỪNG CHÍNH SÁCH", number="VII.")]
        yield from self._policy_parts()

    def _opinions(self) -> tuple[list[Block], Iterator[list[Block]]]:
        opening: list[Block] = [
            Paragraph(self._filled(INTRODUCTIONS[1])),
            Heading("TÌNH HÌNH LẤY Ý KIẾN", number="I."),
            BulletList(self._sampled(PROCESS, 4)),
            Heading("TIẾP THU, GIẢI TRÌNH Ý KIẾN", number="II."),
        ]
        return opening, self._opinion_tables()

    def _opinion_tables(self) -> Iterator[list[Block]]:
        columns = (
            Column("STT", 0.65, Align.CENTRE),
            Column("Cơ quan", 1.6),
            Column("Nội dung ý kiến", 3),
            Column("Tiếp thu, giải trình", 3),
        )
        asked = (*COMMENTING, *(f"UBND {province}" for province in PROVINCES))
        topics = (*(policy.policy for policy in self._policies), "Các nội dung khác")
        for place, topic in enumerate(cycle(topics), start=1):
            policy = self._policies[place % len(self._policies)]
            agencies = self._chance.sample(asked, 6)
            rows = tuple(
                (str(row), agency, self._filled(said, policy), self._filled(answer, policy))
                for row, (agency, (said, answer)) in enumerate(
                    zip(agencies, self._chance.sample(OPINIONS, 6), strict=True), start=1
                )
            )
            heading = Heading(_capitalised(topic), level=3, number=f"{place}.")
            yield [heading, Table(columns, rows, size=12)]

    def _annex(self) -> tuple[list[Block], Iterator[list[Block]]]:
        attached = Run(f"(Kèm theo Tờ trình của {self._organisation})", italic=True)
        return [
            Paragraph(attached, align=Align.CENTRE),
            Paragraph(self._filled(CONTEXT[0])),
            self._figures(),
            BulletList(self._subject.findings),
        ], self._province_tables()

    def _province_tables(self) -> Iterator[list[Block]]:
        for indicator in cycle(self._subject.indicators):
            columns = (
                Column("STT", 0.65, Align.CENTRE),
                Column("Địa phương", 2.4),
                Column("Năm 2025", 1.2, Align.RIGHT),
                Column("Ước năm 2026", 1.2, Align.RIGHT),
                Column("Kế hoạch năm 2027", 1.4, Align.RIGHT),
            )
            rows = []
            for place, province in enumerate(PROVINCES, start=1):
                value = indicator.value * self._chance.uniform(0.82, 1.06)
                if indicator.unit not in _MEANS:
                    value *= self._chance.uniform(0.5, 1.5) / len(PROVINCES)
                figures = (_figure(indicator.after(n, value)) for n in range(3))
                rows.append((str(place), province, *figures))
            yield [
                Table(columns, tuple(rows), self._caption(f"{indicator.name} ({indicator.unit})"))
            ]

    def _figures(self, where: str = "") -> Table:
        years = (2024, 2025, 2026, 2027)
        columns = (
            Column("Chỉ tiêu", 3),
            Column("Đơn vị", 1.3, Align.CENTRE),
            *(Column(str(year), 1, Align.RIGHT) for year in years),
        )
        rows = tuple(
            (
                indicator.name,
                indicator.unit,
                *(_figure(indicator.after(place, start)) for place in range(len(years))),
            )
            for indicator in self._subject.indicators
            for start in (indicator.value * self._chance.uniform(0.93, 1.02),)
        )
        return Table(
            columns, rows, self._caption(f"Một số chỉ tiêu về {self._subject.field}{where}")
        )

    def _caption(self, text: str) -> str:
        return f"Bảng {next(self._tables)}. {text}"

    def _sampled(self, texts: tuple[str, ...], number: int) -> tuple[str, ...]:
        places = sorted(self._chance.sample(range(len(texts)), number))
        return tuple(self._filled(texts[place]) for place in places)

    def _filled(self, text: str, policy: Policy | None = None) -> str:
        policy = policy or self._policies[0]
        chance = self._chance
        return text.format(
            organisation=self._organisation,
            field=self._subject.field,
            lead=self._subject.lead,
            other=self._subject.other,
            policy=policy.policy,
            aim=policy.aim,
            problem=policy.problem,
            cost=_figure(chance.randrange(40, 900, 5)),
            benefit=_figure(chance.randrange(1200, 9800, 50)),
            saving=chance.randrange(12, 46),
            people=_figure(chance.randrange(150, 4200, 10)),
            removed=f"{chance.randrange(2, 15):02d}",
            simplified=f"{chance.randrange(3, 24):02d}",
            surveyed=f"{chance.randrange(6, 16):02d}",
            workshops=f"{chance.randrange(3, 9):02d}",
            days=chance.choice((20, 30, 45, 60)),
            day=f"{chance.choice((15, 20, 25))}",
        )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _figure(value: float) -> str:
    """A number as written in Vietnamese: 1.820 or 52,4."""
    if value >= 1000 or float(value).is_integer():
        return f"{value:,.0f}".replace(",", ".")
    return f"{value:.2f}".replace(".", ",") if value < 2 else f"{value:.1f}".replace(".", ",")
