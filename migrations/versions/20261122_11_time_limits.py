"""Time limits of offices, and the working calendar. The national rules are data of the program, not of a database."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_11"
down_revision = "20261122_10"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "time_limit_version",
        sa.Column("id", Id, nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("extension_quantity", sa.Integer(), nullable=True),
        sa.Column("extension_unit", sa.String(length=20), nullable=True),
        sa.Column("extension_by", sa.String(length=200), nullable=True),
        sa.Column("extension_told", sa.String(length=200), nullable=True),
        sa.Column("start_event", sa.String(length=200), nullable=True),
        sa.Column("suspends", sa.String(length=200), nullable=True),
        sa.Column("warn_before", Document, nullable=True),
        sa.Column("consequence", sa.String(length=500), nullable=True),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("article", sa.String(length=100), nullable=False),
        sa.Column("confidence", sa.String(length=20), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by_id", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_time_limit_version_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_time_limit_version_created_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_limit_version")),
    )
    op.create_index(op.f("ix_time_limit_version_code"), "time_limit_version", ["code"])
    op.create_index(op.f("ix_time_limit_version_unit_id"), "time_limit_version", ["unit_id"])
    op.create_table(
        "work_calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", Id, nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_work_calendar_year_entered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_work_calendar_year")),
    )
    op.create_table(
        "work_calendar",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["year"], ["work_calendar_year.year"], name=op.f("fk_work_calendar_year_work_calendar_year")
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_work_calendar")),
    )
    op.create_index(op.f("ix_work_calendar_year"), "work_calendar", ["year"])


def downgrade() -> None:
    op.drop_table("work_calendar")
    op.drop_table("work_calendar_year")
    op.drop_table("time_limit_version")
