"""Uploads that go on; the numbers that papers carry in a sitting."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 1", name=op.f("ck_upload_size")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_upload_account_id_account")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_account_id"), "upload", ["account_id"], unique=False)
    op.create_index(op.f("ix_upload_begun_at"), "upload", ["begun_at"], unique=False)
    op.create_table(
        "numbering_scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting", sa.Text(), nullable=False),
        sa.Column("ballot", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_numbering_scheme_one")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["account.id"],
            name=op.f("fk_numbering_scheme_changed_by_id_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbering_scheme")),
    )
    op.create_table(
        "paper_number",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number != ''", name=op.f("ck_paper_number_number")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_paper_number_document_id_document")
        ),
        sa.PrimaryKeyConstraint("document_id", "occasion", name=op.f("pk_paper_number")),
        sa.UniqueConstraint("occasion", "number", name=op.f("uq_paper_number_occasion_number")),
    )
    op.create_table(
        "stamped_copy",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_stamped_copy_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_stamped_copy")),
    )


def downgrade() -> None:
    op.drop_table("stamped_copy")
    op.drop_table("paper_number")
    op.drop_table("numbering_scheme")
    op.drop_table("upload")
