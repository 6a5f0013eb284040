"""Rooms with their plans, and who sits where in a sitting."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 1 AND 1000", name=op.f("ck_room_capacity")),
        sa.CheckConstraint("height BETWEEN 200 AND 10000", name=op.f("ck_room_height")),
        sa.CheckConstraint("width BETWEEN 200 AND 10000", name=op.f("ck_room_width")),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
    )
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.create_index(
            "uq_room_name_in_use",
            ["name"],
            unique=True,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )

    op.create_table(
        "seating",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("arranged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_seating_meeting_id_meeting"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_seating_room_id_room"),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_seating"),
    )
    op.create_table(
        "seat_taken",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name="fk_seat_taken_invitation_id_invitation"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["seating.meeting_id"], name="fk_seat_taken_meeting_id_seating"
        ),
        sa.PrimaryKeyConstraint("invitation_id", name="pk_seat_taken"),
        sa.UniqueConstraint("meeting_id", "seat", name="uq_seat_taken_meeting_id_seat"),
    )


def downgrade() -> None:
    op.drop_table("seat_taken")
    op.drop_table("seating")
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_room_name_in_use",
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )

    op.drop_table("room")
