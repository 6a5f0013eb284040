"""Where the picture of a page lies."""

from pathlib import Path

from documents.intake.picture_names import file_name
from ecabinet.storage import Store


def folder_of(store: Store, reading_sha256: str) -> Path:
    """Where the pictures of a reading copy lie; named by its bytes, so never out of date.

    Beside the stored files and not among them: they can be made again at any time.
    """
    original = store.path(reading_sha256)
    return store.derived / "pictures" / original.parent.parent.name / original.name


def place_of(store: Store, reading_sha256: str, page: int, width: int) -> Path:
    """Where one picture lies, there or not."""
    return folder_of(store, reading_sha256) / file_name(page, width)


def keep_pictures(store: Store, reading_sha256: str, made: Path) -> None:
    """Put the pictures in the folder `made` where they are looked for."""
    folder = folder_of(store, reading_sha256)
    folder.mkdir(parents=True, exist_ok=True)
    for picture in made.glob("*.webp"):
        try:
            picture.replace(folder / picture.name)
        except FileNotFoundError:  # the empty folder was swept away this very moment
            folder.mkdir(parents=True, exist_ok=True)
            picture.replace(folder / picture.name)
