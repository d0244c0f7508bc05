"""Telling people of campaigns: those who answer for what takes part, and those a task names. Never commits.

Notices hold no case content: they say what happened, and the campaign is opened where it is in sight.
"""

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.campaigns import telling_queries
from mingze.campaigns.models import Campaign
from mingze.campaigns.workflow import RUNNING
from mingze.kit.events import Acting
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell

#: Acts on a campaign that units are told of.
TOLD: Mapping[str, NoticeKind] = {
    "issue": NoticeKind.CAMPAIGN_ISSUED,
    "suspend": NoticeKind.CAMPAIGN_SUSPENDED,
    "resume": NoticeKind.CAMPAIGN_RESUMED,
    "close": NoticeKind.CAMPAIGN_CLOSED,
}


async def acted(session: AsyncSession, actor: Acting, row: Campaign, action: str) -> None:
    """Tell those concerned of an act on the campaign; of its issuing also whom its tasks name."""
    if kind := TOLD.get(action):
        people = await telling_queries.participants(session, row.id, row.unit_id)
        await _tell(session, actor, kind, "campaign", row.id, people)
    if action == "issue":
        await _tell_named(session, actor, row, await telling_queries.named_in_tasks(session, row.id))


async def named(
    session: AsyncSession, actor: Acting, row: Campaign, task_id: int, accounts: Collection[int]
) -> None:
    """Tell people that a task names them, once the campaign is under way."""
    if row.state in RUNNING:
        await _tell(session, actor, NoticeKind.TASK_ASSIGNED, "campaign_task", task_id, accounts)


async def _tell_named(session: AsyncSession, actor: Acting, row: Campaign, tasks: Mapping[int, int]) -> None:
    await tell(
        session,
        [
            Telling(
                account, NoticeKind.TASK_ASSIGNED, "campaign", row.id, count=count, actor_id=actor.account_id
            )
            for account, count in sorted(tasks.items())
            if account != actor.account_id
        ],
    )


async def _tell(
    session: AsyncSession,
    actor: Acting,
    kind: NoticeKind,
    resource: str,
    resource_id: int,
    accounts: Collection[int],
) -> None:
    await tell(
        session,
        [
            Telling(account, kind, resource, resource_id, actor_id=actor.account_id)
            for account in sorted(set(accounts) - {actor.account_id})
        ],
    )
