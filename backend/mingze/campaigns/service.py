"""Loading a campaign for a change, and changing what it says. Never commits."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import queries, rules, sight
from mingze.campaigns.models import Campaign
from mingze.campaigns.recording import record_campaign
from mingze.campaigns.sight import Seen
from mingze.campaigns.vocabulary import CampaignState
from mingze.kit.problems import Conflict, FieldError, Forbidden, Invalid, NotFound, refuse_field


class Expected(Protocol):
    """The version the caller believes to edit."""

    def check(self, version: int) -> None: ...


NOT_MANAGED = "须由组织单位的经办人办理"


async def seen(session: AsyncSession, actor: Actor, campaign_id: int) -> Seen:
    """The campaign in the actor's sight. NotFound out of sight."""
    found = await sight.seen(session, actor, campaign_id)
    if found is None:
        raise NotFound()
    return found


async def managed(
    session: AsyncSession, actor: Actor, campaign_id: int, expected: Expected | None = None
) -> Campaign:
    """A campaign that the actor manages, held. NotFound, Forbidden, or Stale with another version."""
    found = await seen(session, actor, campaign_id)
    if not found.manages:
        raise Forbidden(NOT_MANAGED)
    row = await queries.held(session, campaign_id)
    if row is None:
        raise NotFound()
    if expected is not None:
        expected.check(row.version)
    return row


async def editable(
    session: AsyncSession, actor: Actor, campaign_id: int, expected: Expected | None = None
) -> Campaign:
    """A campaign that the actor may still change."""
    row = await managed(session, actor, campaign_id, expected)
    if reason := rules.edit_not(CampaignState(row.state)):
        raise Conflict(reason)
    return row


async def change(
    session: AsyncSession, actor: Actor, campaign_id: int, expected: Expected, values: Mapping[str, Any]
) -> Campaign:
    """Change what a campaign says; only what is given."""
    row = await editable(session, actor, campaign_id, expected)
    for name in ("title", "aliases", "end_is_soft", "contacts"):
        if name in values and values[name] is None:
            raise refuse_field(f"/body/{name}", "不能清空")
    if values.get("parent_id") is not None and values["parent_id"] != row.parent_id:
        await check_parent(session, actor, row.id, values["parent_id"])
    for name, value in values.items():
        setattr(row, name, value)
    check_days(row)
    if row.state != CampaignState.DRAFT and not row.document_number:
        raise refuse_field("/body/document_number", "已印发的活动须有文号")
    record_campaign(session, actor, row, "change")
    await session.flush()
    return row


def check_days(row: Campaign) -> None:
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise refuse_field("/body/ends_on", "结束日期早于开始日期")


async def check_parent(session: AsyncSession, actor: Actor, campaign_id: int | None, parent_id: int) -> None:
    """The campaign carried out: in sight, and none that carries out this one."""
    if await sight.seen(session, actor, parent_id) is None:
        raise refuse_field("/body/parent_id", "没有这个活动,或不在您的可见范围内")
    if campaign_id is not None and campaign_id in await queries.ancestors_of(session, parent_id):
        raise refuse_field("/body/parent_id", "不能以本活动或其下级活动为上级活动")


async def check_people(session: AsyncSession, account_ids: Mapping[str, int], unit_id: int) -> dict[int, str]:
    """Names of the accounts, each (by its pointer) of a person in use at the unit or below. Invalid otherwise."""
    names = await queries.people_below(session, set(account_ids.values()), (unit_id,))
    _refuse_unknown(account_ids, names, "没有这个人员,或不在本单位范围内")
    return names


async def check_departments(
    session: AsyncSession, unit_ids: Mapping[str, int], unit_id: int
) -> dict[int, str]:
    """Names of the units, each (by its pointer) in use at the unit or below. Invalid otherwise."""
    names = await queries.units_below(session, set(unit_ids.values()), (unit_id,))
    _refuse_unknown(unit_ids, names, "没有这个科室(单位),或不在本单位范围内")
    return names


def _refuse_unknown(ids: Mapping[str, int], known: Mapping[int, str], message: str) -> None:
    unknown = [rules.Fault(pointer, message) for pointer, one in ids.items() if one not in known]
    if unknown:
        raise invalid(message, unknown)


def invalid(detail: str, faults: list[rules.Fault]) -> Invalid:
    return Invalid(detail, errors=field_errors(faults))


def field_errors(faults: list[rules.Fault]) -> list[FieldError]:
    return [FieldError(fault.pointer, fault.message) for fault in faults]
