"""Packs of a sitting or ballot."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "full",
                "supplement",
                name="packkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "assembling",
                "assembled",
                "frozen",
                "released",
                "superseded",
                "dropped",
                name="packstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("cover", sa.JSON(), nullable=False),
        sa.Column("contents", sa.JSON(), nullable=False),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assembled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("frozen_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('dropped')) = (dropped_at IS NOT NULL)",
            name=op.f("ck_pack_state_has_dropped_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('released', 'superseded')) = (released_at IS NOT NULL)",
            name=op.f("ck_pack_state_has_released_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('superseded')) = (superseded_at IS NOT NULL)",
            name=op.f("ck_pack_state_has_superseded_at"),
        ),
        sa.CheckConstraint(
            "kind <> 'supplement' OR replaces_id IS NOT NULL", name=op.f("ck_pack_supplement_of")
        ),
        sa.CheckConstraint(
            "state NOT IN ('assembled','frozen','released','superseded') OR assembled_at IS NOT NULL",
            name=op.f("ck_pack_bound_has_assembled_at"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('frozen','released','superseded') OR frozen_at IS NOT NULL",
            name=op.f("ck_pack_fixed_has_frozen_at"),
        ),
        sa.CheckConstraint(
            "(frozen_at IS NULL) = (frozen_by_id IS NULL)", name=op.f("ck_pack_frozen_by")
        ),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by_id IS NULL)", name=op.f("ck_pack_released_by")
        ),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_pack_ordinal")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_pack_asked_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["frozen_by_id"], ["account.id"], name=op.f("fk_pack_frozen_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["account.id"], name=op.f("fk_pack_released_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["pack.id"], name=op.f("fk_pack_replaces_id_pack")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
    )
    op.create_index(
        "uq_pack_one_open",
        "pack",
        ["occasion"],
        unique=True,
        sqlite_where=sa.text("state IN ('assembling','assembled','frozen')"),
        postgresql_where=sa.text("state IN ('assembling','assembled','frozen')"),
    )
    op.create_index(
        "uq_pack_ordinal",
        "pack",
        ["occasion", "ordinal"],
        unique=True,
        sqlite_where=sa.text("state <> 'dropped'"),
        postgresql_where=sa.text("state <> 'dropped'"),
    )
    op.create_table(
        "pack_base",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version_ids", sa.JSON(), nullable=False),
        sa.Column("pages_at", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("pages >= 1", name=op.f("ck_pack_base_pages")),
        sa.CheckConstraint("size >= 1", name=op.f("ck_pack_base_size")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_base_pack_id_pack")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_base")),
        sa.UniqueConstraint("pack_id", "key", name=op.f("uq_pack_base_pack_id_key")),
    )
    op.create_table(
        "pack_reader",
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_reader_pack_id_pack")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pack_reader_person_id_person")
        ),
        sa.PrimaryKeyConstraint("pack_id", "person_id", name=op.f("pk_pack_reader")),
    )
    op.create_index(
        op.f("ix_pack_reader_person_id_pack_id"),
        "pack_reader",
        ["person_id", "pack_id"],
        unique=False,
    )
    op.create_table(
        "pack_copy",
        sa.Column("base_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_pack_copy_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["base_id"], ["pack_base.id"], name=op.f("fk_pack_copy_base_id_pack_base")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pack_copy_person_id_person")
        ),
        sa.PrimaryKeyConstraint("base_id", "person_id", name=op.f("pk_pack_copy")),
    )
    op.create_index(op.f("ix_pack_copy_person_id"), "pack_copy", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("pack_copy")
    op.drop_table("pack_reader")
    op.drop_table("pack_base")
    op.drop_table("pack")
