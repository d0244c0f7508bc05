"""Public acceptance of findings that were closed."""

revision = "20261122_20"
down_revision = "20261122_19"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
