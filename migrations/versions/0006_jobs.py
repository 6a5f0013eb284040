"""Background jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("is_unique", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                "cancelled",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("cancel_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('running')) = (worker IS NOT NULL)",
            name=op.f("ck_job_state_has_worker"),
        ),
        sa.CheckConstraint(
            "(state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)",
            name=op.f("ck_job_state_has_ended_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('failed')) = (failure IS NOT NULL)",
            name=op.f("ck_job_state_has_failure"),
        ),
        sa.CheckConstraint(
            "state <> 'running' OR started_at IS NOT NULL",
            name=op.f("ck_job_running_has_start"),
        ),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_job_tries")),
        sa.CheckConstraint("done >= 0 AND total >= done", name=op.f("ck_job_progress")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_job_asked_by_id_account")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_job_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(
        "uq_job_one_queued",
        "job",
        ["kind", "subject"],
        unique=True,
        sqlite_where=sa.text("is_unique AND state = 'queued'"),
        postgresql_where=sa.text("is_unique AND state = 'queued'"),
    )
    op.create_index(op.f("ix_job_kind_subject"), "job", ["kind", "subject"], unique=False)
    op.create_index(op.f("ix_job_state_ended_at"), "job", ["state", "ended_at"], unique=False)
    op.create_index(op.f("ix_job_asked_by_id"), "job", ["asked_by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("job")
