"""Reads rendered files back, the way a reader or a search engine would."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader


def pdf_pages(content: bytes) -> list[str]:
    """The text of each page with line ends folded into spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def pdf_text(content: bytes) -> str:
    return " ".join(pdf_pages(content))


def docx_lines(content: bytes) -> list[str]:
    """The paragraphs of the body in order, those in tables included, without the empty ones."""
    body = Document(BytesIO(content)).element.body
    lines = ("".join(run.text or "" for run in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return [" ".join(line.split()) for line in lines if line.strip()]
