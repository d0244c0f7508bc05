"""Imports of plans and annual reports; the same document imported again."""

revision = "20261122_09"
down_revision = "20261122_08"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in with its feature."""


def downgrade() -> None:
    """Filled in with its feature."""
