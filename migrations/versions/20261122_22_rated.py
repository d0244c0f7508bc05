"""What whoever complained says of the answer: when they rated it themselves, and since when it is disputed."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import UtcDateTime

revision = "20261122_22"
down_revision = "20261122_21"
branch_labels = None
depends_on = None

_COLUMNS = ("rated_at", "disputed_at")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column("complaint", sa.Column(name, UtcDateTime(), nullable=True))
    # Few are: the list of them is read by itself.
    op.create_index(
        "ix_complaint_disputed_at",
        "complaint",
        ["disputed_at"],
        postgresql_where=sa.text("disputed_at IS NOT NULL"),
        sqlite_where=sa.text("disputed_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_complaint_disputed_at", table_name="complaint")
    for name in _COLUMNS:
        op.drop_column("complaint", name)
