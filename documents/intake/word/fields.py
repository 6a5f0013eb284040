"""Fields of Word that fetch, include or run something, or show what is no part of the text (names
of the file, days, notes about the document): what they asked is taken out, what they showed when
the file was saved, and perhaps signed, stays."""

import re
from typing import Any

from documents.intake.word.xml import WORD

_REACHING = re.compile(
    r"\s*(INCLUDEPICTURE|INCLUDETEXT|IMPORT|DDE|DDEAUTO|LINK|EMBED|DATABASE|RD|MACROBUTTON"
    r"|TITLE|SUBJECT|AUTHOR|KEYWORDS|COMMENTS|LASTSAVEDBY|DOCPROPERTY|INFO|DOCVARIABLE|TEMPLATE"
    r"|REVNUM|EDITTIME|NUMWORDS|NUMCHARS|FILENAME|FILESIZE|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE"
    r"|USERNAME|USERINITIALS|USERADDRESS)\b",
    re.I,
)
_CHARACTER, _TEXT, _SIMPLE = WORD + "fldChar", WORD + "instrText", WORD + "fldSimple"
_KIND, _INSTRUCTION = WORD + "fldCharType", WORD + "instr"


def without_reaching_fields(root: Any) -> None:
    """Empty the instructions of such fields below `root`; fields stand within each other, and one
    instruction may be spread over many runs."""
    open_fields: list[list[Any]] = []
    for node in root.iter(_CHARACTER, _TEXT, _SIMPLE):
        if node.tag == _SIMPLE:
            if _REACHING.match(node.get(_INSTRUCTION, "")):
                node.set(_INSTRUCTION, "")
        elif node.tag == _TEXT:
            if open_fields:
                open_fields[-1].append(node)
            else:
                node.clear(keep_tail=True)
        elif node.get(_KIND) == "begin":
            open_fields.append([])
        elif open_fields:
            _empty_if_reaching(open_fields[-1])
            if node.get(_KIND) == "end":
                open_fields.pop()
    for texts in open_fields:
        _empty_if_reaching(texts)


def _empty_if_reaching(texts: list[Any]) -> None:
    if _REACHING.match("".join(node.xpath("string()") for node in texts)):
        for node in texts:
            node.clear(keep_tail=True)
