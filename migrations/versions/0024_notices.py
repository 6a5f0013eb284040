"""Notices, their deliveries, and how each person wants to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice_file"),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sentence", sa.JSON(), nullable=False),
        sa.Column("outside", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("subject", sa.JSON(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "read_at IS NULL OR shown_at IS NOT NULL", name=op.f("ck_notice_read_when_shown")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_notice_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("person_id", "key", name="uq_notice_person_id_key"),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_kind_created_at", ["kind", "created_at"], unique=False)
        batch_op.create_index(
            "ix_notice_person_id_shown_at", ["person_id", "shown_at"], unique=False
        )
        batch_op.create_index(
            "ix_notice_unread",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("read_at IS NULL AND shown_at IS NOT NULL"),
            postgresql_where=sa.text("read_at IS NULL AND shown_at IS NOT NULL"),
        )

    op.create_table(
        "notice_preference",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind_group", sa.Text(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "app",
                "email",
                "sms",
                "push",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_notice_preference_person_id_person"
        ),
        sa.PrimaryKeyConstraint("person_id", "kind_group", "channel", name="pk_notice_preference"),
    )
    op.create_table(
        "notice_settings",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("digest_at", sa.Integer(), nullable=True),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(quiet_from IS NULL) = (quiet_until IS NULL)",
            name=op.f("ck_notice_settings_quiet_whole"),
        ),
        sa.CheckConstraint(
            "digest_at IS NULL OR (digest_at >= 0 AND digest_at < 1440)",
            name=op.f("ck_notice_settings_digest_at"),
        ),
        sa.CheckConstraint(
            "quiet_from <> quiet_until", name=op.f("ck_notice_settings_quiet_has_length")
        ),
        sa.CheckConstraint(
            "quiet_from IS NULL OR (quiet_from >= 0 AND quiet_from < 1440)",
            name=op.f("ck_notice_settings_quiet_from"),
        ),
        sa.CheckConstraint(
            "quiet_until IS NULL OR (quiet_until >= 0 AND quiet_until < 1440)",
            name=op.f("ck_notice_settings_quiet_until"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_notice_settings_person_id_person"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_notice_settings"),
    )
    op.create_table(
        "notice_attachment",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["notice_file.id"], name="fk_notice_attachment_file_id_notice_file"
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name="fk_notice_attachment_notice_id_notice"
        ),
        sa.PrimaryKeyConstraint("notice_id", "file_id", name="pk_notice_attachment"),
    )
    op.create_table(
        "notice_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "app",
                "email",
                "sms",
                "push",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sending",
                "sent",
                "failed",
                "dropped",
                name="deliverystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("in_digest", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("resends", sa.Integer(), nullable=False),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_to", sa.Text(), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "drop_reason",
            sa.Enum(
                "answered",
                "preference",
                "no-address",
                "not-set-up",
                "left",
                name="dropreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('dropped')) = (drop_reason IS NOT NULL)",
            name=op.f("ck_notice_delivery_state_has_drop_reason"),
        ),
        sa.CheckConstraint(
            "(state IN ('failed')) = (failed_at IS NOT NULL)",
            name=op.f("ck_notice_delivery_state_has_failed_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('sending')) = (lease IS NOT NULL)",
            name=op.f("ck_notice_delivery_state_has_lease"),
        ),
        sa.CheckConstraint(
            "(state IN ('sending')) = (lease_until IS NOT NULL)",
            name=op.f("ck_notice_delivery_state_has_lease_until"),
        ),
        sa.CheckConstraint(
            "(state IN ('sent')) = (sent_at IS NOT NULL)",
            name=op.f("ck_notice_delivery_state_has_sent_at"),
        ),
        sa.CheckConstraint(
            "state <> 'failed' OR last_error IS NOT NULL",
            name=op.f("ck_notice_delivery_failed_says_why"),
        ),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_notice_delivery_tries")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name="fk_notice_delivery_notice_id_notice"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notice_delivery"),
        sa.UniqueConstraint("notice_id", "channel", name="uq_notice_delivery_notice_id_channel"),
    )
    with op.batch_alter_table("notice_delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_notice_delivery_open",
            ["channel", "due_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('queued', 'sending')"),
            postgresql_where=sa.text("state IN ('queued', 'sending')"),
        )
        batch_op.create_index("ix_notice_delivery_reference", ["reference"], unique=False)
        batch_op.create_index("ix_notice_delivery_state", ["state"], unique=False)

    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.Integer(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.Text(), nullable=False),
        sa.Column("auth", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_push_subscription_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["sign_in_id"], ["sign_in.id"], name="fk_push_subscription_sign_in_id_sign_in"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_push_subscription"),
        sa.UniqueConstraint("endpoint", name="uq_push_subscription_endpoint"),
    )
    with op.batch_alter_table("push_subscription", schema=None) as batch_op:
        batch_op.create_index("ix_push_subscription_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_push_subscription_sign_in_id", ["sign_in_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("push_subscription", schema=None) as batch_op:
        batch_op.drop_index("ix_push_subscription_sign_in_id")
        batch_op.drop_index("ix_push_subscription_person_id")

    op.drop_table("push_subscription")
    with op.batch_alter_table("notice_delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_delivery_state")
        batch_op.drop_index("ix_notice_delivery_reference")
        batch_op.drop_index(
            "ix_notice_delivery_open",
            sqlite_where=sa.text("state IN ('queued', 'sending')"),
            postgresql_where=sa.text("state IN ('queued', 'sending')"),
        )

    op.drop_table("notice_delivery")
    op.drop_table("notice_attachment")
    op.drop_table("notice_settings")
    op.drop_table("notice_preference")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_notice_unread",
            sqlite_where=sa.text("read_at IS NULL AND shown_at IS NOT NULL"),
            postgresql_where=sa.text("read_at IS NULL AND shown_at IS NOT NULL"),
        )
        batch_op.drop_index("ix_notice_person_id_shown_at")
        batch_op.drop_index("ix_notice_kind_created_at")

    op.drop_table("notice")
    op.drop_table("notice_file")
