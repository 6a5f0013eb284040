"""A PDF looked through and its reading copy made. Runs only inside the limited process."""

import logging
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object, ObjectStreamMode, Page, Pdf, StreamDecodeLevel

from documents.intake.cleaning import Found, clean
from documents.intake.decoding import require_decodable
from documents.intake.limits import Limits
from documents.intake.page_tree import narrow
from documents.intake.results import RefusedFile
from ecabinet.sentences import S, Sentence

# Said on standard error, for the operator who looks into a refusal.
logger = logging.getLogger(__name__)

_TITLE_CHARACTERS = 300
_NAMED_FONTS = 3
_LARGEST_QPDF_LIMIT = 2**32 - 1

# What qpdf repairs without any loss for the reader; every other warning means a damaged file.
_HARMLESS_WARNINGS = (
    "duplicated key",
    "offset 0",
    "reported number of objects",
    "Resources is missing or invalid; repairing",
    "appears more than once in the pages tree",
    "/Type key should be /Page",
)


def inspect_pdf(path: Path, reading_copy: Path, limits: Limits) -> dict[str, Any]:
    """Check the PDF at `path`, write its reading copy, and tell what it is, ready for JSON.

    Raises RefusedFile. MemoryError and a killed process are the caller's to understand.
    """
    _limit_qpdf(limits)
    try:
        with pikepdf.open(path) as pdf:
            return _inspect(pdf, reading_copy, limits)
    except pikepdf.PasswordError as error:
        raise RefusedFile("document-refused-encrypted") from error
    except pikepdf.PdfError as error:
        if "encrypt" in str(error):
            raise RefusedFile("document-refused-encrypted") from error
        logger.warning("damaged: %s", error)
        raise RefusedFile("document-refused-damaged") from error
    except (RuntimeError, ValueError) as error:
        # Page trees without an end, names that are no text, and what else qpdf finds only in use.
        logger.warning("damaged: %r", error)
        raise RefusedFile("document-refused-damaged") from error


def _inspect(pdf: Pdf, reading_copy: Path, limits: Limits) -> dict[str, Any]:
    owner_only = pdf.is_encrypted
    pages = _require_pages(pdf, limits)
    require_decodable(pdf, limits)
    sizes = [_shown_size(page, number, limits) for number, page in enumerate(pdf.pages, start=1)]
    _require_sound(pdf)
    title = _title(pdf)
    found = clean(pdf)
    narrow(pdf)
    pdf.save(
        reading_copy,
        linearize=True,
        # Older readers find faults in linearised files that hold object streams.
        object_stream_mode=ObjectStreamMode.disable,
        stream_decode_level=StreamDecodeLevel.none,
        encryption=False,
        deterministic_id=True,
    )
    warnings = _warnings_of(found, owner_only) + _proof_read(reading_copy, pages)
    return {
        "pages": pages,
        "page_sizes": sizes,
        "warnings": [warning.to_json() for warning in warnings],
        "signed": found.signatures > 0,
        "encrypted_owner_only": owner_only,
        "title": title,
    }


def _limit_qpdf(limits: Limits) -> None:
    largest = min(limits.stream_bytes, _LARGEST_QPDF_LIMIT)
    pikepdf.settings.set_qpdf_limits(
        dct_max_memory=largest,
        flate_max_memory=largest,
        run_length_max_memory=largest,
        png_max_memory=largest,
        tiff_max_memory=largest,
    )


def _require_pages(pdf: Pdf, limits: Limits) -> int:
    tree = pdf.Root.get("/Pages")
    if not isinstance(tree, Dictionary):
        raise RefusedFile("document-refused-damaged")
    claimed = _whole(tree.get("/Count"))
    # The claim first: as soon as objects or pages are listed, qpdf goes through the whole tree, and
    # a million pages cost it a gigabyte. A tree may claim too much, or name one page many times.
    if claimed > limits.pages:
        kids = tree.get("/Kids")
        possible = max(
            _whole(pdf.trailer.get("/Size")), len(kids) if isinstance(kids, Array) else 0
        )
        if claimed > possible:
            raise RefusedFile("document-refused-damaged")
        raise RefusedFile("document-refused-too-many-pages", pages=claimed, limit=limits.pages)
    objects = len(pdf.objects)
    if objects > limits.objects:
        raise RefusedFile(
            "document-refused-too-many-objects", objects=objects, limit=limits.objects
        )
    pages = len(pdf.pages)
    if pages > limits.pages:
        raise RefusedFile("document-refused-too-many-pages", pages=pages, limit=limits.pages)
    if pages == 0 or pages != claimed:
        raise RefusedFile("document-refused-damaged")
    return pages


