"""What units owe in a campaign: their own plans, reports, deliverables."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_14"
down_revision = "20261122_13"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_result",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("snapshot", Document, nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("drafted_by_id", Id, nullable=False),
        sa.Column("drafted_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_report_result_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_report_result_decided_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"], ["account.id"], name=op.f("fk_report_result_drafted_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["campaign_report_requirement.id"],
            name=op.f("fk_report_result_requirement_id_campaign_report_requirement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_result")),
    )
    op.create_index(
        "ix_report_result_requirement", "report_result", ["requirement_id", "period_start"], unique=False
    )
    op.create_table(
        "duty",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("requirement_id", Id, nullable=True),
        sa.Column("deliverable_id", Id, nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("cutoff_on", sa.Date(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("content", Document, nullable=False),
        sa.Column("figures", Document, nullable=False),
        sa.Column("first_submitted_at", UtcDateTime(), nullable=True),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("submitted_by_id", Id, nullable=True),
        sa.Column("likeness_explained", sa.Text(), nullable=True),
        sa.Column("returned_reason", sa.Text(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("exempted_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_duty_campaign_id_campaign")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_duty_decided_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["deliverable_id"],
            ["campaign_deliverable.id"],
            name=op.f("fk_duty_deliverable_id_campaign_deliverable"),
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["campaign_report_requirement.id"],
            name=op.f("fk_duty_requirement_id_campaign_report_requirement"),
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["account.id"], name=op.f("fk_duty_submitted_by_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_duty_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("campaign_id", "unit_id", "key", name=op.f("uq_duty_campaign_id_unit_id_key")),
    )
    op.create_index("ix_duty_campaign", "duty", ["campaign_id", "due_at", "id"], unique=False)
    op.create_index("ix_duty_due", "duty", ["state", "due_at"], unique=False)
    op.create_index(
        "ix_duty_requirement", "duty", ["requirement_id", "period_start", "unit_id"], unique=False
    )
    op.create_index("ix_duty_unit", "duty", ["unit_id", "due_at"], unique=False)
    op.create_table(
        "duty_request",
        sa.Column("id", Id, nullable=False),
        sa.Column("duty_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", Id, nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_duty_request_asked_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_duty_request_decided_by_id_account")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_duty_request_duty_id_duty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_request")),
    )
    op.create_index("ix_duty_request_duty", "duty_request", ["duty_id", "id"], unique=False)


def downgrade() -> None:

    op.drop_index("ix_duty_request_duty", table_name="duty_request")
    op.drop_table("duty_request")
    op.drop_index("ix_duty_unit", table_name="duty")
    op.drop_index("ix_duty_requirement", table_name="duty")
    op.drop_index("ix_duty_due", table_name="duty")
    op.drop_index("ix_duty_campaign", table_name="duty")
    op.drop_table("duty")
    op.drop_index("ix_report_result_requirement", table_name="report_result")
    op.drop_table("report_result")
