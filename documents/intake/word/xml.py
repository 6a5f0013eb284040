"""XML of a stranger, read without reaching out and without growing."""

from typing import Any

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_xml(content: bytes) -> Any:
    """The root element. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )
    return etree.fromstring(content, parser)


def write_xml(root: Any) -> bytes:
    """As a part of a package."""
    written: bytes = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    return written
