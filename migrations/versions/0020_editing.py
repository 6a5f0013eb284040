"""Changes field by field, formal checks; warnings of an edition, and that it was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edition_warning",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sentence", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason != ''", name=op.f("ck_edition_warning_reason")),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["agenda_version.id"],
            name="fk_edition_warning_edition_id_agenda_version",
        ),
        sa.PrimaryKeyConstraint("edition_id", "code", name="pk_edition_warning"),
    )
    op.create_table(
        "edition_withdrawal",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason != ''", name=op.f("ck_edition_withdrawal_reason")),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["agenda_version.id"],
            name="fk_edition_withdrawal_edition_id_agenda_version",
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["account.id"], name="fk_edition_withdrawal_sent_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["account.id"],
            name="fk_edition_withdrawal_withdrawn_by_id_account",
        ),
        sa.PrimaryKeyConstraint("edition_id", name="pk_edition_withdrawal"),
    )
    op.create_table(
        "field_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_field_change_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name="fk_field_change_item_id_agenda_item"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_field_change_meeting_id_meeting"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_field_change"),
    )
    with op.batch_alter_table("field_change", schema=None) as batch_op:
        batch_op.create_index(
            "ix_field_change_item_id_revision", ["item_id", "revision"], unique=False
        )
        batch_op.create_index(
            "ix_field_change_meeting_id_revision", ["meeting_id", "revision"], unique=False
        )

    op.create_table(
        "formal_check",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_formal_check_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name="fk_formal_check_item_id_agenda_item"
        ),
        sa.PrimaryKeyConstraint("item_id", name="pk_formal_check"),
    )


def downgrade() -> None:
    op.drop_table("formal_check")
    with op.batch_alter_table("field_change", schema=None) as batch_op:
        batch_op.drop_index("ix_field_change_meeting_id_revision")
        batch_op.drop_index("ix_field_change_item_id_revision")

    op.drop_table("field_change")
    op.drop_table("edition_withdrawal")
    op.drop_table("edition_warning")
