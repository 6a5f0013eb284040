"""Text from outside as it is kept: NFC, one kind of line end, no zero bytes."""

import unicodedata


def normal_text(text: str) -> str:
    """Return `text` in NFC (Unicode annex 15), with \\n between lines."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\x00", "")
