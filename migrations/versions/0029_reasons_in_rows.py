"""Why a sitting was opened without a quorum, and why evidence was not accepted, in their rows."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignment") as table:
        table.add_column(sa.Column("return_reason", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("meeting") as table:
        table.add_column(
            sa.Column("quorum_override_reason", sa.Text(), server_default="", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("meeting") as table:
        table.drop_column("quorum_override_reason")
    with op.batch_alter_table("assignment") as table:
        table.drop_column("return_reason")
