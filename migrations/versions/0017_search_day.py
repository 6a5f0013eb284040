"""The newest days of the search are found without reading all of them."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_search_part_day", "search_part", ["day"])


def downgrade() -> None:
    op.drop_index("ix_search_part_day", "search_part")
