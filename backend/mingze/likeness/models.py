"""Texts that were sent, and their fingerprints. They follow what they were taken from, so they are no record."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Id, UtcDateTime, unrecorded

_WHY = "follows a text whose sending has its event"


class LikenessText(Base):
    """A text as it was sent last: `part` of the thing `resource`/`resource_id`."""

    __tablename__ = "likeness_text"
    __table_args__ = (
        UniqueConstraint("resource", "resource_id", "part"),
        Index("ix_likeness_text_campaign", "campaign_id", "unit_id"),
        Index("ix_likeness_text_unit", "unit_id", "resource"),
        unrecorded(_WHY),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    resource: Mapped[str] = mapped_column(String(40))
    resource_id: Mapped[int] = mapped_column(Id)
    part: Mapped[str] = mapped_column(String(60))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    #: None where it came with a document.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    campaign_id: Mapped[int | None] = mapped_column(Id)
    period_start: Mapped[date | None] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    length: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)


class LikenessPrint(Base):
    """The index from a print to the texts that have it."""

    __tablename__ = "likeness_print"
    __table_args__ = (
        Index("ix_likeness_print_text_id", "text_id"),
        {"sqlite_with_rowid": False, **unrecorded(_WHY)},
    )

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    text_id: Mapped[int] = mapped_column(
        ForeignKey("likeness_text.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
