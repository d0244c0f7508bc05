"""What the public sends has no account behind it."""

revision = "20261122_21"
down_revision = "20261122_20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
