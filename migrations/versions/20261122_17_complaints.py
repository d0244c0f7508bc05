"""Complaints and petitions, with their clocks, answers and letters."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime
from mingze.kit.text import SearchText, search_index

revision = "20261122_17"
down_revision = "20261122_16"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_number",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name=op.f("pk_complaint_number")),
        info={"unrecorded": "a counter; the complaint that takes the number has its event"},
    )
    op.create_table(
        "complaint",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("matter", sa.String(length=12), nullable=False),
        sa.Column("petition_class", sa.String(length=12), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("nine_rule", sa.String(length=2), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("is_complex", sa.Boolean(), nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("about_unit_id", Id, nullable=True),
        sa.Column("about_department_id", Id, nullable=True),
        sa.Column("names_head", sa.Boolean(), nullable=False),
        sa.Column("about_persons", sa.String(length=200), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("representatives", sa.Integer(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("from_superior", sa.Boolean(), nullable=False),
        sa.Column("superior_document", sa.String(length=200), nullable=True),
        sa.Column("forwarded_by_id", Id, nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by_id", Id, nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("designated", sa.Boolean(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("settled_on_spot", sa.Boolean(), nullable=False),
        sa.Column("parked_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("not_handled_reason", sa.String(length=20), nullable=True),
        sa.Column("transferred_to", sa.String(length=20), nullable=True),
        sa.Column("main_id", Id, nullable=True),
        sa.Column("repeat_of_id", Id, nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("substantiated", sa.String(length=10), nullable=True),
        sa.Column("resolved", sa.Boolean(), nullable=True),
        sa.Column("unresolved_reason", sa.Text(), nullable=True),
        sa.Column("satisfaction", sa.String(length=12), nullable=True),
        sa.Column("satisfaction_text", sa.Text(), nullable=True),
        sa.Column("visited_back_at", UtcDateTime(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("supervised_at", UtcDateTime(), nullable=True),
        sa.Column("supervised_by_id", Id, nullable=True),
        sa.Column("supervised_reason", sa.Text(), nullable=True),
        sa.Column("search", SearchText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["about_department_id"], ["unit.id"], name=op.f("fk_complaint_about_department_id_unit")
        ),
        sa.ForeignKeyConstraint(["about_unit_id"], ["unit.id"], name=op.f("fk_complaint_about_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_complaint_entered_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["forwarded_by_id"], ["unit.id"], name=op.f("fk_complaint_forwarded_by_id_unit")
        ),
        sa.ForeignKeyConstraint(["main_id"], ["complaint.id"], name=op.f("fk_complaint_main_id_complaint")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_complaint_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["repeat_of_id"], ["complaint.id"], name=op.f("fk_complaint_repeat_of_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["supervised_by_id"], ["account.id"], name=op.f("fk_complaint_supervised_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("number", name=op.f("uq_complaint_number")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_complaint_receipt_hash")),
    )
    op.create_index("ix_complaint_about", "complaint", ["about_unit_id", "received_at"], unique=False)
    op.create_index(op.f("ix_complaint_main_id"), "complaint", ["main_id"], unique=False)
    op.create_index("ix_complaint_office", "complaint", ["office_id", "id"], unique=False)
    op.create_index("ix_complaint_received", "complaint", ["received_at", "id"], unique=False)
    op.create_index(op.f("ix_complaint_repeat_of_id"), "complaint", ["repeat_of_id"], unique=False)
    op.create_index("ix_complaint_state", "complaint", ["state", "id"], unique=False)
    op.create_table(
        "complainant",
        sa.Column("complaint_id", Id, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("relation", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complainant_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_complainant")),
    )
    op.create_index(op.f("ix_complainant_phone"), "complainant", ["phone"], unique=False)
    op.create_table(
        "complaint_answer",
        sa.Column("id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("inner_text", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("request_text", sa.Text(), nullable=True),
        sa.Column("facts_text", sa.Text(), nullable=True),
        sa.Column("basis_text", sa.Text(), nullable=True),
        sa.Column("substantiated", sa.String(length=10), nullable=True),
        sa.Column("resolved", sa.Boolean(), nullable=True),
        sa.Column("unresolved_reason", sa.Text(), nullable=True),
        sa.Column("answered_by_id", Id, nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_complaint_answer_answered_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_answer_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_complaint_answer_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_answer")),
    )
    op.create_index("ix_complaint_answer_complaint", "complaint_answer", ["complaint_id", "id"], unique=False)
    op.create_table(
        "complaint_barred",
        sa.Column("id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_id", Id, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_complaint_barred_account_id_account")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_complaint_barred_by_id_account")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_barred_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_barred")),
        sa.UniqueConstraint(
            "complaint_id", "account_id", name=op.f("uq_complaint_barred_complaint_id_account_id")
        ),
    )
    op.create_index(op.f("ix_complaint_barred_account_id"), "complaint_barred", ["account_id"], unique=False)
    op.create_table(
        "complaint_clock",
        sa.Column("id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("is_window", sa.Boolean(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("suspensions", Document, nullable=False),
        sa.Column("extension", Document, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("met_at", UtcDateTime(), nullable=True),
        sa.Column("urged_at", UtcDateTime(), nullable=True),
        sa.Column("escalated_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_clock_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_clock")),
    )
    op.create_index("ix_complaint_clock_complaint", "complaint_clock", ["complaint_id", "id"], unique=False)
    op.create_index("ix_complaint_clock_due", "complaint_clock", ["state", "due_at"], unique=False)
    op.create_table(
        "complaint_letter",
        sa.Column("id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("content", Document, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by_id", Id, nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("delivery", sa.String(length=12), nullable=True),
        sa.Column("delivery_note", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_letter_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["account.id"], name=op.f("fk_complaint_letter_issued_by_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_complaint_letter_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_letter")),
        sa.UniqueConstraint("number", name=op.f("uq_complaint_letter_number")),
    )
    op.create_index("ix_complaint_letter_complaint", "complaint_letter", ["complaint_id", "id"], unique=False)
    op.create_table(
        "complaint_message",
        sa.Column("id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("inner", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("unit_id", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_complaint_message_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_message_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_complaint_message_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_message")),
    )
    op.create_index(
        "ix_complaint_message_complaint", "complaint_message", ["complaint_id", "id"], unique=False
    )
    op.create_table(
        "complaint_unit",
        sa.Column("id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by_id", Id, nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("signed_by_id", Id, nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("reported_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_complaint_unit_asked_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_unit_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["account.id"], name=op.f("fk_complaint_unit_signed_by_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_complaint_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_unit")),
    )
    op.create_index("ix_complaint_unit_complaint", "complaint_unit", ["complaint_id", "round"], unique=False)
    op.create_index("ix_complaint_unit_unit", "complaint_unit", ["unit_id", "complaint_id"], unique=False)
    op.create_table(
        "petition_review",
        sa.Column("id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("is_recheck", sa.Boolean(), nullable=False),
        sa.Column("organ", sa.String(length=200), nullable=False),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("document", sa.String(length=200), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_petition_review_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_petition_review_recorded_by_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_petition_review_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_review")),
        sa.UniqueConstraint(
            "complaint_id", "is_recheck", name=op.f("uq_petition_review_complaint_id_is_recheck")
        ),
    )
    op.create_table(
        "complaint_request",
        sa.Column("id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("clock_id", Id, nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", Id, nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_complaint_request_asked_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["clock_id"], ["complaint_clock.id"], name=op.f("fk_complaint_request_clock_id_complaint_clock")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_request_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_complaint_request_decided_by_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_complaint_request_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_request")),
    )
    op.create_index(
        "ix_complaint_request_complaint", "complaint_request", ["complaint_id", "id"], unique=False
    )
    op.create_table(
        "complaint_finding",
        sa.Column("complaint_id", Id, autoincrement=False, nullable=False),
        sa.Column("finding_id", Id, autoincrement=False, nullable=False),
        sa.Column("linked_by_id", Id, nullable=False),
        sa.Column("linked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_finding_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_complaint_finding_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(
            ["linked_by_id"], ["account.id"], name=op.f("fk_complaint_finding_linked_by_id_account")
        ),
        sa.PrimaryKeyConstraint("complaint_id", "finding_id", name=op.f("pk_complaint_finding")),
    )
    op.create_index(
        "ix_complaint_finding_finding", "complaint_finding", ["finding_id", "complaint_id"], unique=False
    )
    sqlite, postgresql = search_index("complaint")
    for statement in sqlite if op.get_bind().dialect.name == "sqlite" else postgresql:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_complaint_finding_finding", table_name="complaint_finding")
    op.drop_table("complaint_finding")
    op.drop_index("ix_complaint_request_complaint", table_name="complaint_request")
    op.drop_table("complaint_request")
    op.drop_table("petition_review")
    op.drop_index("ix_complaint_unit_unit", table_name="complaint_unit")
    op.drop_index("ix_complaint_unit_complaint", table_name="complaint_unit")
    op.drop_table("complaint_unit")
    op.drop_index("ix_complaint_message_complaint", table_name="complaint_message")
    op.drop_table("complaint_message")
    op.drop_index("ix_complaint_letter_complaint", table_name="complaint_letter")
    op.drop_table("complaint_letter")
    op.drop_index("ix_complaint_clock_due", table_name="complaint_clock")
    op.drop_index("ix_complaint_clock_complaint", table_name="complaint_clock")
    op.drop_table("complaint_clock")
    op.drop_index(op.f("ix_complaint_barred_account_id"), table_name="complaint_barred")
    op.drop_table("complaint_barred")
    op.drop_index("ix_complaint_answer_complaint", table_name="complaint_answer")
    op.drop_table("complaint_answer")
    op.drop_index(op.f("ix_complainant_phone"), table_name="complainant")
    op.drop_table("complainant")
    op.drop_index("ix_complaint_state", table_name="complaint")
    op.drop_index(op.f("ix_complaint_repeat_of_id"), table_name="complaint")
    op.drop_index("ix_complaint_received", table_name="complaint")
    op.drop_index("ix_complaint_office", table_name="complaint")
    op.drop_index(op.f("ix_complaint_main_id"), table_name="complaint")
    op.drop_index("ix_complaint_about", table_name="complaint")
    op.drop_table("complaint")
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("complaint_search")
    op.drop_table("complaint_number")
