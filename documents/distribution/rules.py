"""Who acknowledges a paper."""

from __future__ import annotations

from documents.models import Document, ReadingReceipt
from ecabinet.verdicts import ALLOW, Verdict, conflict, denied, hidden


def may_acknowledge(document: Document, receipt: ReadingReceipt | None, *, holds: bool) -> Verdict:
    """Whoever was handed the paper says it for themselves, once they have opened it. Nobody says
    it for another: an assistant who reads by delegation is not asked."""
    if not document.asks_acknowledgement:
        return conflict("acknowledgement-not-asked")
    if not holds:
        return denied("acknowledgement-not-yours")
    if receipt is None:
        return conflict("acknowledgement-open-first")
    return ALLOW


def sees_button(document: Document, *, holds: bool) -> Verdict:
    """Whether the reader is asked at all."""
    return ALLOW if document.asks_acknowledgement and holds else hidden()
