"""Stages opened, closed and moved: by a person with a reason, or by the calendar. Never commits."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import queries, rules, service
from mingze.campaigns.models import Campaign, Stage
from mingze.campaigns.recording import record_campaign, record_part
from mingze.campaigns.vocabulary import CampaignState, StageState
from mingze.campaigns.workflow import STAGE
from mingze.kit import clock
from mingze.kit.events import Acting
from mingze.kit.problems import Conflict, NotFound, refuse_field

RESOURCE = "campaign_stage"


async def open_stage(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    stage_id: int,
    expected: service.Expected,
    reason: str,
) -> Campaign:
    """Open a stage, before its day or once more after it was closed."""
    return await _act(session, actor, campaign_id, stage_id, expected, "open", reason)


async def close_stage(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    stage_id: int,
    expected: service.Expected,
    reason: str,
) -> Campaign:
    return await _act(session, actor, campaign_id, stage_id, expected, "close", reason)


async def _act(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    stage_id: int,
    expected: service.Expected,
    action: str,
    reason: str,
) -> Campaign:
    row, stage, _ = await _running(session, actor, campaign_id, stage_id, expected)
    state = STAGE.step(action, StageState(stage.state))
    step(session, actor, row, stage, action, state, reason)
    row.updated_at = clock.now()
    await session.flush()
    return row


def step(
    session: AsyncSession,
    actor: Acting | None,
    row: Campaign,
    stage: Stage,
    action: str,
    state: StageState,
    reason: str | None,
) -> None:
    """Bring a stage into `state` and record it; `actor` None: the calendar did it."""
    again = action == "open" and stage.state == StageState.CLOSED
    stage.state, stage.note = state, reason
    if state is StageState.OPEN:
        stage.opened_at, stage.closed_at = clock.now(), None
    else:
        stage.closed_at = clock.now()
    name = "reopen" if again else action
    record_part(session, actor, stage, name, resource=RESOURCE, unit_id=row.unit_id, note=reason)


async def _running(
    session: AsyncSession, actor: Actor, campaign_id: int, stage_id: int, expected: service.Expected
) -> tuple[Campaign, Stage, list[Stage]]:
    """A stage of an active campaign, with its neighbours."""
    row = await service.managed(session, actor, campaign_id)
    stages = await queries.stages(session, row.id)
    stage = next((one for one in stages if one.id == stage_id), None)
    if stage is None:
        raise NotFound()
    expected.check(row.version)
    if row.state != CampaignState.ACTIVE:
        raise Conflict("只有进行中的活动才能开始、结束或调整阶段")
    return row, stage, stages


async def move_stage(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    stage_id: int,
    expected: service.Expected,
    starts_on: date | None,
    ends_on: date | None,
    reason: str,
) -> Campaign:
    """Give a stage other days; neighbours follow, and what is over stays as it was."""
    row, stage, stages = await _running(session, actor, campaign_id, stage_id, expected)
    STAGE.step("move", StageState(stage.state))
    if starts_on is None and ends_on is None:
        raise refuse_field("/body/ends_on", "须填开始日期或结束日期")
    moved = rules.move_stage(queries.days_of(stages), str(stage_id), starts_on, ends_on)
    _refuse_faults(moved, stages, row)
    await _apply(session, actor, row, stage, stages, moved, reason)
    await session.flush()
    return row


def _refuse_faults(moved: Sequence[rules.StageDays], stages: Sequence[Stage], row: Campaign) -> None:
    soft = None if row.end_is_soft else row.ends_on
    if faults := rules.stage_faults(moved, row.starts_on, soft):
        raise service.invalid(f"阶段的日期不能这样调整:{faults[0].message}", faults)
    before = {str(one.id): one for one in stages}
    for one in moved:
        old = before[one.key]
        if one.state is StageState.CLOSED and (one.starts_on, one.ends_on) != (old.starts_on, old.ends_on):
            message = f"相邻的阶段“{one.name}”已经结束,日期不能再变"
            raise service.invalid(message, [rules.Fault(f"/stages/{one.key}", message)])


async def _apply(
    session: AsyncSession,
    actor: Actor,
    row: Campaign,
    stage: Stage,
    stages: Sequence[Stage],
    moved: Sequence[rules.StageDays],
    reason: str,
) -> None:
    days = {one.key: one for top in moved for one in (top, *top.stages)}
    for one in stages:
        new = days[str(one.id)]
        if (one.starts_on, one.ends_on) == (new.starts_on, new.ends_on):
            continue
        one.starts_on, one.ends_on = new.starts_on, new.ends_on
        if one is stage:
            one.note = reason
        record_part(session, actor, one, "move", resource=RESOURCE, unit_id=row.unit_id, note=reason)
    row.updated_at = clock.now()


async def follow_calendar(
    session: AsyncSession, actor: Acting | None, campaign: Campaign, today: date
) -> int:
    """Open and close the stages of an active campaign whose day has come; how many acts that took. `actor`: whose
    act brought it about (issuing, resuming); None: the day did."""
    acts = 0
    for stage in await queries.stages(session, campaign.id):
        opened_on = stage.opened_at.astimezone(clock.SHANGHAI).date() if stage.opened_at else None
        for action in rules.due_stage_acts(
            StageState(stage.state), stage.starts_on, stage.ends_on, opened_on, today
        ):
            target = STAGE.step(action, StageState(stage.state))
            step(session, actor, campaign, stage, action, target, None)
            await session.flush()
            acts += 1
    if acts:
        record_campaign(session, actor, campaign, "follow_calendar", acts=acts)
        await session.flush()
    return acts
