"""History of units: endings, former names, changes."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id

revision = "20261122_05"
down_revision = "20261122_04"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_ending",
        sa.Column("unit_id", Id, autoincrement=False, nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("successor_id", Id, nullable=True),
        sa.Column("merged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_ending_unit_id_unit")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_unit_ending_successor_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_unit_ending")),
    )
    op.create_index(op.f("ix_unit_ending_successor_id"), "unit_ending", ["successor_id"], unique=False)
    op.create_table(
        "unit_former_name",
        sa.Column("id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_former_name_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_former_name")),
    )
    op.create_index(op.f("ix_unit_former_name_unit_id"), "unit_former_name", ["unit_id"], unique=False)
    op.create_table(
        "unit_change",
        sa.Column("id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("before", sa.String(length=120), nullable=True),
        sa.Column("after", sa.String(length=120), nullable=True),
        sa.Column("other_ids", Document, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_unit_change_by_id_account")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_change_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_change")),
    )
    op.create_index("ix_unit_change_unit", "unit_change", ["unit_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_table("unit_change")
    op.drop_table("unit_former_name")
    op.drop_table("unit_ending")
