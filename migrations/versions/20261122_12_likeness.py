"""Fingerprints of texts, to find what was copied; why a text that resembles others is right all the same."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Id, UtcDateTime

revision = "20261122_12"
down_revision = "20261122_11"
branch_labels = None
depends_on = None

_EXPLAINED = ("finding", "rectification_item", "progress_note")


def upgrade() -> None:
    op.create_table(
        "likeness_text",
        sa.Column("id", Id, nullable=False),
        sa.Column("resource", sa.String(length=40), nullable=False),
        sa.Column("resource_id", Id, nullable=False),
        sa.Column("part", sa.String(length=60), nullable=False),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("campaign_id", Id, nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_likeness_text_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_likeness_text_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likeness_text")),
        sa.UniqueConstraint(
            "resource", "resource_id", "part", name=op.f("uq_likeness_text_resource_resource_id_part")
        ),
    )
    op.create_index("ix_likeness_text_campaign", "likeness_text", ["campaign_id", "unit_id"])
    op.create_index("ix_likeness_text_unit", "likeness_text", ["unit_id", "resource"])
    op.create_table(
        "likeness_print",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text_id", Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["likeness_text.id"],
            name=op.f("fk_likeness_print_text_id_likeness_text"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hash", "text_id", name=op.f("pk_likeness_print")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_likeness_print_text_id", "likeness_print", ["text_id"])
    for table in _EXPLAINED:
        op.add_column(table, sa.Column("likeness_explained", sa.Text(), nullable=True))


def downgrade() -> None:
    for table in reversed(_EXPLAINED):
        op.drop_column(table, "likeness_explained")
    op.drop_table("likeness_print")
    op.drop_table("likeness_text")
