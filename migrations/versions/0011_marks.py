"""Marks prepared for somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COLUMNS = ("prepared_for_id", "prepared_by_id")
CHECKS = {
    "prepared_for": "prepared_for_id IS NULL OR (audience = 'office' AND"
    " prepared_for_id <> author_id AND prepared_by_id IS NULL)",
    "prepared_by": "(prepared_by_id IS NULL) = (adopted_at IS NULL)"
    " AND (prepared_by_id IS NULL OR prepared_by_id <> author_id)",
    "put_aside": "put_aside_at IS NULL OR prepared_for_id IS NOT NULL",
}


def upgrade() -> None:
    with op.batch_alter_table("annotation") as table:
        for column in COLUMNS:
            table.add_column(sa.Column(column, sa.Integer(), nullable=True))
            name = op.f(f"fk_annotation_{column}_person")
            table.create_foreign_key(name, "person", [column], ["id"])
        table.add_column(sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("put_aside_at", sa.DateTime(timezone=True), nullable=True))
        for name, condition in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_annotation_{name}"), condition)
        table.create_index(op.f("ix_annotation_prepared_for_id"), ["prepared_for_id"])


def downgrade() -> None:
    # What was prepared and not kept has no place there: it stays its writer's alone.
    op.execute("UPDATE annotation SET audience = 'private' WHERE prepared_for_id IS NOT NULL")
    with op.batch_alter_table("annotation") as table:
        table.drop_index(op.f("ix_annotation_prepared_for_id"))
        for name in CHECKS:
            table.drop_constraint(op.f(f"ck_annotation_{name}"), type_="check")
        for column in COLUMNS:
            table.drop_constraint(op.f(f"fk_annotation_{column}_person"), type_="foreignkey")
        for column in (*COLUMNS, "adopted_at", "put_aside_at"):
            table.drop_column(column)
