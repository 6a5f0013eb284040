"""Form fields made part of their pages: a copy without the form shows what the form showed."""

import re

from pikepdf import Annotation, Array, Dictionary, Name, Object, Page, Pdf, Stream

from documents.intake.results import RefusedFile

# Of a content stream: text shown, or another drawing called (ISO 32000-1 tables 109 and 87).
_DRAWS = re.compile(rb"\b(?:Tj|TJ|Do)\b|\)\s*['\"]")
_HIDDEN = 1 << 1
_MULTILINE = 1 << 12
_PASSWORD = 1 << 13
_WIDE_LETTER = 8.0  # points; generous for the 10 to 12 points of a form


def annotations_of(page: Page) -> list[Object]:
    """The annotations of a page that are what they should be."""
    given = page.obj.get("/Annots")
    if not isinstance(given, Array):
        return []
    return [item for item in given if isinstance(item, Dictionary)]


def flatten_form(pdf: Pdf) -> int:
    """Draw what the fields show (values, visible signatures) into the pages. Returns the number of
    fields that are no signatures.

    Raises RefusedFile when a value is not drawn in the file and cannot be drawn here: a member
    would see an empty field where the author sees an answer.
    """
    if not isinstance(pdf.Root.get("/AcroForm"), Dictionary):
        return 0
    if bool(pdf.Root.get("/NeedsRendering", False)):
        raise RefusedFile("document-refused-form-not-drawn")
    _draw_values(pdf)
    # Now every value is drawn. qpdf would leave the fields alone while this asks for new drawings.
    if "/NeedAppearances" in pdf.Root.AcroForm:
        del pdf.Root.AcroForm["/NeedAppearances"]
    count = 0
    others: list[tuple[Page, list[Object]]] = []
    for page in pdf.pages:
        annotations = annotations_of(page)
        widgets = [a for a in annotations if a.get("/Subtype") == Name.Widget]
        count += sum(not _is_signature(widget) for widget in widgets)
        others.append((page, [a for a in annotations if a.get("/Subtype") != Name.Widget]))
        if annotations:
            page.obj.Annots = Array(widgets)
    pdf.flatten_annotations("all")
    for page, kept in others:
        if kept:
            page.obj.Annots = Array(kept)
    return count


def _is_signature(widget: Object) -> bool:
    parent = widget.get("/Parent")
    kind = widget.get("/FT") or (parent.get("/FT") if isinstance(parent, Dictionary) else None)
    return bool(kind == Name.Sig)


def _draw_values(pdf: Pdf) -> None:
    for field in pdf.acroform.fields:
        value = field.value_as_string if field.is_text or field.is_choice else ""
        if not value.strip() or field.flags & _PASSWORD:
            continue
        for widget in pdf.acroform.get_annotations_for_field(field):
            if int(widget.obj.get("/F", 0)) & _HIDDEN or _is_drawn(widget):
                continue
            # qpdf draws one line, and a question mark for what its font encoding lacks.
            if not value.isascii() or (field.flags & _MULTILINE and not _one_line(value, widget)):
                raise RefusedFile("document-refused-form-not-drawn")
            field.generate_appearance(widget)
            if not _is_drawn(widget):
                raise RefusedFile("document-refused-form-not-drawn")


def _one_line(value: str, widget: Annotation) -> bool:
    """Whether the value surely fits on one line of its field."""
    left, _, right, _ = (float(side) for side in widget.obj.Rect)
    return value.isprintable() and len(value) * _WIDE_LETTER <= abs(right - left)


def _is_drawn(widget: Annotation) -> bool:
    appearances = widget.obj.get("/AP")
    normal = appearances.get("/N") if isinstance(appearances, Dictionary) else None
    return isinstance(normal, Stream) and _DRAWS.search(normal.read_bytes()) is not None
