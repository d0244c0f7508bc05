"""Previews, scans and resumable uploads."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Id, UtcDateTime

revision = "20261122_07"
down_revision = "20261122_06"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "attachment", sa.Column("scan", sa.String(length=10), server_default=sa.text("'off'"), nullable=False)
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("length", Id, nullable=False),
        sa.Column("received", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_upload_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_account_id"), "upload", ["account_id"], unique=False)
    op.create_index(op.f("ix_upload_expires_at"), "upload", ["expires_at"], unique=False)
    op.create_table(
        "upload_part",
        sa.Column("upload_id", sa.String(length=32), nullable=False),
        sa.Column("start", Id, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_upload_part_upload_id_upload")),
        sa.PrimaryKeyConstraint("upload_id", "start", name=op.f("pk_upload_part")),
    )


def downgrade() -> None:
    op.drop_table("upload_part")
    op.drop_index(op.f("ix_upload_expires_at"), table_name="upload")
    op.drop_index(op.f("ix_upload_account_id"), table_name="upload")
    op.drop_table("upload")
    op.drop_column("attachment", "scan")
