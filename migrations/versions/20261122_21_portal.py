"""What the public sends has no account behind it: files and suggestions name none."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_21"
down_revision = "20261122_20"
branch_labels = None
depends_on = None

_WITHOUT_ACCOUNT = (("attachment", "created_by"), ("suggestion", "entered_by_id"))


def upgrade() -> None:
    for table, column in _WITHOUT_ACCOUNT:
        _set_nullable(table, column, nullable=True)


def downgrade() -> None:
    """What nobody of the house entered cannot stand in the older tables."""
    for table, column in _WITHOUT_ACCOUNT:
        op.execute(f"DELETE FROM {table} WHERE {column} IS NULL")
        _set_nullable(table, column, nullable=False)


def _set_nullable(table: str, column: str, *, nullable: bool) -> None:
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column, existing_type=sa.BigInteger(), nullable=nullable)
