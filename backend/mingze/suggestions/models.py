"""Opinions and suggestions that a campaign asks for (意见建议征集)."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Document, Id, UtcDateTime
from mingze.suggestions.vocabulary import Channel, Giver, SuggestionState


class SuggestionCollection(Base):
    """What is asked, and by which channels answers are taken; open until `closed_at`."""

    __tablename__ = "suggestion_collection"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(Text)
    channels: Mapped[list[str]] = mapped_column(Document)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class Suggestion(Base):
    """One suggestion, taken in by the unit it concerns or by the office.

    `contact` only where whoever gave it wants an answer: never in a list, never in the log.
    """

    __tablename__ = "suggestion"
    __table_args__ = (
        Index("ix_suggestion_collection", "collection_id", "id"),
        Index("ix_suggestion_unit", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    collection_id: Mapped[int] = mapped_column(ForeignKey("suggestion_collection.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    text: Mapped[str] = mapped_column(Text)
    channel: Mapped[Channel] = mapped_column(String(20))
    giver: Mapped[Giver] = mapped_column(String(20))
    received_on: Mapped[date] = mapped_column(Date)
    contact: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[SuggestionState] = mapped_column(String(20))
    #: What is done about it, or why nothing is.
    decision_note: Mapped[str | None] = mapped_column(Text)
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"))
    #: None: it came through the public portal.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}
