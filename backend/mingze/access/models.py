"""Appointments: a role held at a unit. Handovers: what passed from one account to another."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.access.permissions import Role
from mingze.kit.tables import Base, Document, Id, UtcDateTime


class Appointment(Base):
    """任职. In force from `starts_on` to `ends_on` (both included; no end: until it is ended)."""

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_account", "account_id", "unit_id", "role"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[Role] = mapped_column(String(24))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Handover(Base):
    """移交. `moved`: kind of work → how many things passed; `appointment_ids`: what the successor was given."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    to_account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)
    moved: Mapped[dict[str, int]] = mapped_column(Document)
    appointment_ids: Mapped[list[int]] = mapped_column(Document)
