"""Every SELECT over findings that complaints became or joined."""

from collections.abc import Collection

from sqlalchemy import false, func, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.complaints.models import ComplaintFinding
from mingze.findings.models import Finding, FindingUnit
from mingze.findings.scope import visible_to
from mingze.findings.vocabulary import Part


async def linked(session: AsyncSession, actor: Actor, complaint_id: int) -> list[RowMapping]:
    """Findings of a complaint, the latest first, and whether the actor may open them in the ledger."""
    query = (
        select(
            Finding.id,
            Finding.code,
            Finding.problem,
            Finding.work_state,
            Finding.closure_state,
            Finding.published_status,
            Finding.due_on,
            Finding.voided,
            ComplaintFinding.linked_at,
            func.coalesce(visible_to(actor), false()).label("in_sight"),
        )
        .join(ComplaintFinding, ComplaintFinding.finding_id == Finding.id)
        .where(ComplaintFinding.complaint_id == complaint_id)
        .order_by(Finding.id.desc())
    )
    return list((await session.execute(query)).mappings())


async def in_sight(session: AsyncSession, actor: Actor, finding_id: int) -> bool:
    query = select(Finding.id).where(Finding.id == finding_id, visible_to(actor), Finding.voided.is_(False))
    return await session.scalar(query) is not None


async def answering(session: AsyncSession, finding_id: int) -> list[int]:
    """The units that answer for the finding."""
    query = select(FindingUnit.unit_id).where(
        FindingUnit.finding_id == finding_id, FindingUnit.part == Part.ANSWERING
    )
    return list(await session.scalars(query.order_by(FindingUnit.unit_id)))


async def is_linked(session: AsyncSession, complaint_id: int, finding_id: int) -> bool:
    return await session.get(ComplaintFinding, (complaint_id, finding_id)) is not None


async def complaints_of(session: AsyncSession, finding_ids: Collection[int]) -> dict[int, list[int]]:
    """Finding → the complaints that became or joined it."""
    query = (
        select(ComplaintFinding.finding_id, ComplaintFinding.complaint_id)
        .where(ComplaintFinding.finding_id.in_(finding_ids))
        .order_by(ComplaintFinding.complaint_id)
    )
    found: dict[int, list[int]] = {}
    for one in await session.execute(query):
        found.setdefault(one.finding_id, []).append(one.complaint_id)
    return found
