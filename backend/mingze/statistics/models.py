"""What of the figures was made public. What the office reads is counted anew each time; this is not."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Document, UtcDateTime


class PublicFigures(Base):
    """The figures of a quarter as the portal shows them, small cells suppressed.

    Kept as they were published: the difference of two counts of one quarter, made on two days, could tell of a
    single complaint what no table tells.
    """

    __tablename__ = "public_figures"

    first: Mapped[date] = mapped_column(Date, primary_key=True)
    last: Mapped[date] = mapped_column(Date)
    content: Mapped[dict[str, Any]] = mapped_column(Document)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
