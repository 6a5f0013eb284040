"""The index of the search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FTS5 = (
    "CREATE VIRTUAL TABLE search_terms USING fts5(terms, content='search_part',"
    " content_rowid='id', detail=none, columnsize=0, tokenize=\"ascii tokenchars '_=^'\")",
    "CREATE TRIGGER search_part_in AFTER INSERT ON search_part BEGIN"
    " INSERT INTO search_terms(rowid, terms) VALUES (new.id, new.terms); END",
    "CREATE TRIGGER search_part_out AFTER DELETE ON search_part BEGIN"
    " INSERT INTO search_terms(search_terms, rowid, terms)"
    " VALUES ('delete', old.id, old.terms); END",
)


def upgrade() -> None:
    op.create_table(
        "search_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "terms", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"), nullable=False
        ),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_search_part_ordinal")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_search_part_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_part")),
        sa.UniqueConstraint(
            "source", "subject_id", "ordinal", name=op.f("uq_search_part_source_subject_id_ordinal")
        ),
    )
    op.create_table(
        "search_page",
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["part_id"], ["search_part.id"], name=op.f("fk_search_page_part_id_search_part")
        ),
        sa.PrimaryKeyConstraint("part_id", "number", name=op.f("pk_search_page")),
    )
    op.create_table(
        "search_state",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "subject_id", name=op.f("pk_search_state")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "ix_search_part_terms",
            "search_part",
            ["terms"],
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        )
    else:
        for statement in FTS5:
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        op.execute("DROP TABLE search_terms")
    op.drop_table("search_state")
    op.drop_table("search_page")
    op.drop_table("search_part")
