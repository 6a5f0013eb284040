"""Named lists of readers over the JSON API."""

from __future__ import annotations

from flask import Blueprint
from pydantic import BaseModel
from sqlalchemy.orm import Session

from documents.reader_lists import queries, rules, services
from documents.reader_lists.forms import ListChangeIn, ListIn
from documents.reader_lists.models import ReaderList
from ecabinet import clock
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor

bp = Blueprint("reader_lists_api", __name__)


class ReaderListOut(BaseModel):
    """A list; its `id` is what `list_ids` means when a paper is handed out."""

    id: int
    name: str
    person_ids: list[int]
    revision: int

    @classmethod
    def of(cls, row: ReaderList) -> ReaderListOut:
        """Return `row` as a program sees it."""
        return cls(
            id=row.id, name=row.name, person_ids=sorted(one.id for one in row.persons),
            revision=row.revision,
        )  # fmt: skip


class ReaderLists(BaseModel):
    """The lists that are in use, by name, in one page."""

    items: list[ReaderListOut]
    next: str | None = None


@api_route(bp, "GET", "/reader-lists", tag="documents", answer=ReaderLists, errors=(403,))
def show_lists(db: Session, actor: Actor) -> ReaderLists:
    """List the named lists of readers, with who stands on them."""
    rules.may_keep_lists(actor).enforce()
    return ReaderLists(items=[ReaderListOut.of(row) for row in queries.lists(db, actor)])


@api_route(
    bp, "POST", "/reader-lists", tag="documents", body=ListIn, answer=ReaderListOut, status=201,
    errors=(403, 422),
)  # fmt: skip
def make_list(db: Session, actor: Actor, body: ListIn) -> ReaderListOut:
    """Make a list of readers."""
    row = services.make_list(db, actor=actor, **body.model_dump(), at=clock.now())
    return ReaderListOut.of(row)


@api_route(
    bp, "PUT", "/reader-lists/<int:list_id>", tag="documents", body=ListChangeIn,
    answer=ReaderListOut, errors=(404, 409, 422),
)  # fmt: skip
def change_list(db: Session, actor: Actor, list_id: int, body: ListChangeIn) -> ReaderListOut:
    """Change a list's name and readers; papers that are out stay with who holds them."""
    row = queries.find_list(db, actor, list_id, lock=True)
    services.change_list(db, actor=actor, row=row, **body.model_dump(), at=clock.now())
    return ReaderListOut.of(row)


@api_route(
    bp, "DELETE", "/reader-lists/<int:list_id>", tag="documents", status=204, errors=(404,)
)  # fmt: skip
def remove_list(db: Session, actor: Actor, list_id: int) -> None:
    """Let a list be chosen no more."""
    row = queries.find_list(db, actor, list_id, lock=True)
    services.remove_list(db, actor=actor, row=row, at=clock.now())
