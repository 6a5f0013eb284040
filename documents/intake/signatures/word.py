"""The digital signatures of a DOCX: XML signatures over the parts of the package (ECMA-376 part 2),
with or without XAdES; see `process`."""

import asyncio
import hashlib
import logging
import sys
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from asn1crypto import cms, x509
from cryptography.x509 import Certificate, load_der_x509_certificate
from lxml import etree
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest, InvalidInput, InvalidSignature
from signxml.verifier import SignatureConfiguration, XMLVerifier

from documents.intake.limits import Limits
from documents.intake.signatures.found import MOST, Signature, instant, name_signer, unreadable
from documents.intake.signatures.manifest import DS, MDSSI, Manifest
from documents.intake.signatures.process import main
from documents.intake.signatures.trust import context, standing
from documents.intake.word.package import SIGNED
from documents.intake.word.parts import Parts
from documents.intake.word.xml import read_xml

logger = logging.getLogger(__name__)

_XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
_CERTIFICATE_PART = "/digital-signature/certificate"
_MOST_CERTIFICATES = 10
_MOST_REFERENCES = 20
"""Of a signature to its own trees; Office has four. The whole is copied for each."""
_OLD = "SHA1"
_KEYED = "HMAC"


def read_signatures(
    path: Path, limits: Limits, trusted: list[x509.Certificate] | None
) -> Iterator[tuple[str, Signature]]:
    """Every signature of the file, by the times that they tell; first those without one."""
    with zipfile.ZipFile(path) as package:
        parts = Parts.of(package, path, limits)
        for name in islice((name for name in parts if parts.kind(name) == SIGNED), MOST):
            # Each may read every part: what the limits allow is allowed to each.
            found = _read(Parts.of(package, path, limits), name, trusted)
            yield found["at"] or "", found


def _read(parts: Parts, name: str, trusted: list[x509.Certificate] | None) -> Signature:
    found = unreadable(name.rpartition("/")[2])
    try:
        _tell(found, parts, name, trusted)
    except Exception:
        # Whatever a stranger wrote there: the next signature may be read all the same.
        logger.warning("signature %r could not be read", found["field"], exc_info=True)
    return found


def _tell(
    found: Signature, parts: Parts, name: str, trusted: list[x509.Certificate] | None
) -> None:
    root = read_xml(parts.read(name))
    if root.tag != f"{DS}Signature":
        raise ValueError("the part of a signature holds something else")
    if len(root.findall(f"{DS}SignedInfo/{DS}Reference")) > _MOST_REFERENCES:
        raise ValueError("the signature points to more than any program signs")
    certificates = list(islice(_certificates(root, parts, name), _MOST_CERTIFICATES))
    known = [x509.Certificate.load(content) for content in certificates]
    name_signer(found, next((one for one in known if not one.ca), known[0]))
    proven = _proven(root, certificates)
    if proven is None:
        found["state"] = "broken"
        return
    at, signed = proven
    signer = known.pop(at)
    name_signer(found, signer)
    found["at"] = _said(signed)
    moment = _stamped(root, trusted)
    if moment is not None:
        found["at"], found["at_by"] = instant(moment), "timestamp"
    manifest = Manifest(parts, _references(signed))
    if not manifest.holds:
        found["state"] = "broken"
    elif not manifest.covers_what_is_read():
        found["state"], found["later"] = "partial", "changes"
    elif _is_weak(root, manifest):
        found["state"] = "weak"
    else:
        known += _others(root)
        found["state"] = standing(signer, known, trusted, moment)


