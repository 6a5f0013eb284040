"""Letters of all in one file, and the reminder that goes out by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "automatic_reminder",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("off_by_id", sa.Integer(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(off_at IS NULL) = (off_by_id IS NULL)", name=op.f("ck_automatic_reminder_off_by")
        ),
        sa.CheckConstraint(
            "(reminded_at IS NULL) = (reminded_on IS NULL)",
            name=op.f("ck_automatic_reminder_reminded"),
        ),
        sa.CheckConstraint("told >= 0", name=op.f("ck_automatic_reminder_told")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_automatic_reminder_meeting_id_meeting"
        ),
        sa.ForeignKeyConstraint(
            ["off_by_id"], ["account.id"], name="fk_automatic_reminder_off_by_id_account"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_automatic_reminder"),
    )
    op.create_table(
        "letter_bundle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("called", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('pdf', 'zip')", name=op.f("ck_letter_bundle_kind")),
        sa.CheckConstraint("size > 0", name=op.f("ck_letter_bundle_size")),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["invitation_letter.id"],
            name="fk_letter_bundle_letter_id_invitation_letter",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_bundle"),
        sa.UniqueConstraint(
            "letter_id", "kind", "called", name="uq_letter_bundle_letter_id_kind_called"
        ),
    )


def downgrade() -> None:
    op.drop_table("letter_bundle")
    op.drop_table("automatic_reminder")
