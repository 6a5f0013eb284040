"""The order of an agenda: sections, item chairs and guests, what comes round and comes back."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

LIVE = "removed_at IS NULL AND state NOT IN ('deferred', 'withdrawn')"


def upgrade() -> None:
    op.create_table(
        "agenda_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regular",
                "thematic",
                "extraordinary",
                "electronic",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name != ''", name=op.f("ck_agenda_template_has_name")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 10080", name=op.f("ck_agenda_template_minutes")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["account.id"], name="fk_agenda_template_changed_by_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_template"),
        sa.UniqueConstraint("name", name="uq_agenda_template_name"),
    )
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regular",
                "thematic",
                "extraordinary",
                "electronic",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "rule",
            sa.Enum(
                "last_working_day",
                "weekday",
                "day",
                name="dayrule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("starts_minute", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(rule = 'last_working_day') = (nth IS NULL)",
            name=op.f("ck_meeting_series_rule_has_nth"),
        ),
        sa.CheckConstraint(
            "(rule = 'weekday') = (weekday IS NOT NULL)",
            name=op.f("ck_meeting_series_rule_has_weekday"),
        ),
        sa.CheckConstraint("title != ''", name=op.f("ck_meeting_series_has_title")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 10080", name=op.f("ck_meeting_series_minutes")),
        sa.CheckConstraint(
            "nth IS NULL OR nth BETWEEN 1 AND 31", name=op.f("ck_meeting_series_nth")
        ),
        sa.CheckConstraint(
            "starts_minute BETWEEN 0 AND 1439", name=op.f("ck_meeting_series_starts_minute")
        ),
        sa.CheckConstraint(
            "weekday IS NULL OR weekday BETWEEN 0 AND 6", name=op.f("ck_meeting_series_weekday")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name="fk_meeting_series_created_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["agenda_template.id"],
            name="fk_meeting_series_template_id_agenda_template",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_series"),
    )
    op.create_table(
        "agenda_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("name != ''", name=op.f("ck_agenda_section_has_name")),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_agenda_section_ordinal")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_agenda_section_meeting_id_meeting"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_section"),
    )
    with op.batch_alter_table("agenda_section", schema=None) as batch_op:
        batch_op.create_index(
            "ix_agenda_section_meeting_id_ordinal", ["meeting_id", "ordinal"], unique=False
        )

    op.create_table(
        "item_guest",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(from_at IS NULL) = (to_at IS NULL)", name=op.f("ck_item_guest_both_or_none")
        ),
        sa.CheckConstraint("to_at IS NULL OR to_at > from_at", name=op.f("ck_item_guest_period")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name="fk_item_guest_item_id_agenda_item"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_item_guest_person_id_person"
        ),
        sa.PrimaryKeyConstraint("item_id", "person_id", name="pk_item_guest"),
    )
    with op.batch_alter_table("item_guest", schema=None) as batch_op:
        batch_op.create_index("ix_item_guest_person_id", ["person_id"], unique=False)

    op.create_table(
        "put_off_again",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_put_off_again_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name="fk_put_off_again_item_id_agenda_item"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_put_off_again_meeting_id_meeting"
        ),
        sa.PrimaryKeyConstraint("item_id", "meeting_id", name="pk_put_off_again"),
    )
    with op.batch_alter_table("put_off_again", schema=None) as batch_op:
        batch_op.create_index("ix_put_off_again_meeting_id", ["meeting_id"], unique=False)

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("section_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("chair_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("pause_after", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("late_reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("came_from_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "standing",
                sa.Enum(
                    "last_minutes",
                    "assignments",
                    name="standingitem",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("minutes_of_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_agenda_item_section_id", ["section_id"], unique=False)
        batch_op.create_index(
            "uq_agenda_item_came_from_live",
            ["came_from_id"],
            unique=True,
            sqlite_where=sa.text(LIVE),
            postgresql_where=sa.text(LIVE),
        )
        batch_op.create_index(
            "uq_agenda_item_submission_live",
            ["submission_id"],
            unique=True,
            sqlite_where=sa.text(LIVE),
            postgresql_where=sa.text(LIVE),
        )
        batch_op.create_check_constraint(
            op.f("ck_agenda_item_pause_after"), "pause_after BETWEEN 0 AND 600"
        )
        batch_op.create_check_constraint(
            op.f("ck_agenda_item_came_from_another"), "came_from_id IS NULL OR came_from_id != id"
        )
        batch_op.create_foreign_key(
            "fk_agenda_item_came_from_id_agenda_item", "agenda_item", ["came_from_id"], ["id"]
        )
        batch_op.create_foreign_key(
            "fk_agenda_item_section_id_agenda_section", "agenda_section", ["section_id"], ["id"]
        )
        batch_op.create_foreign_key(
            "fk_agenda_item_chair_id_person", "person", ["chair_id"], ["id"]
        )
        batch_op.create_foreign_key(
            "fk_agenda_item_minutes_of_id_meeting", "meeting", ["minutes_of_id"], ["id"]
        )

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("only_items", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_check_constraint(
            op.f("ck_invitation_only_items_of_guest"), "NOT only_items OR kind = 'guest'"
        )

    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "numbering",
                sa.Enum(
                    "through",
                    "letter",
                    "decimal",
                    name="agendanumbering",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_meeting_series_id", ["series_id"], unique=False)
        batch_op.create_foreign_key(
            "fk_meeting_series_id_meeting_series", "meeting_series", ["series_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_meeting_agendanumbering"), type_="check")
        batch_op.drop_constraint("fk_meeting_series_id_meeting_series", type_="foreignkey")
        batch_op.drop_index("ix_meeting_series_id")
        batch_op.drop_column("series_id")
        batch_op.drop_column("numbering")

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_invitation_only_items_of_guest"), type_="check")
        batch_op.drop_column("only_items")

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        for name in ("standingitem", "came_from_another", "pause_after"):
            batch_op.drop_constraint(op.f(f"ck_agenda_item_{name}"), type_="check")
        batch_op.drop_constraint("fk_agenda_item_minutes_of_id_meeting", type_="foreignkey")
        batch_op.drop_constraint("fk_agenda_item_chair_id_person", type_="foreignkey")
        batch_op.drop_constraint("fk_agenda_item_section_id_agenda_section", type_="foreignkey")
        batch_op.drop_constraint("fk_agenda_item_came_from_id_agenda_item", type_="foreignkey")
        batch_op.drop_index(
            "uq_agenda_item_submission_live",
            sqlite_where=sa.text(LIVE),
            postgresql_where=sa.text(LIVE),
        )
        batch_op.drop_index(
            "uq_agenda_item_came_from_live",
            sqlite_where=sa.text(LIVE),
            postgresql_where=sa.text(LIVE),
        )
        batch_op.drop_index("ix_agenda_item_section_id")
        batch_op.drop_column("minutes_of_id")
        batch_op.drop_column("standing")
        batch_op.drop_column("came_from_id")
        batch_op.drop_column("late_reason")
        batch_op.drop_column("pause_after")
        batch_op.drop_column("chair_id")
        batch_op.drop_column("section_id")

    with op.batch_alter_table("put_off_again", schema=None) as batch_op:
        batch_op.drop_index("ix_put_off_again_meeting_id")

    op.drop_table("put_off_again")
    with op.batch_alter_table("item_guest", schema=None) as batch_op:
        batch_op.drop_index("ix_item_guest_person_id")

    op.drop_table("item_guest")
    with op.batch_alter_table("agenda_section", schema=None) as batch_op:
        batch_op.drop_index("ix_agenda_section_meeting_id_ordinal")

    op.drop_table("agenda_section")
    op.drop_table("meeting_series")
    op.drop_table("agenda_template")
