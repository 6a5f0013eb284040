"""What members say of items beforehand, items adopted en bloc, and who was reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "en_bloc_item",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_by_id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adopted_by_id"], ["account.id"], name="fk_en_bloc_item_adopted_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name="fk_en_bloc_item_item_id_agenda_item"
        ),
        sa.PrimaryKeyConstraint("item_id", name="pk_en_bloc_item"),
    )
    op.create_table(
        "position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title_vi", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("substitute_name", sa.Text(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "no_objection",
                "wishes_to_speak",
                "objection",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("wishes_to_speak", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(substitute_id IS NULL) = (substitute_name = '')",
            name=op.f("ck_position_substitute_has_name"),
        ),
        sa.CheckConstraint(
            "stance = 'objection' OR wishes_to_speak = (stance = 'wishes_to_speak')",
            name=op.f("ck_position_speaks"),
        ),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)",
            name=op.f("ck_position_confirmed_has_account"),
        ),
        sa.CheckConstraint(
            "confirmed_at IS NOT NULL OR prepared_by_id IS NOT NULL",
            name=op.f("ck_position_prepared_or_confirmed"),
        ),
        sa.CheckConstraint(
            "superseded_at IS NULL OR superseded_at >= created_at",
            name=op.f("ck_position_superseded_later"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["account.id"], name="fk_position_confirmed_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_position_document_id_document"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name="fk_position_item_id_agenda_item"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_position_person_id_person"),
        sa.ForeignKeyConstraint(
            ["prepared_by_id"], ["account.id"], name="fk_position_prepared_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["person.id"], name="fk_position_substitute_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_position"),
    )
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.create_index("ix_position_document_id", ["document_id"], unique=False)
        batch_op.create_index("ix_position_person_id", ["person_id"], unique=False)
        batch_op.create_index(
            "uq_position_in_force",
            ["item_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL AND confirmed_at IS NOT NULL"),
            postgresql_where=sa.text("superseded_at IS NULL AND confirmed_at IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_position_prepared",
            ["item_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL AND confirmed_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL AND confirmed_at IS NULL"),
        )

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "missing",
            sa.Enum(
                "invitation",
                "position",
                "papers",
                "opinion",
                name="missing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "missing != 'invitation' OR item_id IS NULL",
            name=op.f("ck_reminder_invitation_of_sitting"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name="fk_reminder_item_id_agenda_item"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_reminder_meeting_id_meeting"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reminder_person_id_person"),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["account.id"], name="fk_reminder_sent_by_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_item_id", ["item_id"], unique=False)
        batch_op.create_index(
            "ix_reminder_meeting_id_person_id_missing_sent_at",
            ["meeting_id", "person_id", "missing", "sent_at"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index("ix_reminder_meeting_id_person_id_missing_sent_at")
        batch_op.drop_index("ix_reminder_item_id")

    op.drop_table("reminder")
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_position_prepared",
            sqlite_where=sa.text("superseded_at IS NULL AND confirmed_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL AND confirmed_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_position_in_force",
            sqlite_where=sa.text("superseded_at IS NULL AND confirmed_at IS NOT NULL"),
            postgresql_where=sa.text("superseded_at IS NULL AND confirmed_at IS NOT NULL"),
        )
        batch_op.drop_index("ix_position_person_id")
        batch_op.drop_index("ix_position_document_id")

    op.drop_table("position")
    op.drop_table("en_bloc_item")
