"""Where people can complain at a unit, and to whom."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Document, UtcDateTime
from mingze.receptions.vocabulary import HospitalLevel


class Reception(Base):
    """投诉接待 of one unit, as the unit makes it known.

    `persons`: [{"name", "post", "full_time"}], the first of whom answers for it. The signs are as they were
    found on a day; without a day nobody has seen one.
    """

    __tablename__ = "reception"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
    hospital_level: Mapped[HospitalLevel | None] = mapped_column(String(10))
    #: 医患关系办公室, or the department that does its work.
    office: Mapped[str | None] = mapped_column(String(200))
    place: Mapped[str | None] = mapped_column(String(200))
    phones: Mapped[list[str]] = mapped_column(Document)
    mailbox: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    post_address: Mapped[str | None] = mapped_column(String(200))
    hours: Mapped[str | None] = mapped_column(String(200))
    persons: Mapped[list[dict[str, Any]]] = mapped_column(Document)
    leader_line: Mapped[str | None] = mapped_column(String(200))
    leader_mailbox: Mapped[str | None] = mapped_column(String(254))
    outpatient_sign_seen_on: Mapped[date | None] = mapped_column(Date)
    inpatient_sign_seen_on: Mapped[date | None] = mapped_column(Date)
    published: Mapped[bool] = mapped_column(Boolean, default=False)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    __mapper_args__ = {"version_id_col": version}
