"""Tablets that keep papers, and the copies they keep."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offline_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_offline_device_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["sign_in_id"], ["sign_in.id"], name=op.f("fk_offline_device_sign_in_id_sign_in")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offline_device")),
        sa.UniqueConstraint("account_id", "token", name=op.f("uq_offline_device_account_id_token")),
    )
    op.create_index(op.f("ix_offline_device_token"), "offline_device", ["token"], unique=False)
    op.create_table(
        "offline_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "removed",
                "taken_back",
                "signed_out",
                "sign_in_ended",
                "other_person",
                name="dropreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(dropped_at IS NULL) = (reason IS NULL)",
            name=op.f("ck_offline_copy_dropped_has_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["offline_device.id"],
            name=op.f("fk_offline_copy_device_id_offline_device"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_offline_copy_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offline_copy")),
    )
    op.create_index(
        op.f("ix_offline_copy_version_id"), "offline_copy", ["version_id"], unique=False
    )
    op.create_index(
        "uq_offline_copy_in_force",
        "offline_copy",
        ["device_id", "version_id"],
        unique=True,
        sqlite_where=sa.text("dropped_at IS NULL"),
        postgresql_where=sa.text("dropped_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("offline_copy")
    op.drop_table("offline_device")
