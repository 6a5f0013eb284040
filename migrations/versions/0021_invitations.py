"""Invitations: letters as issued, calendar entries, secret feeds, absence for a part."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

CHECKS = {
    "part_of_absence": "answer IN ('absent', 'substitute') OR "
    "(absent_from IS NULL AND absent_until IS NULL)",
    "absence_period": "absent_until > absent_from",
}


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_calendar_feed_account_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_feed"),
        sa.UniqueConstraint("token_hash", name="uq_calendar_feed_token_hash"),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index(
            "uq_calendar_feed_in_use",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "calendar_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_calendar_entry_sequence")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_calendar_entry_meeting_id_meeting"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_calendar_entry_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_entry"),
        sa.UniqueConstraint(
            "meeting_id", "person_id", name="uq_calendar_entry_meeting_id_person_id"
        ),
        sa.UniqueConstraint("uid", name="uq_calendar_entry_uid"),
    )
    with op.batch_alter_table("calendar_entry", schema=None) as batch_op:
        batch_op.create_index("ix_calendar_entry_person_id", ["person_id"], unique=False)

    op.create_table(
        "invitation_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_invitation_letter_number")),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_invitation_letter_ordinal")),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["account.id"], name="fk_invitation_letter_issued_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_invitation_letter_meeting_id_meeting"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invitation_letter"),
        sa.UniqueConstraint(
            "meeting_id", "ordinal", name="uq_invitation_letter_meeting_id_ordinal"
        ),
        sa.UniqueConstraint("year", "number", name="uq_invitation_letter_year_number"),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("absent_from", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("absent_until", sa.DateTime(timezone=True), nullable=True))
        for name, condition in CHECKS.items():
            batch_op.create_check_constraint(op.f(f"ck_invitation_{name}"), condition)


def downgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        for name in CHECKS:
            batch_op.drop_constraint(op.f(f"ck_invitation_{name}"), type_="check")
        batch_op.drop_column("absent_until")
        batch_op.drop_column("absent_from")

    op.drop_table("invitation_letter")
    with op.batch_alter_table("calendar_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_calendar_entry_person_id")

    op.drop_table("calendar_entry")
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_calendar_feed_in_use",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.drop_table("calendar_feed")
