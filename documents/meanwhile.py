"""What a paper says now, beside each field of a form that would write something else over it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from documents.models import AccessLevel, Document
from ecabinet.people.models import Person
from ecabinet.sentences import S, Sentence


def stored_instead(
    document: Document, named: Collection[Person], typed: Mapping[str, str], chosen: Collection[str]
) -> dict[str, Sentence]:
    """Return {field: what is stored} where the form says otherwise. `named`: the named readers;
    `chosen`: those ticked in the form."""
    stored: dict[str, tuple[str, str | Sentence]] = {
        "title": (document.title, document.title),
        "number_symbol": (document.number_symbol, document.number_symbol),
        "kind": (document.kind.value, S(f"document-kind-{document.kind.value}")),
        "access_level": (
            document.access_level.value,
            S(f"document-level-{document.access_level.value}"),
        ),
    }
    found = {
        name: S("document-stored-now", stored=words) if words else S("document-stored-now-empty")
        for name, (value, words) in stored.items()
        if typed.get(name, "") != value
    }
    if document.access_level is AccessLevel.CONFIDENTIAL:
        names = ", ".join(person.name for person in named)
        if {str(person.id) for person in named} != set(chosen):
            found["reader_ids"] = S("document-stored-now", stored=names)
    return found
