"""今日待办, requests and decisions, inspections, tags."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Request, Response
from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings import (
    campaigns,
    desk_queries,
    detail_queries,
    list_queries,
    request_service,
    tag_service,
)
from mingze.findings.bodies import DecisionBody, RequestCreate, TagChange, TagCreate
from mingze.findings.dependencies import Reader, shaper
from mingze.findings.schemas import (
    Bucket,
    InspectionDetail,
    InspectionTotals,
    InspectionView,
    Ref,
    RequestView,
    TagView,
    Today,
    UnitFigures,
    WaitingForMe,
    WaitingGroup,
)
from mingze.findings.scope import in_sight
from mingze.findings.views import Shaper
from mingze.findings.vocabulary import WAITINGS, Waiting
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag

router = APIRouter()
today_router = APIRouter(tags=["今日待办 Today"])
request_router = APIRouter(tags=["申请与审批 Requests"])
inspection_router = APIRouter(prefix="/inspections", tags=["巡察 Inspections"])
tag_router = APIRouter(prefix="/tags", tags=["标签 Tags"])

Asker = Annotated[Actor, requires(Permission.EXTENSION_ASK, Permission.EXCEPTION_ASK, Permission.CHANGE_ASK)]
Decider = Annotated[
    Actor, requires(Permission.EXTENSION_DECIDE, Permission.EXCEPTION_DECIDE, Permission.CHANGE_DECIDE)
]
LedgerReader = Annotated[Actor, requires(Permission.FINDING_READ)]
TagKeeper = Annotated[Actor, requires(Permission.TAG_MANAGE)]
TagReader = Annotated[
    Actor, requires(Permission.FINDING_READ, Permission.FINDING_REGISTER, Permission.TAG_MANAGE)
]

#: Rows shown of each bunch on the morning page.
SHOWN = 20


# --- 今日待办 ------------------------------------------------------------------------------------------------


@today_router.get("/today", operation_id="getToday", summary="今日待办")
async def get_today(actor: Reader, session: Reading, request: Request) -> Today:
    """逾期、七日内到期、被催办、等我办理的,以及下级单位的情况。"""
    shape = shaper(request, actor)
    seen = await in_sight(session, actor)
    week = desk_queries.due_within(shape.today, shape.today + timedelta(days=6))
    groups = []
    for kind in Waiting:
        bucket = await _bucket(session, shape, desk_queries.waiting(kind, actor), seen)
        if bucket.count:
            groups.append(WaitingGroup(kind=kind, label=WAITINGS[kind], **bucket.model_dump()))
    roots = actor.roots(Permission.FINDING_READ)
    figures = await desk_queries.by_unit(session, roots, shape.today, shape.light_days) if roots else []
    return Today(
        today=shape.today,
        overdue=await _bucket(session, shape, desk_queries.overdue(shape.today), seen),
        due_this_week=await _bucket(session, shape, week, seen),
        urged=await _bucket(session, shape, desk_queries.urged(), seen),
        waiting_for_me=WaitingForMe(count=sum(group.count for group in groups), groups=groups),
        by_unit=[
            UnitFigures.model_validate({**row, "unit": _unit(row["id"], row["name"])}) for row in figures
        ],
    )


async def _bucket(session: AsyncSession, shape: Shaper, *conditions: ColumnElement[bool]) -> Bucket:
    rows, total = await list_queries.page(session, conditions, sort="due_on", after=None, limit=SHOWN)
    count, is_capped = capped(total)
    units = await list_queries.units_of(session, [row["id"] for row in rows])
    titles = await campaigns.titles_of(session, shape.actor, rows)
    return Bucket(count=count, count_is_capped=is_capped, items=shape.summaries(rows, units, titles))


def _unit(unit_id: int, name: str) -> Ref:
    return Ref(id=unit_id, name=name)


# --- requests and decisions --------------------------------------------------------------------------------------


@request_router.post(
    "/findings/{finding_id}/requests",
    status_code=201,
    operation_id="askForDecision",
    summary="提出申请:延期、阶段性完成、长期坚持、待外部条件、重新打开、更正、作废",
)
async def ask_for_decision(
    actor: Asker,
    finding_id: Id,
    body: RequestCreate,
    session: Writing,
    request: Request,
    key: IdempotencyKey = None,
) -> RequestView:
    """申请与审批总是两个人。延期须在到期前申请。"""
    operation = f"askForDecision/{finding_id}"
    request_id = await once(session, actor, operation, key, body)
    if request_id is None:
        payload = body.model_dump(mode="json", include={"until", "trigger"}, exclude_none=True)
        if body.changes is not None:
            payload["changes"] = body.changes.model_dump(mode="json", exclude_unset=True)
        _, made = await request_service.ask(session, actor, finding_id, body.kind, body.reason, payload)
        request_id = await once.done(session, actor, operation, key, body, made.id)
    return await _request_view(session, actor, finding_id, request_id, request)


@request_router.post("/requests/{request_id}/decision", operation_id="decideRequest", summary="审批一项申请")
async def decide_request(
    actor: Decider, request_id: Id, body: DecisionBody, session: Writing, request: Request
) -> RequestView:
    """同意即办:改期限、改状态、更正、作废等随审批生效。不同意须写理由。"""
    done, _ = await request_service.decide(session, actor, request_id, approve=body.approve, note=body.note)
    return await _request_view(session, actor, done.row.id, request_id, request)


async def _request_view(
    session: AsyncSession, actor: Actor, finding_id: int, request_id: int, request: Request
) -> RequestView:
    whole = await detail_queries.whole(session, actor, finding_id)
    if whole is None:
        raise NotFound()
    return shaper(request, actor).request(whole, request_id)


# --- inspections ---------------------------------------------------------------------------------------------------


@inspection_router.get("", operation_id="listInspections", summary="巡察列表")
async def list_inspections(
    actor: LedgerReader, session: Reading, limit: Limit = 50, cursor: CursorParam = None
) -> Page[InspectionView]:
    rows, count = await desk_queries.inspections(session, actor, before=after_id(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[
            InspectionView.model_validate({**row, "unit": _unit(row["unit_id"], row["unit_name"])})
            for row in rows
        ],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@inspection_router.get("/{inspection_id}", operation_id="getInspection", summary="一次巡察及其整改统计")
async def get_inspection(
    actor: LedgerReader, inspection_id: Id, session: Reading, request: Request, response: Response
) -> InspectionDetail:
    row = await desk_queries.inspection(session, actor, inspection_id)
    if row is None:
        raise NotFound()
    today = shaper(request, actor).today
    figures = await desk_queries.inspection_totals(session, actor, inspection_id, today)
    response.headers["ETag"] = etag(row["version"])
    return InspectionDetail.model_validate(
        {
            **row,
            "unit": _unit(row["unit_id"], row["unit_name"]),
            "totals": InspectionTotals.model_validate(figures),
        }
    )


# --- tags ------------------------------------------------------------------------------------------------------------


@tag_router.get("", operation_id="listTags", summary="标签字典")
async def list_tags(
    _actor: TagReader, session: Reading, limit: Limit = 200, cursor: CursorParam = None
) -> Page[TagView]:
    rows, total = await desk_queries.tags(session, after=after_id(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    items = [TagView.model_validate(dict(row)) for row in rows]
    return Page(items=items, next_cursor=next_id(last), total=total)


@tag_router.post("", status_code=201, operation_id="createTag", summary="新增标签")
async def create_tag(
    actor: TagKeeper, body: TagCreate, session: Writing, response: Response, key: IdempotencyKey = None
) -> TagView:
    tag_id = await once(session, actor, "createTag", key, body)
    if tag_id is None:
        made = await tag_service.create_tag(session, actor, body.name)
        tag_id = await once.done(session, actor, "createTag", key, body, made.id)
    tag = await desk_queries.tag(session, tag_id)
    if tag is None:
        raise NotFound()
    response.headers["ETag"] = etag(tag.version)
    return TagView.model_validate(tag)


@tag_router.patch("/{tag_id}", operation_id="changeTag", summary="修改、停用或恢复标签")
async def change_tag(
    actor: TagKeeper, tag_id: Id, body: TagChange, session: Writing, expected: IfMatch, response: Response
) -> TagView:
    tag = await tag_service.change_tag(session, actor, tag_id, expected, body.name, body.active)
    response.headers["ETag"] = etag(tag.version)
    return TagView.model_validate(tag)


for _part in (today_router, request_router, inspection_router, tag_router):
    router.include_router(_part)
