"""What is asked follows the campaign: issued, resumed, joined by units, its days moved. Listens to the events of
`campaigns/`, which know nothing of duties, in the transaction of the act."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.campaigns.models import Campaign
from mingze.duties import telling
from mingze.duties.creating import ask_of
from mingze.duties.deadlines import Deadlines
from mingze.kit.events import Acting, Pending, listen
from mingze.settings import Settings

_RESOURCES = ("campaign", "campaign_stage", "report_requirement")


async def follow(session: AsyncSession, events: Sequence[Pending]) -> None:
    by: dict[int, int | None] = {}
    for event in events:
        campaign = event.resource_id if event.resource == "campaign" else event.extra.get("campaign_id")
        by.setdefault(int(str(campaign)), event.actor_id)
    deadlines = await Deadlines.known(session, session.info.get("settings") or Settings())
    for campaign_id in sorted(by):
        await keep_up(session, campaign_id, deadlines, by[campaign_id])


async def keep_up(
    session: AsyncSession, campaign_id: int, deadlines: Deadlines, actor_id: int | None
) -> None:
    """Ask what is to be asked today, and tell the units."""
    campaign = await session.scalar(select(Campaign).where(Campaign.id == campaign_id))
    if campaign is None:
        return
    done = await ask_of(session, campaign, deadlines, _By(actor_id) if actor_id is not None else None)
    await telling.asked(session, done.asked, actor_id)


class _By(Acting):
    """Whoever did what is followed here."""

    def __init__(self, account_id: int) -> None:
        self._account_id = account_id

    @property
    def account_id(self) -> int:
        return self._account_id


for _resource in _RESOURCES:
    listen(_resource, follow)
