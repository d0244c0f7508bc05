"""The tree of units, its closure table, and what happened to units."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Document, Id, UtcDateTime, unrecorded
from mingze.units.rules import MAX_NAME, MAX_SHORT_NAME, UnitChangeKind, UnitKind


class Unit(Base):
    """机构, 科室 included: a department is a kind of unit in the same tree."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    short_name: Mapped[str] = mapped_column(String(MAX_SHORT_NAME))
    kind: Mapped[UnitKind] = mapped_column(String(20))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    uscc: Mapped[str | None] = mapped_column(String(18))
    region_code: Mapped[str | None] = mapped_column(String(12))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class UnitClosure(Base):
    """Every pair of a unit and one below it, itself included (depth 0)."""

    __tablename__ = "unit_closure"
    __table_args__ = (
        Index("ix_unit_closure_descendant", "descendant_id", "ancestor_id"),
        unrecorded("derived from unit.parent_id, in the same change"),
    )

    ancestor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    descendant_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    depth: Mapped[int] = mapped_column(Integer)


class UnitEnding(Base):
    """停用: since when a unit that is not active is closed, and which unit goes on with its work."""

    __tablename__ = "unit_ending"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    closed_on: Mapped[date] = mapped_column(Date)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    merged: Mapped[bool] = mapped_column(Boolean)


class UnitFormerName(Base):
    """曾用名. Papers of earlier years still name the unit so."""

    __tablename__ = "unit_former_name"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    until: Mapped[date] = mapped_column(Date)


class UnitChange(Base):
    """沿革: one line in the history of a unit. What concerns two units stands in the history of each.

    `before` and `after` are names as they were then: of the unit (renamed) or of the unit above (moved).
    """

    __tablename__ = "unit_change"
    __table_args__ = (Index("ix_unit_change_unit", "unit_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[UnitChangeKind] = mapped_column(String(12))
    changed_on: Mapped[date] = mapped_column(Date)
    document: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(String(500))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    before: Mapped[str | None] = mapped_column(String(120))
    after: Mapped[str | None] = mapped_column(String(120))
    other_ids: Mapped[list[int]] = mapped_column(Document)
