"""Streams decoded once, counted and thrown away, so that no reader meets a decompression bomb."""

import zlib

from pikepdf import Array, Name, Pdf, PdfError, Stream, StreamDecodeLevel

from documents.intake.limits import MIB, Limits
from documents.intake.pictures import pixels_in
from documents.intake.results import RefusedFile

_PICTURE_FILTERS = {"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}
_PLAIN_FILTERS = {"/ASCII85Decode", "/ASCIIHexDecode", "/A85", "/AHx"}
_FLATE = {"/FlateDecode", "/Fl"}


def require_decodable(pdf: Pdf, limits: Limits) -> None:
    """Pass a file whose streams stay within `stream_bytes` each and `decoded_bytes` together.

    Pictures are measured by their pixels and not decoded, unless packed more than once.
    Raises RefusedFile.
    """
    total = 0
    for stream in pdf.objects:
        if not isinstance(stream, Stream):
            continue
        filters = _filters(stream)
        packed = [name for name in filters if name not in _PLAIN_FILTERS]
        if stream.get("/Subtype") == Name.Image or (packed and packed[-1] in _PICTURE_FILTERS):
            _require_pixels(stream, filters, limits)
            if len(packed) <= 1:
                continue
        total += _decoded_size(stream, filters, limits)
        if total > limits.decoded_bytes:
            raise _too_much(limits.decoded_bytes)


def _filters(stream: Stream) -> list[str]:
    given = stream.get("/Filter")
    if given is None:
        return []
    names = list(given) if isinstance(given, Array) else [given]
    return [str(name) for name in names]


def _require_pixels(picture: Stream, filters: list[str], limits: Limits) -> None:
    try:
        pixels = int(picture.get("/Width", 0)) * int(picture.get("/Height", 0))
    except (TypeError, ValueError) as error:
        raise RefusedFile("document-refused-damaged") from error
    # Only when nothing else is packed around it: a picture packed twice is decoded below.
    if len(filters) == 1 and filters[0] in _PICTURE_FILTERS:
        pixels = max(pixels, pixels_in(picture.read_raw_bytes(), filters[0]))
    if pixels > limits.image_pixels:
        raise RefusedFile(
            "document-refused-image-too-large",
            megapixels=pixels // 1_000_000,
            limit=limits.image_pixels // 1_000_000,
        )


def _decoded_size(stream: Stream, filters: list[str], limits: Limits) -> int:
    cap = limits.stream_bytes
    if set(filters) <= _FLATE:
        data = stream.read_raw_bytes()
        for _ in filters:
            data = _inflate(data, cap)
        return len(data)
    if filters[-1] in _PICTURE_FILTERS:
        filters = filters[:-1]
        if not filters:
            return 0
    try:
        # Rare filters are left to qpdf under the limits given to it and to the process.
        return len(stream.read_bytes(StreamDecodeLevel.specialized))
    except PdfError as error:
        if "limit" in str(error) or "memory" in str(error):
            raise _too_much(cap) from error
        return 0


def _inflate(data: bytes, cap: int) -> bytes:
    if not data:
        return b""
    try:
        decoded = zlib.decompressobj().decompress(data, cap + 1)
    except zlib.error as error:
        raise RefusedFile("document-refused-damaged") from error
    if len(decoded) > cap:
        raise _too_much(cap)
    return decoded


def _too_much(limit: int) -> RefusedFile:
    return RefusedFile("document-refused-bomb", limit=limit // MIB)
