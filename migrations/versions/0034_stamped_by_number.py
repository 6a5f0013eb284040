"""A copy of a version for each number that its paper had."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _known_by("version_id", "number")


def downgrade() -> None:
    op.execute(
        "DELETE FROM stamped_copy WHERE EXISTS (SELECT 1 FROM stamped_copy AS other"
        " WHERE other.version_id = stamped_copy.version_id AND other.number > stamped_copy.number)"
    )
    _known_by("version_id")


def _known_by(*columns: str) -> None:
    with op.batch_alter_table("stamped_copy") as table:
        table.drop_constraint("pk_stamped_copy", type_="primary")
        table.create_primary_key("pk_stamped_copy", list(columns))
