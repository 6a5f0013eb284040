"""The words of the record of who had which version, on its page, in its table and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from documents.distribution.audit_readers import Reading
from ecabinet import occasions
from ecabinet.auth.actor import Actor
from ecabinet.i18n import t
from ecabinet.slots import DOCUMENT_PLACES


def occasions_of(db: Session, actor: Actor, document_ids: Iterable[int]) -> Callable[[str], str]:
    """Return the words for what a paper was handed out for, as far as the reader sees that."""
    titles: dict[str, str] = {
        place.occasion: place.occasion_title
        for ask in DOCUMENT_PLACES
        for place in ask(db, actor, list(document_ids))
    }

    def label(occasion: str) -> str:
        if occasion in titles:
            return titles[occasion]
        return {
            occasions.DOCUMENT: t("audit-by-hand"),
            occasions.MEETING: t("audit-sitting"),
            occasions.BALLOT: t("audit-ballot"),
            occasions.SUBMISSION: t("audit-submission"),
            occasions.OPINION: t("audit-opinion"),
            occasions.OPINION_ANSWER: t("audit-opinion-answer"),
            occasions.POSITION: t("audit-position"),
        }.get(occasions.kind_of(occasion), occasion)

    return label


def way_of(row: Reading) -> str:
    """How somebody came to read what was not handed to them."""
    if row.read_for:
        return t("audit-read-for", name=", ".join(row.read_for))
    return t(row.way)
