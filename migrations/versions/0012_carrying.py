"""Marks carried over to a new version."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATES = ("placed", "look", "unplaced")
REASONS = (
    "text-changed",
    "text-gone",
    "several-places",
    "moved-far",
    "reflowed",
    "by-position",
    "no-text",
)


def _words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    with op.batch_alter_table("annotation") as table:
        table.add_column(sa.Column("carried_from_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("carry_state", _words("carrystate", STATES), nullable=True))
        table.add_column(sa.Column("carry_reason", _words("carryreason", REASONS), nullable=True))
        table.add_column(sa.Column("context_before", sa.Text(), server_default="", nullable=False))
        table.add_column(sa.Column("context_after", sa.Text(), server_default="", nullable=False))
        table.add_column(sa.Column("carried_area", sa.JSON(none_as_null=True), nullable=True))
        table.create_foreign_key(
            op.f("fk_annotation_carried_from_id_annotation"),
            "annotation", ["carried_from_id"], ["id"],
        )  # fmt: skip
        table.create_check_constraint(
            op.f("ck_annotation_carried_has_state"),
            "(carried_from_id IS NULL) = (carry_state IS NULL)",
        )
        table.create_check_constraint(
            op.f("ck_annotation_doubt_has_reason"),
            "(COALESCE(carry_state, '') IN ('look', 'unplaced')) = (carry_reason IS NOT NULL)",
        )
        table.create_index(op.f("ix_annotation_carried_from_id"), ["carried_from_id"])
        table.create_index(
            "uq_annotation_carried_once", ["version_id", "carried_from_id"], unique=True
        )


def downgrade() -> None:
    # What was carried is not a mark of that version without the knowledge that it was.
    op.execute(sa.text("DELETE FROM annotation WHERE carried_from_id IS NOT NULL"))
    with op.batch_alter_table("annotation") as table:
        table.drop_index("uq_annotation_carried_once")
        table.drop_index(op.f("ix_annotation_carried_from_id"))
        table.drop_constraint(op.f("ck_annotation_doubt_has_reason"), type_="check")
        table.drop_constraint(op.f("ck_annotation_carried_has_state"), type_="check")
        table.drop_constraint(op.f("ck_annotation_carrystate"), type_="check")
        table.drop_constraint(op.f("ck_annotation_carryreason"), type_="check")
        table.drop_constraint(op.f("fk_annotation_carried_from_id_annotation"), type_="foreignkey")
        for name in (
            "carried_area", "context_after", "context_before", "carry_reason", "carry_state", "carried_from_id",
        ):  # fmt: skip
            table.drop_column(name)
