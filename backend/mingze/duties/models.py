"""What units owe in a campaign (应报事项): their own plan, periodic reports, deliverables of a stage.

One table and one workflow for the three: each is asked of a unit, has a due instant, is sent, returned or accepted.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingze.duties.vocabulary import (
    DutyKind,
    DutyRequestKind,
    DutyRequestState,
    DutyState,
    ResultState,
)
from mingze.kit.tables import Base, Document, Id, UtcDateTime


class Duty(Base):
    """`due_at` is the first instant that is late (UTC): 00:00 in Asia/Shanghai after the last day that is in time.

    `key` tells what is asked: "sub_plan", "deliverable/<id>", "report/<requirement>/<period start>"; a unit owes it
    once. `content`: {"parts": {code: {"text": …, "numbers": {field: value}, "reasons": {field: why not the ledger's}}}}.
    `figures`: what the ledger said when it was sent, {field: {"value": n, "at": instant}}; the rows behind are asked again.
    """

    __tablename__ = "duty"
    __table_args__ = (
        UniqueConstraint("campaign_id", "unit_id", "key"),
        Index("ix_duty_unit", "unit_id", "due_at"),
        Index("ix_duty_due", "state", "due_at"),
        Index("ix_duty_campaign", "campaign_id", "due_at", "id"),
        Index("ix_duty_requirement", "requirement_id", "period_start", "unit_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[DutyKind] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_report_requirement.id"))
    deliverable_id: Mapped[int | None] = mapped_column(ForeignKey("campaign_deliverable.id"))
    period_start: Mapped[date | None] = mapped_column(Date)
    period_end: Mapped[date | None] = mapped_column(Date)
    cutoff_on: Mapped[date | None] = mapped_column(Date)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[DutyState] = mapped_column(String(20))
    content: Mapped[dict[str, Any]] = mapped_column(Document)
    figures: Mapped[dict[str, Any]] = mapped_column(Document)
    #: The first time it was sent decides whether it was in time; a rewrite after a return does not make it late.
    first_submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: Why it resembles another text, as who sent it explains.
    likeness_explained: Mapped[str | None] = mapped_column(Text)
    returned_reason: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    exempted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class DutyRequest(Base):
    """What a person asks because a duty is late; another decides."""

    __tablename__ = "duty_request"
    __table_args__ = (Index("ix_duty_request_duty", "duty_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    kind: Mapped[DutyRequestKind] = mapped_column(String(20))
    state: Mapped[DutyRequestState] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str | None] = mapped_column(Text)


class ReportResult(Base):
    """报送情况: who reported in time, late, not at all in one period. `snapshot` is what was approved and published:
    {"units": [{"unit_id", "unit_name", "punctuality", "submitted_at"}], "counts": {punctuality: n}, "at": instant}."""

    __tablename__ = "report_result"
    __table_args__ = (Index("ix_report_result_requirement", "requirement_id", "period_start"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("campaign_report_requirement.id"))
    period_start: Mapped[date] = mapped_column(Date)
    state: Mapped[ResultState] = mapped_column(String(20))
    snapshot: Mapped[dict[str, Any]] = mapped_column(Document)
    note: Mapped[str | None] = mapped_column(Text)
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"version_id_col": version}
