"""Units × periods: how reporting stands, of thousands of duties in one statement. Units follow each other by their
codes, which is the order of the tree."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce

from sqlalchemy import ColumnElement, Row, String, case, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.duties.models import Duty
from mingze.duties.timing import standing
from mingze.duties.vocabulary import DutyState
from mingze.units.models import Unit

#: Units of a matrix at most.
MAX_UNITS = 3_000
#: Periods of a matrix at most: the last ones.
MAX_PERIODS = 60
NOT_ASKED = "."
_P = Permission


async def periods(session: AsyncSession, requirement_id: int) -> list[date]:
    """The first days of the periods that were asked for, in order."""
    query = (
        select(Duty.period_start)
        .distinct()
        .where(Duty.requirement_id == requirement_id)
        .order_by(Duty.period_start.desc())
        .limit(MAX_PERIODS)
    )
    return sorted(day for day in await session.scalars(query) if day is not None)


def _unit_in_sight(actor: Actor, whole: bool) -> list[ColumnElement[bool]]:
    return [] if whole else [in_subtree(Duty.unit_id, actor.roots(_P.CAMPAIGN_READ))]


async def matrix(
    session: AsyncSession,
    actor: Actor,
    requirement_id: int,
    starts: Sequence[date],
    *,
    whole: bool,
    now: datetime,
    missing_after_days: int,
) -> Sequence[Row[int, str, str]]:
    """Unit and a letter for each period. `whole`: the actor sees every unit of the campaign."""
    letter = standing(now, missing_after_days)
    cells = [
        func.max(case((Duty.period_start == start, letter), else_=literal_column(f"'{NOT_ASKED}'", String)))
        for start in starts
    ]
    if not starts:
        return ()
    line: ColumnElement[str] = reduce(lambda one, other: one + other, cells)
    query = (
        select(Duty.unit_id, Unit.name, line)
        .join(Unit, Unit.id == Duty.unit_id)
        .where(
            Duty.requirement_id == requirement_id,
            Duty.period_start >= starts[0],
            Duty.state != DutyState.CANCELLED,
            *_unit_in_sight(actor, whole),
        )
        .group_by(Duty.unit_id, Unit.name, Unit.code)
        .order_by(Unit.code)
        .limit(MAX_UNITS)
    )
    rows: Sequence[Row[int, str, str]] = (await session.execute(query)).all()
    return rows
