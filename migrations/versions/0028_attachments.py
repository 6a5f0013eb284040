"""Papers that are attachments of what a person says."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

# As a statement of both stores: a batch would build the table anew and lose its other CHECKs.
SAID_BY = (
    "INTEGER CONSTRAINT fk_document_said_by_id_person REFERENCES person (id)"
    " CONSTRAINT ck_document_attachment CHECK (said_by_id IS NULL OR (organisation_id IS NULL"
    " AND NOT is_paper_only AND access_level IN ('confidential', 'cabinet')))"
)


def upgrade() -> None:
    op.execute(f"ALTER TABLE document ADD COLUMN said_by_id {SAID_BY}")
    op.create_index("ix_document_said_by_id", "document", ["said_by_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_document_said_by_id", table_name="document")
    op.execute("ALTER TABLE document DROP COLUMN said_by_id")
