"""When a reader first opened their copy of a pack: a tablet may have fetched it by itself. What was
taken until now counts as opened then: who took it was not told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

CHECK = "opened_at IS NULL OR opened_at >= at"


def upgrade() -> None:
    with op.batch_alter_table("pack_copy") as batch:
        batch.add_column(sa.Column("opened_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE pack_copy SET opened_at = at")
    with op.batch_alter_table("pack_copy") as batch:
        batch.create_check_constraint(op.f("ck_pack_copy_opened_after_taken"), CHECK)


def downgrade() -> None:
    with op.batch_alter_table("pack_copy") as batch:
        batch.drop_constraint(op.f("ck_pack_copy_opened_after_taken"), type_="check")
        batch.drop_column("opened_at")
