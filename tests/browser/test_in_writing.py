"""A cabinet decides without sitting: the written ballot on its tablets and one telephone."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser import in_writing
from tests.browser.conftest import PHONE, PORTRAIT, Tablet


def test_a_cabinet_is_asked_in_writing(tablet_of: Callable[..., Tablet]) -> None:
    officer, head = tablet_of("secretary"), tablet_of("head")
    finance, justice = tablet_of("minister.g12", PHONE), tablet_of("minister.g15", PORTRAIT)
    education, ministry = tablet_of("minister.g03"), tablet_of("officer.g12")

    place = in_writing.draft(officer)
    in_writing.approve(head, place)
    in_writing.answer(finance, "Đồng ý")
    in_writing.answer(justice, "Không đồng ý", "Chưa rõ căn cứ pháp lý.")
    in_writing.answer(education, "Đồng ý")
    in_writing.change(justice, "Ý kiến khác", "Tán thành, bổ sung căn cứ pháp lý.")
    in_writing.close(head, "3")
    in_writing.collect(officer, place, "Tán thành, bổ sung căn cứ pháp lý.")
    in_writing.decide(head, place)
    in_writing.report(ministry, in_writing.TASK)
