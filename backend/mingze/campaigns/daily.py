"""The calendar of campaigns: every morning stages are opened whose day has come, and closed whose last is past."""

from collections.abc import Mapping
from datetime import time

from mingze.campaigns import queries, stage_service
from mingze.campaigns.vocabulary import CampaignState
from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.worker import Daily, Handler, Running
from mingze.settings import Settings

CALENDAR_JOB = "campaigns.calendar"
#: Just after the day has begun, before what is due on it is told.
DAILY = (Daily(CALENDAR_JOB, time(0, 5)),)


def handlers(_settings: Settings) -> Mapping[str, Handler]:
    """The job of this room by its name."""

    async def calendar(job: Running) -> None:
        await follow_calendars(job.database)

    return {CALENDAR_JOB: calendar}


async def follow_calendars(database: Database) -> None:
    """Bring every active campaign to where the calendar is, each in a transaction of its own: what fails half-way is
    done by the next run, and nothing twice."""
    async with database.reading() as session:
        active = await queries.active(session)
    for campaign_id in active:
        async with database.writing() as session:
            row = await queries.held(session, campaign_id)
            if row is not None and row.state == CampaignState.ACTIVE:
                await stage_service.follow_calendar(session, None, row, clock.today())
