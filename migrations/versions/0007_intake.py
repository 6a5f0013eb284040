"""What the intake learned of a file."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("document_version") as table:
        table.add_column(sa.Column("signatures", sa.JSON(), server_default="[]", nullable=False))
        table.add_column(
            sa.Column(
                "reading_copy",
                sa.Enum(
                    "cleaned",
                    "office",
                    "plain",
                    name="readingcopy",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                server_default="cleaned",
                nullable=False,
            )
        )
        table.add_column(sa.Column("recognised_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("document_version") as table:
        table.drop_constraint(op.f("ck_document_version_readingcopy"), type_="check")
        table.drop_column("recognised_at")
        table.drop_column("reading_copy")
        table.drop_column("signatures")
