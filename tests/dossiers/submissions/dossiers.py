"""Dossiers in the small cabinet: drafted, lodged, checked, with real rows and papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from documents.models import AccessLevel, Document, DocumentVersion, VersionState
from dossiers.submissions import drafting, queries, services
from dossiers.submissions.models import PaperRole, Submission
from ecabinet import clock
from ecabinet.auth.actor import Actor
from ecabinet.calendar import vietnam
from tests.cabinet import T0, Cabinet

DAYS = vietnam()
SUBJECT = "Tờ trình về dự thảo Nghị định giảm thuế"


@dataclass
class Office:
    """A ministry's officer and the secretariat at work on one store."""

    db: Session
    cabinet: Cabinet

    def actor(self, login: str) -> Actor:
        """Return the Actor of a login."""
        return self.cabinet.actor(self.db, login)

    def paper(
        self,
        role: PaperRole | None = None,
        submission: Submission | None = None,
        *,
        pages: int = 1,
        level: AccessLevel = AccessLevel.CABINET,
        warnings: list[dict[str, Any]] | None = None,
        code: str = "G12",
    ) -> Document:
        """Make a checked paper of a ministry, and lay it to `submission`."""
        officer = f"officer.{code.lower()}"
        document = Document(
            title=f"Tài liệu {role.value if role else ''}".strip(),
            access_level=level,
            organisation_id=self.cabinet.organisations[code],
            created_by_id=self.cabinet.accounts[officer],
            created_at=clock.now(),
        )
        document.versions = [
            DocumentVersion(
                ordinal=1,
                state=VersionState.DRAFT,
                file_name="to-trinh.pdf",
                sha256="a" * 64,
                reading_sha256="b" * 64,
                media_type="application/pdf",
                size=1000,
                pages=pages,
                page_sizes=[[595, 842]] * pages,
                warnings=warnings or [],
                uploaded_by_id=self.cabinet.accounts[officer],
                uploaded_at=clock.now(),
            )
        ]
        self.db.add(document)
        self.db.flush()
        if submission is not None and role is not None:
            drafting.attach_paper(
                self.db,
                actor=self.actor(officer),
                submission=submission,
                document=document,
                role=role,
            )
        return document

    def drafted(self, **values: Any) -> Submission:
        """Draft a dossier with nothing but what is given."""
        return drafting.draft_submission(
            self.db, actor=self.actor("officer.g12"), values=values, at=clock.now()
        )

    def complete(self, **values: Any) -> Submission:
        """Draft a dossier that lacks nothing."""
        given = {
            "subject": SUBJECT,
            "proposal_number": "125/TTr-BTC",
            "proposal_on": date(2026, 11, 27),
        } | values
        submission = self.drafted(**given)
        for role in (PaperRole.PROPOSAL, PaperRole.DRAFT):
            self.paper(role, submission, level=submission.access_level)
        return submission

    def lodge(self, submission: Submission, at: datetime = T0) -> Submission:
        """Lodge it."""
        return services.lodge(
            self.db, actor=self.actor("officer.g12"), submission=submission, days=DAYS, at=at
        )

    def lodged(self, **values: Any) -> Submission:
        """Return a dossier that waits for the secretariat."""
        return self.lodge(self.complete(**values))

    def checking(self, at: datetime = T0, **values: Any) -> Submission:
        """Return one that the secretariat took up."""
        return services.take_up(
            self.db, actor=self.actor("secretary"), submission=self.lodged(**values), at=at
        )

    def returned(self, reason: str = "Thiếu ý kiến Bộ Tư pháp", at: datetime = T0) -> Submission:
        """Return one that came back."""
        return services.return_submission(
            self.db, actor=self.actor("secretary"), submission=self.checking(), reason=reason, at=at
        )

    def accepted(self, at: datetime = T0, **values: Any) -> Submission:
        """Return one that the head accepted."""
        return services.accept(
            self.db, actor=self.actor("head"), submission=self.checking(**values), at=at
        )

    def withdrawn(self, at: datetime = T0) -> Submission:
        """Return one that was taken back."""
        return services.withdraw(
            self.db, actor=self.actor("officer.g12"), submission=self.lodged(),
            reason="Chưa chín muồi", at=at,
        )  # fmt: skip

    def sees(self, login: str, submission: Submission) -> bool:
        """Return whether an account sees the dossier."""
        statement = queries.visible_submissions(self.actor(login))
        return self.db.execute(statement.where(Submission.id == submission.id)).first() is not None
