"""Making a campaign, whole, from one draft. Never commits."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns.draft import CampaignDraft
from mingze.campaigns.models import Campaign


async def create(session: AsyncSession, actor: Actor, *, unit_id: int, draft: CampaignDraft) -> Campaign:
    """Keep `draft` as a campaign in state draft, run by the office of unit `unit_id`, with all it holds.

    Forbidden where CAMPAIGN_MANAGE does not reach the unit, NotFound where it knows no such unit, Invalid where a
    named unit, person or parent campaign is out of reach.
    """
    raise NotImplementedError
