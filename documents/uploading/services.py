"""Uploads begun, found again, finished and forgotten."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, event, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from documents.intake.limits import MIB
from documents.intake.names import safe_file_name
from documents.uploading.models import Upload
from documents.uploading.parts import part_of, parts_in, received
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid, NotVisible, TooMany
from ecabinet.sentences import S, Sentence
from ecabinet.storage import Store

KEPT = timedelta(hours=24)
"""How long a sender may take, pauses included."""
MOST_AT_ONCE = 60
"""Uploads that one account may have begun and not finished."""
MOST_WHOLE = 1000
"""Uploads of one account that are here as a whole and wait to be taken in."""
GIB = 1024 * MIB
MOST_BYTES = 10 * GIB
"""What the uploads of one account may take of the disk together, as they were announced."""
WORTH_ANOTHER_TRY = frozenset(
    {
        "document-refused-busy",
        "document-refused-checker-failed",
        "document-refused-took-too-long",
        "document-refused-too-much-memory",
    }
)
"""Refusals of the check that say nothing of the file, or may come of what else the server does."""


def begin(
    db: Session,
    store: Store,
    *,
    actor: Actor,
    file_name: str,
    size: int,
    limit: int,
    at: datetime,
) -> Upload:
    """Announce a file of `size` bytes. Asked of somebody who may upload.

    Raises Invalid: empty, or larger than `limit`; TooMany: too many begun at once, or too much.
    """
    if size < 1:
        raise _refused(S("document-refused-empty"))
    if size > limit:
        sentence = S("document-refused-too-large", size=-(-size // MIB), limit=limit // MIB)
        raise _refused(sentence)
    announced = select(Upload.name, Upload.size).where(Upload.account_id == actor.account_id)
    begun = db.execute(announced).all()
    is_whole = [received(part_of(store, name)) == whole for name, whole in begun]
    if is_whole.count(False) >= MOST_AT_ONCE:
        raise TooMany(S("upload-too-many", limit=MOST_AT_ONCE), 60)
    if is_whole.count(True) >= MOST_WHOLE:
        raise TooMany(S("upload-too-many-whole", limit=MOST_WHOLE), 60)
    if sum(whole for _, whole in begun) + size > MOST_BYTES:
        raise TooMany(S("upload-too-large-together", limit=MOST_BYTES // GIB), 60)
    upload = Upload(
        name=secrets.token_hex(16), account_id=actor.account_id,
        file_name=safe_file_name(file_name), size=size, begun_at=at,
    )  # fmt: skip
    db.add(upload)
    db.flush()
    return upload


def _refused(sentence: Sentence) -> Invalid:
    return Invalid(sentence, {"file": sentence})


def find(db: Session, actor: Actor, name: str) -> Upload:
    """Return an upload of this account. Raises NotVisible: another's, taken in, or too old."""
    upload = db.execute(
        select(Upload).where(Upload.name == name, Upload.account_id == actor.account_id)
    ).scalar_one_or_none()
    if upload is None:
        raise NotVisible(S("upload-gone"))
    return upload


def forget(db: Session, store: Store, upload: Upload) -> None:
    """Take an upload away, and when that is committed what arrived of it: until then another may
    ask for it, or the work be given up."""
    db.execute(delete(Upload).where(Upload.name == upload.name))
    path = part_of(store, upload.name)
    event.listen(db, "after_commit", lambda _: path.unlink(missing_ok=True), once=True)


class ArrivedFile(FileStorage):
    """An upload that has arrived as a whole; `upload` is its name."""

    def __init__(self, path: Path, upload: Upload) -> None:
        super().__init__(path.open("rb"), filename=upload.file_name, name="file")
        self.upload = upload.name


def as_file(db: Session, store: Store, actor: Actor, name: str) -> ArrivedFile:
    """Return an upload that has arrived as a whole, as if it had come with the request; whoever
    asks closes it. Raises NotVisible, and Conflict while a part is missing."""
    upload = find(db, actor, name)
    path = part_of(store, upload.name)
    if received(path) != upload.size:
        raise Conflict(S("upload-not-whole", name=upload.file_name))
    return ArrivedFile(path, upload)


def is_final(refusal: Invalid) -> bool:
    """Whether the check refused the file itself: the same bytes never pass, and are not kept."""
    return refusal.code.startswith("document-refused-") and refusal.code not in WORTH_ANOTHER_TRY


@contextmanager
def arriving(
    unit_of_work: Callable[[], AbstractContextManager[Session]],
    db: Session,
    store: Store,
    actor: Actor,
    name: str,
    sent: FileStorage | None,
) -> Iterator[FileStorage]:
    """Give the upload of this name, else the file that was `sent`, for as long as it is checked;
    what the check refuses for good is forgotten. Raises NotVisible, Conflict, Invalid."""
    if not name:
        if sent is None:
            raise Invalid(S("form-invalid"), {"file": S("field-missing")})
        yield sent
        return
    with closing(as_file(db, store, actor, name)) as file:
        try:
            yield file
        except Invalid as refusal:
            if is_final(refusal):
                # Another check of the same upload may have ended first.
                with suppress(NotVisible), unit_of_work() as writing:
                    forget(writing, store, find(writing, actor, name))
            raise


def settle(db: Session, store: Store, actor: Actor, name: str) -> None:
    """Ask once more after a piece was written: given up or taken in meanwhile, nothing of it stays.

    Raises NotVisible."""
    try:
        find(db, actor, name)
    except NotVisible:
        part_of(store, name).unlink(missing_ok=True)
        raise


def ownerless(db: Session, store: Store) -> list[Path]:
    """Return the part files without an upload, left by a piece that came while its upload was
    ending.

    The files are listed before the uploads are asked for: an upload is in the table before its
    name is known to anybody, so that a file without one never gets one."""
    paths = {path.name: path for path in parts_in(store)}
    if not paths:
        return []
    known = set(db.execute(select(Upload.name)).scalars())
    return [path for name, path in sorted(paths.items()) if name not in known]


def sweep_ownerless(db: Session, store: Store) -> None:
    """Delete part files without an upload."""
    for path in ownerless(db, store):
        path.unlink(missing_ok=True)


def has_old(db: Session, at: datetime) -> bool:
    """Whether there is anything for `forget_old`."""
    return db.execute(select(Upload.name).where(Upload.begun_at < at - KEPT)).first() is not None


def forget_old(db: Session, store: Store, at: datetime) -> int:
    """Take away what was begun too long ago; return how many uploads went."""
    old = select(Upload).where(Upload.begun_at < at - KEPT)
    gone = list(db.execute(old).scalars())
    for upload in gone:
        forget(db, store, upload)
    return len(gone)
