"""That a file was here before is stored as which version that is, no longer with its title."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

KEY = "document-warning-duplicate"


def _warned():
    version = sa.table(
        "document_version",
        sa.column("id", sa.Integer),
        sa.column("sha256", sa.String),
        sa.column("warnings", sa.JSON),
    )
    rows = op.get_bind().execute(
        sa.select(version.c.id, version.c.sha256, version.c.warnings).where(
            sa.cast(version.c.warnings, sa.Text).contains(KEY)
        )
    )
    return version, rows.all()


def _write(version, id_, warnings):
    op.execute(version.update().where(version.c.id == id_).values(warnings=warnings))


def upgrade() -> None:
    version, rows = _warned()
    for id_, sha256, warnings in rows:
        kept = [one for one in warnings if not one["key"].startswith(KEY)]
        older = sa.select(sa.func.min(version.c.id)).where(
            version.c.sha256 == sha256, version.c.id < id_
        )
        twin = op.get_bind().execute(older).scalar()
        if twin is not None:
            kept.append({"key": KEY, "params": {"version": twin}})
        _write(version, id_, kept)


def downgrade() -> None:
    version, rows = _warned()
    for id_, _, warnings in rows:
        _write(version, id_, [one for one in warnings if not one["key"].startswith(KEY)])
