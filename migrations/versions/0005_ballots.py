"""Ballots, questions, voters, opinions, outcomes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "procedure",
            sa.Enum(
                "written",
                "in_room",
                name="procedure",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "approved",
                "open",
                "closed",
                "consolidated",
                "concluded",
                "withdrawn",
                name="ballotstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("early_reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdraw_reason", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(procedure = 'in_room') = (agenda_item_id IS NOT NULL)",
            name=op.f("ck_ballot_in_room_has_item"),
        ),
        sa.CheckConstraint(
            "(state IN ('closed', 'consolidated', 'concluded')) = (closed_at IS NOT NULL)",
            name=op.f("ck_ballot_state_has_closed_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('withdrawn')) = (withdrawn_at IS NOT NULL)",
            name=op.f("ck_ballot_state_has_withdrawn_at"),
        ),
        sa.CheckConstraint(
            "procedure != 'written' OR closes_at IS NOT NULL", name=op.f("ck_ballot_written_closes")
        ),
        sa.CheckConstraint(
            "state != 'concluded' OR decision_id IS NOT NULL", name=op.f("ck_ballot_concluded")
        ),
        sa.CheckConstraint(
            "state NOT IN ('open','closed','consolidated','concluded') OR opened_at IS NOT NULL",
            name=op.f("ck_ballot_opened_has_instant"),
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_ballot_agenda_item_id_agenda_item"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["account.id"], name=op.f("fk_ballot_approved_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_ballot_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_ballot_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_ballot_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_ballot_decision_id")),
    )
    op.create_index(op.f("ix_ballot_agenda_item_id"), "ballot", ["agenda_item_id"], unique=False)
    op.create_index(
        op.f("ix_ballot_state_closes_at"), "ballot", ["state", "closes_at"], unique=False
    )
    op.create_index(
        "uq_ballot_one_open_per_item",
        "ballot",
        ["agenda_item_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "ballot_document",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_document_ballot_id_ballot")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_ballot_document_document_id_document")
        ),
        sa.PrimaryKeyConstraint("ballot_id", "document_id", name=op.f("pk_ballot_document")),
    )
    op.create_table(
        "ballot_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_question_ballot_id_ballot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_question")),
        sa.UniqueConstraint(
            "ballot_id", "ordinal", name=op.f("uq_ballot_question_ballot_id_ordinal")
        ),
    )
    op.create_table(
        "ballot_voter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title_vi", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("is_chair", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_voter_ballot_id_ballot")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ballot_voter_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_voter")),
        sa.UniqueConstraint(
            "ballot_id", "person_id", name=op.f("uq_ballot_voter_ballot_id_person_id")
        ),
    )
    op.create_index(op.f("ix_ballot_voter_person_id"), "ballot_voter", ["person_id"], unique=False)
    op.create_table(
        "ballot_outcome",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("sentence", sa.JSON(), nullable=False),
        sa.Column("quorum", sa.JSON(), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["ballot_question.id"],
            name=op.f("fk_ballot_outcome_question_id_ballot_question"),
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_ballot_outcome")),
    )
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "agree",
                "disagree",
                "other",
                name="opinionanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("cast_by_id", sa.Integer(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer != 'other' OR remark != ''", name=op.f("ck_opinion_other_has_remark")
        ),
        sa.ForeignKeyConstraint(
            ["cast_by_id"], ["account.id"], name=op.f("fk_opinion_cast_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["ballot_question.id"],
            name=op.f("fk_opinion_question_id_ballot_question"),
        ),
        sa.ForeignKeyConstraint(
            ["voter_id"], ["ballot_voter.id"], name=op.f("fk_opinion_voter_id_ballot_voter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
    )
    op.create_index(op.f("ix_opinion_voter_id"), "opinion", ["voter_id"], unique=False)
    op.create_index(
        "uq_opinion_in_force",
        "opinion",
        ["question_id", "voter_id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_index(
        "uq_opinion_in_force",
        table_name="opinion",
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.drop_index(op.f("ix_opinion_voter_id"), table_name="opinion")
    op.drop_table("opinion")
    op.drop_table("ballot_outcome")
    op.drop_index(op.f("ix_ballot_voter_person_id"), table_name="ballot_voter")
    op.drop_table("ballot_voter")
    op.drop_table("ballot_question")
    op.drop_table("ballot_document")
    op.drop_index(
        "uq_ballot_one_open_per_item",
        table_name="ballot",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index(op.f("ix_ballot_state_closes_at"), table_name="ballot")
    op.drop_index(op.f("ix_ballot_agenda_item_id"), table_name="ballot")
    op.drop_table("ballot")
    # ### end Alembic commands ###
