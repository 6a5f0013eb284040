"""What people and programs send to ask for opinions, to answer and to reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dossiers.opinions.answering import CommentGiven, Given
from dossiers.opinions.rules import MOST_COMMENTS
from dossiers.submissions.models import Reply, View
from ecabinet.forms import Input, Instant, OptionalLine, Prose, none_if_blank

OptionalDay = Annotated[date | None, BeforeValidator(none_if_blank)]
OptionalInstant = Annotated[Instant | None, BeforeValidator(none_if_blank)]


class AskIn(Input):
    """Whom to ask what, until the end of which day; without one, the latest that the body's rules
    give. `reason`: of a day outside them."""

    organisation_ids: list[int]
    question: Prose = ""
    due_on: OptionalDay = None
    reason: Prose = ""


class DeadlineIn(Input):
    """Until the end of which day the organisation has time now. `seen`: the deadline that stood
    there; where it is given, one that a colleague set meanwhile is not written over."""

    due_on: date
    reason: Prose = ""
    seen: OptionalInstant = None


class CommentIn(Input):
    """A comment on a place of the draft ("Điều 5 khoản 2"); without one, on the whole. A draft may
    have one without words yet, an answer not."""

    id: int | None = None
    place: OptionalLine = ""
    text: Prose = ""


class DraftIn(Input):
    """What is written so far. `view`: what it is going to be, as far as that is known; `revision`:
    of the request, as it was seen."""

    view: View | None = None
    text: Prose = ""
    reference: OptionalLine = ""
    comments: Annotated[list[CommentIn], Field(max_length=MOST_COMMENTS)] = []
    revision: int

    def given(self) -> Given:
        """Return the values for the service."""
        comments = tuple(CommentGiven(one.text, one.place, one.id) for one in self.comments)
        return Given(self.text, self.reference, comments)


class AnswerIn(DraftIn):
    """The answer of the organisation."""

    view: View


class ReplyIn(Input):
    """The lead's reply to a comment. `seen`: the instant of the reply that was there, if any."""

    reply: Reply
    reply_text: Prose
    seen: OptionalInstant = None


class TableQuery(Input):
    """`order`: by place in the draft, or by organisation."""

    order: Literal["place", "organisation"] = "place"
    format: Literal["docx", "pdf"] = "docx"


class KeepIn(Input):
    """The order of the table that goes into the dossier."""

    order: Literal["place", "organisation"] = "place"


class PaperIn(Input):
    """A paper of the own organisation to go with the answer."""

    document_id: int


def written(form: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of the page's form as `DraftIn` or `AnswerIn` reads them: the rows of
    comments are numbered (`place_3`, `comment_3`, `id_3`); a row without text is none."""
    comments = []
    for name in form:
        kind, _, number = name.partition("_")
        if kind != "comment" or not number.isdigit():
            continue
        text, place = form[name], form.get(f"place_{number}", "")
        if text.strip() or place.strip():
            known = form.get(f"id_{number}", "")
            comments.append({"id": int(known) if known.isdigit() else None,
                             "place": place, "text": text})  # fmt: skip
    found: dict[str, Any] = {
        "text": form.get("text", ""),
        "reference": form.get("reference", ""),
        "comments": comments,
        "revision": form.get("revision", ""),
    }
    if form.get("view"):
        found["view"] = form["view"]
    return found
