"""What grassroots units are asked for."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_16"
down_revision = "20261122_15"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "burden_ask",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("indicators", Document, nullable=False),
        sa.Column("registered_by_id", Id, nullable=False),
        sa.Column("registered_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_burden_ask_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["account.id"], name=op.f("fk_burden_ask_registered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_burden_ask")),
    )
    op.create_index("ix_burden_ask_unit", "burden_ask", ["unit_id", "due_on"])


def downgrade() -> None:
    op.drop_index("ix_burden_ask_unit", table_name="burden_ask")
    op.drop_table("burden_ask")
