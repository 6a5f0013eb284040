"""A reading copy is found page by page in a few steps, and shows what the original shows."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from documents.intake.page_tree import FEW, WIDTH, narrow


def made(pages: int) -> Pdf:
    """One long list of pages that have size, rotation and resources from above."""
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(300, 400))
        page.Contents = pdf.make_stream(f"% page {number}".encode())
        del page.obj["/MediaBox"]
    root = pdf.Root.Pages
    root.MediaBox = Array([0, 0, 300, 400])
    root.Rotate = 90
    root.Resources = Dictionary(ProcSet=Array([Name.PDF]))
    pdf.pages[1].obj.MediaBox = Array([0, 0, 100, 100])
    return pdf


def read(pdf: Pdf) -> list[tuple[bytes, list[int], int]]:
    return [
        (page.Contents.read_bytes(), [int(n) for n in page.mediabox], int(page.obj.Rotate))
        for page in pdf.pages
    ]


@pytest.mark.parametrize("pages", [FEW + 1, 64, 65, 257])
def test_the_pages_stay_and_no_node_is_wide(pages: int) -> None:
    pdf = made(pages)
    narrow(pdf)
    out = BytesIO()
    pdf.save(out, linearize=True)
    with pikepdf.open(out) as again:
        found = read(again)
        assert [content for content, _, _ in found] == [
            f"% page {number}".encode() for number in range(pages)
        ]
        assert found[0][1:] == ([0, 0, 300, 400], 90)
        assert found[1][1:] == ([0, 0, 100, 100], 90)
        root = again.Root.Pages
        assert "/MediaBox" not in root
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if "/Kids" not in node:
                continue
            assert 1 <= len(node.Kids) <= WIDTH
            assert all(kid.Parent.objgen == node.objgen for kid in node.Kids)
            assert node.Count == sum(kid.get("/Count", 1) for kid in node.Kids)
            waiting += list(node.Kids)
        assert again.check_pdf_syntax() == []


def test_a_short_paper_stays_as_it_is() -> None:
    pdf = made(FEW)
    narrow(pdf)
    assert len(pdf.Root.Pages.Kids) == FEW
