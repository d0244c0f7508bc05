"""What is looked up to make a campaign of an imported plan."""

from collections.abc import Collection

from sqlalchemy import case, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns.models import Campaign
from mingze.campaigns.sight import visible_to
from mingze.campaigns.vocabulary import CampaignState
from mingze.units.models import Unit
from mingze.units.rules import UnitKind

_MOST_PARENTS = 5


async def departments_of(session: AsyncSession, unit_id: int) -> dict[str, list[int]]:
    """Ids of the departments in use of a unit by their names; of a department: of the unit it belongs to."""
    of_unit = select(case((Unit.kind == UnitKind.DEPARTMENT, Unit.parent_id), else_=Unit.id)).where(
        Unit.id == unit_id
    )
    query = select(Unit.name, Unit.id).where(
        Unit.kind == UnitKind.DEPARTMENT, Unit.active, Unit.parent_id == of_unit.scalar_subquery()
    )
    found: dict[str, list[int]] = {}
    for name, department in await session.execute(query.order_by(Unit.id)):
        found.setdefault(name, []).append(department)
    return found


async def named(session: AsyncSession, actor: Actor, title: str) -> list[int]:
    """Campaigns in sight that bear this name."""
    query = select(Campaign.id).where(
        Campaign.title == title, Campaign.state != CampaignState.CANCELLED, visible_to(actor)
    )
    return list(await session.scalars(query.order_by(Campaign.id).limit(_MOST_PARENTS)))


async def read_from(
    session: AsyncSession, actor: Actor, draft_ids: Collection[int]
) -> dict[int, tuple[int, str]]:
    """The campaigns in sight that were read from these drafts: id and title by the draft."""
    query = select(Campaign.import_draft_id, Campaign.id, Campaign.title).where(
        Campaign.import_draft_id.in_(draft_ids), visible_to(actor)
    )
    rows = await session.execute(query)
    return {draft: (found, title) for draft, found, title in rows if draft is not None}


async def is_taken(session: AsyncSession, draft_id: int) -> bool:
    """Whether any campaign was read from this draft."""
    query = select(Campaign.id).where(Campaign.import_draft_id == draft_id)
    return await session.scalar(query) is not None
