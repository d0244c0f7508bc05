"""Word templates of an office; what of a finding is published."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_10"
down_revision = "20261122_09"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "finding_publication",
        sa.Column("finding_id", Id, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("measures", Document, nullable=True),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("texts_digest", sa.String(length=64), nullable=True),
        sa.Column("drafted_by_id", Id, nullable=True),
        sa.Column("drafted_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_publication_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"], ["account.id"], name=op.f("fk_finding_publication_drafted_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_finding_publication_decided_by_id_account")
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_finding_publication")),
    )
    op.create_table(
        "report_template",
        sa.Column("id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by_id", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_report_template_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_report_template_created_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_template")),
    )
    op.create_index(op.f("ix_report_template_unit_id"), "report_template", ["unit_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_report_template_unit_id"), table_name="report_template")
    op.drop_table("report_template")
    op.drop_table("finding_publication")
