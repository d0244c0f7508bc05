"""What a campaign leaves behind: good examples, and rules that were established."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Id, UtcDateTime
from mingze.outcomes.vocabulary import ExemplarState, RuleDocKind


class Exemplar(Base):
    """先进典型: a unit, or with `person` one who works there; its unit recommends it, the office confirms it."""

    __tablename__ = "exemplar"
    __table_args__ = (
        Index("ix_exemplar_campaign", "campaign_id", "id"),
        Index("ix_exemplar_unit", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person: Mapped[str | None] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[ExemplarState] = mapped_column(String(20))
    recommended_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recommended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_note: Mapped[str | None] = mapped_column(Text)
    #: The day it counts from.
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"version_id_col": version}


class RuleDoc(Base):
    """制度: a rule of the unit that was made, revised or done away with because of findings or a campaign."""

    __tablename__ = "rule_doc"
    __table_args__ = (
        Index("ix_rule_doc_unit", "unit_id", "id"),
        Index("ix_rule_doc_campaign", "campaign_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"))
    name: Mapped[str] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(100))
    kind: Mapped[RuleDocKind] = mapped_column(String(20))
    issued_on: Mapped[date] = mapped_column(Date)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Recorded by mistake: it counts no more.
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    __mapper_args__ = {"version_id_col": version}


class RuleDocFinding(Base):
    """A finding that the rule was made for."""

    __tablename__ = "rule_doc_finding"
    __table_args__ = (Index("ix_rule_doc_finding_finding", "finding_id", "rule_doc_id"),)

    rule_doc_id: Mapped[int] = mapped_column(ForeignKey("rule_doc.id"), primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
