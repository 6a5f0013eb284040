"""The forms that all pages of a book share: empty in the book, filled once in a personal copy."""

SLANT, FOOT, HEAD = "/Slant", "/Foot", "/Head"
FORMS: dict[str, tuple[float, float]] = {
    SLANT: (595.0, 842.0),
    FOOT: (330.0, 14.0),
    HEAD: (480.0, 26.0),
}
"""Their names and sizes in points, before they are fitted to a page."""

FORMS_AT = "/ECabinetPack"
"""Where the catalogue of the file names them."""
