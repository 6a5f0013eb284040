"""The reading copy made harmless: what acts, opens, sends or carries other files is taken out."""

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

_HARMLESS_NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
_HARMLESS_SCHEMES = ("http://", "https://", "mailto:")
_REMOVED_ANNOTATIONS = {
    "/FileAttachment",
    "/RichMedia",
    "/Screen",
    "/Movie",
    "/Sound",
    "/3D",
    "/Widget",
    "/TrapNet",
}
# Of the catalogue; /Perms and /DSS belong to signatures, which a cleaned copy cannot keep.
_REMOVED_FROM_ROOT = (
    "/AA",
    "/AcroForm",
    "/AF",
    "/Collection",
    "/DSS",
    "/NeedsRendering",
    "/Perms",
    "/Requirements",
    "/URI",
)
_REMOVED_ANYWHERE = ("/AA", "/JS", "/JavaScript", "/EF", "/AF", "/RichMediaContent", "/XFA")
_ACTIONS = ("/A", "/PA", "/OpenAction")


@dataclass
class Found:
    """What a file carried besides its pages."""

    attachments: int = 0
    form_fields: int = 0
    active: int = 0
    signatures: int = 0


def clean(pdf: Pdf) -> Found:
    """Take active content, attachments and the form out of `pdf`; what fields show stays visible.

    Returns what was found, for the warnings. `pdf` is changed in memory only.
    """
    found = Found()
    _count_signatures(pdf, found)
    _flatten_form(pdf, found)
    for container in _containers(pdf):
        _clean_container(container, found)
    _clean_root(pdf, found)
    for page in pdf.pages:
        _clean_annotations(page, found)
    return found


def _containers(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary and stream of the file, the ones inside others included, each once."""
    for root in pdf.objects:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Array):
                children = list(node)
            elif isinstance(node, (Dictionary, Stream)):
                yield node
                children = [value for _, value in node.items()]
            else:
                continue
            waiting.extend(
                child
                for child in children
                if isinstance(child, (Array, Dictionary)) and not child.is_indirect
            )


def _count_signatures(pdf: Pdf, found: Found) -> None:
    found.signatures = sum(
        "/ByteRange" in container and "/Contents" in container for container in _containers(pdf)
    )


def _flatten_form(pdf: Pdf, found: Found) -> None:
    """Draw what the fields show (values, visible signatures) into the pages."""
    if not isinstance(pdf.Root.get("/AcroForm"), Dictionary):
        return
    # Viewers would draw the fields anew; qpdf then refuses to use the appearances that are there.
    if "/NeedAppearances" in pdf.Root.AcroForm:
        del pdf.Root.AcroForm["/NeedAppearances"]
    others: list[tuple[Page, list[Object]]] = []
    for page in pdf.pages:
        annotations = _annotations(page)
        widgets = [a for a in annotations if a.get("/Subtype") == Name.Widget]
        found.form_fields += len(widgets)
        others.append((page, [a for a in annotations if a.get("/Subtype") != Name.Widget]))
        if annotations:
            page.obj.Annots = Array(widgets)
    pdf.flatten_annotations("all")
    for page, kept in others:
        if kept:
            page.obj.Annots = Array(kept)


def _clean_root(pdf: Pdf, found: Found) -> None:
    root = pdf.Root
    for key in _REMOVED_FROM_ROOT:
        if key in root:
            del root[key]
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        if "/EmbeddedFiles" in names:
            found.attachments = max(found.attachments, 1)
        for key in [key for key in names.keys() if key != "/Dests"]:  # noqa: SIM118
            found.active += key == "/JavaScript"
            del names[key]


def _clean_annotations(page: Page, found: Found) -> None:
    if "/Annots" not in page.obj:
        return
    kept = []
    for annotation in _annotations(page):
        subtype = str(annotation.get("/Subtype", ""))
        if subtype in _REMOVED_ANNOTATIONS:
            found.active += subtype not in ("/Widget", "/FileAttachment")
        else:
            kept.append(annotation)
    page.obj.Annots = Array(kept)


def _annotations(page: Page) -> list[Object]:
    given = page.obj.get("/Annots")
    if not isinstance(given, Array):
        return []
    return [item for item in given if isinstance(item, Dictionary)]


def _clean_container(container: Object, found: Found) -> None:
    if "/EF" in container:
        found.attachments += 1
    for key in _REMOVED_ANYWHERE:
        if key in container:
            found.active += key in ("/AA", "/JS", "/JavaScript", "/XFA", "/RichMediaContent")
            del container[key]
    for key in _ACTIONS:
        action = container.get(key)
        if isinstance(action, Dictionary) and "/S" in action and not _is_harmless(action):
            found.active += 1
            del container[key]
    # Actions run in chains; a harmless one may have anything behind it. Outline entries use the
    # same key for their neighbour, and have no /S.
    if "/Next" in container and "/S" in container:
        del container["/Next"]


def _is_harmless(action: Object) -> bool:
    kind = str(action.get("/S"))
    if kind == "/GoTo":
        return True
    if kind == "/Named":
        return str(action.get("/N")) in _HARMLESS_NAMED
    if kind == "/URI":
        return str(action.get("/URI", "")).strip().lower().startswith(_HARMLESS_SCHEMES)
    return False
