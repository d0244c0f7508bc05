"""Lock-out, second factor, sessions and external identities."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Id, UtcDateTime

revision = "20261122_04"
down_revision = "20261122_03"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("password_changed_at", UtcDateTime(), nullable=True))
    op.add_column(
        "login_session",
        sa.Column("method", sa.String(length=10), server_default="password", nullable=False),
    )
    op.add_column("login_session", sa.Column("source", sa.String(length=64), nullable=True))
    op.add_column("login_session", sa.Column("agent", sa.String(length=200), nullable=True))
    _second_factor()
    op.create_table(
        "former_password",
        sa.Column("id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_former_password_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_password")),
    )
    op.create_index("ix_former_password_account_id", "former_password", ["account_id"])
    op.create_table(
        "external_identity",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("allowed_at", UtcDateTime(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=True),
        sa.Column("subject", sa.String(length=255), nullable=True),
        sa.Column("linked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_external_identity_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_external_identity")),
    )
    op.create_index(
        "uq_external_identity_issuer_subject", "external_identity", ["issuer", "subject"], unique=True
    )
    op.create_table(
        "spent_secret",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["login_session.id"],
            name=op.f("fk_spent_secret_session_id_login_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_spent_secret")),
    )
    op.create_index("ix_spent_secret_session_id", "spent_secret", ["session_id"])
    op.create_index("ix_spent_secret_expires_at", "spent_secret", ["expires_at"])
    op.create_table(
        "sign_in_lock",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("turned_away", sa.Integer(), nullable=False),
        sa.Column("locked_until", UtcDateTime(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_lock")),
    )
    op.create_index("ix_sign_in_lock_source", "sign_in_lock", ["source"])
    op.create_index("ix_sign_in_lock_expires_at", "sign_in_lock", ["expires_at"])


def _second_factor() -> None:
    op.create_table(
        "second_factor",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("sealed", sa.String(length=200), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("pending", sa.String(length=200), nullable=True),
        sa.Column("pending_until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_second_factor_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", Id, autoincrement=False, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name=op.f("pk_recovery_code")),
    )


def downgrade() -> None:
    for table in (
        "sign_in_lock",
        "spent_secret",
        "external_identity",
        "former_password",
        "recovery_code",
        "second_factor",
    ):
        op.drop_table(table)
    for column in ("agent", "source", "method"):
        op.drop_column("login_session", column)
    op.drop_column("account", "password_changed_at")