def _certificates(root: Any, parts: Parts, name: str) -> Iterator[bytes]:
    """Those that the signature carries, in DER: in itself or as parts of their own."""
    for node in root.iterfind(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate"):
        yield b64decode(node.text)
    for arrow in parts.relationships(name):
        if arrow.kind.endswith(_CERTIFICATE_PART) and arrow.target in parts:
            yield parts.read(arrow.target)


def _others(root: Any) -> Iterator[x509.Certificate]:
    """Certificates that may stand between the signer and the trusted list (XAdES-X-L)."""
    for node in islice(root.iter(f"{_XADES}EncapsulatedX509Certificate"), _MOST_CERTIFICATES):
        with suppress(ValueError):
            yield x509.Certificate.load(b64decode(node.text or ""))


class _Verifier(XMLVerifier):
    """Puts what it cut out of the signature into the canonical form as a document of its own.

    Cut out, lxml forgets the default namespace below its children, which every Office signature
    has: signxml leaves that open (its issues 193 and 226).
    """

    def _c14n(self, nodes: Any, *args: Any, **options: Any) -> bytes:
        alone = read_xml(etree.tostring(nodes, with_tail=False))
        form: bytes = super()._c14n(alone, *args, **options)
        return form


def _proven(root: Any, certificates: list[bytes]) -> tuple[int, list[Any]] | None:
    """Which certificate made the signature, and the trees that it proves; None when none did.

    Raises InvalidInput for a signature of another kind than any of the certificates.
    """
    refused = None
    for at, content in enumerate(certificates):
        try:
            certificate = load_der_x509_certificate(content)
            results = _Verifier().verify(
                root, x509_cert=certificate, expect_config=_accepting(certificate)
            )
        except InvalidDigest:
            return None
        except (InvalidSignature, InvalidInput) as error:
            if not isinstance(refused, InvalidSignature):
                refused = error
            continue
        many = results if isinstance(results, list) else [results]
        return at, [result.signed_xml for result in many if result.signed_xml is not None]
    if isinstance(refused, InvalidInput):
        raise refused
    return None


def _accepting(certificate: Certificate) -> SignatureConfiguration:
    """Every method that has a certificate; of old methods and of certificates that ended something
    is said later, instead of nothing at all."""
    return SignatureConfiguration(
        location="./",
        expect_references=True,
        signature_methods=frozenset(one for one in SignatureMethod if _KEYED not in one.name),
        digest_algorithms=frozenset(DigestAlgorithm),
        default_reference_c14n_method=CanonicalizationMethod.CANONICAL_XML_1_0,
        verification_time=certificate.not_valid_after_utc,
    )


def _references(signed: list[Any]) -> Iterator[Any]:
    """What the proven manifests point to, and only that."""
    for tree in signed:
        if tree.tag == f"{DS}Object":
            yield from tree.iterfind(f"{DS}Manifest/{DS}Reference")


def _is_weak(root: Any, manifest: Manifest) -> bool:
    method = root.find(f"{DS}SignedInfo/{DS}SignatureMethod").get("Algorithm")
    digests = root.iterfind(f"{DS}SignedInfo/{DS}Reference/{DS}DigestMethod")
    names = [SignatureMethod(method).name, *manifest.methods]
    names += [DigestAlgorithm(one.get("Algorithm")).name for one in digests]
    return any(_OLD in name for name in names)


def _said(signed: list[Any]) -> str | None:
    """When the signer says it was: the time of the package's form, else that of XAdES."""
    for place in (f"{MDSSI}SignatureTime/{MDSSI}Value", f"{_XADES}SigningTime"):
        for tree in signed:
            for node in tree.iterfind(f".//{place}"):
                with suppress(ValueError):
                    return instant(datetime.fromisoformat((node.text or "").strip()))
    return None


def _stamped(root: Any, trusted: list[x509.Certificate] | None) -> datetime | None:
    """The time of a stamp over the signature's value, by a clock on the trusted list (XAdES-T).

    The signature does not cover it: anybody can put one there.
    """
    if trusted is None:
        return None
    for node in islice(root.iter(f"{_XADES}EncapsulatedTimeStamp"), MOST):
        try:
            token = cms.ContentInfo.load(b64decode(node.text))["content"]
            at = _time_of(token, root, trusted)
        except Exception:
            logger.warning("a time stamp could not be read", exc_info=True)
            continue
        if at is not None:
            return at
    return None


def _time_of(token: cms.SignedData, root: Any, trusted: list[x509.Certificate]) -> datetime | None:
    value = etree.tostring(root.find(f"{DS}SignatureValue"), method="c14n")
    told = asyncio.run(
        validate_tst_signed_data(
            token, context(trusted), lambda method: hashlib.new(method, value).digest()
        )
    )
    status = TimestampSignatureStatus(**told)
    return status.timestamp if status.intact and status.valid and status.trusted else None


if __name__ == "__main__":
    sys.exit(main(read_signatures))
