"""The papers of the coming sitting are kept on tablets by a choice of the account."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offline_keeps_coming",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_offline_keeps_coming_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_offline_keeps_coming")),
    )


def downgrade() -> None:
    op.drop_table("offline_keeps_coming")
