"""Public acceptance of findings that were closed; figures of complaints that were made public."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_20"
down_revision = "20261122_19"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acceptance",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finding_id", Id, nullable=False),
        sa.Column("closure_no", sa.Integer(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("look_back_result", sa.String(length=12), nullable=True),
        sa.Column("look_back_text", sa.Text(), nullable=True),
        sa.Column("looked_back_by_id", Id, nullable=True),
        sa.Column("looked_back_at", UtcDateTime(), nullable=True),
        sa.Column("request_id", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_acceptance_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_acceptance_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["looked_back_by_id"], ["account.id"], name=op.f("fk_acceptance_looked_back_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["finding_request.id"], name=op.f("fk_acceptance_request_id_finding_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
        sa.UniqueConstraint("code", name=op.f("uq_acceptance_code")),
        sa.UniqueConstraint("finding_id", "closure_no", name=op.f("uq_acceptance_finding_id_closure_no")),
    )
    op.create_index("ix_acceptance_state", "acceptance", ["state", "id"])
    op.create_table(
        "acceptance_voice",
        sa.Column("id", Id, nullable=False),
        sa.Column("acceptance_id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=True),
        sa.Column("verdict", sa.String(length=12), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["acceptance_id"], ["acceptance.id"], name=op.f("fk_acceptance_voice_acceptance_id_acceptance")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_acceptance_voice_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance_voice")),
        sa.UniqueConstraint(
            "acceptance_id", "complaint_id", name=op.f("uq_acceptance_voice_acceptance_id_complaint_id")
        ),
    )
    op.create_index(op.f("ix_acceptance_voice_complaint_id"), "acceptance_voice", ["complaint_id"])
    op.create_table(
        "public_figures",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("content", Document, nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_public_figures")),
    )


def downgrade() -> None:
    op.drop_table("public_figures")
    op.drop_table("acceptance_voice")
    op.drop_table("acceptance")
