"""What ties the ledger to a unit: findings it has a part in that are not closed."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.findings.models import Finding, FindingUnit
from mingze.findings.vocabulary import ClosureState
from mingze.units.ties import Tie, register_tie


async def _open(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, int]:
    query = (
        select(FindingUnit.unit_id, func.count(Finding.id.distinct()).label("open"))
        .join(Finding, Finding.id == FindingUnit.finding_id)
        .where(
            FindingUnit.unit_id.in_(unit_ids),
            Finding.voided.is_(False),
            Finding.closure_state != ClosureState.CLOSED,
        )
        .group_by(FindingUnit.unit_id)
    )
    return {row.unit_id: row.open for row in await session.execute(query)}


FINDINGS = Tie("findings", "未办结的问题", _open)


def register() -> None:
    """Make the tie known to `units/`: once, when the program starts."""
    register_tie(FINDINGS)
