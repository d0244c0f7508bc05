"""What a grassroots unit was asked for outside this platform; what is asked inside stands among its duties."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.burden.vocabulary import AskKind
from mingze.kit.tables import Base, Document, Id, UtcDateTime


class Ask(Base):
    """A form, report, visit, meeting or paper that somebody asked of `unit_id`, as the unit registers it.

    `asked_on` is the day it came, `due_on` when it is wanted; it counts in the month of the latter. `indicators`: the
    numbers it asks for, by name: what else asks for the same is told before it is asked again.
    """

    __tablename__ = "burden_ask"
    __table_args__ = (Index("ix_burden_ask_unit", "unit_id", "due_on"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[AskKind] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    indicators: Mapped[list[str]] = mapped_column(Document)
    registered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"version_id_col": version}
