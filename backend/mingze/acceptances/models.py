"""Public acceptance (群众验收): what people say of a finding that complaints led to, once it is closed."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mingze.acceptances.vocabulary import AcceptanceState, LookBackResult, Verdict
from mingze.kit.tables import Base, Id, UtcDateTime


class Acceptance(Base):
    """One closure of a finding put to those who complained, and by `code` to whoever comes through the door.

    `closure_no`: how often the finding had been reopened by then, so that each closure is asked about once.
    Answers are taken through `ends_on`.
    """

    __tablename__ = "acceptance"
    __table_args__ = (
        UniqueConstraint("finding_id", "closure_no"),
        Index("ix_acceptance_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    closure_no: Mapped[int] = mapped_column(Integer)
    #: The unit that answers for the finding; at its door hangs the code.
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[AcceptanceState] = mapped_column(String(12))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    look_back_result: Mapped[LookBackResult | None] = mapped_column(String(12))
    look_back_text: Mapped[str | None] = mapped_column(Text)
    looked_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    looked_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: The request to reopen the finding, where the office asked for that.
    request_id: Mapped[int | None] = mapped_column(ForeignKey("finding_request.id"))

    __mapper_args__ = {"version_id_col": version}


class AcceptanceVoice(Base):
    """Somebody who is asked: by the receipt of a complaint, or at the door (`complaint_id` is None).

    `text` is for the office alone: never in a list, never in a log.
    """

    __tablename__ = "acceptance_voice"
    __table_args__ = (UniqueConstraint("acceptance_id", "complaint_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    acceptance_id: Mapped[int] = mapped_column(ForeignKey("acceptance.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    verdict: Mapped[Verdict | None] = mapped_column(String(12))
    text: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
