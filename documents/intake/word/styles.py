"""How a paragraph or a run looks by its own word, else by its style, else by the document's."""

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_DEEPEST = 20
_OFF = ("0", "false", "off", "none")


class Styles:
    """The styles of one document, asked by property."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self._styles: dict[str, Any] = {}
        self._default = ""
        for style in root.iter(qn("w:style")):
            self._styles[style.get(qn("w:styleId"), "")] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1":
                self._default = style.get(qn("w:styleId"), "")
        defaults = root.find(qn("w:docDefaults"))
        self._defaults = [] if defaults is None else [defaults]

    def chain(self, properties: Any | None, link: str, default: bool) -> list[Any]:
        """The style that `properties` name (child `link`), and those it is based on."""
        named = None if properties is None else properties.find(qn(link))
        id_ = named.get(qn("w:val"), "") if named is not None else self._default if default else ""
        found: list[Any] = []
        while id_ in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[id_])
            based = self._styles[id_].find(qn("w:basedOn"))
            id_ = "" if based is None else based.get(qn("w:val"), "")
        return found

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """Where the paragraph's properties (`w:pPr`) are looked for, in order."""
        own = paragraph.find(qn("w:pPr"))
        styles = self.chain(own, "w:pStyle", default=True)
        inner = [style.find(qn("w:pPr")) for style in styles]
        inner += [node.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}") for node in self._defaults]
        return [node for node in (own, *inner) if node is not None]

    def of_run(self, run: Any, paragraph: Any) -> list[Any]:
        """Where the run's properties (`w:rPr`) are looked for, in order."""
        own = run.find(qn("w:rPr"))
        styles = self.chain(own, "w:rStyle", default=False)
        styles += self.chain(paragraph.find(qn("w:pPr")), "w:pStyle", default=True)
        inner = [style.find(qn("w:rPr")) for style in styles]
        inner += [node.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}") for node in self._defaults]
        return [node for node in (own, *inner) if node is not None]


def first(places: list[Any], name: str) -> Any | None:
    """The property `name` where it is said first."""
    return next((found for place in places if (found := place.find(qn(name))) is not None), None)


def is_on(places: list[Any], name: str) -> bool:
    """Whether a switch such as bold is on."""
    found = first(places, name)
    return found is not None and str(found.get(qn("w:val"), "1")).lower() not in _OFF


def number_of(node: Any | None, attribute: str) -> float | None:
    """An attribute that is a number."""
    try:
        return None if node is None else float(node.get(qn(attribute)))
    except (TypeError, ValueError):
        return None
