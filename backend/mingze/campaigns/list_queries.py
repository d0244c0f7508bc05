"""Lists of campaigns."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.campaigns.models import Campaign, CampaignUnit, Stage
from mingze.campaigns.sight import office, visible_to
from mingze.campaigns.vocabulary import CampaignState
from mingze.kit.pages import COUNT_CAP
from mingze.units.models import Unit, UnitClosure

_units = (
    select(func.count())
    .where(CampaignUnit.campaign_id == Campaign.id, CampaignUnit.left_on.is_(None))
    .correlate(Campaign)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class CampaignFilter:
    state: CampaignState | None = None
    unit_id: int | None = None
    role: Literal["organising", "taking_part"] | None = None
    q: str | None = None

    def conditions(self, actor: Actor) -> list[ColumnElement[bool]]:
        """What a row must meet, the actor's sight included."""
        found = [visible_to(actor)]
        if self.state is not None:
            found.append(Campaign.state == self.state)
        if self.unit_id is not None:
            below = select(UnitClosure.descendant_id).where(UnitClosure.ancestor_id == self.unit_id)
            found.append(Campaign.unit_id.in_(below))
        if self.role == "organising":
            found.append(office(actor))
        elif self.role == "taking_part":
            found.append(Campaign.id.in_(taking_part(actor)))
        found += [
            or_(
                Campaign.title.contains(word, autoescape=True),
                Campaign.document_number.contains(word, autoescape=True),
            )
            for word in (self.q or "").split()
        ]
        return found


def taking_part(actor: Actor) -> Any:
    """Ids of the campaigns that a unit of the actor takes part in today."""
    return select(CampaignUnit.campaign_id).where(
        CampaignUnit.left_on.is_(None),
        in_subtree(CampaignUnit.unit_id, actor.roots(Permission.CAMPAIGN_READ)),
    )


async def page(
    session: AsyncSession, actor: Actor, wanted: CampaignFilter, *, before: int | None, limit: int
) -> tuple[list[RowMapping], int]:
    """Campaigns in sight, the newest first, and how many there are up to COUNT_CAP."""
    conditions = wanted.conditions(actor)
    parent = Campaign.__table__.alias("parent_campaign")
    whole = office(actor)
    query = (
        select(
            Campaign.id,
            Campaign.version,
            Campaign.title,
            Campaign.document_number,
            Campaign.unit_id,
            Unit.name.label("unit_name"),
            parent.c.id.label("parent_id"),
            Campaign.state,
            Campaign.starts_on,
            Campaign.ends_on,
            Campaign.end_is_soft,
            Campaign.issued_at,
            Campaign.updated_at,
            case((whole, _units), else_=None).label("units_total"),
            case((whole, literal(1)), else_=0).label("sees_all"),
        )
        .join(Unit, Unit.id == Campaign.unit_id)
        .outerjoin(
            parent,
            and_(
                parent.c.id == Campaign.parent_id,
                parent.c.id.in_(select(Campaign.id).where(visible_to(actor)).correlate(None)),
            ),
        )
        .where(*conditions)
    )
    if before is not None:
        query = query.where(Campaign.id < before)
    rows = (await session.execute(query.order_by(Campaign.id.desc()).limit(limit))).mappings().all()
    bounded = select(Campaign.id).where(*conditions).limit(COUNT_CAP).subquery()
    count = await session.scalar(select(func.count()).select_from(bounded))
    return list(rows), count or 0


async def stages_of(session: AsyncSession, campaign_ids: Collection[int]) -> dict[int, Sequence[Any]]:
    """The stages (without sub-stages) of several campaigns, in their order."""
    found: dict[int, list[Any]] = defaultdict(list)
    if campaign_ids:
        query = (
            select(Stage.campaign_id, Stage.id, Stage.name, Stage.mechanism, Stage.starts_on, Stage.ends_on)
            .where(Stage.campaign_id.in_(campaign_ids), Stage.parent_id.is_(None))
            .order_by(Stage.campaign_id, Stage.ordinal)
        )
        for row in await session.execute(query):
            found[row.campaign_id].append(row)
    return dict(found)
