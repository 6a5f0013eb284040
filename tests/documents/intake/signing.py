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
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
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
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    is_root: bool,
    ends: datetime,
    is_clock: bool = False,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not is_root, content_commitment=not is_root, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_root, crl_sign=is_root,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=800))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    if is_clock:
        purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purposes, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


@cache
def _root() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    ends = NOW + timedelta(days=3000)
    return _certificate("Gốc thử", key, "Gốc thử", key, is_root=True, ends=ends), key


def root_pem() -> bytes:
    """The certificate of the authority of these tests."""
    return _root()[0].public_bytes(serialization.Encoding.PEM)


@cache
def clock(*, is_known: bool = True, days: int = 0) -> DummyTimeStamper:
    """A service of time stamps with a certificate of that authority, or of nobody's. Its day is
    today, or `days` after; RSA, as pyHanko's wants it."""
    _, root_key = _root()
    key = rsa.generate_private_key(65537, 2048)
    ends = NOW + timedelta(days=365)
    made = _certificate(
        "Giờ thử", key, "Gốc thử" if is_known else "Giờ lạ",
        root_key if is_known else ec.generate_private_key(ec.SECP256R1()),
        is_root=False, ends=ends, is_clock=True,
    )  # fmt: skip
    return DummyTimeStamper(
        asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(_private(key)),
        fixed_dt=NOW + timedelta(days=days),
    )


def _private(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@cache
def between() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """An authority that the authority of these tests lets sign for it."""
    _, root_key = _root()
    key = ec.generate_private_key(ec.SECP256R1())
    ends = NOW + timedelta(days=1000)
    made = _certificate("Trung gian", key, "Gốc thử", root_key, is_root=True, ends=ends)
    return made, key


@cache
def signer(common: str, days: int = 365, *, by_another: bool = False) -> signers.SimpleSigner:
    """Somebody with a certificate of that authority, or of the one between, that ends in `days`."""
    root, root_key = _root()
    issuer, issuer_key = ("Trung gian", between()[1]) if by_another else ("Gốc thử", root_key)
    key = ec.generate_private_key(ec.SECP256R1())
    ends = NOW + timedelta(days=days)
    made = _certificate(common, key, issuer, issuer_key, is_root=False, ends=ends)
    der = serialization.Encoding.DER
    store = SimpleCertificateStore()
    store.register(asn1_x509.Certificate.load(root.public_bytes(der)))
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(made.public_bytes(der)),
        signing_key=asn1_keys.PrivateKeyInfo.load(_private(key)),
        cert_registry=store,
    )


def signed(
    content: bytes,
    who: str = "Nguyễn Văn An",
    field: str = "Sig1",
    days: int = 365,
    method: str = "sha256",
    stamper: DummyTimeStamper | None = None,
) -> bytes:
    """`content` with one signature more."""
    out = BytesIO()
    pdf_signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=field,
            subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED
            if method == "sha1"
            else fields.SigSeedSubFilter.PADES,
            md_algorithm=method,
        ),
        signer=signer(who, days),
        timestamper=stamper,
    )
    writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    # pyHanko starts an event loop; in this thread Playwright's may be running already.
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(pdf_signer.sign_pdf, writer, output=out).result()
    return out.getvalue()
