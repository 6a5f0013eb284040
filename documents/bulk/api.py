"""Many papers described at once, over the JSON API: all of them, or none."""

from __future__ import annotations

from flask import Blueprint
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from documents import queries, rules, services
from documents.bulk.rows import MOST
from documents.forms import DescriptionIn
from documents.shapes import DocumentOut, documents_out
from ecabinet.api.routes import api_route
from ecabinet.auth.actor import Actor
from ecabinet.errors import Conflict, Invalid
from ecabinet.forms import Input
from ecabinet.sentences import S, Sentence

bp = Blueprint("bulk_api", __name__)


class PaperIn(DescriptionIn):
    """Which paper, and what is to change of it."""

    id: int


class PapersIn(Input):
    """What is to change of many papers."""

    papers: list[PaperIn] = Field(min_length=1, max_length=MOST)
    takes_away: bool = False
    """Whoever loses one of the papers by it is meant to."""


class PapersOut(BaseModel):
    """The papers as they are now, in the order in which they were sent."""

    items: list[DocumentOut]


@api_route(
    bp, "PATCH", "/documents", tag="documents", body=PapersIn, answer=PapersOut,
    errors=(403, 404, 409, 422),
)  # fmt: skip
def change_documents(db: Session, actor: Actor, body: PapersIn) -> PapersOut:
    """Change what many papers are called and who may ever have them: all of it, or nothing.

    What is wrong is 422 at `papers.<place>.<field>`; where somebody would lose a paper, at its
    `takes_away`. Somebody else's change since a `revision` is 409, with the name of the paper."""
    rules.may_upload_anything(actor).enforce()
    found = queries.find_documents(db, actor, [one.id for one in body.papers])
    wrong: dict[str, Sentence] = {}
    for place, said in enumerate(body.papers):
        document = found.get(said.id)
        if document is None:
            wrong[f"papers.{place}.id"] = S("bulk-gone")
            continue
        title = document.title
        try:
            services.change_document(
                db, actor=actor, document=document, takes_away=body.takes_away,
                **said.model_dump(exclude={"id"}),
            )  # fmt: skip
        except Invalid as error:
            fields = error.fields or {"id": error.sentence}
            wrong |= {f"papers.{place}.{name}": sentence for name, sentence in fields.items()}
        except Conflict as error:
            if error.code != "document-changed-meanwhile":
                raise
            changed = S("bulk-changed-meanwhile", title=title)
            raise Conflict(changed, code=error.code) from error
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    versions = queries.versions_of(db, actor, found.values())
    order = dict.fromkeys(one.id for one in body.papers)
    return PapersOut(items=documents_out(db, actor, {found[i]: versions[i] for i in order}))
