"""Imports of plans and annual reports; the same document imported again."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_09"
down_revision = "20261122_08"
branch_labels = None
depends_on = None

#: Columns that name a row of another table.
_NAMED = (
    ("import_draft", "compares_with_id", "import_draft"),
    ("import_draft", "document_id", "source_document"),
    ("import_row", "finding_id", "finding"),
)


def upgrade() -> None:
    op.add_column("source_document", sa.Column("kind", sa.String(length=30), nullable=True))
    op.add_column("source_document", sa.Column("reading", Document, nullable=True))
    # As statements: the foreign key comes with the column on both engines, and no table is copied on SQLite.
    for table, column, named in _NAMED:
        kind = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} {kind} "
            f"CONSTRAINT fk_{table}_{column}_{named} REFERENCES {named} (id)"
        )
    op.add_column("import_draft", sa.Column("outline", Document, server_default="[]", nullable=False))
    op.add_column("import_draft", sa.Column("plan", Document, nullable=True))
    op.add_column("import_draft", sa.Column("figures", Document, server_default="[]", nullable=False))
    op.add_column(
        "import_draft",
        sa.Column("compares_chosen", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("import_draft", sa.Column("outcome", Document, nullable=True))
    op.add_column("import_row", sa.Column("decision", sa.String(length=20), nullable=True))
    op.add_column("import_row", sa.Column("difference", Document, nullable=True))
    op.create_table(
        "finding_document",
        sa.Column("finding_id", Id, nullable=False),
        sa.Column("document_id", Id, nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("linked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["source_document.id"],
            name=op.f("fk_finding_document_document_id_source_document"),
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_document_finding_id_finding")
        ),
        sa.PrimaryKeyConstraint("finding_id", "document_id", name=op.f("pk_finding_document")),
    )


def downgrade() -> None:
    op.drop_table("finding_document")
    for table, columns in (
        ("import_row", ("difference", "decision")),
        ("import_draft", ("outcome", "compares_chosen", "figures", "plan", "outline")),
    ):
        for column in columns:
            op.drop_column(table, column)
    for table, column, _ in reversed(_NAMED):
        op.drop_column(table, column)
    op.drop_column("source_document", "reading")
    op.drop_column("source_document", "kind")
