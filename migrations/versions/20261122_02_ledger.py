"""The ledger: findings, measures, requests, countersignatures, inspections."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime
from mingze.kit.text import SearchText, search_index

revision = "20261122_02"
down_revision = "20261122_01"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "finding_number",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_finding_number")),
    )
    op.create_table(
        "tag",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
    )
    op.create_table(
        "inspection",
        sa.Column("id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.String(length=120), nullable=True),
        sa.Column("party", sa.String(length=120), nullable=True),
        sa.Column("ordered_by", sa.String(length=120), nullable=True),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.Column("rules_built", sa.Integer(), nullable=True),
        sa.Column("checks_held", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_inspection_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_index(op.f("ix_inspection_unit_id"), "inspection", ["unit_id"], unique=False)
    op.create_table(
        "source_document",
        sa.Column("id", Id, nullable=False),
        sa.Column("file_id", Id, nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=True),
        sa.Column("issuer", sa.String(length=200), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["attachment.id"], name=op.f("fk_source_document_file_id_attachment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_document")),
    )
    op.create_table(
        "finding",
        sa.Column("id", Id, nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("inspection_id", Id, nullable=True),
        sa.Column("document_id", Id, nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=True),
        sa.Column("group_title", sa.String(length=300), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("key_matter", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("responsible_leader", sa.String(length=100), nullable=True),
        sa.Column("responsible_department", sa.String(length=200), nullable=True),
        sa.Column("responsible_person", sa.String(length=100), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("work_state", sa.String(length=20), nullable=False),
        sa.Column("published_status", sa.String(length=20), nullable=True),
        sa.Column("long_term", sa.Boolean(), nullable=False),
        sa.Column("staged_reason", sa.Text(), nullable=True),
        sa.Column("waiting_reason", sa.Text(), nullable=True),
        sa.Column("waiting_review_on", sa.Date(), nullable=True),
        sa.Column("declined_reason", sa.Text(), nullable=True),
        sa.Column("fixed_by_id", Id, nullable=True),
        sa.Column("closure_state", sa.String(length=20), nullable=False),
        sa.Column("closure_applied_by_id", Id, nullable=True),
        sa.Column("closure_note", sa.Text(), nullable=True),
        sa.Column("closer", sa.String(length=200), nullable=True),
        sa.Column("closing_document", sa.String(length=200), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reopen_no", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("last_urged_at", UtcDateTime(), nullable=True),
        sa.Column("last_urge_note", sa.Text(), nullable=True),
        sa.Column("registered_by_id", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("search", SearchText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closure_applied_by_id"], ["account.id"], name=op.f("fk_finding_closure_applied_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["source_document.id"], name=op.f("fk_finding_document_id_source_document")
        ),
        sa.ForeignKeyConstraint(["fixed_by_id"], ["account.id"], name=op.f("fk_finding_fixed_by_id_account")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_finding_inspection_id_inspection")
        ),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["account.id"], name=op.f("fk_finding_registered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("code", name=op.f("uq_finding_code")),
    )
    op.create_index("ix_finding_due", "finding", ["due_on", "id"], unique=False)
    op.create_index("ix_finding_inspection", "finding", ["inspection_id", "id"], unique=False)
    op.create_index(op.f("ix_finding_registered_by_id"), "finding", ["registered_by_id"], unique=False)
    op.create_index("ix_finding_updated", "finding", ["updated_at", "id"], unique=False)
    op.create_index("ix_finding_work", "finding", ["work_state", "due_on", "id"], unique=False)
    op.create_table(
        "countersignature",
        sa.Column("id", Id, nullable=False),
        sa.Column("finding_id", Id, nullable=False),
        sa.Column("reopen_no", sa.Integer(), nullable=False),
        sa.Column("organ_kind", sa.String(length=20), nullable=False),
        sa.Column("organ", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", Id, nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_countersignature_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_countersignature_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countersignature")),
        sa.UniqueConstraint(
            "finding_id",
            "reopen_no",
            "organ_kind",
            name=op.f("uq_countersignature_finding_id_reopen_no_organ_kind"),
        ),
    )
    op.create_table(
        "finding_request",
        sa.Column("id", Id, nullable=False),
        sa.Column("finding_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("payload", Document, nullable=False),
        sa.Column("asked_by_id", Id, nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_finding_request_asked_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_finding_request_decided_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_request_finding_id_finding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_request")),
    )
    op.create_index("ix_finding_request_finding", "finding_request", ["finding_id", "id"], unique=False)
    op.create_index("ix_finding_request_state", "finding_request", ["state", "finding_id"], unique=False)
    op.create_table(
        "finding_tag",
        sa.Column("finding_id", Id, nullable=False),
        sa.Column("tag_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_tag_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_finding_tag_tag_id_tag")),
        sa.PrimaryKeyConstraint("finding_id", "tag_id", name=op.f("pk_finding_tag")),
    )
    op.create_index("ix_finding_tag_tag", "finding_tag", ["tag_id", "finding_id"], unique=False)
    op.create_table(
        "finding_unit",
        sa.Column("finding_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_unit_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_finding_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("finding_id", "unit_id", "part", name=op.f("pk_finding_unit")),
    )
    op.create_index("ix_finding_unit_unit", "finding_unit", ["unit_id", "finding_id"], unique=False)
    op.create_table(
        "rectification_item",
        sa.Column("id", Id, nullable=False),
        sa.Column("finding_id", Id, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("owner_account_id", Id, nullable=True),
        sa.Column("owner_leader", sa.String(length=100), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=True),
        sa.Column("claimed_by_id", Id, nullable=True),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("onsite_on", sa.Date(), nullable=True),
        sa.Column("onsite_by_id", Id, nullable=True),
        sa.Column("onsite_note", sa.Text(), nullable=True),
        sa.Column("verified_by_id", Id, nullable=True),
        sa.Column("verified_at", UtcDateTime(), nullable=True),
        sa.Column("returned_reason", sa.Text(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"], ["account.id"], name=op.f("fk_rectification_item_claimed_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_rectification_item_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(
            ["onsite_by_id"], ["account.id"], name=op.f("fk_rectification_item_onsite_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["owner_account_id"], ["account.id"], name=op.f("fk_rectification_item_owner_account_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rectification_item_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["account.id"], name=op.f("fk_rectification_item_verified_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_item")),
    )
    op.create_index("ix_rectification_item_due", "rectification_item", ["due_on", "id"], unique=False)
    op.create_index(
        "ix_rectification_item_finding", "rectification_item", ["finding_id", "ordinal"], unique=False
    )
    op.create_index(
        "ix_rectification_item_owner", "rectification_item", ["owner_account_id", "state"], unique=False
    )
    op.create_index("ix_rectification_item_unit", "rectification_item", ["unit_id", "state"], unique=False)
    op.create_table(
        "progress_note",
        sa.Column("id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_progress_note_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["rectification_item.id"], name=op.f("fk_progress_note_item_id_rectification_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_note")),
    )
    op.create_index("ix_progress_note_item", "progress_note", ["item_id", "id"], unique=False)
    op.create_table(
        "step",
        sa.Column("id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=100), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by_id", Id, nullable=True),
        sa.ForeignKeyConstraint(["done_by_id"], ["account.id"], name=op.f("fk_step_done_by_id_account")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["rectification_item.id"], name=op.f("fk_step_item_id_rectification_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index("ix_step_item", "step", ["item_id", "ordinal"], unique=False)
    sqlite, postgresql = search_index("finding")
    for statement in sqlite if op.get_bind().dialect.name == "sqlite" else postgresql:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_step_item", table_name="step")
    op.drop_table("step")
    op.drop_index("ix_progress_note_item", table_name="progress_note")
    op.drop_table("progress_note")
    op.drop_index("ix_rectification_item_unit", table_name="rectification_item")
    op.drop_index("ix_rectification_item_owner", table_name="rectification_item")
    op.drop_index("ix_rectification_item_finding", table_name="rectification_item")
    op.drop_index("ix_rectification_item_due", table_name="rectification_item")
    op.drop_table("rectification_item")
    op.drop_index("ix_finding_unit_unit", table_name="finding_unit")
    op.drop_table("finding_unit")
    op.drop_index("ix_finding_tag_tag", table_name="finding_tag")
    op.drop_table("finding_tag")
    op.drop_index("ix_finding_request_state", table_name="finding_request")
    op.drop_index("ix_finding_request_finding", table_name="finding_request")
    op.drop_table("finding_request")
    op.drop_table("countersignature")
    op.drop_index("ix_finding_work", table_name="finding")
    op.drop_index("ix_finding_updated", table_name="finding")
    op.drop_index(op.f("ix_finding_registered_by_id"), table_name="finding")
    op.drop_index("ix_finding_inspection", table_name="finding")
    op.drop_index("ix_finding_due", table_name="finding")
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("finding_search")
    op.drop_table("finding")
    op.drop_table("source_document")
    op.drop_index(op.f("ix_inspection_unit_id"), table_name="inspection")
    op.drop_table("inspection")
    op.drop_table("tag")
    op.drop_table("finding_number")
