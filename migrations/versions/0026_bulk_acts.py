"""Acts on many items of an agenda, told and undone as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bulk_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "change",
                "check",
                "release",
                "postpone",
                "remove",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("to_meeting_id", sa.Integer(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(act = 'postpone') = (to_meeting_id IS NOT NULL)",
            name=op.f("ck_bulk_act_postponed_to"),
        ),
        sa.CheckConstraint(
            "act != 'release' OR undone_at IS NULL", name=op.f("ck_bulk_act_released_stays")
        ),
        sa.CheckConstraint("asked >= 1", name=op.f("ck_bulk_act_asked")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name="fk_bulk_act_by_id_account"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_bulk_act_meeting_id_meeting"
        ),
        sa.ForeignKeyConstraint(
            ["to_meeting_id"], ["meeting.id"], name="fk_bulk_act_to_meeting_id_meeting"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_act"),
    )
    with op.batch_alter_table("bulk_act", schema=None) as batch_op:
        batch_op.create_index("ix_bulk_act_meeting_id_id", ["meeting_id", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("bulk_act", schema=None) as batch_op:
        batch_op.drop_index("ix_bulk_act_meeting_id_id")

    op.drop_table("bulk_act")
