"""Real signatures of Word documents for tests, put together by hand after the standard's text."""

from __future__ import annotations

import asyncio
import hashlib
import posixpath
from base64 import b64encode
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree
from pyhanko.sign.timestamps import DummyTimeStamper

from tests.documents.intake.signing import between, signer
from tests.documents.intake.wordfiles import repacked

AT = "2026-11-20T08:15:30Z"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACE = 'xmlns="http://www.w3.org/2000/09/xmldsig#"'
_XADES = "http://uri.etsi.org/01903/v1.3.2#"
_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_METHODS = {
    "sha256": (
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "http://www.w3.org/2001/04/xmlenc#sha256",
        hashes.SHA256(),
    ),
    "sha1": (
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
        "http://www.w3.org/2000/09/xmldsig#sha1",
        hashes.SHA1(),
    ),
}
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_UNSIGNED = ("core-properties", "extended-properties", "thumbnail", "origin", "customXml")
Parts = dict[str, bytes]


@dataclass(frozen=True)
class How:
    """How a signature is made: Office's way, but for what is said here."""

    days: int = 365
    """After which the certificate ends."""
    method: str = "sha256"
    leave_out: Collection[str] = ()
    """Parts that stay unsigned."""
    at: str = AT
    stamper: DummyTimeStamper | None = None
    apart: bool = False
    """The certificate stands in a part of its own."""
    xades: bool = False
    """The time stands among the signed properties of XAdES."""
    by_another: bool = False
    """The certificate comes from an authority between, whose own stands among the properties."""


def signed_word(content: bytes, who: str = "Nguyễn Văn An", **how: Any) -> bytes:
    """`content` with one signature more; `how` as in How."""

    def sign(parts: Parts) -> None:
        number = next(n for n in count(1) if f"_xmlsignatures/sig{n}.xml" not in parts)
        chosen = How(**how)
        made = _signature(parts, who, chosen)
        certificate = signer(who, chosen.days, by_another=chosen.by_another).signing_cert
        assert certificate is not None
        _put(parts, number, made, certificate.dump() if chosen.apart else None)

    return repacked(content, sign)


