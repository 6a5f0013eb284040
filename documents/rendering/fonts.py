"""The serif letters: Tinos, the metric twin of Times New Roman, from node_modules."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"

_PACKAGE = Path("@expo-google-fonts") / "tinos"
_FILES = {
    REGULAR: "400Regular/Tinos_400Regular.ttf",
    BOLD: "700Bold/Tinos_700Bold.ttf",
    ITALIC: "400Regular_Italic/Tinos_400Regular_Italic.ttf",
    BOLD_ITALIC: "700Bold_Italic/Tinos_700Bold_Italic.ttf",
}
_registering = Lock()


class FontsMissing(RuntimeError):
    """The serif letters are not installed, so no official PDF can be made."""


def serif_folder(root: Path | None = None) -> Path:
    """The folder of Tinos below `root`/node_modules (the project itself when not given).

    Raises FontsMissing, which says what to run.
    """
    folder = (root or Path(__file__).resolve().parents[2]) / "node_modules" / _PACKAGE
    check_folder(folder)
    return folder


def check_folder(folder: Path) -> None:
    """Raises FontsMissing when one of the four faces is not in the folder."""
    missing = [name for name in _FILES.values() if not (folder / name).is_file()]
    if missing:
        raise FontsMissing(
            f"The serif font for official documents is missing: {folder / missing[0]} not found. "
            "Install the browser libraries (npm ci), which bring @expo-google-fonts/tinos."
        )


def register_serif(folder: Path | None = None) -> None:
    """Makes the four faces known to reportlab, once per folder; raises FontsMissing."""
    with _registering:
        _register(folder or serif_folder())


@lru_cache(maxsize=4)
def _register(folder: Path) -> None:
    check_folder(folder)
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder / file))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
    )


def face(*, bold: bool, italic: bool) -> str:
    """The name of the registered face."""
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR
