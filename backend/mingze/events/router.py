"""The audit trail and its verification, for the auditor."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.events import queries
from mingze.events.checkpoints import ForgedCheckpoint
from mingze.events.schemas import EventActor, EventUnit, EventView, FirstBad, VerificationView
from mingze.events.verification import verify
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.web import Instant, Reading

router = APIRouter(prefix="/events", tags=["事件 Events"])

_Word = Annotated[str | None, Query(max_length=64, pattern=r"^[a-z0-9_.-]+$")]
_Instant = Annotated[Instant | None, Query(description="RFC 3339 时刻,须带时区")]


@router.get("", operation_id="listEvents", summary="审计轨迹(只见字段名)")
async def list_events(
    actor: Annotated[Actor, requires(Permission.EVENT_READ)],
    session: Reading,
    resource: _Word = None,
    resource_id: _Word = None,
    action: _Word = None,
    actor_id: Annotated[int | None, Query(ge=1, le=2**53, description="操作人")] = None,
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其下级的事件")] = None,
    ok: Annotated[bool | None, Query(description="false 只看被拒绝的,true 只看成功的")] = None,
    since: _Instant = None,
    until: _Instant = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[EventView]:
    wanted = queries.TrailFilter(resource, resource_id, action, actor_id, unit_id, since, until, ok)
    rows, count = await queries.trail(
        session, actor.roots(Permission.EVENT_READ), wanted, before=after_id(cursor), limit=limit + 1
    )
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    names = await queries.names_of(session, rows)
    return Page(
        items=[
            EventView.model_validate(
                {**row, "resource_name": names.get((row["resource"], row["resource_id"]))}
            )
            for row in rows
        ],
        next_cursor=next_id(last, "position"),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/actors", operation_id="listEventActors", summary="按姓名查找操作人(用于筛选轨迹)")
async def list_event_actors(
    actor: Annotated[Actor, requires(Permission.EVENT_READ)],
    session: Reading,
    q: Annotated[str | None, Query(max_length=60, description="姓名或用户名中的文字")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[EventActor]:
    """含已停用的账户。"""
    rows, count = await queries.actors(
        session, actor.roots(Permission.EVENT_READ), text=q, after=after_id(cursor), limit=limit + 1
    )
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[EventActor.model_validate(dict(row)) for row in rows],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/units", operation_id="listEventUnits", summary="按名称查找单位(用于筛选轨迹)")
async def list_event_units(
    actor: Annotated[Actor, requires(Permission.EVENT_READ)],
    session: Reading,
    q: Annotated[str | None, Query(max_length=60, description="名称中的文字")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[EventUnit]:
    """含已停用的单位。"""
    rows, count = await queries.units(
        session, actor.roots(Permission.EVENT_READ), text=q, after=after_id(cursor), limit=limit + 1
    )
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[EventUnit.model_validate(dict(row)) for row in rows],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/verification", operation_id="verifyEvents", summary="核对事件链是否完整")
async def verify_events(
    _actor: Annotated[Actor, requires(Permission.EVENT_VERIFY)], session: Reading, request: Request
) -> VerificationView:
    """从第一条核对到最后一条,并与库外签名的检查点比对。"""
    try:
        points = await asyncio.to_thread(request.app.state.checkpoints.read)
    except ForgedCheckpoint as exc:
        return VerificationView(
            ok=False, checked=0, checkpoints=0, first_bad=FirstBad(position=0, reason=str(exc))
        )
    result = await verify(session, points)
    bad = None
    if result.first_bad is not None:
        bad = FirstBad(position=result.first_bad, reason=result.reason or "")
    return VerificationView(ok=result.ok, checked=result.checked, checkpoints=len(points), first_bad=bad)
