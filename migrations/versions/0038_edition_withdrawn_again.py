"""An edition that was withdrawn and sent again may be withdrawn once more."""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _key("edition_id", "withdrawn_at")


def downgrade() -> None:
    op.execute(
        "DELETE FROM edition_withdrawal WHERE withdrawn_at < (SELECT max(later.withdrawn_at)"
        " FROM edition_withdrawal AS later"
        " WHERE later.edition_id = edition_withdrawal.edition_id)"
    )
    _key("edition_id")


def _key(*columns: str) -> None:
    name = "pk_edition_withdrawal"
    with op.batch_alter_table("edition_withdrawal") as batch:
        batch.drop_constraint(name, type_="primary")
        batch.create_primary_key(name, list(columns))
