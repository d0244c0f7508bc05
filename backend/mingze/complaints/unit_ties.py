"""What ties complaints to a unit: those that are not over, for which it is the office or which it handles."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.complaints.models import Complaint, ComplaintUnit
from mingze.complaints.workflow import OPEN
from mingze.units.ties import Tie, register_tie


async def _open(session: AsyncSession, unit_ids: Collection[int]) -> Counter[int]:
    answered_for = (
        select(Complaint.office_id, func.count())
        .where(Complaint.office_id.in_(unit_ids), Complaint.state.in_(OPEN))
        .group_by(Complaint.office_id)
    )
    # Where it is the office too, it is counted there.
    handled = (
        select(ComplaintUnit.unit_id, func.count(Complaint.id.distinct()))
        .join(Complaint, Complaint.id == ComplaintUnit.complaint_id)
        .where(
            ComplaintUnit.unit_id.in_(unit_ids),
            ComplaintUnit.unit_id != Complaint.office_id,
            ComplaintUnit.round == Complaint.round,
            ComplaintUnit.withdrawn_at.is_(None),
            Complaint.state.in_(OPEN),
        )
        .group_by(ComplaintUnit.unit_id)
    )
    found: Counter[int] = Counter()
    for query in (answered_for, handled):
        for unit_id, count in await session.execute(query):
            found[unit_id] += count
    return found


COMPLAINTS = Tie("complaints", "未办结的投诉和信访事项", _open)


def register() -> None:
    """Make the tie known to `units/`: once, when the program starts."""
    register_tie(COMPLAINTS)
