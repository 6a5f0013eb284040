"""How large a packed picture says it is, inside its own bytes; a PDF may claim less around it."""

import struct

_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset(range(0xD0, 0xD9)) | {0x01}
_JBIG2_PAGE_INFORMATION = 48


def pixels_in(data: bytes, picture_filter: str) -> int:
    """Width times height by the picture's own header, or 0 where none is found."""
    try:
        if picture_filter in ("/DCTDecode", "/DCT"):
            return _jpeg(data)
        if picture_filter == "/JPXDecode":
            return _jpeg2000(data)
        if picture_filter == "/JBIG2Decode":
            return _jbig2(data)
    except struct.error:
        pass
    return 0


def _jpeg(data: bytes) -> int:
    """The largest frame header (SOF, ITU-T T.81 annex B.2.2) before the first scan."""
    at = 2
    largest = 0
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _JPEG_BARE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xDA:
            break
        length, _, height, width = struct.unpack_from(">HBHH", data, at + 2)
        if marker in _JPEG_SIZES:
            largest = max(largest, width * height)
        at += 2 + length
    return largest


def _jpeg2000(data: bytes) -> int:
    """The image and tile size of the codestream (SIZ, ITU-T T.800 annex A.5.1)."""
    at = data.find(b"\xff\x4f\xff\x51")
    if at < 0 or at + 24 > len(data):
        return 0
    right, bottom, left, top = (int(side) for side in struct.unpack_from(">IIII", data, at + 8))
    return max(0, right - left) * max(0, bottom - top)


def _jbig2(data: bytes) -> int:
    """The page information segment, which comes first (ITU-T T.88 section 7.2 and 7.4.8)."""
    at = 0
    largest = 0
    while at + 11 <= len(data):
        number, flags, referred = struct.unpack_from(">IBB", data, at)
        at += 5
        count = referred >> 5
        if count == 7:
            count = struct.unpack_from(">I", data, at)[0] & 0x1FFFFFFF
            at += 4 + (count + 8) // 8
        else:
            at += 1
        at += count * (1 if number <= 256 else 2 if number <= 65536 else 4)
        at += 4 if flags & 0x40 else 1
        if at + 4 > len(data):
            break
        length = struct.unpack_from(">I", data, at)[0]
        at += 4
        if flags & 0x3F == _JBIG2_PAGE_INFORMATION and at + 8 <= len(data):
            width, height = struct.unpack_from(">II", data, at)
            # An unknown height is written as all ones; the stripes then tell it.
            largest = max(largest, width * height if height != 0xFFFFFFFF else width)
        at += length
    return largest
