"""Who takes part in a campaign, in statements over all units at once."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, insert, literal, not_, or_, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.campaigns.models import CampaignUnit
from mingze.campaigns.rules import kinds_of
from mingze.campaigns.sight import Seen
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit


async def page(
    session: AsyncSession,
    actor: Actor,
    seen: Seen,
    *,
    within: int | None,
    left: bool | None,
    q: str | None,
    after: int | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    """Participating units by their ids; whoever does not reach the campaign's unit sees only their own."""
    parent = Unit.__table__.alias("parent")
    query = (
        select(
            Unit.id,
            Unit.name,
            Unit.kind,
            parent.c.name.label("parent_name"),
            CampaignUnit.by_rule,
            CampaignUnit.joined_on,
            CampaignUnit.left_on,
        )
        .join(Unit, Unit.id == CampaignUnit.unit_id)
        .outerjoin(parent, parent.c.id == Unit.parent_id)
        .where(CampaignUnit.campaign_id == seen.id)
    )
    if not seen.whole:
        query = query.where(in_subtree(CampaignUnit.unit_id, actor.roots(Permission.CAMPAIGN_READ)))
    if within is not None:
        query = query.where(in_subtree(CampaignUnit.unit_id, (within,)))
    if left is not None:
        query = query.where(CampaignUnit.left_on.is_not(None) if left else CampaignUnit.left_on.is_(None))
    for word in (q or "").split():
        query = query.where(Unit.name.contains(word, autoescape=True))
    counted = select(func.count()).select_from(query.limit(COUNT_CAP).subquery())
    count = await session.scalar(counted) or 0
    if after is not None:
        query = query.where(Unit.id > after)
    rows = await session.execute(query.order_by(Unit.id).limit(limit))
    return list(rows.mappings()), count


def meets(rule: Mapping[str, Any] | None) -> ColumnElement[bool]:
    """Whether the unit in the row takes part by the rule."""
    if rule is None:
        return false()
    return and_(Unit.active, Unit.kind.in_(kinds_of(rule)), in_subtree(Unit.id, rule["under"]))


async def named(session: AsyncSession, campaign_id: int) -> set[int]:
    """Units named by a person that take part."""
    query = select(CampaignUnit.unit_id).where(
        CampaignUnit.campaign_id == campaign_id,
        CampaignUnit.by_rule.is_(False),
        CampaignUnit.left_on.is_(None),
    )
    return set(await session.scalars(query))


async def settle(
    session: AsyncSession,
    campaign_id: int,
    rule: Mapping[str, Any] | None,
    named_ids: Collection[int],
    today: date,
) -> tuple[int, int]:
    """Let those take part who meet the rule or are named, and nobody else; (joined, left). Four statements,
    whatever the number of units. Who left stays on record, and may come back."""
    ours = CampaignUnit.campaign_id == campaign_id
    is_named = Unit.id.in_(named_ids) if named_ids else false()
    wanted = select(Unit.id).where(or_(meets(rule), and_(Unit.active, is_named)))
    by_name = CampaignUnit.unit_id.in_(named_ids) if named_ids else false()
    quick: dict[str, Any] = {"execution_options": {"synchronize_session": False}}
    gone = await session.execute(
        update(CampaignUnit)
        .where(ours, CampaignUnit.left_on.is_(None), CampaignUnit.unit_id.not_in(wanted))
        .values(left_on=today),
        **quick,
    )
    back = await session.execute(
        update(CampaignUnit)
        .where(ours, CampaignUnit.left_on.is_not(None), CampaignUnit.unit_id.in_(wanted))
        .values(left_on=None, joined_on=today),
        **quick,
    )
    there = select(CampaignUnit.unit_id).where(ours)
    new = select(literal(campaign_id), Unit.id, not_(is_named), literal(today)).where(
        Unit.id.in_(wanted), Unit.id.not_in(there)
    )
    added = await session.execute(
        insert(CampaignUnit).from_select(["campaign_id", "unit_id", "by_rule", "joined_on"], new), **quick
    )
    await session.execute(
        update(CampaignUnit).where(ours, CampaignUnit.left_on.is_(None)).values(by_rule=not_(by_name)),
        **quick,
    )
    return back.rowcount + added.rowcount, gone.rowcount  # type: ignore[attr-defined]
