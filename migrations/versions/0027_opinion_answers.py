"""Answers kept word for word; why a deadline is unusual; the view of a draft."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

VIEWS = ("positive", "remarks", "negative", "nothing")


def upgrade() -> None:
    op.create_table(
        "opinion_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "view",
            sa.Enum(*VIEWS, name="view", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("document_ids", sa.JSON(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "view NOT IN ('remarks','negative') OR text != ''",
            name=op.f("ck_opinion_answer_has_text"),
        ),
        sa.CheckConstraint(
            "length(content_sha256) = 64", name=op.f("ck_opinion_answer_content_sha256")
        ),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_opinion_answer_ordinal")),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["account.id"], name="fk_opinion_answer_given_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["opinion_request.id"],
            name="fk_opinion_answer_request_id_opinion_request",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opinion_answer"),
        sa.UniqueConstraint("request_id", "ordinal", name="uq_opinion_answer_request_id_ordinal"),
    )
    _keep_those_that_stand()
    with op.batch_alter_table("opinion_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("draft_view", sa.String(length=40), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_opinion_request_draft_view"),
            "draft_view IN ('positive', 'remarks', 'negative', 'nothing')",
        )
        batch_op.create_check_constraint(
            op.f("ck_opinion_request_draft_or_answer"), "draft_view IS NULL OR view IS NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("opinion_request", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_opinion_request_draft_or_answer"), type_="check")
        batch_op.drop_constraint(op.f("ck_opinion_request_draft_view"), type_="check")
        batch_op.drop_column("draft_view")
        batch_op.drop_column("due_reason")
    op.drop_table("opinion_answer")


def _keep_those_that_stand() -> None:
    """Each answer that stands is the first of its request that is kept; of those before it, only
    the journal knows."""
    store = op.get_bind()
    request, comment, paper, answer = (
        sa.table(name, *(sa.column(column, kind) for column, kind in columns))
        for name, columns in (
            ("opinion_request", [(name, None) for name in (
                "id", "view", "text", "reference", "answered_by_id"
            )] + [("answered_at", sa.DateTime(timezone=True))]),
            ("opinion_comment", [(n, None) for n in ("request_id", "ordinal", "place", "text")]),
            ("opinion_paper", [("request_id", None), ("document_id", None)]),
            ("opinion_answer", [(n, None) for n in (
                "request_id", "ordinal", "view", "text", "reference", "content_sha256", "given_by_id"
            )] + [("comments", sa.JSON()), ("document_ids", sa.JSON()),
                  ("given_at", sa.DateTime(timezone=True))]),
        )
    )  # fmt: skip
    given = sa.select(request).where(request.c.view.is_not(None)).order_by(request.c.id)
    for row in store.execute(given).all():
        said = sa.select(comment).where(comment.c.request_id == row.id)
        comments = [
            {"ordinal": one.ordinal, "place": one.place, "text": one.text}
            for one in store.execute(said.order_by(comment.c.ordinal))
        ]
        laid = sa.select(paper.c.document_id).where(paper.c.request_id == row.id)
        papers = sorted(store.execute(laid).scalars())
        words = {
            "view": row.view,
            "text": row.text,
            "reference": row.reference,
            "comments": [[one["ordinal"], one["place"], one["text"]] for one in comments],
            "papers": papers,
        }
        canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        store.execute(
            answer.insert().values(
                request_id=row.id,
                ordinal=1,
                view=row.view,
                text=row.text,
                reference=row.reference,
                comments=comments,
                document_ids=papers,
                content_sha256=hashlib.sha256(canonical.encode()).hexdigest(),
                given_at=row.answered_at,
                given_by_id=row.answered_by_id,
            )
        )
