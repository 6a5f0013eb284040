"""One version of a paper is released; what was taken back by somebody was taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

WITH_READERS = sa.text("state = 'released'")


def upgrade() -> None:
    # An older version that was let out after a newer one is with its readers, and is not the newest.
    op.execute(
        "UPDATE document_version SET state = 'superseded' WHERE state = 'released' AND EXISTS"
        " (SELECT 1 FROM document_version AS newer"
        " WHERE newer.document_id = document_version.document_id"
        " AND newer.ordinal > document_version.ordinal AND newer.state = 'released')"
    )
    op.execute(
        "DELETE FROM planned_release WHERE version_id IN (SELECT older.id"
        " FROM document_version AS older JOIN document_version AS newer"
        " ON newer.document_id = older.document_id AND newer.ordinal > older.ordinal"
        " WHERE older.state IN ('draft', 'submitted', 'approved')"
        " AND newer.state IN ('released', 'superseded'))"
    )
    op.execute(
        "UPDATE document_version SET released_at = uploaded_at"
        " WHERE state = 'superseded' AND released_at IS NULL"
    )
    op.execute("UPDATE distribution SET recalled_by_id = NULL WHERE recalled_at IS NULL")
    _hold_release_to("'released', 'superseded'")
    with op.batch_alter_table("distribution") as table:
        table.create_check_constraint(
            op.f("ck_distribution_recalled_by"),
            "recalled_by_id IS NULL OR recalled_at IS NOT NULL",
        )
    op.create_index(
        "uq_document_version_one_released",
        "document_version",
        ["document_id"],
        unique=True,
        sqlite_where=WITH_READERS,
        postgresql_where=WITH_READERS,
    )


def downgrade() -> None:
    op.drop_index("uq_document_version_one_released", table_name="document_version")
    with op.batch_alter_table("distribution") as table:
        table.drop_constraint(op.f("ck_distribution_recalled_by"), type_="check")
    _hold_release_to("'released'")


def _hold_release_to(states: str) -> None:
    """Have the instant of the release stand beside these states."""
    name = op.f("ck_document_version_released_has_instant")
    with op.batch_alter_table("document_version") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"state NOT IN ({states}) OR released_at IS NOT NULL")
