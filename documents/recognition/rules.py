"""Who may have the text of a scan recognised, and when."""

from __future__ import annotations

from documents import rules
from documents.models import DocumentVersion, VersionState
from ecabinet.auth.actor import Actor
from ecabinet.verdicts import Verdict, conflict, hidden

WITHOUT_TEXT = ("document-warning-no-text", "document-warning-text-unreadable")


def lacks_text(version: DocumentVersion) -> bool:
    """Whether the check found pages without text."""
    return any(warning["key"] in WITHOUT_TEXT for warning in version.warnings)


def may_recognise(actor: Actor, version: DocumentVersion) -> Verdict:
    """Whoever may change the paper, while the version is a draft: nobody reads it yet, so no reader
    finds another file under the same version."""
    allowed = rules.may_change(actor, version.document)
    if not allowed:
        return allowed
    if version.recognised_at is not None:
        return conflict("recognition-done-before")
    if not lacks_text(version):
        return hidden()
    if version.state is not VersionState.DRAFT:
        return conflict("recognition-only-draft")
    return allowed
