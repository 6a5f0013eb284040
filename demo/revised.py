"""A paper of the demo as its ministry changed it later: a paragraph more, a figure higher."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.rendering.structure import Block, Heading, OfficialForm, Paragraph

ADDED = (
    "Tiếp thu ý kiến thành viên Chính phủ, hồ sơ bổ sung nội dung về nguồn kinh phí: ngân sách "
    "trung ương bảo đảm đối với các địa phương nhận bổ sung cân đối ngân sách; các địa phương còn "
    "lại tự bảo đảm trong dự toán chi hằng năm."
)
COST = re.compile(r"khoảng (\d{2,3}) tỷ đồng")
DEARER = 35


def revised(form: OfficialForm) -> OfficialForm:
    """`form` with a paragraph before its first policy and another sum where one is first named."""
    blocks: list[Block] = []
    is_added = is_dearer = False
    for block in form.blocks:
        if not is_added and isinstance(block, Heading) and block.level == 3:
            blocks.append(Paragraph(ADDED))
            is_added = True
        if not is_dearer and isinstance(block, Paragraph) and isinstance(block.text, str):
            text = COST.sub(_dearer, block.text, count=1)
            is_dearer = text != block.text
            block = replace(block, text=text)
        blocks.append(block)
    return replace(form, blocks=tuple(blocks))


def _dearer(found: re.Match[str]) -> str:
    return f"khoảng {int(found.group(1)) + DEARER} tỷ đồng"
