"""Programs and folders of this machine that the intake may use; it works without each of them."""

import functools
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("vie", "eng")
_ASKING_SECONDS = 10


@dataclass(frozen=True)
class Tools:
    """What was found. `copy_label` stands at the foot of pages set without LibreOffice."""

    office: Path | None = None
    recogniser: Path | None = None
    fonts: Path | None = None
    """A folder of fonts for LibreOffice, besides the machine's own."""
    trust_roots: Path | None = None
    copy_label: str = ""


def find_office() -> Path | None:
    """LibreOffice, if it is in the PATH."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


def find_recogniser() -> Path | None:
    """OCRmyPDF, if it is in the PATH and Tesseract has a language for it."""
    found = shutil.which("ocrmypdf")
    return Path(found) if found and recognised_languages() else None


@functools.cache
def recognised_languages() -> tuple[str, ...]:
    """Those of LANGUAGES that Tesseract knows here."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        asked = subprocess.run(  # noqa: S603 - a program of this machine, no arguments of strangers
            [program, "--list-langs"], capture_output=True, text=True, timeout=_ASKING_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    known = {line.strip() for line in asked.stdout.splitlines()}
    return tuple(language for language in LANGUAGES if language in known)


def missing(tools: Tools) -> Iterator[str]:
    """What the operator may want to install or set, and what it would be good for."""
    if tools.office is None:
        yield (
            "LibreOffice is not installed (libreoffice-writer-nogui): Word documents are set "
            "without pictures, headers and footers"
        )
    if tools.recogniser is None:
        yield (
            "OCRmyPDF with Vietnamese is not installed (ocrmypdf, tesseract-ocr-vie): the text of "
            "scans cannot be recognised"
        )
    if tools.trust_roots is None:
        yield "ECABINET_TRUST_ROOTS is not set: signers of papers are not checked"
