"""The tree of units and its closure table."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from mingze.kit.tables import Base, Id, UtcDateTime, unrecorded
from mingze.units.rules import UnitKind

#: The longest short name; a unit without one is called by the beginning of its name.
SHORT_NAME = 40


class Unit(Base):
    """机构, 科室 included: a department is a kind of unit in the same tree."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    short_name: Mapped[str] = mapped_column(String(SHORT_NAME))
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
