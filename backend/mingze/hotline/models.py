"""Work orders of hotlines, and what the hotlines were told of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingze.hotline.vocabulary import HotlineSource
from mingze.kit.tables import Base, Document, Id, UtcDateTime


class HotlineOrder(Base):
    """One round of a work order, as it was sent; what is done about it is the complaint's.

    Who called stands with the complaint alone. `unit_id`: the unit whose hotline or officer sent it in.
    `digest` and `caller_digest`: of everything that was sent, by which the same order is known when it comes again.
    """

    __tablename__ = "hotline_order"
    __table_args__ = (
        UniqueConstraint("source", "external_no", "round"),
        Index("ix_hotline_order_complaint", "complaint_id", "id"),
        Index("ix_hotline_order_unit", "unit_id", "id"),
        Index("ix_hotline_order_received", "source", "received_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    source: Mapped[HotlineSource] = mapped_column(String(20))
    external_no: Mapped[str] = mapped_column(String(60))
    round: Mapped[int] = mapped_column(Integer)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    title: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    wish: Mapped[str | None] = mapped_column(Text)
    matter: Mapped[str] = mapped_column(String(12))
    #: 诉求类别, 区划 and 被反映单位 in the hotline's own words.
    category_text: Mapped[str | None] = mapped_column(String(200))
    region_text: Mapped[str | None] = mapped_column(String(200))
    about_unit_code: Mapped[str | None] = mapped_column(String(40))
    about_unit_name: Mapped[str | None] = mapped_column(String(200))
    names_head: Mapped[bool] = mapped_column(Boolean, default=False)
    #: 诉求人要求保密.
    confidential: Mapped[bool] = mapped_column(Boolean, default=False)
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    dispatched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: 办理时限, as the hotline set it.
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dispatch_note: Mapped[str | None] = mapped_column(Text)
    redo_reason: Mapped[str | None] = mapped_column(Text)
    #: 回访结果 of the round before, as the hotline recorded it.
    visit_back: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    caller_digest: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class HotlineUpdate(Base):
    """What a hotline is told of an order: fetched in the order of positions, and pushed where that is set up.

    Positions stand in the order of commits, so that whoever asks for what comes after one misses nothing.
    """

    __tablename__ = "hotline_update"
    __table_args__ = (
        Index("ix_hotline_update_order", "order_id", "position"),
        {"info": {"unrecorded": "follows from the complaint, whose acts have their own events"}},
    )

    position: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    order_id: Mapped[int] = mapped_column(ForeignKey("hotline_order.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    body: Mapped[dict[str, Any]] = mapped_column(Document)
    pushed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why it cannot be pushed: the other side refused it.
    push_error: Mapped[str | None] = mapped_column(String(200))
