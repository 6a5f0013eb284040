"""File names as people send them, made fit to be stored and sent out again."""

import re
import unicodedata

MAX_CHARACTERS = 200
MAX_EXTENSION_CHARACTERS = 16

# Names that Windows keeps for devices, with any extension: a member could not save such a file.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.I)


def safe_file_name(raw: str, fallback: str = "document.pdf") -> str:
    """`raw` without path, control or direction characters, in NFC, of at most 200 characters.

    The extension survives the cut. `fallback` when nothing is left.
    """
    name = raw.replace("\\", "/").rpartition("/")[2]
    # Cc: control; Cf: direction overrides, zero-width characters; Cs: half a surrogate pair.
    name = "".join(" " if c in "\t\r\n" else c for c in name)
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = unicodedata.normalize("NFC", name)
    name = re.sub(r'[<>:"|?*]', "_", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    if not name or name.strip("_") == "":
        return fallback
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > MAX_EXTENSION_CHARACTERS:
        stem, dot, extension = name, "", ""
    if _DEVICE.fullmatch(stem.partition(".")[0].strip()):
        stem = "_" + stem
    room = MAX_CHARACTERS - len(dot) - len(extension)
    return stem[:room].rstrip(" .") + dot + extension
