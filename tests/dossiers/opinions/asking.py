"""Opinions asked in the small cabinet: G12 leads, G15 and G03 are asked, with real rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from dossiers.opinions import answering, notes, queries, services
from dossiers.opinions.answering import CommentGiven, Given
from dossiers.opinions.services import Asked
from dossiers.submissions.models import OpinionRequest, Reply, Submission, View
from ecabinet import slots
from ecabinet.auth.models import Role
from ecabinet.people.models import Person
from ecabinet.people.presets import VN_GOVERNMENT
from tests import cabinet as small
from tests.cabinet import T0
from tests.dossiers.submissions.dossiers import DAYS, Office

notes.register()
slots.SUBMISSION_WITHDRAWN.add("opinions", services.end_with_dossier)

DUE = datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
"""17:00 in Hà Nội on Tuesday 8 December 2026: five working days after the tests' now."""
LATE = datetime(2026, 12, 9, 2, 0, tzinfo=UTC)


@dataclass
class Consultation(Office):
    """Officers who ask, answer and reply."""

    def ask(
        self,
        submission: Submission,
        *codes: str,
        by: str = "officer.g12",
        question: str = "",
        due_on: date | None = None,
        reason: str = "",
        at: datetime = T0,
    ) -> Asked:
        """Ask ministries by code."""
        return services.ask(
            self.db,
            actor=self.actor(by),
            submission=submission,
            organisation_ids=[self.cabinet.organisations[code] for code in codes],
            question=question,
            due_on=due_on,
            reason=reason,
            days=DAYS,
            at=at,
        )

    def asked(self, submission: Submission | None = None, code: str = "G15") -> OpinionRequest:
        """Return a request to one ministry, due on `DUE`."""
        [request] = self.ask(submission or self.complete(), code).requests
        return request

    def answer(
        self,
        request: OpinionRequest,
        view: View = View.REMARKS,
        text: str = "Đề nghị làm rõ",
        comments: Sequence[CommentGiven] = (),
        *,
        by: str = "officer.g15",
        reference: str = "",
        revision: int | None = None,
        at: datetime = T0,
    ) -> OpinionRequest:
        """Answer a request."""
        answering.answer(
            self.db,
            actor=self.actor(by),
            request=request,
            view=view,
            given=Given(text, reference, comments),
            revision=request.revision if revision is None else revision,
            at=at,
        )
        return request

    def draft(
        self,
        request: OpinionRequest,
        text: str,
        *comments: CommentGiven,
        view: View | None = None,
        by: str = "officer.g15",
        revision: int | None = None,
    ) -> None:
        """Save a draft."""
        answering.save_draft(
            self.db,
            actor=self.actor(by),
            request=request,
            given=Given(text, "", comments),
            view=view,
            revision=request.revision if revision is None else revision,
        )

    def reply(
        self,
        request: OpinionRequest,
        number: int = 0,
        made: Reply = Reply.ACCEPTED,
        text: str = "Đã sửa tại khoản 2",
        *,
        by: str = "officer.g12",
        seen: datetime | None = None,
        at: datetime = T0,
    ) -> None:
        """Reply to the comment at `number`, from 0."""
        services.reply(
            self.db,
            actor=self.actor(by),
            comment=request.comments[number],
            request=request,
            made=made,
            text=text,
            seen=seen,
            at=at,
        )

    def colleague(self, login: str = "second.g15", code: str = "G15") -> str:
        """Add a second officer to a ministry; return the login."""
        person = Person(name="Cán bộ thứ hai", organisation_id=self.cabinet.organisations[code])
        account = small._account(self.db, login, person, Role.OFFICER)
        self.db.flush()
        self.cabinet.accounts[login] = account.id
        self.cabinet.persons[login] = account.person_id
        return login

    def finds(self, login: str, request: OpinionRequest, **rules: Any) -> bool:
        """Return whether an account sees the request, under the body's rules changed so."""
        body = VN_GOVERNMENT.submissions
        changed = type(body)(**(vars(body) | rules))
        statement = queries.visible_requests(self.actor(login), changed)
        return self.db.execute(statement.where(OpinionRequest.id == request.id)).first() is not None
