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
    _link_what_was_confirmed()


def _link_what_was_confirmed() -> None:
    """Drafts confirmed before: the document each became, by its file, and the finding each row became.

    The living rows entered in their order, so the first row is the first finding of the document.
    """
    op.execute(
        "UPDATE import_draft SET document_id = ("
        "SELECT max(source_document.id) FROM source_document "
        "JOIN attachment ON attachment.id = source_document.file_id "
        "WHERE attachment.owner_type = 'import' AND attachment.owner_id = import_draft.id) "
        "WHERE state = 'confirmed'"
    )
    op.execute(
        "UPDATE source_document SET kind = ("
        "SELECT min(import_draft.kind) FROM import_draft WHERE import_draft.document_id = source_document.id)"
    )
    became = (
        "SELECT row_of.id AS row_id, found.id AS finding_id FROM ("
        "SELECT import_row.id, import_draft.document_id, "
        "row_number() OVER (PARTITION BY import_row.draft_id ORDER BY import_row.ordinal) AS place "
        "FROM import_row JOIN import_draft ON import_draft.id = import_row.draft_id "
        "WHERE NOT import_row.dropped AND import_draft.document_id IS NOT NULL) AS row_of "
        "JOIN (SELECT id, document_id, row_number() OVER (PARTITION BY document_id ORDER BY id) AS place "
        "FROM finding) AS found "
        "ON found.document_id = row_of.document_id AND found.place = row_of.place"
    )
    pairs = op.get_bind().execute(sa.text(became)).all()
    if pairs:
        op.get_bind().execute(
            sa.text("UPDATE import_row SET finding_id = :finding_id WHERE id = :row_id"),
            [pair._asdict() for pair in pairs],
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
