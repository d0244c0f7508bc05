"""Documents of a campaign: seen by whoever sees the campaign, added by its office."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.attachments.owners import Owned, Owner, register_owner
from mingze.campaigns import detail_queries, queries, rules, service
from mingze.kit.problems import Conflict, Forbidden


async def _adding(session: AsyncSession, actor: Actor, campaign_id: int) -> Owned:
    seen = await service.seen(session, actor, campaign_id)
    if not seen.manages:
        raise Forbidden(service.NOT_MANAGED)
    if reason := rules.edit_not(seen.state):
        raise Conflict(reason)
    return Owned(subject=None, unit_id=seen.unit_id)


CAMPAIGN_OWNER = Owner(visible=detail_queries.is_visible, adding=_adding)


def register() -> None:
    """Make campaigns known to `attachments/`: once, when the program starts."""
    register_owner(queries.CAMPAIGN_FILES, CAMPAIGN_OWNER)
