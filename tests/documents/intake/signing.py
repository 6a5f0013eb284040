"""Certificates and real signatures for tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.now(UTC)


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Bộ Tài chính"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    common: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    is_root: bool,
    ends: datetime,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not is_root, content_commitment=not is_root, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_root, crl_sign=is_root,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=800))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


@cache
def _root() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    ends = NOW + timedelta(days=3000)
    return _certificate("Gốc thử", key, "Gốc thử", key, is_root=True, ends=ends), key


def root_pem() -> bytes:
    """The certificate of the authority of these tests."""
    return _root()[0].public_bytes(serialization.Encoding.PEM)


@cache
def signer(common: str, days: int = 365) -> signers.SimpleSigner:
    """Somebody with a certificate of that authority that ends in `days`."""
    root, root_key = _root()
    key = ec.generate_private_key(ec.SECP256R1())
    ends = NOW + timedelta(days=days)
    made = _certificate(common, key, "Gốc thử", root_key, is_root=False, ends=ends)
    der = serialization.Encoding.DER
    private = key.private_bytes(
        der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(asn1_x509.Certificate.load(root.public_bytes(der)))
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(made.public_bytes(der)),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=store,
    )


def signed(
    content: bytes, who: str = "Nguyễn Văn An", field: str = "Sig1", days: int = 365
) -> bytes:
    """`content` with one signature more."""
    out = BytesIO()
    pdf_signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES),
        signer=signer(who, days),
    )
    writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    # pyHanko starts an event loop; in this thread Playwright's may be running already.
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(pdf_signer.sign_pdf, writer, output=out).result()
    return out.getvalue()
