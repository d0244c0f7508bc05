"""Every SELECT over time limits of offices and the working calendar."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.timelimits.calendar import Day, WorkCalendar
from mingze.timelimits.models import TimeLimitVersion, WorkCalendarDay, WorkCalendarYear
from mingze.units.models import Unit, UnitClosure

_P = Permission
#: Versions of one rule that are shown: a history, not an archive.
MAX_VERSIONS = 500


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Who reads time limits sees those of the units above, which apply, and those below."""
    roots = actor.roots(_P.TIME_LIMIT_READ)
    if not roots:
        return false()
    above = select(UnitClosure.ancestor_id).where(UnitClosure.descendant_id.in_(roots))
    return or_(TimeLimitVersion.unit_id.in_(above), in_subtree(TimeLimitVersion.unit_id, roots))


async def versions(session: AsyncSession, actor: Actor, code: str) -> Sequence[RowMapping]:
    """The local versions of a rule in sight, the newest in force first."""
    query = (
        select(
            *TimeLimitVersion.__table__.columns,
            Unit.name.label("unit_name"),
            Account.name.label("created_by_name"),
            in_subtree(TimeLimitVersion.unit_id, actor.roots(_P.TIME_LIMIT_MANAGE)).label("kept"),
        )
        .join(Unit, Unit.id == TimeLimitVersion.unit_id)
        .join(Account, Account.id == TimeLimitVersion.created_by_id)
        .where(visible_to(actor), TimeLimitVersion.code == code)
        .order_by(TimeLimitVersion.effective_from.desc(), TimeLimitVersion.id.desc())
        .limit(MAX_VERSIONS)
    )
    return (await session.execute(query)).mappings().all()


async def version(session: AsyncSession, actor: Actor, code: str, version_id: int) -> TimeLimitVersion | None:
    """A version in sight, held until the change is committed."""
    query = select(TimeLimitVersion).where(
        TimeLimitVersion.id == version_id, TimeLimitVersion.code == code, visible_to(actor)
    )
    return (await session.scalars(query.with_for_update())).one_or_none()


async def applying(
    session: AsyncSession,
    unit_id: int,
    day: date,
    codes: Collection[str] | None = None,
    entered_by: datetime | None = None,
) -> dict[str, list[TimeLimitVersion]]:
    """By code, the versions of a unit and those above it that are in force that day, the uppermost first.

    `entered_by`: only those entered before this instant.
    """
    query = (
        select(TimeLimitVersion)
        .join(UnitClosure, UnitClosure.ancestor_id == TimeLimitVersion.unit_id)
        .where(
            UnitClosure.descendant_id == unit_id,
            TimeLimitVersion.effective_from <= day,
            or_(TimeLimitVersion.effective_to.is_(None), TimeLimitVersion.effective_to >= day),
        )
        .order_by(UnitClosure.depth.desc(), TimeLimitVersion.id)
    )
    if codes is not None:
        query = query.where(TimeLimitVersion.code.in_(codes))
    if entered_by is not None:
        query = query.where(TimeLimitVersion.created_at < entered_by)
    found: dict[str, list[TimeLimitVersion]] = {}
    for row in await session.scalars(query):
        found.setdefault(row.code, []).append(row)
    return found


async def of_unit(session: AsyncSession, code: str, unit_id: int) -> Sequence[TimeLimitVersion]:
    """The versions of a rule that a unit itself entered."""
    query = select(TimeLimitVersion).where(TimeLimitVersion.code == code, TimeLimitVersion.unit_id == unit_id)
    return (await session.scalars(query)).all()


async def parent_of(session: AsyncSession, unit_id: int) -> int | None:
    found: int | None = await session.scalar(select(Unit.parent_id).where(Unit.id == unit_id))
    return found


async def unit_name(session: AsyncSession, unit_id: int) -> str:
    return await session.scalar(select(Unit.name).where(Unit.id == unit_id)) or ""


async def holds_the_top(session: AsyncSession, roots: Collection[int]) -> bool:
    """Whether one of `roots` stands at the top of the tree: what holds for all is kept there."""
    query = select(Unit.id).where(Unit.id.in_(roots), Unit.parent_id.is_(None))
    return bool(roots) and await session.scalar(query.limit(1)) is not None


async def work_calendar(session: AsyncSession) -> WorkCalendar:
    """The working calendar as it stands: the library's years with what was entered."""
    years = set(await session.scalars(select(WorkCalendarYear.year)))
    if not years:
        return WorkCalendar()
    rows = await session.scalars(select(WorkCalendarDay))
    return WorkCalendar(years, {row.day: Day(row.day, row.is_workday, row.note) for row in rows})


async def year(session: AsyncSession, number: int, *, held: bool = False) -> WorkCalendarYear | None:
    query = select(WorkCalendarYear).where(WorkCalendarYear.year == number)
    if held:
        query = query.with_for_update()
    return (await session.scalars(query)).one_or_none()


async def days(session: AsyncSession, number: int) -> Sequence[WorkCalendarDay]:
    """What was entered of a year, in its order."""
    query = select(WorkCalendarDay).where(WorkCalendarDay.year == number).order_by(WorkCalendarDay.day)
    return (await session.scalars(query)).all()
