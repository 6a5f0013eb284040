"""Marks taken out of the reader and brought in, by finger and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
from playwright.sync_api import expect

from documents.export.xfdf_reading import read_xfdf
from tests.browser.reader_tablet import AXE, PORTRAIT, TAGS, Reader, wave
from tests.live_server import LiveServer, eventually


def test_what_was_drawn_leaves_as_pdf_and_as_xfdf_and_comes_back_on_another_tablet(
    tablet: Callable[..., Reader], live_reader: LiveServer, tmp_path: Path
) -> None:
    one = tablet("minister.g12", PORTRAIT)
    one.page.keyboard.press("p")
    one.pen(wave(200, 500))
    expect(one.marks("ink")).to_have_count(1)
    eventually(lambda: one.of_reader("outbox.waiting") == 0)
    one.page.keyboard.press("v")
    one.page.locator(".reader-menu summary").click()
    one.page.locator('[data-part="export-open"]').click()
    dialog = one.page.locator('[data-part="export"]')
    expect(dialog).to_be_visible()
    one.page.evaluate(AXE.read_text("utf-8"))
    violations = one.page.evaluate(
        "(tags) => axe.run('.reader-export', {runOnly: tags}).then((r) => r.violations)", TAGS
    )
    assert violations == []
    low = one.page.evaluate(
        """() => [...document.querySelectorAll('.reader-export :is(button, label)')]
          .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent)"""
    )
    assert low == []

    with one.page.expect_download() as taken:
        dialog.locator('[data-path="annotated.pdf"]').click()
    pdf = tmp_path / taken.value.suggested_filename
    assert pdf.name == "to-trinh.v1.annotated.pdf"
    taken.value.save_as(pdf)
    (annotation,) = pypdf.PdfReader(pdf).pages[0]["/Annots"]
    assert annotation.get_object()["/Subtype"] == "/Ink"

    with one.page.expect_download() as taken:
        dialog.locator('[data-path="annotations.xfdf"]').press("Enter")
    xfdf = tmp_path / "marks.xfdf"
    taken.value.save_as(xfdf)
    assert [mark.kind.value for mark in read_xfdf(xfdf.read_bytes()).marks] == ["ink"]

    other = tablet("minister.g15")
    other.page.locator(".reader-menu summary").click()
    other.page.locator('[data-part="export-open"]').click()
    other.page.locator('[data-export="file"]').set_input_files(xfdf)
    expect(other.page.locator('[data-export="said"]')).to_contain_text("1")
    expect(other.marks("ink")).to_have_count(1)
    other.page.locator('[data-export="file"]').set_input_files(pdf)
    expect(other.page.locator('[data-export="said"]')).to_contain_text("XFDF")
    other.page.keyboard.press("Escape")
    expect(other.page.locator('[data-part="export"]')).to_be_hidden()
    assert one.faults == []
    # The refusal of the wrong file is an answer of 422, which the browser writes down itself.
    assert [fault for fault in other.faults if "422" not in fault] == []
