"""What units report regularly. Never commits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import queries, rules, service
from mingze.campaigns.bodies import ReportRequirementChange, ReportRequirementCreate, RequirementPartIn
from mingze.campaigns.models import Campaign, ReportRequirement
from mingze.campaigns.recording import record_campaign, record_part
from mingze.campaigns.vocabulary import Cadence, CampaignState
from mingze.kit import clock
from mingze.kit.problems import Conflict, NotFound, refuse_field

RESOURCE = "report_requirement"


async def add(
    session: AsyncSession, actor: Actor, campaign_id: int, body: ReportRequirementCreate
) -> ReportRequirement:
    row = await service.editable(session, actor, campaign_id)
    if len(await queries.requirements(session, row.id)) >= rules.MAX_REQUIREMENTS:
        raise Conflict(f"一个活动的报送要求至多 {rules.MAX_REQUIREMENTS} 项")
    made = ReportRequirement(
        campaign_id=row.id,
        title=body.title,
        cadence=body.cadence,
        cutoff_day=body.cutoff_day,
        due_day=body.due_day,
        parts=[part.model_dump() for part in body.parts],
        since=body.since or first_day(row),
        until=body.until,
    )
    check(made)
    session.add(made)
    await session.flush()
    changes: dict[str, list[Any]] = {"title": [None, made.title], "cadence": [None, made.cadence]}
    record_part(session, actor, made, "create", resource=RESOURCE, unit_id=row.unit_id, changes=changes)
    record_campaign(session, actor, row, "set_requirements", changes={"requirements": [None, made.title]})
    await session.flush()
    return made


def first_day(row: Campaign) -> date:
    return row.starts_on or clock.today()


def check(row: ReportRequirement) -> None:
    """That days fit the cadence, and codes stand once. Invalid otherwise."""
    if row.cadence == Cadence.WEEKLY:
        for name in ("cutoff_day", "due_day"):
            if (getattr(row, name) or 1) > 7:
                raise refuse_field(f"/body/{name}", "按周报送的,须为 1(星期一)至 7(星期日)")
    if row.until is not None and row.until < row.since:
        raise refuse_field("/body/until", "截止日期早于开始日期")
    parts = [RequirementPartIn.model_validate(part) for part in row.parts]
    codes = [part.code for part in parts]
    fields = [field.code for part in parts for field in part.fields]
    if len(set(codes)) < len(codes):
        raise refuse_field("/body/parts", "部分的代码重复")
    if len(set(fields)) < len(fields):
        raise refuse_field("/body/parts", "数字的代码重复")


async def change(
    session: AsyncSession,
    actor: Actor,
    requirement_id: int,
    expected: service.Expected,
    values: Mapping[str, Any],
    body: ReportRequirementChange,
) -> ReportRequirement:
    made, row = await _editable(session, actor, requirement_id, expected)
    for name in ("title", "cadence", "due_day", "parts", "since"):
        if name in values and values[name] is None:
            raise refuse_field(f"/body/{name}", "不能清空")
    if row.state != CampaignState.DRAFT:
        _refuse_rewriting(made, values)
    for name in values:
        setattr(made, name, values[name] if name == "parts" else getattr(body, name))
    check(made)
    record_part(session, actor, made, "change", resource=RESOURCE, unit_id=row.unit_id)
    await session.flush()
    return made


def _refuse_rewriting(made: ReportRequirement, values: Mapping[str, Any]) -> None:
    """Units report by what was issued: what they sent is kept under these periods, parts and codes. Invalid where
    it would be found no more."""
    if values.get("cadence", made.cadence) != made.cadence:
        message = "活动已印发,报送周期不能再变;请为本项填写截止的日期,另立一项报送要求"
        raise refuse_field("/body/cadence", message)
    if "parts" in values and (gone := _places(made.parts) - _places(values["parts"])):
        message = f"活动已印发,只能增加部分和数字,不能删除或移走:{'、'.join(sorted(gone))}"
        raise refuse_field("/body/parts", message)


def _places(parts: Sequence[Mapping[str, Any]]) -> set[str]:
    """The codes of parts, and of their numbers with the part."""
    return {part["code"] for part in parts} | {
        f"{part['code']}/{field['code']}" for part in parts for field in part.get("fields", ())
    }


async def remove(
    session: AsyncSession, actor: Actor, requirement_id: int, expected: service.Expected
) -> None:
    made, row = await _editable(session, actor, requirement_id, expected)
    if row.state != CampaignState.DRAFT:
        raise Conflict("活动已印发,报送要求不能删除,请填写截止的日期")
    changes: dict[str, list[Any]] = {"title": [made.title, None]}
    record_part(session, actor, made, "remove", resource=RESOURCE, unit_id=row.unit_id, changes=changes)
    await session.delete(made)
    await session.flush()


async def _editable(
    session: AsyncSession, actor: Actor, requirement_id: int, expected: service.Expected
) -> tuple[ReportRequirement, Campaign]:
    made = await queries.requirement(session, requirement_id)
    if made is None:
        raise NotFound()
    row = await service.managed(session, actor, made.campaign_id)
    expected.check(made.version)
    if reason := rules.edit_not(CampaignState(row.state)):
        raise Conflict(reason)
    return made, row


async def shown(session: AsyncSession, actor: Actor, requirement_id: int) -> ReportRequirement:
    made = await queries.requirement(session, requirement_id)
    if made is None:
        raise NotFound()
    await service.seen(session, actor, made.campaign_id)
    return made
