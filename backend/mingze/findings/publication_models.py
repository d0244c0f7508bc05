"""What of a finding is published: one row beside the finding, so that the ledger itself stays as it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.findings.paper_words import PublicationState
from mingze.kit.tables import Base, Document, UtcDateTime


class FindingPublication(Base):
    """公开表述. `texts_digest` is that of the ledger's texts the wording was drawn from: with others it is stale."""

    __tablename__ = "finding_publication"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[PublicationState] = mapped_column(String(20))
    withheld: Mapped[bool] = mapped_column(Boolean, default=False)
    withheld_reason: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[str | None] = mapped_column(Text)
    measures: Mapped[list[str] | None] = mapped_column(Document)
    progress: Mapped[str | None] = mapped_column(Text)
    texts_digest: Mapped[str | None] = mapped_column(String(64))
    drafted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    drafted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"version_id_col": version}

    def __init__(self, **values: Any) -> None:
        # Rules look at the row before it is flushed, so the defaults stand at once.
        super().__init__(**{"state": PublicationState.UNDRAFTED, "withheld": False, **values})
