"""Deciding who takes part in a campaign. Never commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns import queries, rules, service, units_queries
from mingze.campaigns.bodies import UnitRule
from mingze.campaigns.models import Campaign
from mingze.campaigns.recording import record_campaign
from mingze.kit import clock
from mingze.kit.events import Acting


@dataclass(frozen=True, slots=True)
class Settled:
    joined: int
    left: int
    total: int
    version: int


async def put(
    session: AsyncSession,
    actor: Actor,
    campaign_id: int,
    expected: service.Expected,
    rule: UnitRule | None,
    unit_ids: Sequence[int],
) -> Settled:
    row = await service.editable(session, actor, campaign_id, expected)
    kept = rules.unit_rule(rule.kinds, rule.under) if rule else None
    await check(session, row.unit_id, kept, unit_ids)
    before, row.unit_rule = row.unit_rule, kept
    return await settle(session, actor, row, unit_ids, "set_units", {"unit_rule": [before, kept]})


async def check(
    session: AsyncSession, unit_id: int, rule: Mapping[str, Any] | None, unit_ids: Sequence[int]
) -> None:
    """That the units of the rule and those named lie at or below the campaign's own unit. Invalid otherwise."""
    pointers = {f"/body/unit_ids/{index}": unit for index, unit in enumerate(unit_ids)}
    for index, unit in enumerate(rule["under"] if rule else ()):
        pointers[f"/body/rule/under/{index}"] = unit
    known = await queries.units_below(session, set(pointers.values()), (unit_id,))
    unknown = [
        rules.Fault(pointer, "没有这个单位,已停用,或不在组织单位之下")
        for pointer, unit in pointers.items()
        if unit not in known
    ]
    if unknown:
        raise service.invalid(unknown[0].message, unknown)


async def refresh(session: AsyncSession, actor: Actor, campaign_id: int) -> Settled:
    """Ask the rule anew; those named stay."""
    row = await service.editable(session, actor, campaign_id)
    return await settle(
        session, actor, row, sorted(await units_queries.named(session, row.id)), "refresh_units"
    )


async def settle(
    session: AsyncSession,
    actor: Acting | None,
    row: Campaign,
    unit_ids: Sequence[int],
    action: str,
    changes: Mapping[str, Sequence[Any]] | None = None,
) -> Settled:
    """Who meets the rule of `row` or is named takes part from now on; who does no more leaves."""
    await session.flush()
    joined, left = await units_queries.settle(session, row.id, row.unit_rule, unit_ids, clock.today())
    total = await queries.units_count(session, row.id)
    record_campaign(
        session,
        actor,
        row,
        action,
        changes={**(changes or {}), "participants": [total - joined + left, total]},
        joined=joined,
        left=left,
    )
    await session.flush()
    return Settled(joined, left, total, row.version)
