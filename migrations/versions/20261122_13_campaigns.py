"""Campaigns: stages, tasks, participants; findings of a campaign."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_13"
down_revision = "20261122_12"
branch_labels = None
depends_on = None

#: Columns of the ledger that name a row of a campaign.
_NAMED = (("campaign_id", "campaign"), ("problem_type_id", "campaign_problem_type"))


def upgrade() -> None:
    op.create_table(
        "campaign_template",
        sa.Column("id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("body", Document, nullable=False),
        sa.Column("created_by_id", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_campaign_template_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_campaign_template_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_template")),
    )
    op.create_index(op.f("ix_campaign_template_unit_id"), "campaign_template", ["unit_id"], unique=False)
    op.create_table(
        "campaign",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("parent_id", Id, nullable=True),
        sa.Column("parent_text", sa.Text(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("aliases", Document, nullable=False),
        sa.Column("document_number", sa.String(length=100), nullable=True),
        sa.Column("issuer", sa.String(length=200), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("objects", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_is_soft", sa.Boolean(), nullable=False),
        sa.Column("contacts", Document, nullable=False),
        sa.Column("unit_rule", Document, nullable=True),
        sa.Column("sub_plan_due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("suspended_from", sa.String(length=20), nullable=True),
        sa.Column("import_draft_id", Id, nullable=True),
        sa.Column("document_id", Id, nullable=True),
        sa.Column("template_id", Id, nullable=True),
        sa.Column("created_by_id", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_campaign_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["source_document.id"], name=op.f("fk_campaign_document_id_source_document")
        ),
        sa.ForeignKeyConstraint(
            ["import_draft_id"], ["import_draft.id"], name=op.f("fk_campaign_import_draft_id_import_draft")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["campaign.id"], name=op.f("fk_campaign_parent_id_campaign")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["campaign_template.id"], name=op.f("fk_campaign_template_id_campaign_template")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_campaign_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("import_draft_id", name=op.f("uq_campaign_import_draft_id")),
    )
    op.create_index("ix_campaign_parent", "campaign", ["parent_id", "id"], unique=False)
    op.create_index("ix_campaign_unit", "campaign", ["unit_id", "id"], unique=False)
    op.create_table(
        "campaign_body",
        sa.Column("id", Id, nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=True),
        sa.Column("account_id", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_campaign_body_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_body_campaign_id_campaign")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_body")),
    )
    op.create_index("ix_campaign_body_campaign", "campaign_body", ["campaign_id", "ordinal"], unique=False)
    op.create_table(
        "campaign_link",
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("other_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_link_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["campaign.id"], name=op.f("fk_campaign_link_other_id_campaign")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "other_id", name=op.f("pk_campaign_link")),
    )
    op.create_table(
        "campaign_problem_type",
        sa.Column("id", Id, nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("parent_id", Id, nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_problem_type_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["campaign_problem_type.id"],
            name=op.f("fk_campaign_problem_type_parent_id_campaign_problem_type"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_problem_type")),
    )
    op.create_index(
        "ix_campaign_problem_type_campaign", "campaign_problem_type", ["campaign_id", "ordinal"], unique=False
    )
    op.create_table(
        "campaign_report_requirement",
        sa.Column("id", Id, nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("cadence", sa.String(length=20), nullable=False),
        sa.Column("cutoff_day", sa.Integer(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("parts", Document, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_report_requirement_campaign_id_campaign")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_report_requirement")),
    )
    op.create_index(
        "ix_campaign_report_requirement_campaign",
        "campaign_report_requirement",
        ["campaign_id", "id"],
        unique=False,
    )
    op.create_table(
        "campaign_stage",
        sa.Column("id", Id, nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("parent_id", Id, nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("mechanism", sa.String(length=20), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_stage_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["campaign_stage.id"], name=op.f("fk_campaign_stage_parent_id_campaign_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_stage")),
    )
    op.create_index("ix_campaign_stage_campaign", "campaign_stage", ["campaign_id", "ordinal"], unique=False)
    op.create_table(
        "campaign_task",
        sa.Column("id", Id, nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("parent_id", Id, nullable=True),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("due_kind", sa.String(length=20), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_text", sa.String(length=200), nullable=True),
        sa.Column("cadence", sa.String(length=20), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_task_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["campaign_task.id"], name=op.f("fk_campaign_task_parent_id_campaign_task")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_campaign_task_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_task")),
    )
    op.create_index(
        "ix_campaign_task_campaign", "campaign_task", ["campaign_id", "unit_id", "ordinal"], unique=False
    )
    op.create_index("ix_campaign_task_parent", "campaign_task", ["parent_id", "id"], unique=False)
    op.create_table(
        "campaign_unit",
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_unit_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_campaign_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("campaign_id", "unit_id", name=op.f("pk_campaign_unit")),
    )
    op.create_index("ix_campaign_unit_of_unit", "campaign_unit", ["unit_id", "campaign_id"], unique=False)
    op.create_table(
        "campaign_deliverable",
        sa.Column("id", Id, nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("stage_id", Id, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_deliverable_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["campaign_stage.id"], name=op.f("fk_campaign_deliverable_stage_id_campaign_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_deliverable")),
    )
    op.create_index(
        "ix_campaign_deliverable_campaign", "campaign_deliverable", ["campaign_id", "ordinal"], unique=False
    )
    op.create_table(
        "campaign_task_department",
        sa.Column("task_id", Id, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit_id", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["task_id"], ["campaign_task.id"], name=op.f("fk_campaign_task_department_task_id_campaign_task")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_campaign_task_department_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("task_id", "ordinal", name=op.f("pk_campaign_task_department")),
    )
    op.create_table(
        "campaign_task_person",
        sa.Column("task_id", Id, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_campaign_task_person_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["campaign_task.id"], name=op.f("fk_campaign_task_person_task_id_campaign_task")
        ),
        sa.PrimaryKeyConstraint("task_id", "ordinal", name=op.f("pk_campaign_task_person")),
    )
    op.create_index(
        "ix_campaign_task_person_account", "campaign_task_person", ["account_id", "task_id"], unique=False
    )
    # As statements: the foreign key comes with the column on both engines, and no table is copied on SQLite.
    kind = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    for column, named in _NAMED:
        op.execute(
            f"ALTER TABLE finding ADD COLUMN {column} {kind} "
            f"CONSTRAINT fk_finding_{column}_{named} REFERENCES {named} (id)"
        )
    op.create_index("ix_finding_campaign", "finding", ["campaign_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_finding_campaign", table_name="finding")
    for column, _ in reversed(_NAMED):
        op.drop_column("finding", column)
    op.drop_index("ix_campaign_task_person_account", table_name="campaign_task_person")
    op.drop_table("campaign_task_person")
    op.drop_table("campaign_task_department")
    op.drop_index("ix_campaign_deliverable_campaign", table_name="campaign_deliverable")
    op.drop_table("campaign_deliverable")
    op.drop_index("ix_campaign_unit_of_unit", table_name="campaign_unit")
    op.drop_table("campaign_unit")
    op.drop_index("ix_campaign_task_parent", table_name="campaign_task")
    op.drop_index("ix_campaign_task_campaign", table_name="campaign_task")
    op.drop_table("campaign_task")
    op.drop_index("ix_campaign_stage_campaign", table_name="campaign_stage")
    op.drop_table("campaign_stage")
    op.drop_index("ix_campaign_report_requirement_campaign", table_name="campaign_report_requirement")
    op.drop_table("campaign_report_requirement")
    op.drop_index("ix_campaign_problem_type_campaign", table_name="campaign_problem_type")
    op.drop_table("campaign_problem_type")
    op.drop_table("campaign_link")
    op.drop_index("ix_campaign_body_campaign", table_name="campaign_body")
    op.drop_table("campaign_body")
    op.drop_index("ix_campaign_unit", table_name="campaign")
    op.drop_index("ix_campaign_parent", table_name="campaign")
    op.drop_table("campaign")
    op.drop_index(op.f("ix_campaign_template_unit_id"), table_name="campaign_template")
    op.drop_table("campaign_template")
