"""Handover; what a person did is found in the log."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_08"
down_revision = "20261122_07"
branch_labels = None
depends_on = None

#: Who took over from whom the column beside it names.
_TAKEN_OVER = (("finding", "taken_over_by_id"), ("import_draft", "kept_by_id"))


def upgrade() -> None:
    # As statements: the foreign key comes with the column on both engines, and no table is copied on SQLite.
    for table, column in _TAKEN_OVER:
        kind = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} {kind} "
            f"CONSTRAINT fk_{table}_{column}_account REFERENCES account (id)"
        )
    op.create_index(op.f("ix_finding_taken_over_by_id"), "finding", ["taken_over_by_id"], unique=False)
    op.add_column(
        "rectification_item",
        sa.Column("former_owner_ids", Document, server_default="[]", nullable=False),
    )
    op.create_table(
        "handover",
        sa.Column("id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("to_account_id", Id, nullable=False),
        sa.Column("by_id", Id, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved", Document, nullable=False),
        sa.Column("appointment_ids", Document, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_handover_account_id_account")),
        sa.ForeignKeyConstraint(
            ["to_account_id"], ["account.id"], name=op.f("fk_handover_to_account_id_account")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_handover_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_account_id"), "handover", ["account_id"], unique=False)
    op.create_table(
        "password_half",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("sealed", sa.String(length=200), nullable=False),
        sa.Column("keeper", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_password_half_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_password_half")),
    )
    op.create_index("ix_event_actor", "event", ["actor_id", "position"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_event_actor", "event")
    op.drop_table("password_half")
    op.drop_table("handover")
    op.drop_column("rectification_item", "former_owner_ids")
    op.drop_index(op.f("ix_finding_taken_over_by_id"), "finding")
    for table, column in _TAKEN_OVER:
        op.drop_column(table, column)