def _signature(parts: Parts, who: str, how: How) -> bytes:
    by, digest, algorithm = _METHODS[how.method]

    def hashed(content: bytes) -> str:
        return b64encode(hashlib.new(how.method, content).digest()).decode()

    kinds = _kinds(parts)
    references = "".join(
        f'<Reference URI="/{name}?ContentType={kinds(name)}">{transforms}'
        f'<DigestMethod Algorithm="{digest}"></DigestMethod>'
        f"<DigestValue>{hashed(content)}</DigestValue></Reference>"
        for name, content, transforms in _signed_parts(parts)
        if name not in how.leave_out
    )
    # The root of what is signed carries the namespace that it has inside the signature.
    time = (
        '<SignatureProperties><SignatureProperty Id="idSignatureTime" Target="#idPackageSignature">'
        f'<mdssi:SignatureTime xmlns:mdssi="{_PACKAGE}/digital-signature">'
        f"<mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format><mdssi:Value>{how.at}</mdssi:Value>"
        "</mdssi:SignatureTime></SignatureProperty></SignatureProperties>"
    )
    package = (
        f'<Object {_SPACE} Id="idPackageObject"><Manifest>{references}</Manifest>'
        f"{'' if how.xades else time}</Object>"
    )
    properties = (
        f'<xd:SignedProperties {_SPACE} xmlns:xd="{_XADES}" Id="idSignedProperties">'
        f"<xd:SignedSignatureProperties><xd:SigningTime>{how.at}</xd:SigningTime>"
        "</xd:SignedSignatureProperties></xd:SignedProperties>"
    )

    def pointing(kind: str, identity: str, content: str, transforms: str = "") -> str:
        return (
            f'<Reference Type="{kind}" URI="#{identity}">{transforms}'
            f'<DigestMethod Algorithm="{digest}"></DigestMethod>'
            f"<DigestValue>{hashed(content.encode())}</DigestValue></Reference>"
        )

    pointers = pointing("http://www.w3.org/2000/09/xmldsig#Object", "idPackageObject", package)
    if how.xades:
        plain = f'<Transforms><Transform Algorithm="{_C14N}"></Transform></Transforms>'
        kind = "http://uri.etsi.org/01903#SignedProperties"
        pointers += pointing(kind, "idSignedProperties", properties, plain)
    info = (
        f"<SignedInfo {_SPACE}>"
        f'<CanonicalizationMethod Algorithm="{_C14N}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{by}"></SignatureMethod>{pointers}</SignedInfo>'
    )
    own = signer(who, how.days, by_another=how.by_another)
    assert own.signing_cert is not None
    key = serialization.load_der_private_key(own.signing_key.dump(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    r, s = decode_dss_signature(key.sign(info.encode(), ec.ECDSA(algorithm)))
    value = b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()
    certificate = b64encode(own.signing_cert.dump()).decode()
    held = f"<X509Data><X509Certificate>{certificate}</X509Certificate></X509Data>"
    told = "" if how.apart else f"<KeyInfo>{held}</KeyInfo>"
    unsigned = _carried(between()[0]) if how.by_another else ""
    if how.stamper:
        unsigned += _stamp(f"<SignatureValue {_SPACE}>{value}</SignatureValue>", how.stamper)
    qualified = (
        f'<Object><xd:QualifyingProperties xmlns:xd="{_XADES}" Target="#idPackageSignature">'
        f"{_inside(properties)}</xd:QualifyingProperties></Object>"
    )
    return (
        f'<Signature {_SPACE} Id="idPackageSignature">{_inside(info)}'
        f"<SignatureValue>{value}</SignatureValue>{told}{_inside(package)}"
        f"{qualified if how.xades else ''}{_unsigned(unsigned)}"
        "</Signature>"
    ).encode()


def _inside(tree: str) -> str:
    """As it stands in the signature, which has the namespaces already."""
    return tree.replace(f" {_SPACE}", "", 1).replace(f' xmlns:xd="{_XADES}"', "", 1)


def _stamp(value: str, stamper: DummyTimeStamper) -> str:
    """A time stamp over the signature's value, as XAdES-T has it."""
    # pyHanko starts an event loop; in this thread Playwright's may be running already.
    with ThreadPoolExecutor(1) as elsewhere:
        digest = hashlib.sha256(value.encode()).digest()
        asked = elsewhere.submit(asyncio.run, stamper.async_timestamp(digest, "sha256"))
        token = asked.result()
    return (
        f'<xd:SignatureTimeStamp><CanonicalizationMethod Algorithm="{_C14N}"/>'
        f"<xd:EncapsulatedTimeStamp>{b64encode(token.dump()).decode()}</xd:EncapsulatedTimeStamp>"
        "</xd:SignatureTimeStamp>"
    )


def _carried(certificate: x509.Certificate) -> str:
    der = b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode()
    return (
        "<xd:CertificateValues><xd:EncapsulatedX509Certificate>"
        f"{der}</xd:EncapsulatedX509Certificate></xd:CertificateValues>"
    )


def _unsigned(properties: str) -> str:
    """What anybody may add to a signature."""
    if not properties:
        return ""
    return (
        f'<Object><xd:QualifyingProperties xmlns:xd="{_XADES}" Target="#idPackageSignature">'
        f"<xd:UnsignedProperties><xd:UnsignedSignatureProperties>{properties}"
        "</xd:UnsignedSignatureProperties></xd:UnsignedProperties></xd:QualifyingProperties></Object>"
    )


def _kinds(parts: Parts) -> Callable[[str], str]:
    types = etree.fromstring(parts["[Content_Types].xml"])
    by_name = {
        node.get("PartName"): node.get("ContentType") for node in types if node.get("PartName")
    }
    by_ending = {node.get("Extension"): node.get("ContentType") for node in types}
    return lambda name: by_name.get(f"/{name}") or by_ending[name.rpartition(".")[2]]


def _signed_parts(parts: Parts) -> list[tuple[str, bytes, str]]:
    """Name, what is digested, and the transforms, of all that hangs together in the package."""
    found, waiting, seen = [], [""], {""}
    while waiting:
        source = waiting.pop()
        folder, name = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        arrows = [
            dict(node.attrib)
            for node in etree.fromstring(parts.get(rels, b"<none/>"))
            if node.get("Type").rpartition("/")[2] not in _UNSIGNED
        ]
        if arrows:
            found.append((rels, _canonical(arrows), _transforms(arrows)))
        for arrow in arrows:
            target = posixpath.normpath(posixpath.join("/", folder, arrow["Target"])).lstrip("/")
            if arrow.get("TargetMode") != "External" and target not in seen:
                seen.add(target)
                waiting.append(target)
                found.append((target, parts[target], ""))
    return found


def _canonical(arrows: list[dict[str, str]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{one["Id"]}" Target="{one["Target"]}" '
        f'TargetMode="{one.get("TargetMode", "Internal")}" Type="{one["Type"]}"></Relationship>'
        for one in sorted(arrows, key=lambda one: one["Id"])
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _transforms(arrows: list[dict[str, str]]) -> str:
    chosen = "".join(
        f'<mdssi:RelationshipReference xmlns:mdssi="{_PACKAGE}/digital-signature" '
        f'SourceId="{one["Id"]}"></mdssi:RelationshipReference>'
        for one in arrows
    )
    return (
        f'<Transforms><Transform Algorithm="{_PACKAGE}/RelationshipTransform">{chosen}</Transform>'
        f'<Transform Algorithm="{_C14N}"></Transform></Transforms>'
    )


def _put(parts: Parts, number: int, made: bytes, certificate: bytes | None) -> None:
    kind = "application/vnd.openxmlformats-package.digital-signature-"
    types = parts["[Content_Types].xml"].decode()
    name = f"sig{number}.xml"
    more = f'<Override PartName="/_xmlsignatures/{name}" ContentType="{kind}xmlsignature+xml"/>'
    if number == 1:
        more += f'<Default Extension="sigs" ContentType="{kind}origin"/>'
        more += f'<Default Extension="cer" ContentType="{kind}certificate"/>'
        parts["_xmlsignatures/origin.sigs"] = b""
        _point(parts, "_rels/.rels", "idOrigin", "origin", "_xmlsignatures/origin.sigs")
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{more}</Types>").encode()
    parts[f"_xmlsignatures/{name}"] = made
    _point(parts, "_xmlsignatures/_rels/origin.sigs.rels", f"id{number}", "signature", name)
    if certificate is not None:
        parts["_xmlsignatures/own.cer"] = certificate
        own = f"_xmlsignatures/_rels/{name}.rels"
        _point(parts, own, "id1", "certificate", "own.cer")


def _point(parts: Parts, rels: str, identity: str, kind: str, target: str) -> None:
    empty = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'
    arrow = (
        f'<Relationship Id="{identity}" Target="{target}" '
        f'Type="{_PACKAGE}/relationships/digital-signature/{kind}"/>'
    )
    end = "</Relationships>"
    parts[rels] = parts.get(rels, empty.encode()).decode().replace(end, arrow + end).encode()
