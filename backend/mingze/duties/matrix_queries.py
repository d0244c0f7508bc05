"""Units × periods: how reporting stands, of thousands of duties in one statement. Units follow each other by their
codes, which is the order of the tree."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Row,
    Select,
    String,
    bindparam,
    case,
    func,
    literal_column,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.duties.models import Duty
from mingze.duties.timing import standing_at
from mingze.duties.vocabulary import DutyState
from mingze.kit import reading
from mingze.kit.tables import UtcDateTime
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


async def matrix(
    session: AsyncSession,
    actor: Actor,
    requirement_id: int,
    starts: Sequence[date],
    *,
    whole: bool,
    now: datetime,
    missing_after_days: int,
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Unit and a letter for each period. `whole`: the actor sees every unit of the campaign."""
    if not starts:
        return ()
    query = _statement(len(starts))
    if not whole:
        query = query.where(in_subtree(Duty.unit_id, actor.roots(_P.CAMPAIGN_READ)))
    values = {f"start_{place}": start for place, start in enumerate(starts)}
    return await reading.tuples(
        session,
        query,
        requirement_id=requirement_id,
        moment=now,
        long_ago=now - timedelta(days=missing_after_days),
        **values,
    )


@lru_cache(maxsize=MAX_PERIODS)
def _statement(periods: int) -> Select[int, str, str]:
    """Built once for so many periods: it is long, and to put it together takes longer than to ask it."""
    letter = standing_at(bindparam("moment", type_=UtcDateTime()), bindparam("long_ago", type_=UtcDateTime()))
    starts: list[BindParameter[date]] = [
        bindparam(f"start_{place}", type_=Date()) for place in range(periods)
    ]
    not_asked: ColumnElement[str] = literal_column(f"'{NOT_ASKED}'", String)
    cells = [func.max(case((Duty.period_start == start, letter), else_=not_asked)) for start in starts]
    line: ColumnElement[str] = reduce(lambda one, other: one + other, cells)
    return (
        select(Duty.unit_id, Unit.name, line)
        .join(Unit, Unit.id == Duty.unit_id)
        .where(
            Duty.requirement_id == bindparam("requirement_id"),
            Duty.period_start >= starts[0],
            Duty.state != DutyState.CANCELLED,
        )
        .group_by(Duty.unit_id, Unit.name, Unit.code)
        .order_by(Unit.code)
        .limit(MAX_UNITS)
    )
