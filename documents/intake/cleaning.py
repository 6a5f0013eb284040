"""The reading copy made harmless: what acts, opens, sends or carries other files is taken out."""

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Object, Page, Pdf, Stream

from documents.intake.form_fields import annotations_of, flatten_form

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

    Returns what was found, for the warnings. `pdf` is changed in memory only. Raises RefusedFile
    when the form cannot be made visible.
    """
    found = Found()
    _count_signatures(pdf, found)
    found.form_fields = flatten_form(pdf)
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
    for annotation in annotations_of(page):
        subtype = str(annotation.get("/Subtype", ""))
        if subtype in _REMOVED_ANNOTATIONS:
            found.active += subtype not in ("/Widget", "/FileAttachment")
        else:
            kept.append(annotation)
    page.obj.Annots = Array(kept)


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
