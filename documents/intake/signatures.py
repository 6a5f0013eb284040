"""The digital signatures of a PDF: `python -m documents.intake.signatures ORIGINAL LIMITS [ROOTS]`.

A limited process of its own, only for files that carry signatures. Says who signed, when, and
whether it still holds, as JSON. Asks nobody outside: no revocation list is fetched.
"""

import hashlib
import json
import logging
import os
import sys
import unicodedata
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from documents.intake.limited import limit_this_process
from documents.intake.limits import Limits

logger = logging.getLogger(__name__)

_MOST = 100
_NAME_CHARACTERS = 200
_HARMLESS = (
    ModificationLevel.NONE,
    ModificationLevel.LTA_UPDATES,
    ModificationLevel.FORM_FILLING,
)


class Signature(TypedDict):
    """What is known of one signature; names as the certificate gives them, "" when it does not.

    `state`: "trusted" (holds, and the signer is on the trusted list), "unchecked" (holds; there is
    no trusted list), "untrusted" (holds; the signer is not on the list), "expired" or "revoked"
    (holds; the certificate does not), "changed" (the file was changed after it), "broken" (what was
    signed is no longer what stands there), "unreadable".
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


def read_signatures(path: Path, roots: Path | None) -> list[Signature]:
    """Every signature of the file, in the order in which they were made."""
    trusted = _certificates(roots) if roots is not None else None
    with path.open("rb") as file:
        reader = PdfFileReader(file, strict=False)
        filled = islice(enumerate_sig_fields(reader, filled_status=True), _MOST)
        read = [_read(reader, name, field.get_object(), trusted) for name, _, field in filled]
    # One that cannot be placed stands first: it is what to look at.
    return [signature for _, signature in sorted(read, key=lambda one: one[0])]


def _read(
    reader: PdfFileReader, name: str, field: Any, trusted: list[x509.Certificate] | None
) -> tuple[int, Signature]:
    """In which revision of the file the signature was made, and what is known of it."""
    found = Signature(
        kind="signature", field=_line(name), signer="", organisation="", issuer="",
        at=None, at_by="signer", later="nothing", state="unreadable", certificate_sha256="",
    )  # fmt: skip
    revision = -1
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        revision = signature.signed_revision
        is_timestamp = str(signature.sig_object_type) == "/DocTimeStamp"
        found["kind"] = "timestamp" if is_timestamp else "signature"
        certificate = signature.signer_cert
        found["signer"] = _named(certificate.subject, "common_name")
        found["organisation"] = _named(certificate.subject, "organization_name")
        found["issuer"] = _named(certificate.issuer, "common_name")
        found["certificate_sha256"] = hashlib.sha256(certificate.dump()).hexdigest()
        said = signature.self_reported_timestamp
        found["at"] = _instant(said)
        context = ValidationContext(trust_roots=trusted or [], allow_fetching=False)
        if is_timestamp:
            _tell_timestamp(found, validate_pdf_timestamp(signature, context), trusted)
        else:
            _tell(found, validate_pdf_signature(signature, context, context), trusted)
    except Exception:
        # Whatever a stranger wrote there: the next signature may be read all the same.
        logger.warning("signature %r could not be read", found["field"], exc_info=True)
    return revision, found


def _tell(
    found: Signature, status: PdfSignatureStatus, trusted: list[x509.Certificate] | None
) -> None:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.valid and stamp.intact:
        found["at"], found["at_by"] = _instant(stamp.timestamp), "timestamp"
    found["later"] = _later(status.coverage, status.modification_level, status.docmdp_ok)
    found["state"] = _state(status, found["later"], trusted)


def _tell_timestamp(found: Signature, status: Any, trusted: list[x509.Certificate] | None) -> None:
    found["at"], found["at_by"] = _instant(status.timestamp), "timestamp"
    found["later"] = _later(status.coverage, status.modification_level, True)
    found["state"] = _state(status, found["later"], trusted)


def _later(
    coverage: SignatureCoverageLevel | None, level: ModificationLevel | None, allowed: bool | None
) -> str:
    if coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return "nothing"
    if coverage is SignatureCoverageLevel.ENTIRE_REVISION and level in _HARMLESS and allowed:
        return "additions"
    return "changes"


def _state(status: Any, later: str, trusted: list[x509.Certificate] | None) -> str:
    if not (status.intact and status.valid):
        return "broken"
    if later == "changes":
        return "changed"
    if status.revoked:
        return "revoked"
    if trusted is None:
        return "unchecked"
    if status.trusted:
        return "trusted"
    problem = str(getattr(status, "trust_problem_indic", "") or "")
    return "expired" if "OUT_OF_BOUNDS" in problem or "EXPIRED" in problem else "untrusted"


def _certificates(folder: Path) -> list[x509.Certificate]:
    """The certificates of all PEM files of the folder; a file that is none is passed over."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in (".pem", ".crt", ".cer"):
            continue
        try:
            for _, _, content in pem.unarmor(path.read_bytes(), multiple=True):
                found.append(x509.Certificate.load(content))
        except (OSError, ValueError):
            logger.warning("%s holds no certificate in PEM", path)
    return found


def _named(name: x509.Name, part: str) -> str:
    given = name.native.get(part, "")
    return _line(given[0] if isinstance(given, list) and given else given)


def _line(given: object) -> str:
    text = "".join(
        char
        for char in unicodedata.normalize("NFC", str(given or ""))
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(text.split())[:_NAME_CHARACTERS]


def _instant(given: datetime | None) -> str | None:
    return None if given is None or given.tzinfo is None else given.isoformat()


def main(original: Path, limits: Limits, roots: Path | None) -> int:
    """Print the signatures of `original`."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    limit_this_process(limits)
    answers.write(json.dumps(read_signatures(original, roots)) + "\n")
    answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(
        main(
            Path(sys.argv[1]),
            Limits.from_json(sys.argv[2]),
            Path(sys.argv[3]) if len(sys.argv) > 3 else None,
        )
    )
