"""Papers, their versions, distribution, receipts, marks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "proposal",
                "draft",
                "appraisal",
                "explanation",
                "summary",
                "report",
                "minutes",
                "decision",
                "other",
                name="documentkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number_symbol", sa.Text(), nullable=False),
        sa.Column(
            "access_level",
            sa.Enum(
                "secretariat",
                "confidential",
                "cabinet",
                "administration",
                "public",
                name="accesslevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_document_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_document_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_access_level"), "document", ["access_level"], unique=False)
    op.create_index(
        op.f("ix_document_organisation_id"), "document", ["organisation_id"], unique=False
    )
    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "approved",
                "released",
                "superseded",
                "recalled",
                name="versionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reading_sha256", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("page_sizes", sa.JSON(), nullable=False),
        sa.Column("is_signed", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('recalled')) = (recalled_at IS NOT NULL)",
            name=op.f("ck_document_version_state_has_recalled_at"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('released') OR released_at IS NOT NULL",
            name=op.f("ck_document_version_released_has_instant"),
        ),
        sa.CheckConstraint("pages >= 1", name=op.f("ck_document_version_pages")),
        sa.CheckConstraint("size >= 1", name=op.f("ck_document_version_size")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_version_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["account.id"],
            name=op.f("fk_document_version_uploaded_by_id_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint(
            "document_id", "ordinal", name=op.f("uq_document_version_document_id_ordinal")
        ),
    )
    op.create_index(
        op.f("ix_document_version_document_id"), "document_version", ["document_id"], unique=False
    )
    op.create_index(
        op.f("ix_document_version_sha256"), "document_version", ["sha256"], unique=False
    )
    op.create_table(
        "named_reader",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_named_reader_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_named_reader_person_id_person")
        ),
        sa.PrimaryKeyConstraint("document_id", "person_id", name=op.f("pk_named_reader")),
    )
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "private",
                "office",
                "meeting",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "ink",
                "marker",
                "highlight",
                "note",
                "text",
                name="annotationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("geometry", sa.JSON(), nullable=False),
        sa.Column("color", sa.Text(), nullable=False),
        sa.Column("width", sa.Double(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("page >= 1", name=op.f("ck_annotation_page")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_annotation_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_annotation_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_annotation_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
        sa.UniqueConstraint(
            "author_id", "client_id", name=op.f("uq_annotation_author_id_client_id")
        ),
    )
    op.create_index(
        op.f("ix_annotation_version_id_audience"),
        "annotation",
        ["version_id", "audience"],
        unique=False,
    )
    op.create_table(
        "distribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_distribution_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_distribution_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["recalled_by_id"], ["account.id"], name=op.f("fk_distribution_recalled_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_distribution_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distribution")),
    )
    op.create_index(
        op.f("ix_distribution_person_id_version_id"),
        "distribution",
        ["person_id", "version_id"],
        unique=False,
    )
    op.create_index(
        "uq_distribution_in_force",
        "distribution",
        ["version_id", "person_id", "occasion"],
        unique=True,
        sqlite_where=sa.text("recalled_at IS NULL"),
        postgresql_where=sa.text("recalled_at IS NULL"),
    )
    op.create_table(
        "reading_receipt",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reading_receipt_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["document_version.id"],
            name=op.f("fk_reading_receipt_version_id_document_version"),
        ),
        sa.PrimaryKeyConstraint("version_id", "person_id", name=op.f("pk_reading_receipt")),
    )
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_table("reading_receipt")
    op.drop_index(
        "uq_distribution_in_force",
        table_name="distribution",
        sqlite_where=sa.text("recalled_at IS NULL"),
        postgresql_where=sa.text("recalled_at IS NULL"),
    )
    op.drop_index(op.f("ix_distribution_person_id_version_id"), table_name="distribution")
    op.drop_table("distribution")
    op.drop_index(op.f("ix_annotation_version_id_audience"), table_name="annotation")
    op.drop_table("annotation")
    op.drop_table("named_reader")
    op.drop_index(op.f("ix_document_version_sha256"), table_name="document_version")
    op.drop_index(op.f("ix_document_version_document_id"), table_name="document_version")
    op.drop_table("document_version")
    op.drop_index(op.f("ix_document_organisation_id"), table_name="document")
    op.drop_index(op.f("ix_document_access_level"), table_name="document")
    op.drop_table("document")
    # ### end Alembic commands ###
