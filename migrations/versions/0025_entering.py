"""Agendas entered from spreadsheets."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "undone_at IS NULL OR imported_at IS NOT NULL",
            name=op.f("ck_agenda_import_undone_was_imported"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name="fk_agenda_import_created_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_agenda_import_meeting_id_meeting"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_import"),
    )
    with op.batch_alter_table("agenda_import", schema=None) as batch_op:
        batch_op.create_index("ix_agenda_import_meeting_id", ["meeting_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("agenda_import", schema=None) as batch_op:
        batch_op.drop_index("ix_agenda_import_meeting_id")

    op.drop_table("agenda_import")
