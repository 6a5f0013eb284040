"""An agenda on its way in from a spreadsheet: what was read, what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ecabinet.orm import Base


class AgendaImport(Base):
    """Rows read from a spreadsheet, corrected in a preview, then turned into items.

    `rows`: [{line, cells: {field: text}}] as typed; `source`: the name of the file, "" of pasted
    text; `left_out`: headings of columns that mean nothing here. `items`, once it was carried
    out: [{id, revision, papers: [document ids]}] as they were made, by which an undoing finds out
    whether anybody worked on them since, then [{section: id}] of the sections that were made.
    """

    __tablename__ = "agenda_import"
    __table_args__ = (
        CheckConstraint("undone_at IS NULL OR imported_at IS NOT NULL", name="undone_was_imported"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    source: Mapped[str] = mapped_column(default="")
    rows: Mapped[list[dict[str, Any]]]
    left_out: Mapped[list[str]]
    items: Mapped[list[dict[str, Any]]]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    imported_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": revision}
