"""Commitments, suggestions, rules established, good examples."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_15"
down_revision = "20261122_14"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=100), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("inner_only", sa.Boolean(), nullable=False),
        sa.Column("outer_reason", sa.Text(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media", Document, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("likeness_explained", sa.Text(), nullable=True),
        sa.Column("written_by_id", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_by_id", Id, nullable=True),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_commitment_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_commitment_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["account.id"], name=op.f("fk_commitment_written_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["account.id"], name=op.f("fk_commitment_submitted_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_commitment_decided_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index(
        op.f("ix_commitment_campaign"), "commitment", ["campaign_id", "unit_id", "id"], unique=False
    )
    op.create_index(op.f("ix_commitment_unit"), "commitment", ["unit_id", "id"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("commitment_id", Id, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("moved_by_id", Id, nullable=True),
        sa.Column("moved_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_promise_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(["moved_by_id"], ["account.id"], name=op.f("fk_promise_moved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index(op.f("ix_promise_commitment"), "promise", ["commitment_id", "ordinal"], unique=False)
    op.create_index(op.f("ix_promise_due"), "promise", ["state", "due_on"], unique=False)
    op.create_table(
        "exemplar",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("person", sa.String(length=100), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("recommended_by_id", Id, nullable=False),
        sa.Column("recommended_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_exemplar_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_exemplar_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["recommended_by_id"], ["account.id"], name=op.f("fk_exemplar_recommended_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_exemplar_decided_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemplar")),
    )
    op.create_index(op.f("ix_exemplar_campaign"), "exemplar", ["campaign_id", "id"], unique=False)
    op.create_index(op.f("ix_exemplar_unit"), "exemplar", ["unit_id", "id"], unique=False)
    op.create_table(
        "rule_doc",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("campaign_id", Id, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", Id, nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rule_doc_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_rule_doc_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_rule_doc_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_doc")),
    )
    op.create_index(op.f("ix_rule_doc_campaign"), "rule_doc", ["campaign_id", "id"], unique=False)
    op.create_index(op.f("ix_rule_doc_unit"), "rule_doc", ["unit_id", "id"], unique=False)
    op.create_table(
        "rule_doc_finding",
        sa.Column("rule_doc_id", Id, nullable=False),
        sa.Column("finding_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_doc_id"], ["rule_doc.id"], name=op.f("fk_rule_doc_finding_rule_doc_id_rule_doc")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_rule_doc_finding_finding_id_finding")
        ),
        sa.PrimaryKeyConstraint("rule_doc_id", "finding_id", name=op.f("pk_rule_doc_finding")),
    )
    op.create_index(
        op.f("ix_rule_doc_finding_finding"), "rule_doc_finding", ["finding_id", "rule_doc_id"], unique=False
    )
    op.create_table(
        "suggestion_collection",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("campaign_id", Id, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("channels", Document, nullable=False),
        sa.Column("opened_by_id", Id, nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_suggestion_collection_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["account.id"], name=op.f("fk_suggestion_collection_opened_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_collection")),
    )
    op.create_index(
        op.f("ix_suggestion_collection_campaign_id"), "suggestion_collection", ["campaign_id"], unique=False
    )
    op.create_table(
        "suggestion",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("collection_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("giver", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.Column("finding_id", Id, nullable=True),
        sa.Column("entered_by_id", Id, nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["suggestion_collection.id"],
            name=op.f("fk_suggestion_collection_id_suggestion_collection"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_suggestion_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_suggestion_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_suggestion_entered_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_suggestion_decided_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    op.create_index(op.f("ix_suggestion_collection"), "suggestion", ["collection_id", "id"], unique=False)
    op.create_index(op.f("ix_suggestion_unit"), "suggestion", ["unit_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_suggestion_collection"), table_name="suggestion")
    op.drop_index(op.f("ix_suggestion_unit"), table_name="suggestion")
    op.drop_table("suggestion")
    op.drop_index(op.f("ix_suggestion_collection_campaign_id"), table_name="suggestion_collection")
    op.drop_table("suggestion_collection")
    op.drop_index(op.f("ix_rule_doc_finding_finding"), table_name="rule_doc_finding")
    op.drop_table("rule_doc_finding")
    op.drop_index(op.f("ix_rule_doc_campaign"), table_name="rule_doc")
    op.drop_index(op.f("ix_rule_doc_unit"), table_name="rule_doc")
    op.drop_table("rule_doc")
    op.drop_index(op.f("ix_exemplar_campaign"), table_name="exemplar")
    op.drop_index(op.f("ix_exemplar_unit"), table_name="exemplar")
    op.drop_table("exemplar")
    op.drop_index(op.f("ix_promise_commitment"), table_name="promise")
    op.drop_index(op.f("ix_promise_due"), table_name="promise")
    op.drop_table("promise")
    op.drop_index(op.f("ix_commitment_campaign"), table_name="commitment")
    op.drop_index(op.f("ix_commitment_unit"), table_name="commitment")
    op.drop_table("commitment")
