"""What an official document says, part by part, without any word of how it is drawn.

The parts and their order are those of Decree 30/2020, annex I; see `compose` for their form.
"""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class Marker(StrEnum):
    """How the points of a list are told apart: "1." or "a)"."""

    NUMBER = "1."
    LETTER = "a)"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | Run | tuple[str | Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 part or chapter (centred), 2 "I.", 3 "1.", 4 "a)"; `number` may be ""."""

    text: str
    level: int = 2
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; `indent` asks for the indented first line.

    `leads`: it announces what follows, and stays on the same page with its beginning.
    """

    text: Text
    align: Align = Align.JUSTIFY
    indent: bool = True
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A line of authority in capitals in the middle: "CHÍNH PHỦ", "QUYẾT NGHỊ:"."""

    text: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The grounds ("Căn cứ …"), each ending in ";", the last in "."."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """An article: "Điều 1." and its text, or its heading with the text in paragraphs below."""

    label: str
    text: Text = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Text, ...]
    mark: str = "-"


@dataclass(frozen=True, slots=True)
class NumberedList:
    items: tuple[Text, ...]
    marker: Marker = Marker.NUMBER
    start: int = 1


@dataclass(frozen=True, slots=True)
class KeyValue:
    """ "Thời gian bắt đầu: 8 giờ 00": the label, a colon, the value."""

    label: str
    value: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is its share of the text width against the other columns."""

    title: str
    width: float = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header repeated on every page; raises ValueError for a row of odd length."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    size: float = 12

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table needs a column")
        if any(column.width <= 0 for column in self.columns):
            raise ValueError("every column needs a width above nought")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one cell per column")


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = (
    Heading
    | Paragraph
    | Formula
    | LegalBasis
    | Clause
    | BulletList
    | NumberedList
    | KeyValue
    | Table
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of page 1. `number` as made by `words.number_line`; `about` is "V/v …" of a letter.

    `mark` is a boxed word below the number ("DỰ THẢO", "LƯU HÀNH NỘI BỘ").
    `place_and_date` stays empty for minutes, which carry none.
    """

    agency: str
    parent_agency: str = ""
    number: str = ""
    place_and_date: str = ""
    about: str = ""
    mark: str = ""
    national: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines of authority ("TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG"), title, name.

    `image` is a picture (PNG) of the signature, `note` stands in its place ("(Đã ký)").
    Names are given without academic titles, as the decree asks.
    """

    title: str
    name: str
    authority: tuple[str, ...] = ()
    side: Side = Side.RIGHT
    image: bytes | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex in the same file: own page numbers; label "Phụ lục I", `attached` "(Kèm theo …)"."""

    label: str
    title: str
    blocks: tuple[Block, ...]
    attached: str = ""


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A whole document. `kind` is its name in capitals ("NGHỊ QUYẾT"), `subject` what it is about.

    Only an annex in a file of its own has no letterhead.
    `recipients` are given bare ("Như Điều 3", "Lưu: VT, TH"); marks and stops are added.
    `closing` is the last sentence and gets "./." whatever it ends in.
    `footer` is a small line at the foot of every page, for instance a code of verification.
    `landscape`: pages lie on their long side, as the decree allows for wide tables.
    """

    letterhead: Letterhead | None
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    closing: Text = ""
    annexes: tuple[Annex, ...] = ()
    footer: str = ""
    language: str = "vi"
    landscape: bool = False
