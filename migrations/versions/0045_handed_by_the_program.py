"""A handing out that the program made by itself names no account."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

# As it was told before: the account of the handing out that was taken and given back.
EMPTY = """
UPDATE distribution SET by_id = COALESCE(
    (SELECT earlier.by_id FROM distribution AS earlier
     WHERE earlier.version_id = distribution.version_id
       AND earlier.person_id = distribution.person_id
       AND earlier.occasion = distribution.occasion
       AND earlier.id < distribution.id AND earlier.by_id IS NOT NULL
     ORDER BY earlier.id DESC LIMIT 1),
    (SELECT version.uploaded_by_id FROM document_version AS version
     WHERE version.id = distribution.version_id))
WHERE by_id IS NULL
"""


def upgrade() -> None:
    with op.batch_alter_table("distribution") as table:
        table.alter_column("by_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute(EMPTY)
    with op.batch_alter_table("distribution") as table:
        table.alter_column("by_id", existing_type=sa.Integer(), nullable=False)
