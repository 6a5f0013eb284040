"""Kinds of notices that only the tests know."""

from __future__ import annotations

from typing import Any

from fluent.runtime import FluentResource
from sqlalchemy.orm import Session

from ecabinet.i18n import bundle
from ecabinet.notices.kinds import Kind, register

answered: set[int] = set()


def _still(db: Session, person_id: int, subject: dict[str, Any]) -> bool:
    return person_id not in answered


register(Kind("of-the-tests", "papers", still=_still))
register(Kind("must-of-the-tests", "sittings", is_mandatory=True))
register(Kind("urgent-of-the-tests", "sittings", is_mandatory=True, breaks_quiet=True))

for _language, _words in (("vi", "Việc để thử"), ("en", "A thing for tests")):
    for _name in ("of-the-tests", "must-of-the-tests", "urgent-of-the-tests"):
        bundle(_language).add_resource(FluentResource(f"notice-kind-{_name} = {_words}"))
