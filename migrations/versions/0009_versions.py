"""Papers on paper only, releases at a time, acknowledgements, pages seen, why something came back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# As statements of both stores: a batch would build the table anew and lose its other CHECKs.
COLUMNS = (
    ("document", "is_paper_only",
     "BOOLEAN DEFAULT false NOT NULL CONSTRAINT ck_document_paper_only_level"
     " CHECK (NOT is_paper_only OR access_level = 'secretariat')"),
    ("document", "secrecy",
     "VARCHAR(40) CONSTRAINT ck_document_secrecy"
     " CHECK (secrecy IN ('mat', 'toi-mat', 'tuyet-mat'))"
     " CONSTRAINT ck_document_secrecy_on_paper CHECK (secrecy IS NULL OR is_paper_only)"),
    ("document", "asks_acknowledgement", "BOOLEAN DEFAULT false NOT NULL"),
    ("document_version", "recall_reason", "TEXT DEFAULT '' NOT NULL"),
    ("reading_receipt", "pages_seen", "TEXT DEFAULT '' NOT NULL"),
)  # fmt: skip


def upgrade() -> None:
    for table, column, definition in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {definition}")
    op.add_column(
        "reading_receipt", sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_table(
        "planned_release",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "at", "with_agenda",
                name="releaserule", native_enum=False, create_constraint=True, length=40,
            ),
            nullable=False,
        ),
        sa.Column("release_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ordered_by_id", sa.Integer(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(rule = 'at') = (release_at IS NOT NULL)",
            name=op.f("ck_planned_release_rule_has_instant"),
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"], ["account.id"],
            name=op.f("fk_planned_release_ordered_by_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"],
            name=op.f("fk_planned_release_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_planned_release")),
    )  # fmt: skip
    op.create_index(
        op.f("ix_planned_release_release_at"), "planned_release", ["release_at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("planned_release")
    op.execute("ALTER TABLE reading_receipt DROP COLUMN acknowledged_at")
    for table, column, _ in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
