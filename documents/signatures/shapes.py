"""The signatures of a version's original, as pages and API tell of them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from documents.models import DocumentVersion


class SignatureOut(BaseModel):
    """A digital signature of the original, as it was when the file came in.

    `state`: `trusted`, `unchecked` (intact; there is no trusted list), `untrusted`, `expired`,
    `revoked`, `weak` (by a method that proves nothing any more), `partial` (what is read stands
    partly outside it), `changed` (the file was changed after it), `broken`, `unreadable`. `later`:
    what came after it, `nothing`, `additions` (allowed ones) or `changes`. `at_by`: whose clock,
    `signer` or `timestamp`.
    """

    kind: str
    field: str
    signer: str
    organisation: str
    issuer: str
    at: datetime | None
    at_by: str
    later: str
    state: str
    certificate_sha256: str


def signatures_of(version: DocumentVersion) -> list[SignatureOut]:
    """The signatures of a version, oldest first."""
    return [SignatureOut.model_validate(stored) for stored in version.signatures]
