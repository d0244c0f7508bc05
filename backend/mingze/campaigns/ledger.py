"""Findings of campaigns: where one may be registered, and how a campaign is called to who sees it."""

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import detail_queries, queries, sight
from mingze.campaigns.vocabulary import CampaignState
from mingze.campaigns.workflow import EDITABLE
from mingze.findings.campaigns import Campaigns, register_campaigns
from mingze.kit.problems import refuse_field


async def _check(session: AsyncSession, actor: Actor, campaign_id: int, type_id: int | None) -> None:
    seen = await sight.seen(session, actor, campaign_id)
    if seen is None:
        raise refuse_field("/body/campaign_id", "没有这个专项活动,或不在您的可见范围内")
    if seen.state is CampaignState.DRAFT or seen.state not in EDITABLE:
        raise refuse_field("/body/campaign_id", "专项活动尚未印发或已经结束,不能再登记问题")
    if type_id is not None:
        known = {one.id for one in await queries.problem_types(session, campaign_id)}
        if type_id not in known:
            raise refuse_field("/body/problem_type_id", "该活动没有这个问题类型")


async def _types(session: AsyncSession, ids: Collection[int]) -> Mapping[int, str]:
    return {one.id: f"{one.number} {one.title}" for one in await queries.types_of_ids(session, ids)}


LEDGER = Campaigns(check=_check, titles=detail_queries.names_in_sight, types=_types)


def register() -> None:
    """Make campaigns known to the ledger: once, when the program starts."""
    register_campaigns(LEDGER)
