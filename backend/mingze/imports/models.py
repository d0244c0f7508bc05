"""Drafts of documents on their way into the ledger. The original file is the attachment owned by the draft."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, Numeric, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from mingze.findings.vocabulary import Severity, Source
from mingze.imports.vocabulary import DocumentKind, ImportState, ReadStatus, RowDecision
from mingze.kit.tables import Base, Document, Id, UtcDateTime


class ImportDraft(Base):
    """导入草稿. `unit_id` is the unit whose office imports; `version` moves with every change, rows included."""

    __tablename__ = "import_draft"
    __table_args__ = (Index("ix_import_draft_unit", "unit_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    state: Mapped[ImportState] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[DocumentKind] = mapped_column(String(30))
    title: Mapped[str | None] = mapped_column(Text)
    issuer: Mapped[str | None] = mapped_column(Text)
    document_number: Mapped[str | None] = mapped_column(Text)
    issued_on: Mapped[date | None] = mapped_column(Date)
    inspection: Mapped[dict[str, Any] | None] = mapped_column(Document)
    inspection_source: Mapped[Source | None] = mapped_column(String(20))
    totals: Mapped[dict[str, int | None]] = mapped_column(Document)
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(Document)
    unread: Mapped[list[list[int]]] = mapped_column(Document)
    spans: Mapped[dict[str, Any]] = mapped_column(Document)
    outline: Mapped[list[dict[str, Any]]] = mapped_column(Document, server_default="[]")
    plan: Mapped[dict[str, Any] | None] = mapped_column(Document)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(Document, server_default="[]")
    text: Mapped[str] = mapped_column(Text, deferred=True)
    text_length: Mapped[int] = mapped_column(Integer)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    #: Whose it is since the person who made it handed it over; None: theirs.
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    inspection_id: Mapped[int | None] = mapped_column(ForeignKey("inspection.id"))
    #: The earlier import of the same document; chosen by the program until a person says otherwise.
    compares_with_id: Mapped[int | None] = mapped_column(ForeignKey("import_draft.id"))
    compares_chosen: Mapped[bool] = mapped_column(Boolean, server_default=false(), default=False)
    #: What it became, and what was answered and differed then.
    document_id: Mapped[int | None] = mapped_column(ForeignKey("source_document.id"))
    outcome: Mapped[dict[str, Any] | None] = mapped_column(Document)


class ImportRow(Base):
    """One finding of a draft: texts as long as the document has them; `units` and `tags` as JSON until they enter
    the ledger. `originals` are the readings it was made of; `decision` says what becomes of a difference."""

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_draft", "draft_id", "ordinal"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("import_draft.id"))
    version: Mapped[int] = mapped_column(Integer)
    ordinal: Mapped[int] = mapped_column(Integer)
    dropped: Mapped[bool] = mapped_column(Boolean)
    section: Mapped[str | None] = mapped_column(Text)
    group: Mapped[str | None] = mapped_column("group_title", Text)
    number: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[str] = mapped_column(Text)
    measures: Mapped[list[str]] = mapped_column(Document)
    progress: Mapped[str | None] = mapped_column(Text)
    status: Mapped[ReadStatus | None] = mapped_column(String(20))
    status_text: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(Text)
    unit_text: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date | None] = mapped_column(Date)
    key_matter: Mapped[bool] = mapped_column(Boolean)
    span_start: Mapped[int | None] = mapped_column(Integer)
    span_end: Mapped[int | None] = mapped_column(Integer)
    spans: Mapped[dict[str, Any]] = mapped_column(Document)
    units: Mapped[list[list[Any]]] = mapped_column(Document)
    severity: Mapped[Severity | None] = mapped_column(String(20))
    tags: Mapped[list[int]] = mapped_column(Document)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    originals: Mapped[list[dict[str, Any]]] = mapped_column(Document)
    decision: Mapped[RowDecision | None] = mapped_column(String(20))
    #: Once confirmed: the finding it entered as or stands for, and how it differed from the ledger then.
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"))
    difference: Mapped[dict[str, Any] | None] = mapped_column(Document)
