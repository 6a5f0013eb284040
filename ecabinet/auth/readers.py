"""Which accounts read no papers: one answer for who may read, who is told, whose is closed."""

from __future__ import annotations

from sqlalchemy import Select, select

from ecabinet.auth.models import AccountRole, Role

READ_NO_PAPERS = (Role.ADMIN, Role.AUDITOR)
"""Administrators run the system and auditors read the journal; neither reads papers, whatever else
the account holds."""


def reading_no_papers() -> Select[int]:
    """The accounts with one of these roles, open or closed."""
    return select(AccountRole.account_id).where(AccountRole.role.in_(READ_NO_PAPERS))
