"""What units, and persons in them, say in public of their duties and promise to do."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.commitments.vocabulary import CommitmentKind, CommitmentState, PromiseState
from mingze.kit.tables import Base, Document, Id, UtcDateTime


class Commitment(Base):
    """述责、公开承诺、清单公开, of the unit; with `person`, of one who works there.

    `inner_only`: seen by the unit and the office only, published or not. What persons say is, unless a leader lets it
    out and says why (`outer_reason`). `opinion`: what others had to say of the person, which the text answers.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        Index("ix_commitment_campaign", "campaign_id", "unit_id", "id"),
        Index("ix_commitment_unit", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[CommitmentKind] = mapped_column(String(20))
    person: Mapped[str | None] = mapped_column(String(100))
    opinion: Mapped[str | None] = mapped_column(Text)
    inner_only: Mapped[bool] = mapped_column(Boolean)
    outer_reason: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    media: Mapped[list[str]] = mapped_column(Document)
    #: Where exactly it was made public: the page of a paper, the address of a page.
    place: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[CommitmentState] = mapped_column(String(20))
    #: Why it resembles another text, as who sent it explains.
    likeness_explained: Mapped[str | None] = mapped_column(Text)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str | None] = mapped_column(Text)
    published_on: Mapped[date | None] = mapped_column(Date)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"version_id_col": version}


class Promise(Base):
    """One thing promised, followed to its end. `first_due_on` is the day that was promised first."""

    __tablename__ = "promise"
    __table_args__ = (
        Index("ix_promise_commitment", "commitment_id", "ordinal"),
        Index("ix_promise_due", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"))
    ordinal: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(100))
    due_on: Mapped[date] = mapped_column(Date)
    first_due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[PromiseState] = mapped_column(String(20))
    #: What was said when it last moved.
    note: Mapped[str | None] = mapped_column(Text)
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    moved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"state": PromiseState.OPEN, "first_due_on": values["due_on"], **values})
