"""The trusted list, and how a signer stands to it. Asks nobody outside: no revocation list is
fetched."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    PathError,
    RevokedError,
    ValidationError,
)

logger = logging.getLogger(__name__)


def trusted_certificates(folder: Path) -> list[x509.Certificate]:
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


def context(
    trusted: list[x509.Certificate] | None,
    others: Iterable[x509.Certificate] = (),
    moment: datetime | None = None,
) -> ValidationContext:
    """What certificates are held against, now or at `moment`; `others` may stand between signer and
    list."""
    return ValidationContext(
        trust_roots=trusted or [], other_certs=list(others), moment=moment, allow_fetching=False
    )


def standing(
    signer: x509.Certificate,
    others: Iterable[x509.Certificate],
    trusted: list[x509.Certificate] | None,
    moment: datetime | None = None,
) -> str:
    """The state of a signature that holds, by its signer alone: as in `found.Signature`. `moment`
    is when it was made, where somebody trusted says so."""
    if trusted is None:
        return "unchecked"
    validator = CertificateValidator(signer, validation_context=context(trusted, others, moment))
    try:
        asyncio.run(validator.async_validate_path())
        PdfSignatureStatus.default_usage_constraints().validate(signer)
    except RevokedError:
        return "revoked"
    except ExpiredError:
        return "expired"
    except DisallowedAlgorithmError:
        return "weak"
    except (PathError, ValidationError):
        return "untrusted"
    return "trusted"
