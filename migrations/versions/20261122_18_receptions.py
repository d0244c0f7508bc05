"""Where people can complain at a unit, and to whom."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_18"
down_revision = "20261122_17"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reception",
        sa.Column("unit_id", Id, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hospital_level", sa.String(length=10), nullable=True),
        sa.Column("office", sa.String(length=200), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("phones", Document, nullable=False),
        sa.Column("mailbox", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("post_address", sa.String(length=200), nullable=True),
        sa.Column("hours", sa.String(length=200), nullable=True),
        sa.Column("persons", Document, nullable=False),
        sa.Column("leader_line", sa.String(length=200), nullable=True),
        sa.Column("leader_mailbox", sa.String(length=254), nullable=True),
        sa.Column("outpatient_sign_seen_on", sa.Date(), nullable=True),
        sa.Column("inpatient_sign_seen_on", sa.Date(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reception_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["account.id"], name=op.f("fk_reception_changed_by_id_account")
        ),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_reception")),
    )


def downgrade() -> None:
    op.drop_table("reception")
