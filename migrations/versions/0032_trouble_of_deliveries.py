"""Why a delivery was not taken, in kinds that somebody can act on."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

AWAY = "server-away"
REFUSED = "gateway-refused"
ADDRESS = "refused-address"
TROUBLES = (ADDRESS, AWAY, REFUSED, "gone", "broken")
SAID = (
    ("%cannot be used%", AWAY),
    ("%went away%", AWAY),
    ("%cannot be written%", AWAY),
    ("%is no e-mail address%", ADDRESS),
    ("the % said %", REFUSED),
    ("%browser''s keys%", "gone"),
)
"""How the words that were kept until now begin: the later pattern wins."""


def upgrade() -> None:
    with op.batch_alter_table("notice_delivery") as table:
        table.add_column(
            sa.Column(
                "trouble",
                sa.Enum(
                    *TROUBLES,
                    name="trouble",
                    native_enum=False,
                    create_constraint=False,
                    length=40,
                ),
                nullable=True,
            )
        )
    op.execute("UPDATE notice_delivery SET last_error = NULL WHERE state = 'sent'")
    op.execute("UPDATE notice_delivery SET trouble = 'broken' WHERE last_error IS NOT NULL")
    for words, trouble in SAID:
        op.execute(
            f"UPDATE notice_delivery SET trouble = '{trouble}' WHERE last_error LIKE '{words}'"
        )
    listed = ", ".join(f"'{trouble}'" for trouble in TROUBLES)
    with op.batch_alter_table("notice_delivery") as table:
        table.create_check_constraint(op.f("ck_notice_delivery_trouble"), f"trouble IN ({listed})")
        table.create_check_constraint(
            op.f("ck_notice_delivery_trouble_has_last_error"),
            "(trouble IS NULL) = (last_error IS NULL)",
        )


def downgrade() -> None:
    with op.batch_alter_table("notice_delivery") as table:
        table.drop_constraint(op.f("ck_notice_delivery_trouble_has_last_error"), type_="check")
        table.drop_constraint(op.f("ck_notice_delivery_trouble"), type_="check")
        table.drop_column("trouble")
