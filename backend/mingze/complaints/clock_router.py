"""The board of clocks: what is late, what is supervised, what is due soon."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.complaints import clock_queries, clock_views
from mingze.complaints.clock_queries import Show
from mingze.complaints.clock_schemas import ComplaintClockRow
from mingze.kit import clock
from mingze.kit.pages import (
    CursorParam,
    Limit,
    Page,
    broken_cursor,
    capped,
    cut,
    decode_cursor,
    encode_cursor,
    is_id,
    micros,
    moment_of,
)
from mingze.kit.web import Reading

router = APIRouter(tags=["投诉信访 Complaints"])


@router.get("/complaint-clocks", operation_id="listComplaintClocks", summary="投诉信访期限一览")
async def list_complaint_clocks(
    actor: Annotated[Actor, requires(Permission.COMPLAINT_READ)],
    session: Reading,
    show: Annotated[
        Show,
        Query(
            description="late 已逾期,escalated 催办后仍逾期,soon 两日内到期,supervised 督办,waiting 等待工作日历公布"
        ),
    ] = "late",
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[ComplaintClockRow]:
    """本人可见范围内的期限,先到期的在前;不含投诉人信息。"""
    conditions = clock_queries.shown(show, actor, clock.now())
    rows, count = await clock_queries.board(session, conditions, after=_after(cursor), limit=limit + 1)
    page, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[clock_views.board_row(row) for row in page],
        next_cursor=encode_cursor(micros(last["due_at"]), last["id"]) if last else None,
        total=total,
        total_is_capped=is_capped,
    )


def _after(cursor: str | None) -> tuple[datetime | None, int] | None:
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    moment, last = keys
    if not is_id(last):
        raise broken_cursor()
    return moment_of(moment), last