def _whole(value: object) -> int:
    """A number of the file, or 0 for what is none."""
    return value if isinstance(value, int) else 0


def _require_sound(pdf: Pdf) -> None:
    for warning in pdf.get_warnings():
        if not any(harmless in str(warning) for harmless in _HARMLESS_WARNINGS):
            logger.warning("damaged: %s", warning)
            raise RefusedFile("document-refused-damaged")


def _shown_size(page: Page, number: int, limits: Limits) -> tuple[float, float]:
    """Width and height of what a reader shows of the page, turned as it shows it, in points."""
    try:
        unit = float(page.obj.get("/UserUnit", 1))
        media = _box(page.mediabox)
        crop = _box(page.cropbox)
        turned = int(page.obj.get("/Rotate", page.get("/Rotate", 0))) % 180 == 90
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise RefusedFile("document-refused-damaged") from error
    shown = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    if shown[2] <= shown[0] or shown[3] <= shown[1]:
        shown = media
    width, height = shown[2] - shown[0], shown[3] - shown[1]
    sides = (media[2] - media[0], media[3] - media[1], width, height)
    if unit <= 0 or not all(side > 0 for side in sides):
        raise RefusedFile("document-refused-damaged")
    if max(sides) * unit > limits.page_side:
        raise RefusedFile("document-refused-page-too-big", page=number)
    size = (round(width * unit, 2), round(height * unit, 2))
    return (size[1], size[0]) if turned else size


def _box(given: Object) -> tuple[float, float, float, float]:
    a, b, c, d = (float(value) for value in given)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _title(pdf: Pdf) -> str | None:
    given = pdf.trailer.get("/Info")
    if not isinstance(given, Dictionary):
        return None
    try:
        raw = str(given.get("/Title", ""))
    except UnicodeDecodeError:
        return None
    visible = "".join(c for c in raw if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    title = " ".join(unicodedata.normalize("NFC", visible).split())
    return title[:_TITLE_CHARACTERS] or None


def _warnings_of(found: Found, owner_only: bool) -> list[Sentence]:
    warnings = []
    if found.signatures:
        warnings.append(S("document-warning-signed", signatures=found.signatures))
    if owner_only:
        warnings.append(S("document-warning-owner-password"))
    if found.attachments:
        warnings.append(S("document-warning-attachments-removed"))
    if found.form_fields:
        warnings.append(S("document-warning-form-frozen"))
    if found.active:
        warnings.append(S("document-warning-active-content-removed"))
    return warnings


def _proof_read(reading_copy: Path, pages: int) -> list[Sentence]:
    """Open the copy as a reader will: it must be whole. Says which fonts it lacks."""
    with pikepdf.open(reading_copy) as copy:
        missing = sorted({name for font in copy.objects if (name := _font_not_embedded(font))})
        if len(copy.pages) != pages or copy.get_warnings():
            raise RefusedFile("document-refused-damaged")
    if not missing:
        return []
    named = ", ".join(missing[:_NAMED_FONTS])
    return [S("document-warning-fonts-not-embedded", fonts=named, count=len(missing))]


def _font_not_embedded(font: Object) -> str | None:
    if not isinstance(font, Dictionary) or font.get("/Type") != pikepdf.Name.Font:
        return None
    if str(font.get("/Subtype")) in ("/Type0", "/Type3"):
        return None
    descriptor = font.get("/FontDescriptor")
    if isinstance(descriptor, Dictionary) and any(
        key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
    ):
        return None
    name = str(font.get("/BaseFont", "")).lstrip("/")
    return (name.partition("+")[2] or name)[:100] or "?"
