"""Word templates of an office; what of a finding is published."""

revision = "20261122_10"
down_revision = "20261122_09"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in with its feature."""


def downgrade() -> None:
    """Filled in with its feature."""
