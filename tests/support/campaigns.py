"""Campaigns that are under way, put into the database as they stand: for tests of what is done in them."""

from datetime import date

from mingze.campaigns.models import Campaign, CampaignUnit
from mingze.campaigns.vocabulary import CampaignState
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.events import record
from tests.support.region import Region

#: Units that take part where a test names none.
TAKING_PART = ("hospital", "township", "linquan_hospital")


async def running_campaign(
    database: Database,
    region: Region,
    *,
    title: str = "云州市问责年活动",
    office: str = "city",
    units: tuple[str, ...] = TAKING_PART,
    state: CampaignState = CampaignState.ACTIVE,
) -> int:
    """The id of a campaign of `office` in which `units` take part."""
    async with database.writing() as session:
        row = Campaign(
            unit_id=region.units[office],
            title=title,
            aliases=[],
            contacts=[],
            document_number="云卫办〔2026〕27号",
            state=state,
            end_is_soft=False,
            created_by_id=region.accounts["clerk"],
            created_at=clock.now(),
            updated_at=clock.now(),
            issued_at=clock.now(),
        )
        session.add(row)
        await session.flush()
        session.add_all(
            CampaignUnit(
                campaign_id=row.id, unit_id=region.units[unit], by_rule=True, joined_on=date(2026, 1, 1)
            )
            for unit in units
        )
        record(session, action="issue", resource="campaign", resource_id=row.id, actor=None)
        return row.id
