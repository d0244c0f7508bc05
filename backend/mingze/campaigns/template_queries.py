"""Every SELECT over templates of campaigns: an office's own, and those of the offices above it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.accounts.models import Account
from mingze.campaigns.models import Campaign, CampaignTemplate
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit, UnitClosure


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Whoever manages campaigns at a unit sees its templates, those above and those below."""
    roots = actor.roots(Permission.CAMPAIGN_MANAGE)
    if not roots:
        return false()
    above = select(UnitClosure.ancestor_id).where(UnitClosure.descendant_id.in_(roots))
    return or_(CampaignTemplate.unit_id.in_(above), in_subtree(CampaignTemplate.unit_id, roots))


def _listed(actor: Actor) -> Any:
    return (
        select(
            *CampaignTemplate.__table__.columns,
            Unit.name.label("unit_name"),
            Account.name.label("created_by_name"),
            in_subtree(CampaignTemplate.unit_id, actor.roots(Permission.CAMPAIGN_MANAGE)).label("kept"),
        )
        .join(Unit, Unit.id == CampaignTemplate.unit_id)
        .join(Account, Account.id == CampaignTemplate.created_by_id)
        .where(visible_to(actor), CampaignTemplate.withdrawn_at.is_(None))
    )


async def page(
    session: AsyncSession, actor: Actor, *, before: int | None, limit: int
) -> tuple[Sequence[RowMapping], int]:
    """Templates in use, the newest first."""
    query = _listed(actor)
    counted = select(func.count()).select_from(query.limit(COUNT_CAP).subquery())
    if before is not None:
        query = query.where(CampaignTemplate.id < before)
    rows = (await session.execute(query.order_by(CampaignTemplate.id.desc()).limit(limit))).mappings().all()
    return rows, await session.scalar(counted) or 0


async def template(session: AsyncSession, actor: Actor, template_id: int) -> RowMapping | None:
    """A template in use and in sight."""
    query = _listed(actor).where(CampaignTemplate.id == template_id)
    found: RowMapping | None = (await session.execute(query)).mappings().one_or_none()
    return found


async def held(session: AsyncSession, template_id: int) -> CampaignTemplate:
    """The row, held until the change is committed. Whether it is in sight was asked before."""
    query = select(CampaignTemplate).where(CampaignTemplate.id == template_id)
    return (await session.scalars(query.with_for_update())).one()


async def names_at(session: AsyncSession, unit_id: int) -> list[str]:
    """Names of the templates in use at the unit itself."""
    query = select(CampaignTemplate.name).where(
        CampaignTemplate.unit_id == unit_id, CampaignTemplate.withdrawn_at.is_(None)
    )
    return list(await session.scalars(query))


async def campaign(session: AsyncSession, campaign_id: int) -> Campaign:
    """The campaign; whether it is in sight was asked before."""
    return (await session.scalars(select(Campaign).where(Campaign.id == campaign_id))).one()
