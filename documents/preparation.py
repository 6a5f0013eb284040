"""An uploaded file on its way into the store: quarantine, check in the limited process, files."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from werkzeug.datastructures import FileStorage

from documents.intake import sandbox
from documents.intake.limits import MIB, Limits
from documents.intake.names import safe_file_name
from documents.intake.results import PDF, Refused
from documents.intake.tools import Tools
from documents.kinds import ReadingCopy
from documents.pictures.places import keep_pictures
from ecabinet.errors import Invalid, NoRoom, is_full
from ecabinet.sentences import Sentence
from ecabinet.storage import Store, TooLarge

__all__ = ["PDF", "Prepared", "prepare_upload"]


@dataclass(frozen=True)
class Prepared:
    """A file that passed the check and lies in the store: what its version will say of it."""

    file_name: str
    title: str
    sha256: str
    reading_sha256: str
    text_sha256: str | None
    size: int
    pages: int
    page_sizes: tuple[tuple[float, float], ...]
    is_signed: bool
    warnings: tuple[Sentence, ...]
    media_type: str = PDF
    reading_copy: ReadingCopy = ReadingCopy.CLEANED
    signatures: tuple[dict[str, Any], ...] = ()


def prepare_upload(
    store: Store, file: FileStorage, limits: Limits, tools: Tools | None = None
) -> Prepared:
    """Check `file` and put original, reading copy and text into the store.

    Slow (seconds): call it outside any transaction. Files first, rows after: what nobody refers
    to in the end is found by the doctor. Raises Invalid with the reason of the refusal, or NoRoom
    when the disk is full, after which nothing of the file is left.
    """
    file_name = safe_file_name(file.filename or "")
    try:
        with (
            store.receive(cast(BinaryIO, file.stream), limits.upload_bytes) as (path, received),
            tempfile.TemporaryDirectory(dir=store.incoming) as folder,
        ):
            checked = sandbox.inspect(path, limits, Path(folder), tools=tools)
            if isinstance(checked, Refused):
                raise _refusal(checked)
            text = checked.text_path
            text_sha256 = store.adopt(text).sha256 if text is not None else None
            reading_sha256 = store.adopt(checked.reading_copy_path).sha256
            if checked.pictures is not None:
                keep_pictures(store, reading_sha256, checked.pictures)
            original = store.adopt(path)
            return Prepared(
                file_name=file_name,
                # Not the title inside the file: that is mostly the name of a template.
                title=Path(file_name).stem,
                sha256=original.sha256,
                reading_sha256=reading_sha256,
                text_sha256=text_sha256,
                size=received.size,
                pages=checked.pages,
                page_sizes=checked.page_sizes,
                is_signed=checked.signed,
                warnings=checked.warnings,
                media_type=checked.media_type,
                reading_copy=checked.reading_copy,
                signatures=checked.signatures,
            )
    except TooLarge as error:
        raise _refusal(_too_large(file, error.limit)) from error
    except OSError as error:
        if is_full(error):
            raise NoRoom from error
        raise


def _too_large(file: FileStorage, limit: int) -> Refused:
    size = file.stream.seek(0, 2)
    return Refused("document-refused-too-large", {"size": -(-size // MIB), "limit": limit // MIB})


def _refusal(refused: Refused) -> Invalid:
    return Invalid(refused.sentence, {"file": refused.sentence})
