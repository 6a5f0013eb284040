"""Editions that were approved, or sent, and go out no more."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agenda_version") as batch:
        batch.add_column(sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE agenda_version SET set_aside_at = (SELECT withdrawn_at FROM edition_withdrawal"
        " WHERE edition_withdrawal.edition_id = agenda_version.id)"
        " WHERE sent_at IS NULL"
    )
    with op.batch_alter_table("agenda_version") as batch:
        batch.create_check_constraint(
            op.f("ck_agenda_version_set_aside_not_sent"),
            "sent_at IS NULL OR set_aside_at IS NULL",
        )


def downgrade() -> None:
    with op.batch_alter_table("agenda_version") as batch:
        batch.drop_constraint(op.f("ck_agenda_version_set_aside_not_sent"), type_="check")
        batch.drop_column("set_aside_at")
