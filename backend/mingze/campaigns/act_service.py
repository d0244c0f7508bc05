"""Moving a campaign from issuing to the archive. Never commits."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import queries, rules, service, stage_service, telling, units_queries, units_service
from mingze.campaigns.models import Campaign
from mingze.campaigns.recording import record_campaign
from mingze.campaigns.rules import Fault, IssueFacts
from mingze.campaigns.vocabulary import CampaignState
from mingze.campaigns.workflow import CAMPAIGN, NEEDS_REASON
from mingze.kit import clock
from mingze.kit.problems import Conflict, refuse_field


async def act(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    action: str,
    expected: service.Expected,
    reason: str | None,
) -> Campaign:
    """Do one of the moves of the workflow; Conflict, naming every lack, where a guard refuses."""
    row = await service.managed(session, actor, campaign_id, expected)
    target = CAMPAIGN.step(action, CampaignState(row.state))
    if action in NEEDS_REASON and not reason:
        raise refuse_field("/body/reason", "须写明原因")
    if action == "issue":
        await _ready(session, actor, row)
    elif action == "summarise":
        _refuse(
            "还有阶段尚未结束", rules.summarise_not(queries.days_of(await queries.stages(session, row.id)))
        )
    elif action == "suspend":
        row.suspended_from = CampaignState(row.state)
    elif action == "resume":
        target, row.suspended_from = CampaignState(row.suspended_from or target), None
    row.state, row.state_reason = target, reason
    if action == "issue":
        row.issued_at = clock.now()
    elif action == "close":
        row.closed_at = clock.now()
    record_campaign(session, actor, row, action, note=reason)
    await session.flush()
    await telling.acted(session, actor, row, action)
    if action in {"issue", "resume"} and target is CampaignState.ACTIVE:
        await stage_service.follow_calendar(session, actor, row, clock.today())
    return row


async def _ready(session: AsyncSession, actor: Actor, row: Campaign) -> None:
    """Ask the rule of participation once more, and refuse where anything is lacking."""
    if row.unit_rule is not None:
        named = sorted(await units_queries.named(session, row.id))
        await units_service.settle(session, actor, row, named, "refresh_units")
    _refuse("还不能印发", await lacks(session, row))


async def lacks(session: AsyncSession, row: Campaign) -> list[Fault]:
    """Everything that stands in the way of issuing."""
    return rules.issue_lacks(
        IssueFacts(
            document_number=row.document_number,
            stages=queries.days_of(await queries.stages(session, row.id)),
            tasks=await queries.task_facts(session, row.id),
            units=await queries.units_count(session, row.id),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            end_is_soft=row.end_is_soft,
        )
    )


def _refuse(what: str, faults: list[Fault]) -> None:
    if faults:
        problem = Conflict(
            f"{what}:{';'.join(fault.message for fault in faults[:3])}" + ("等" if len(faults) > 3 else "")
        )
        problem.errors = tuple(service.field_errors(faults))
        raise problem
