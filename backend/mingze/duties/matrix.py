"""The matrix of units and periods, put together from one statement."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns.sight import Seen
from mingze.duties import matrix_queries, queries
from mingze.duties.creating import period_of
from mingze.duties.deadlines import Deadlines
from mingze.duties.rules import last_day
from mingze.duties.schemas import MatrixPeriod, MatrixRow, ReportMatrix
from mingze.duties.timing import PUNCTUALITY_OF
from mingze.kit import clock
from mingze.kit.problems import NotFound
from mingze.settings import Settings


async def matrix_of(
    session: AsyncSession, actor: Actor, seen: Seen, requirement_id: int | None, settings: Settings
) -> ReportMatrix:
    """NotFound where the campaign has no such requirement."""
    requirement = await queries.requirement(session, seen.id, requirement_id)
    if requirement is None:
        raise NotFound("本专项活动没有这项报送要求")
    starts = await matrix_queries.periods(session, requirement.id)
    rows = await matrix_queries.matrix(
        session,
        actor,
        requirement.id,
        starts,
        whole=seen.whole,
        now=clock.now(),
        missing_after_days=settings.missing_after_days,
    )
    cells = "".join(row[2] for row in rows)
    deadlines = await Deadlines.known(session, settings)
    return ReportMatrix(
        requirement_id=requirement.id,
        title=requirement.title,
        periods=[
            MatrixPeriod(
                start=period.start,
                end=period.end,
                label=period.label,
                due_on=last_day(deadlines.end_of(period.due_on)),
            )
            for period in (period_of(requirement, start) for start in starts)
        ],
        rows=[MatrixRow(unit_id=unit, unit_name=name, cells=line) for unit, name, line in rows],
        counts={kind: cells.count(letter) for letter, kind in PUNCTUALITY_OF.items()},
    )
