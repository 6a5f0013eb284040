"""Sittings, agenda, editions, invitations, attendance, minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regular",
                "thematic",
                "extraordinary",
                "electronic",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "agenda_approved",
                "invited",
                "in_sitting",
                "paused",
                "ended",
                "minutes_submitted",
                "minutes_signed",
                "archived",
                "cancelled",
                name="meetingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_end_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=False),
        sa.Column("clerk_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("agenda_changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agenda_submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("minutes_number", sa.Integer(), nullable=True),
        sa.Column("minutes_year", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('cancelled')) = (cancelled_at IS NOT NULL)",
            name=op.f("ck_meeting_state_has_cancelled_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('ended', 'minutes_submitted', 'minutes_signed', 'archived')) = (ended_at IS NOT NULL)",
            name=op.f("ck_meeting_state_has_ended_at"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('in_sitting','paused','ended','minutes_submitted','minutes_signed','archived') OR opened_at IS NOT NULL",
            name=op.f("ck_meeting_sat_has_opened_at"),
        ),
        sa.CheckConstraint(
            "(minutes_number IS NULL) = (minutes_year IS NULL)",
            name=op.f("ck_meeting_minutes_number"),
        ),
        sa.CheckConstraint(
            "minutes_number IS NULL OR ended_at IS NOT NULL",
            name=op.f("ck_meeting_minutes_of_ended"),
        ),
        sa.CheckConstraint("planned_end_at > starts_at", name=op.f("ck_meeting_period")),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["person.id"], name=op.f("fk_meeting_chair_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["clerk_id"], ["person.id"], name=op.f("fk_meeting_clerk_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_meeting_created_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint(
            "minutes_year", "minutes_number", name=op.f("uq_meeting_minutes_year_minutes_number")
        ),
    )
    op.create_index(op.f("ix_meeting_starts_at_id"), "meeting", ["starts_at", "id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "decision",
                "discussion",
                "information",
                "approval_of_minutes",
                name="itemtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("presenter_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "presenting",
                "discussing",
                "voting",
                "concluded",
                "deferred",
                "withdrawn",
                name="itemstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("vote_outcome", sa.JSON(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resubmit_on", sa.Date(), nullable=True),
        sa.Column("set_aside_reason", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('concluded')) = (concluded_at IS NOT NULL)",
            name=op.f("ck_agenda_item_state_has_concluded_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('deferred')) = (resubmit_on IS NOT NULL)",
            name=op.f("ck_agenda_item_state_has_resubmit_on"),
        ),
        sa.CheckConstraint(
            "state != 'withdrawn' OR set_aside_reason != ''",
            name=op.f("ck_agenda_item_withdrawn_has_reason"),
        ),
        sa.CheckConstraint("minutes BETWEEN 1 AND 600", name=op.f("ck_agenda_item_minutes")),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_agenda_item_ordinal")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_agenda_item_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["organisation.id"], name=op.f("fk_agenda_item_lead_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["person.id"], name=op.f("fk_agenda_item_presenter_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_agenda_item_decision_id")),
    )
    op.create_index(
        op.f("ix_agenda_item_meeting_id_ordinal"),
        "agenda_item",
        ["meeting_id", "ordinal"],
        unique=False,
    )
    op.create_index(
        "uq_agenda_item_current",
        "agenda_item",
        ["meeting_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "agenda_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "sent_at IS NULL OR sent_at >= approved_at",
            name=op.f("ck_agenda_version_sent_after_approved"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["account.id"],
            name=op.f("fk_agenda_version_approved_by_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_version_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["account.id"], name=op.f("fk_agenda_version_sent_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_version")),
        sa.UniqueConstraint(
            "meeting_id", "ordinal", name=op.f("uq_agenda_version_meeting_id_ordinal")
        ),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "present",
                "remote",
                name="attendancemode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "left_at IS NULL OR left_at >= came_at", name=op.f("ck_attendance_period")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index(op.f("ix_attendance_meeting_id"), "attendance", ["meeting_id"], unique=False)
    op.create_index(
        "uq_attendance_open",
        "attendance",
        ["meeting_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "member",
                "guest",
                name="invitationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title_vi", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "none",
                "attending",
                "remote",
                "absent",
                "substitute",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("substitute_name", sa.Text(), nullable=False),
        sa.Column("substitute_position", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent", sa.Boolean(), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answer = 'none') = (answered_at IS NULL)",
            name=op.f("ck_invitation_answer_has_instant"),
        ),
        sa.CheckConstraint(
            "answer != 'absent' OR reason != ''", name=op.f("ck_invitation_absent_has_reason")
        ),
        sa.CheckConstraint(
            "answer != 'substitute' OR substitute_name != ''",
            name=op.f("ck_invitation_substitute_has_name"),
        ),
        sa.CheckConstraint(
            "answer = 'none' OR sent_at IS NOT NULL", name=op.f("ck_invitation_answered_was_sent")
        ),
        sa.CheckConstraint(
            "consent IS NULL OR answer IN ('absent', 'substitute')",
            name=op.f("ck_invitation_consent_to_absence"),
        ),
        sa.CheckConstraint(
            "(consent IS NULL) = (consented_at IS NULL)",
            name=op.f("ck_invitation_consent_has_instant"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_invitation_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["person.id"], name=op.f("fk_invitation_substitute_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "meeting_id", "person_id", name=op.f("uq_invitation_meeting_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix_invitation_person_id_meeting_id"),
        "invitation",
        ["person_id", "meeting_id"],
        unique=False,
    )
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "review",
                "approved",
                "signed",
                name="minutesstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number_symbol", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("approved_docx_sha256", sa.String(length=64), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(state IN ('signed')) = (approved_docx_sha256 IS NOT NULL)",
            name=op.f("ck_minutes_state_has_approved_docx_sha256"),
        ),
        sa.CheckConstraint(
            "(state IN ('signed')) = (approved_pdf_sha256 IS NOT NULL)",
            name=op.f("ck_minutes_state_has_approved_pdf_sha256"),
        ),
        sa.CheckConstraint(
            "(state IN ('signed')) = (content_hash IS NOT NULL)",
            name=op.f("ck_minutes_state_has_content_hash"),
        ),
        sa.CheckConstraint(
            "(state IN ('signed')) = (signed_at IS NOT NULL)",
            name=op.f("ck_minutes_state_has_signed_at"),
        ),
        sa.CheckConstraint(
            "(state IN ('signed')) = (signed_by_id IS NOT NULL)",
            name=op.f("ck_minutes_state_has_signed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_minutes_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name=op.f("fk_minutes_signed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", "ordinal", name=op.f("uq_minutes_meeting_id_ordinal")),
    )
    op.create_table(
        "agenda_item_document",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_agenda_item_document_document_id_document"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["agenda_item.id"],
            name=op.f("fk_agenda_item_document_item_id_agenda_item"),
        ),
        sa.PrimaryKeyConstraint("item_id", "document_id", name=op.f("pk_agenda_item_document")),
    )
    op.create_table(
        "clerk_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_clerk_note_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_clerk_note_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_clerk_note_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["person.id"], name=op.f("fk_clerk_note_speaker_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clerk_note")),
    )
    op.create_index(op.f("ix_clerk_note_meeting_id"), "clerk_note", ["meeting_id"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_index(op.f("ix_clerk_note_meeting_id"), table_name="clerk_note")
    op.drop_table("clerk_note")
    op.drop_table("agenda_item_document")
    op.drop_table("minutes")
    op.drop_index(op.f("ix_invitation_person_id_meeting_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index(
        "uq_attendance_open",
        table_name="attendance",
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.drop_index(op.f("ix_attendance_meeting_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_table("agenda_version")
    op.drop_index(
        "uq_agenda_item_current",
        table_name="agenda_item",
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.drop_index(op.f("ix_agenda_item_meeting_id_ordinal"), table_name="agenda_item")
    op.drop_table("agenda_item")
    op.drop_index(op.f("ix_meeting_starts_at_id"), table_name="meeting")
    op.drop_table("meeting")
    # ### end Alembic commands ###
