"""For whose office a mark is, so that who delegates to the same assistant later does not see it."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

DELEGATIONS = """
    FROM delegation d
    WHERE d.account_id = annotation.account_id AND d.person_id <> annotation.author_id
    AND d.scope IN ('read', 'prepare')
    AND d.starts_at <= annotation.created_at AND d.ends_at > annotation.created_at
    AND (d.revoked_at IS NULL OR d.revoked_at > annotation.created_at)
"""


def upgrade() -> None:
    with op.batch_alter_table("annotation") as table:
        table.add_column(sa.Column("office_of_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_annotation_office_of_id_person"), "person", ["office_of_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_annotation_office_of"),
            "office_of_id IS NULL OR (audience = 'office' AND prepared_for_id IS NULL"
            " AND office_of_id <> author_id)",
        )
        table.create_index(op.f("ix_annotation_office_of_id"), ["office_of_id"])
    # Of those who worked for one person when they wrote. Who worked for several keeps what they
    # wrote and may say for whom it is.
    op.execute(
        f"UPDATE annotation SET office_of_id = (SELECT MIN(d.person_id) {DELEGATIONS})"
        " WHERE audience = 'office' AND prepared_for_id IS NULL"
        f" AND (SELECT COUNT(DISTINCT d.person_id) {DELEGATIONS}) = 1"
    )


def downgrade() -> None:
    with op.batch_alter_table("annotation") as table:
        table.drop_index(op.f("ix_annotation_office_of_id"))
        table.drop_constraint(op.f("ck_annotation_office_of"), type_="check")
        table.drop_constraint(op.f("fk_annotation_office_of_id_person"), type_="foreignkey")
        table.drop_column("office_of_id")
