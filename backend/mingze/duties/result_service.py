"""报送情况: counted by a clerk, published by a leader, withdrawn with a reason. No points, no ranking. Never commits."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.campaigns.sight import Seen
from mingze.duties import queries, rules, telling
from mingze.duties import result_queries as results
from mingze.duties.models import ReportResult
from mingze.duties.service import Expected
from mingze.duties.timing import PUNCTUALITY_OF
from mingze.duties.vocabulary import Punctuality, ResultState
from mingze.kit import clock
from mingze.kit.events import record
from mingze.kit.idempotency import alone
from mingze.kit.problems import Conflict, Forbidden, NotFound, refuse_field


async def draft(
    session: AsyncSession,
    actor: Actor,
    seen: Seen,
    *,
    requirement_id: int,
    period_start: date,
    note: str | None,
    missing_after_days: int,
) -> ReportResult:
    """Count how every unit stands now, for a leader to publish."""
    if await queries.requirement(session, seen.id, requirement_id) is None:
        raise refuse_field("/body/requirement_id", "本专项活动没有这项报送要求")
    await alone(session, f"report_result/{requirement_id}/{period_start}")
    there = await results.open_result(session, requirement_id, period_start)
    if there is not None:
        raise Conflict(
            "该期报送情况已公布,须先撤回" if there is ResultState.PUBLISHED else "该期报送情况已在等待批准"
        )
    snapshot = await _count(session, requirement_id, period_start, missing_after_days)
    result = ReportResult(
        campaign_id=seen.id,
        requirement_id=requirement_id,
        period_start=period_start,
        state=ResultState.DRAFTED,
        snapshot=snapshot,
        note=note,
        drafted_by_id=actor.account_id,
        drafted_at=clock.now(),
    )
    session.add(result)
    await session.flush()
    record(
        session,
        action="draft_result",
        resource="report_result",
        resource_id=result.id,
        actor=actor,
        unit_id=seen.unit_id,
        changes={"state": [None, result.state]},
        note=note,
        counts=snapshot["counts"],
    )
    return result


async def _count(
    session: AsyncSession, requirement_id: int, period_start: date, missing_after_days: int
) -> dict[str, Any]:
    now = clock.now()
    rows = await results.standings(
        session, requirement_id, period_start, now=now, missing_after_days=missing_after_days
    )
    if not rows:
        raise refuse_field("/body/period_start", "该期没有布置过报送")
    units = [
        {
            "unit_id": row["unit_id"],
            "unit_name": row["unit_name"],
            "punctuality": PUNCTUALITY_OF[row["letter"]],
            "submitted_at": row["first_submitted_at"].isoformat() if row["first_submitted_at"] else None,
        }
        for row in rows
    ]
    counted = Counter(unit["punctuality"] for unit in units)
    if counted[Punctuality.NOT_DUE]:
        raise Conflict("报送截止以后才能统计:还有单位没有到期")
    counts: Mapping[str, int] = {kind: counted[kind] for kind in Punctuality}
    return {"units": units, "counts": counts, "at": now.isoformat()}


async def decide(
    session: AsyncSession,
    actor: Actor,
    result_id: int,
    action: str,
    *,
    note: str | None,
    expected: Expected,
) -> None:
    """Publish, refuse or withdraw: another person than who drafted it."""
    row = await results.result(session, actor, result_id)
    if row is None:
        raise NotFound()
    result = await results.locked(session, result_id)
    office = await queries.line(session, row["office_id"])
    if why := rules.who_decides_result_not(actor, office, result.drafted_by_id):
        raise Forbidden(why)
    expected.check(result.version)
    before = ResultState(result.state)
    result.state = rules.RESULTS.step(action, before)
    result.decided_by_id, result.decided_at, result.decision_note = actor.account_id, clock.now(), note
    record(
        session,
        action=action,
        resource="report_result",
        resource_id=result.id,
        actor=actor,
        unit_id=row["office_id"],
        changes={"state": [before, result.state]},
        note=note,
    )
    await session.flush()
    if action == "publish":
        units = [unit["unit_id"] for unit in result.snapshot["units"]]
        await telling.result_published(session, actor, result, units)
