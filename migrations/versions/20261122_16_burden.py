"""What grassroots units are asked for."""

revision = "20261122_16"
down_revision = "20261122_15"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
