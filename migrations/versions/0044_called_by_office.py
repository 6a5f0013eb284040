"""An invitation says whether it was made for the chair or the clerk alone."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

CHECK = "NOT by_office OR (kind = 'guest' AND NOT only_items)"
# Whoever was invited as a guest by a person has a line of that in the journal.
FILL = """
UPDATE invitation SET by_office = true
WHERE kind = 'guest' AND NOT only_items AND withdrawn_at IS NULL
  AND EXISTS (
    SELECT 1 FROM meeting WHERE meeting.id = invitation.meeting_id
      AND invitation.person_id IN (meeting.chair_id, meeting.clerk_id))
  AND NOT EXISTS (
    SELECT 1 FROM journal_entry AS entry
    WHERE entry.act IN ('invitation:add-guest', 'invitation:set-scope')
      AND entry.subject_type = 'invitation' AND entry.subject_id = invitation.id)
"""


def upgrade() -> None:
    with op.batch_alter_table("invitation") as table:
        table.add_column(
            sa.Column("by_office", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(FILL)
    with op.batch_alter_table("invitation") as table:
        table.create_check_constraint(op.f("ck_invitation_by_office"), CHECK)


def downgrade() -> None:
    with op.batch_alter_table("invitation") as table:
        table.drop_constraint(op.f("ck_invitation_by_office"), type_="check")
        table.drop_column("by_office")
