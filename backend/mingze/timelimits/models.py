"""What offices add to the national time limits of `data/`: versions of their own, and days of the calendar."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Document, Id, UtcDateTime
from mingze.timelimits.national import Confidence
from mingze.timelimits.rules import TimeUnit


class TimeLimitVersion(Base):
    """时限规则的本地版本. What is null in it stands as in the national rule of the same code."""

    __tablename__ = "time_limit_version"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    quantity: Mapped[int] = mapped_column(Integer)
    unit: Mapped[TimeUnit] = mapped_column(String(20))
    extension_quantity: Mapped[int | None] = mapped_column(Integer)
    extension_unit: Mapped[TimeUnit | None] = mapped_column(String(20))
    extension_by: Mapped[str | None] = mapped_column(String(200))
    extension_told: Mapped[str | None] = mapped_column(String(200))
    start_event: Mapped[str | None] = mapped_column(String(200))
    suspends: Mapped[str | None] = mapped_column(String(200))
    warn_before: Mapped[list[int] | None] = mapped_column(Document)
    consequence: Mapped[str | None] = mapped_column(String(500))
    document: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(100))
    year: Mapped[int | None] = mapped_column(Integer)
    article: Mapped[str] = mapped_column(String(100))
    confidence: Mapped[Confidence] = mapped_column(String(20))
    effective_from: Mapped[date] = mapped_column(Date)
    #: The last day it is in force.
    effective_to: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class WorkCalendarYear(Base):
    """A year whose days off an office entered: announced after the library was made, or corrected."""

    __tablename__ = "work_calendar_year"

    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(Integer, default=1)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class WorkCalendarDay(Base):
    """工作日历: a day that is not what its day of the week says, or not what the library says."""

    __tablename__ = "work_calendar"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("work_calendar_year.year"), index=True)
    is_workday: Mapped[bool] = mapped_column(Boolean)
    note: Mapped[str] = mapped_column(String(50))
