"""A carried mark says whether its place is to be found anew."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

CHECK = "carry_again_at IS NULL OR carried_from_id IS NOT NULL"


def upgrade() -> None:
    with op.batch_alter_table("annotation") as table:
        table.add_column(sa.Column("carry_again_at", sa.DateTime(timezone=True), nullable=True))
        table.create_check_constraint(op.f("ck_annotation_carried_again"), CHECK)


def downgrade() -> None:
    with op.batch_alter_table("annotation") as table:
        table.drop_constraint(op.f("ck_annotation_carried_again"), type_="check")
        table.drop_column("carry_again_at")
