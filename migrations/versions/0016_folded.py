"""Number and title of a paper as the lists look for them: without tone marks, đ as d."""

import sqlalchemy as sa
from alembic import op

from ecabinet.search.folding import fold

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MANY = 1000
DOCUMENT = sa.table("document", *map(sa.column, ("id", "title", "number_symbol", "folded")))


def upgrade() -> None:
    op.execute("ALTER TABLE document ADD COLUMN folded TEXT DEFAULT '' NOT NULL")
    store, after = op.get_bind(), 0
    written = DOCUMENT.update().where(DOCUMENT.c.id == sa.bindparam("of"))
    written = written.values(folded=sa.bindparam("as_folded"))
    papers = sa.select(DOCUMENT.c.id, DOCUMENT.c.title, DOCUMENT.c.number_symbol)
    papers = papers.order_by(DOCUMENT.c.id).limit(MANY)
    while rows := store.execute(papers.where(DOCUMENT.c.id > after)).all():
        store.execute(
            written,
            [
                {"of": of, "as_folded": f"{fold(number)}\n{fold(title)}"}
                for of, title, number in rows
            ],
        )
        after = rows[-1].id


def downgrade() -> None:
    op.execute("ALTER TABLE document DROP COLUMN folded")
