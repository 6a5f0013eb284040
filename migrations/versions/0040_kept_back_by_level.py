"""Since when the level of a paper keeps a handing out from the person."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

# Of what a level took before this revision the journal has the instant: of the last such change,
# unless the paper was handed out later than that: then a role went, and nothing tells when.
FILL = """
UPDATE distribution SET withheld_at = (
    SELECT COALESCE(MAX(entry.at), distribution.at)
    FROM document_version AS version
    LEFT JOIN journal_entry AS entry
      ON entry.act = 'document:change' AND entry.subject_id = version.document_id
      AND entry.at >= distribution.at
    WHERE version.id = distribution.version_id
)
WHERE recalled_at IS NULL AND EXISTS (
    SELECT 1 FROM document_version AS version
    JOIN document AS paper ON paper.id = version.document_id
    WHERE version.id = distribution.version_id AND (
        paper.access_level = 'confidential' AND NOT EXISTS (
            SELECT 1 FROM named_reader AS named
            WHERE named.document_id = paper.id AND named.person_id = distribution.person_id)
        OR paper.access_level = 'secretariat' AND NOT EXISTS (
            SELECT 1 FROM account
            JOIN account_role AS held ON held.account_id = account.id
            JOIN person ON person.id = account.person_id
            WHERE person.id = distribution.person_id AND account.deactivated_at IS NULL AND (
                held.role IN ('secretariat', 'head', 'clerk')
                OR held.role = 'officer' AND person.organisation_id = paper.organisation_id))
    )
)
"""


def upgrade() -> None:
    op.add_column(
        "distribution", sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute(FILL)


def downgrade() -> None:
    op.execute("ALTER TABLE distribution DROP COLUMN withheld_at")
