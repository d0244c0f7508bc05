"""The ledger: lists, one finding with its time line, registering."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.events import queries as events
from mingze.events.schemas import HappeningView
from mingze.findings import (
    alike_service,
    campaigns,
    desk_queries,
    detail_queries,
    entry_service,
    handover,
    list_queries,
    owners,
    queries,
    unit_ties,
)
from mingze.findings.action_router import router as action_router
from mingze.findings.bodies import FindingCreate
from mingze.findings.dependencies import Filter, Reader, after_of, candour, cursor_after, shaper
from mingze.findings.desk_router import router as desk_router
from mingze.findings.item_router import router as item_router
from mingze.findings.list_router import router as list_router
from mingze.findings.publication_router import router as publication_router
from mingze.findings.report_router import router as report_router
from mingze.findings.schemas import FindingDetail, FindingSummary
from mingze.findings.vocabulary import Waiting
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, encode_cursor
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, Reading, Writing, etag
from mingze.likeness.schemas import LikenessView

router = APIRouter()
ledger_router = APIRouter(prefix="/findings", tags=["问题台账 Findings"])

#: Entries of the time line that come with a finding.
RECENT = 20

Registrar = Annotated[Actor, requires(Permission.FINDING_REGISTER)]
Confirmer = Annotated[Actor, requires(Permission.FINDING_CONFIRM)]
Sort = Annotated[
    Literal["due_on", "-due_on", "number", "-number", "updated_at", "-updated_at"],
    Query(description="排序;number 为编号顺序,前缀 - 为倒序"),
]


@ledger_router.get("", operation_id="listFindings", summary="问题台账:可见范围内的问题")
async def list_findings(
    actor: Reader,
    session: Reading,
    request: Request,
    wanted: Filter,
    waiting_for_me: Annotated[bool, Query(description="只看等我办理的")] = False,
    waiting: Annotated[Waiting | None, Query(description="只看以这种方式等我办理的")] = None,
    sort: Sort = "due_on",
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[FindingSummary]:
    shape = shaper(request, actor)
    conditions = await wanted.conditions(session, actor, shape.today, shape.light_days)
    if waiting is not None:
        conditions.append(desk_queries.waiting(waiting, actor))
    elif waiting_for_me:
        conditions.append(desk_queries.waiting_at_all(actor))
    rows, count = await list_queries.page(
        session, conditions, sort=sort, after=after_of(cursor, sort), limit=limit + 1
    )
    rows, last = cut(rows, limit)
    units = await list_queries.units_of(session, [row["id"] for row in rows])
    total, is_capped = capped(count)
    return Page(
        items=shape.summaries(rows, units, await campaigns.titles_of(session, actor, rows)),
        next_cursor=cursor_after(last, sort),
        total=total,
        total_is_capped=is_capped,
    )


@ledger_router.post("", status_code=201, operation_id="registerFinding", summary="登记一个问题")
async def register_finding(
    actor: Registrar,
    body: FindingCreate,
    session: Writing,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> FindingDetail:
    """监督办登记的直接进入“已确认”;单位只能登记自查发现的问题,督查人员只能登记现场发现的问题,二者待监督办确认。"""
    finding_id = await once(session, actor, "registerFinding", key, body)
    if finding_id is None:
        done = await entry_service.register(
            session,
            actor,
            values=body.model_dump(exclude={"units", "tag_ids", "measures", "likeness_explained"}),
            units=[(unit.unit_id, unit.part) for unit in body.units],
            tag_ids=body.tag_ids,
            measures=body.measures,
            candour=candour(request, body.likeness_explained),
        )
        finding_id = await once.done(session, actor, "registerFinding", key, body, done.row.id)
    return await _detail(session, actor, finding_id, request, response)


@ledger_router.get("/{finding_id}", operation_id="getFinding", summary="一个问题的全部内容")
async def get_finding(
    actor: Reader,
    finding_id: Id,
    session: Reading,
    request: Request,
    response: Response,
    include: Annotated[list[Literal["events"]], Query(description="一并返回的内容:events 最近的时间线")] = [],  # noqa: B006
) -> FindingDetail:
    """含整改措施、佐证、申请、会签,以及本人现在可以办理的操作和不能办理的原因。"""
    detail = await _detail(session, actor, finding_id, request, response)
    if "events" in include:
        found = await events.time_line(session, finding_id, limit=RECENT)
        detail.events = [HappeningView.model_validate(happening, from_attributes=True) for happening in found]
    return detail


@ledger_router.get(
    "/{finding_id}/likeness", operation_id="getFindingLikeness", summary="问题表述与其他材料的雷同对照"
)
async def get_finding_likeness(
    actor: Confirmer, finding_id: Id, session: Reading, request: Request
) -> LikenessView:
    """两边的文字,供确认问题的人查看;不在可见范围内的材料只计数。与登记时已有的材料比较。"""
    percent = request.app.state.settings.likeness_percent
    return await alike_service.of_finding(session, actor, finding_id, percent)


@ledger_router.get("/{finding_id}/events", operation_id="listFindingEvents", summary="一个问题的时间线")
async def list_finding_events(
    actor: Reader, finding_id: Id, session: Reading, limit: Limit = 50, cursor: CursorParam = None
) -> Page[HappeningView]:
    """最新的在前。"""
    before = after_id(cursor)
    if await queries.finding(session, actor, finding_id) is None:
        raise NotFound()
    found = await events.time_line(session, finding_id, before=before, limit=limit + 1)
    found, last = cut(found, limit)
    total, is_capped = capped(await events.time_line_total(session, finding_id))
    return Page(
        items=[HappeningView.model_validate(happening, from_attributes=True) for happening in found],
        next_cursor=encode_cursor(last.position) if last else None,
        total=total,
        total_is_capped=is_capped,
    )


async def _detail(
    session: Reading, actor: Actor, finding_id: int, request: Request, response: Response
) -> FindingDetail:
    whole = await detail_queries.whole(session, actor, finding_id)
    if whole is None:
        raise NotFound()
    response.headers["ETag"] = etag(whole.finding["version"])
    titles = await campaigns.titles_of(session, actor, [whole.finding])
    types = await campaigns.types(session, {whole.finding["problem_type_id"]} - {None})
    return shaper(request, actor).detail(whole, titles, types)


# Paths with a word where an id could stand come first.
for _part in (
    report_router,
    list_router,
    action_router,
    publication_router,
    ledger_router,
    item_router,
    desk_router,
):
    router.include_router(_part)

owners.register()
handover.register()
unit_ties.register()
