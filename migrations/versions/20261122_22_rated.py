"""When whoever complained rated the answer themselves: what the office noted of a visit is not their word."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import UtcDateTime

revision = "20261122_22"
down_revision = "20261122_21"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("complaint", sa.Column("rated_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("complaint", "rated_at")
