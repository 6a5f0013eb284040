"""Dossiers lodged for the cabinet, and the opinions of other organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "lodged",
                "checking",
                "returned",
                "accepted",
                "scheduled",
                "withdrawn",
                name="submissionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("proposal_number", sa.Text(), nullable=False),
        sa.Column("proposal_on", sa.Date(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "asked",
            sa.Enum(
                "decision",
                "information",
                "written_ballot",
                name="asked",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "urgency",
            sa.Enum(
                "normal",
                "urgent",
                "most_urgent",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("is_legal_draft", sa.Boolean(), nullable=False),
        sa.Column("opinions_asked", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lodged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checking_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('accepted', 'scheduled')) = (accepted_at IS NOT NULL)",
            name=op.f("ck_submission_state_has_accepted_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('returned')) = (returned_at IS NOT NULL)",
            name=op.f("ck_submission_state_has_returned_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('withdrawn')) = (withdrawn_at IS NOT NULL)",
            name=op.f("ck_submission_state_has_withdrawn_at"),
        ),
        sa.CheckConstraint(
            "state != 'checking' OR checking_at IS NOT NULL",
            name=op.f("ck_submission_checking_has_instant"),
        ),
        sa.CheckConstraint(
            "checked_at IS NULL OR state IN ('checking','accepted','scheduled')",
            name=op.f("ck_submission_checked_stands"),
        ),
        sa.CheckConstraint(
            "state != 'returned' OR return_reason != ''",
            name=op.f("ck_submission_returned_has_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('drafted','returned','withdrawn') OR subject != ''",
            name=op.f("ck_submission_has_subject"),
        ),
        sa.CheckConstraint(
            "state IN ('drafted','withdrawn') OR lodged_at IS NOT NULL",
            name=op.f("ck_submission_lodged_has_instant"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name="fk_submission_created_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_submission_organisation_id_organisation",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(
            "ix_submission_organisation_id_id", ["organisation_id", "id"], unique=False
        )
        batch_op.create_index("ix_submission_state_lodged_at", ["state", "lodged_at"], unique=False)

    op.create_table(
        "opinion_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "view",
            sa.Enum(
                "positive",
                "remarks",
                "negative",
                "nothing",
                name="view",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "view IS NULL OR view NOT IN ('remarks','negative') OR text != ''",
            name=op.f("ck_opinion_request_remarks_have_text"),
        ),
        sa.CheckConstraint(
            "(view IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_opinion_request_answer_has_instant"),
        ),
        sa.CheckConstraint(
            "(view IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_opinion_request_answer_has_account"),
        ),
        sa.CheckConstraint("due_at > asked_at", name=op.f("ck_opinion_request_period")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name="fk_opinion_request_answered_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name="fk_opinion_request_asked_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_opinion_request_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_opinion_request_submission_id_submission"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opinion_request"),
        sa.UniqueConstraint(
            "submission_id",
            "organisation_id",
            name="uq_opinion_request_submission_id_organisation_id",
        ),
    )
    with op.batch_alter_table("opinion_request", schema=None) as batch_op:
        batch_op.create_index(
            "ix_opinion_request_organisation_id_due_at", ["organisation_id", "due_at"], unique=False
        )

    op.create_table(
        "submission_paper",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "proposal",
                "draft",
                "summary",
                "appraisal",
                "explanation",
                "consultation",
                "other",
                name="paperrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_submission_paper_document_id_document"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_submission_paper_submission_id_submission",
        ),
        sa.PrimaryKeyConstraint("submission_id", "document_id", name="pk_submission_paper"),
    )
    op.create_table(
        "submission_signer",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_submission_signer_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_submission_signer_submission_id_submission",
        ),
        sa.PrimaryKeyConstraint("submission_id", "organisation_id", name="pk_submission_signer"),
    )
    op.create_table(
        "submission_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "drafted",
                "lodged",
                "taken_up",
                "passed",
                "returned",
                "accepted",
                "scheduled",
                "unscheduled",
                "withdrawn",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "lodged",
                "checking",
                "returned",
                "accepted",
                "scheduled",
                "withdrawn",
                name="submissionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_submission_step_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["organisation.id"], name="fk_submission_step_holder_id_organisation"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_submission_step_submission_id_submission"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission_step"),
    )
    with op.batch_alter_table("submission_step", schema=None) as batch_op:
        batch_op.create_index("ix_submission_step_submission_id", ["submission_id"], unique=False)

    op.create_table(
        "opinion_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "reply",
            sa.Enum(
                "accepted",
                "partly",
                "explained",
                name="reply",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reply_text", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replied_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(reply IS NULL) = (reply_text = '')", name=op.f("ck_opinion_comment_reply_has_text")
        ),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_opinion_comment_ordinal")),
        sa.ForeignKeyConstraint(
            ["replied_by_id"], ["account.id"], name="fk_opinion_comment_replied_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["opinion_request.id"],
            name="fk_opinion_comment_request_id_opinion_request",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opinion_comment"),
        sa.UniqueConstraint("request_id", "ordinal", name="uq_opinion_comment_request_id_ordinal"),
    )
    op.create_table(
        "opinion_paper",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_opinion_paper_document_id_document"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["opinion_request.id"],
            name="fk_opinion_paper_request_id_opinion_request",
        ),
        sa.PrimaryKeyConstraint("request_id", "document_id", name="pk_opinion_paper"),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("submission_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_agenda_item_submission_id", ["submission_id"], unique=False)
        batch_op.create_foreign_key(
            "fk_agenda_item_submission_id_submission", "submission", ["submission_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_constraint("fk_agenda_item_submission_id_submission", type_="foreignkey")
        batch_op.drop_index("ix_agenda_item_submission_id")
        batch_op.drop_column("submission_id")

    op.drop_table("opinion_paper")
    op.drop_table("opinion_comment")
    with op.batch_alter_table("submission_step", schema=None) as batch_op:
        batch_op.drop_index("ix_submission_step_submission_id")

    op.drop_table("submission_step")
    op.drop_table("submission_signer")
    op.drop_table("submission_paper")
    with op.batch_alter_table("opinion_request", schema=None) as batch_op:
        batch_op.drop_index("ix_opinion_request_organisation_id_due_at")

    op.drop_table("opinion_request")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index("ix_submission_state_lodged_at")
        batch_op.drop_index("ix_submission_organisation_id_id")

    op.drop_table("submission")
