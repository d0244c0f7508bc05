"""Work orders of hotlines, and what the hotlines were told of them."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_19"
down_revision = "20261122_18"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hotline_order",
        sa.Column("id", Id, nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("external_no", sa.String(length=60), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=True),
        sa.Column("matter", sa.String(length=12), nullable=False),
        sa.Column("category_text", sa.String(length=200), nullable=True),
        sa.Column("region_text", sa.String(length=200), nullable=True),
        sa.Column("about_unit_code", sa.String(length=40), nullable=True),
        sa.Column("about_unit_name", sa.String(length=200), nullable=True),
        sa.Column("names_head", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("dispatched_at", UtcDateTime(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("dispatch_note", sa.Text(), nullable=True),
        sa.Column("redo_reason", sa.Text(), nullable=True),
        sa.Column("visit_back", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("caller_digest", sa.String(length=64), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("received_by_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_hotline_order_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_hotline_order_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["account.id"], name=op.f("fk_hotline_order_received_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_order")),
        sa.UniqueConstraint(
            "source", "external_no", "round", name=op.f("uq_hotline_order_source_external_no_round")
        ),
    )
    op.create_index("ix_hotline_order_complaint", "hotline_order", ["complaint_id", "id"])
    op.create_index("ix_hotline_order_unit", "hotline_order", ["unit_id", "id"])
    op.create_index("ix_hotline_order_received", "hotline_order", ["source", "received_at"])
    op.create_table(
        "hotline_update",
        sa.Column("position", Id, autoincrement=False, nullable=False),
        sa.Column("order_id", Id, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("body", Document, nullable=False),
        sa.Column("pushed_at", UtcDateTime(), nullable=True),
        sa.Column("push_error", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["hotline_order.id"], name=op.f("fk_hotline_update_order_id_hotline_order")
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_hotline_update")),
    )
    op.create_index("ix_hotline_update_order", "hotline_update", ["order_id", "position"])


def downgrade() -> None:
    op.drop_index("ix_hotline_update_order", table_name="hotline_update")
    op.drop_table("hotline_update")
    for name in ("received", "unit", "complaint"):
        op.drop_index(f"ix_hotline_order_{name}", table_name="hotline_order")
    op.drop_table("hotline_order")
