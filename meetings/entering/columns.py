"""Which column of a spreadsheet means what: headings in both languages, as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ecabinet.search.folding import words_of

FIELDS = (
    "section", "type", "title", "lead", "presenter", "minutes", "papers", "submission",
    "late_reason",
)  # fmt: skip
"""The fields of a row, in the order of the template's columns."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "section": ("phần", "mục", "nhóm", "section", "part"),
    "type": ("loại", "loại nội dung", "hình thức", "type", "kind"),
    "title": (
        "nội dung", "tên nội dung", "tiêu đề", "trích yếu", "nội dung phiên họp", "title", "item",
        "agenda item", "subject",
    ),
    "lead": (
        "cơ quan chủ trì", "chủ trì", "cơ quan", "đơn vị chủ trì", "cơ quan trình",
        "lead organisation", "lead organization", "lead", "organisation", "ministry",
    ),
    "presenter": ("người trình bày", "trình bày", "báo cáo viên", "người trình", "presenter"),
    "minutes": ("số phút", "phút", "thời lượng", "thời gian", "minutes", "duration", "time"),
    "papers": ("tài liệu", "tài liệu kèm theo", "số ký hiệu tài liệu", "papers", "documents"),
    "submission": (
        "hồ sơ trình", "số hồ sơ trình", "số hồ sơ", "mã hồ sơ", "submission", "submission number",
        "proposal number",
    ),
    "late_reason": ("lý do bổ sung muộn", "lý do muộn", "reason for lateness", "late reason"),
}  # fmt: skip
_ORDINALS = ("stt", "tt", "số thứ tự", "no", "nr", "number", "#", "")
"""Columns that count the rows; nobody misses them."""
_HEADER_WITHIN = 10


def _plain(text: str) -> str:
    return " ".join(word.folded for word in words_of(text))


_FIELD_OF = {_plain(heading): field for field, all_ in HEADINGS.items() for heading in all_}
_COUNTS = {_plain(heading) for heading in _ORDINALS}


@dataclass(frozen=True)
class Columns:
    """Where each field stands (None: not there), where the rows begin, which headings were not
    understood. `has_header`: False when the columns were taken in the order of the template."""

    places: dict[str, int]
    begins: int
    left_out: tuple[str, ...]
    has_header: bool


def find_columns(rows: Sequence[Sequence[str]]) -> Columns:
    """Find the heading among the first rows: the first that names the title and one field more.

    Without a heading the columns are those of the template, in its order.
    """
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        places: dict[str, int] = {}
        left_out = []
        for place, heading in enumerate(row):
            field = _FIELD_OF.get(_plain(heading))
            if field is not None and field not in places:
                places[field] = place
            elif _plain(heading) not in _COUNTS:
                left_out.append(" ".join(heading.split())[:80])
        if "title" in places and (len(places) > 1 or len(row) == 1):
            return Columns(places, number + 1, tuple(left_out), True)
    if rows and max(len(row) for row in rows) == 1:
        return Columns({"title": 0}, 0, (), False)
    return Columns({field: place for place, field in enumerate(FIELDS)}, 0, (), False)
