"""The index of the search knows year and month of each text; long texts are indexed anew, as a
whole, too."""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

MONTHS = {
    "postgresql": "ARRAY['_' || to_char(day, 'YYYY'), '_' || to_char(day, 'YYYY_MM')]",
    "sqlite": "' _' || strftime('%Y', day) || ' _' || strftime('%Y_%m', day)",
}


def upgrade() -> None:
    months = MONTHS[op.get_context().dialect.name]
    if is_postgres():
        # Each row is written anew: the index is made faster when all are there.
        op.drop_index("ix_search_part_terms", "search_part")
        op.execute(f"UPDATE search_part SET terms = terms || array_to_tsvector({months})")
        create_index()
    else:
        op.execute(f"UPDATE search_part SET terms = terms || {months}")
        op.execute("INSERT INTO search_terms(search_terms) VALUES ('rebuild')")
    op.execute(
        "UPDATE search_state SET fingerprint = '' WHERE EXISTS (SELECT 1 FROM search_part p WHERE"
        " p.source = search_state.source AND p.subject_id = search_state.subject_id"
        " AND p.ordinal = 2)"
    )


def downgrade() -> None:
    months = MONTHS[op.get_context().dialect.name]
    if is_postgres():
        op.execute("DELETE FROM search_part WHERE terms @@ CAST('''_''' AS tsquery)")
        op.drop_index("ix_search_part_terms", "search_part")
        op.execute(f"UPDATE search_part SET terms = ts_delete(terms, {months})")
        create_index()
    else:
        op.execute("DELETE FROM search_part WHERE instr(' ' || terms || ' ', ' _ ') > 0")
        for one in ("'%Y'", "'%Y_%m'"):
            op.execute(
                "UPDATE search_part SET terms = trim(replace(' ' || terms || ' ',"
                f" ' _' || strftime({one}, day) || ' ', ' '))"
            )
        op.execute("INSERT INTO search_terms(search_terms) VALUES ('rebuild')")


def is_postgres() -> bool:
    return op.get_context().dialect.name == "postgresql"


def create_index() -> None:
    op.create_index(
        "ix_search_part_terms", "search_part", ["terms"], postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )  # fmt: skip
