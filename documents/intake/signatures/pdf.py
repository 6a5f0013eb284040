"""The digital signatures of a PDF (PAdES and what came before it); see `process`."""

import logging
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from documents.intake.limits import Limits
from documents.intake.signatures.found import MOST, Signature, instant, name_signer, unreadable
from documents.intake.signatures.process import main
from documents.intake.signatures.trust import context

logger = logging.getLogger(__name__)

_HARMLESS = (
    ModificationLevel.NONE,
    ModificationLevel.LTA_UPDATES,
    ModificationLevel.FORM_FILLING,
)


def read_signatures(
    path: Path, limits: Limits, trusted: list[x509.Certificate] | None
) -> Iterator[tuple[str, Signature]]:
    """Every signature of the file, by the revision in which it was made."""
    with path.open("rb") as file:
        reader = PdfFileReader(file, strict=False)
        for name, _, field in islice(enumerate_sig_fields(reader, filled_status=True), MOST):
            revision, found = _read(reader, name, field.get_object(), trusted)
            # One that cannot be placed stands first: it is what to look at.
            yield f"{revision + 1:09d}", found


def _read(
    reader: PdfFileReader, name: str, field: Any, trusted: list[x509.Certificate] | None
) -> tuple[int, Signature]:
    """In which revision of the file the signature was made, and what is known of it."""
    found = unreadable(name)
    revision = -1
    try:
        signature = EmbeddedPdfSignature(reader, field, name)
        revision = signature.signed_revision
        is_timestamp = str(signature.sig_object_type) == "/DocTimeStamp"
        found["kind"] = "timestamp" if is_timestamp else "signature"
        name_signer(found, signature.signer_cert)
        found["at"] = instant(signature.self_reported_timestamp)
        if is_timestamp:
            _tell_timestamp(found, validate_pdf_timestamp(signature, context(trusted)), trusted)
        else:
            _tell(found, signature, trusted)
    except Exception:
        # Whatever a stranger wrote there: the next signature may be read all the same.
        logger.warning("signature %r could not be read", found["field"], exc_info=True)
    return revision, found


def _tell(
    found: Signature, signature: EmbeddedPdfSignature, trusted: list[x509.Certificate] | None
) -> None:
    held = context(trusted)
    status = validate_pdf_signature(signature, held, held)
    stamp = status.timestamp_validity
    if stamp is not None and stamp.valid and stamp.intact and stamp.trusted:
        # Anybody can put a stamp on; that of a clock on the list says when it was made.
        found["at"], found["at_by"] = instant(stamp.timestamp), "timestamp"
        then = context(trusted, moment=stamp.timestamp)
        status = validate_pdf_signature(signature, then, held)
    found["later"] = _later(status.coverage, status.modification_level, status.docmdp_ok)
    found["state"] = _state(status, found["later"], trusted)


def _tell_timestamp(found: Signature, status: Any, trusted: list[x509.Certificate] | None) -> None:
    found["at"], found["at_by"] = instant(status.timestamp), "timestamp"
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
    if status.trust_problem_indic is AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE:
        return "weak"
    if trusted is None:
        return "unchecked"
    if status.trusted:
        return "trusted"
    problem = str(status.trust_problem_indic or "")
    return "expired" if "OUT_OF_BOUNDS" in problem or "EXPIRED" in problem else "untrusted"


if __name__ == "__main__":
    sys.exit(main(read_signatures))
