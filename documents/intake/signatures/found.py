"""What is known of a signature, in the same words for every kind of file."""

import unicodedata
from datetime import datetime
from typing import TypedDict

from asn1crypto import x509

MOST = 100
"""So many signatures of one file are looked at."""
_NAME_CHARACTERS = 200


class Signature(TypedDict):
    """What is known of one signature; names as the certificate gives them, "" when it does not.

    `state`: "trusted" (holds, and the signer is on the trusted list), "unchecked" (holds; there is
    no trusted list), "untrusted" (holds; the signer is not on the list), "expired" or "revoked"
    (holds; the certificate does not), "weak" (holds by a method that proves nothing any more),
    "partial" (holds, but parts of the file that are read stand outside it), "changed" (the file was
    changed after it), "broken" (what was signed is no longer what stands there), "unreadable".
    `kind`: "signature" or "timestamp". `later`: "nothing", "additions" (allowed ones, such as
    another signature), "changes". `at`: ISO 8601 or None; `at_by`: "timestamp" or "signer".
    """

    kind: str
    field: str
    signer: str
    organisation: str
    issuer: str
    at: str | None
    at_by: str
    later: str
    state: str
    certificate_sha256: str


def unreadable(field: str) -> Signature:
    """A signature of which nothing is known yet."""
    return Signature(
        kind="signature", field=line(field), signer="", organisation="", issuer="",
        at=None, at_by="signer", later="nothing", state="unreadable", certificate_sha256="",
    )  # fmt: skip


def name_signer(found: Signature, certificate: x509.Certificate) -> None:
    """Tell by whose certificate it was made."""
    found["signer"] = _named(certificate.subject, "common_name")
    found["organisation"] = _named(certificate.subject, "organization_name")
    found["issuer"] = _named(certificate.issuer, "common_name")
    found["certificate_sha256"] = certificate.sha256.hex()


def line(given: object) -> str:
    """One line of NFC without invisible characters, cut to what a page can show."""
    text = "".join(
        char
        for char in unicodedata.normalize("NFC", str(given or ""))
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(text.split())[:_NAME_CHARACTERS]


def instant(given: datetime | None) -> str | None:
    """ISO 8601; None for a time without its zone."""
    return None if given is None or given.tzinfo is None else given.isoformat()


def _named(name: x509.Name, part: str) -> str:
    given = name.native.get(part, "")
    return line(given[0] if isinstance(given, list) and given else given)
