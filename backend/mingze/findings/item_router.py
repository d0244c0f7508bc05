"""Measures (整改措施): lists, one, writing, reporting, claiming, verifying."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings import alike_service, detail_queries, item_service, list_queries, queries
from mingze.findings.bodies import (
    ClaimBody,
    ItemChange,
    ItemCreate,
    NoteBody,
    OnsiteBody,
    ProgressBody,
    ReasonBody,
)
from mingze.findings.dependencies import Reader, candour, day_after, day_cursor, shaper
from mingze.findings.item_service import Loaded
from mingze.findings.list_queries import ItemFilter
from mingze.findings.schemas import ItemDetail, ItemStateView, ItemSummary
from mingze.findings.vocabulary import ItemState
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, capped, cut
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag
from mingze.likeness.schemas import LikenessView

router = APIRouter(tags=["整改措施 Rectification items"])

Planner = Annotated[Actor, requires(Permission.MEASURE_PLAN)]
Reporter = Annotated[Actor, requires(Permission.MEASURE_REPORT)]
Claimant = Annotated[Actor, requires(Permission.MEASURE_CLAIM)]
Verifier = Annotated[Actor, requires(Permission.MEASURE_VERIFY)]


def answer(loaded: Loaded, actor: Actor, request: Request, response: Response) -> ItemStateView:
    response.headers["ETag"] = etag(loaded.item.version)
    return shaper(request, actor).item_state(loaded)


@router.get("/rectification-items", operation_id="listItems", summary="整改措施列表,按期限")
async def list_items(
    actor: Reader,
    session: Reading,
    request: Request,
    mine: Annotated[bool, Query(description="责任人是我")] = False,
    unit_id: Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")] = None,
    state: ItemState | None = None,
    overdue: bool | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[ItemSummary]:
    shape = shaper(request, actor)
    wanted = ItemFilter(mine=mine, unit_id=unit_id, state=state, overdue=overdue)
    conditions = await wanted.conditions(session, actor, shape.today)
    rows, count = await list_queries.item_page(session, conditions, after=day_after(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    ids = {row[name] for row in rows for name in ("claimed_by_id", "onsite_by_id", "verified_by_id")} - {None}
    people = await detail_queries.people(session, ids)
    total, is_capped = capped(count)
    return Page(
        items=[shape.item_summary(row, people) for row in rows],
        next_cursor=day_cursor(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/rectification-items/{item_id}", operation_id="getItem", summary="一条整改措施")
async def get_item(
    actor: Reader, item_id: Id, session: Reading, request: Request, response: Response
) -> ItemDetail:
    return await _detail(session, actor, item_id, request, response)


@router.get(
    "/rectification-items/{item_id}/likeness",
    operation_id="getItemLikeness",
    summary="措施或进展与其他材料的雷同对照",
)
async def get_item_likeness(
    actor: Verifier,
    item_id: Id,
    session: Reading,
    request: Request,
    note_id: Annotated[
        int | None, Query(ge=1, le=2**53, description="对照这一条进展;不给出时对照措施本身")
    ] = None,
) -> LikenessView:
    """两边的文字,供核验的人查看;不在可见范围内的材料只计数。与报送时已有的材料比较。"""
    percent = request.app.state.settings.likeness_percent
    return await alike_service.of_item(session, actor, item_id, note_id, percent)


@router.post(
    "/findings/{finding_id}/rectification-items",
    status_code=201,
    operation_id="createItem",
    summary="增加一条整改措施",
)
async def create_item(
    actor: Planner,
    finding_id: Id,
    body: ItemCreate,
    session: Writing,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> ItemDetail:
    """交办接收前由监督办拟定,接收后由责任单位拟定。"""
    operation = f"createItem/{finding_id}"
    item_id = await once(session, actor, operation, key, body)
    if item_id is None:
        values = body.model_dump(exclude={"steps", "likeness_explained"}, exclude_unset=True)
        loaded = await item_service.add_item(
            session, actor, finding_id, values, body.steps, candour(request, body.likeness_explained)
        )
        item_id = await once.done(session, actor, operation, key, body, loaded.item.id)
    return await _detail(session, actor, item_id, request, response)


@router.patch("/rectification-items/{item_id}", operation_id="changeItem", summary="修改整改措施")
async def change_item(
    actor: Planner,
    item_id: Id,
    body: ItemChange,
    session: Writing,
    expected: IfMatch,
    request: Request,
    response: Response,
) -> ItemDetail:
    """指定责任人、科室、期限,修改文字。措施期限不能晚于问题的整改期限。"""
    values = body.model_dump(exclude={"likeness_explained"}, exclude_unset=True)
    told = candour(request, body.likeness_explained)
    await item_service.change_item(session, actor, item_id, expected, values, told)
    return await _detail(session, actor, item_id, request, response)


@router.post(
    "/rectification-items/{item_id}/notes", status_code=201, operation_id="reportProgress", summary="填报进展"
)
async def report_progress(
    actor: Reporter,
    item_id: Id,
    body: ProgressBody,
    session: Writing,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> ItemStateView:
    """第一次填报使问题进入整改。带 Idempotency-Key 重试不会重复填报。

    进展与整改措施、他人或本单位以前的进展雷同时以 409(too-alike)标出雷同的文字,改写或填写 likeness_explained 后再提交。
    """
    operation = f"reportProgress/{item_id}"
    if await once(session, actor, operation, key, body) is None:
        told = candour(request, body.likeness_explained)
        loaded, note = await item_service.report(session, actor, item_id, body.text, told)
        await once.done(session, actor, operation, key, body, note.id)
    else:
        loaded = await item_service.load_item(session, actor, item_id)
    return answer(loaded, actor, request, response)


@router.post(
    "/rectification-items/{item_id}/steps/{step_id}/done", operation_id="finishStep", summary="完成一个步骤"
)
async def finish_step(
    actor: Reporter, item_id: Id, step_id: Id, session: Writing, request: Request, response: Response
) -> ItemStateView:
    loaded = await item_service.tick_step(session, actor, item_id, step_id)
    return answer(loaded, actor, request, response)


@router.post("/rectification-items/{item_id}/actions/claim", operation_id="claimItem", summary="申报完成")
async def claim_item(
    actor: Claimant,
    item_id: Id,
    body: ClaimBody,
    session: Writing,
    expected: IfMatch,
    request: Request,
    response: Response,
) -> ItemStateView:
    """须有佐证材料或现场核查记录。全部措施申报后,问题随之进入“已申报完成”。

    最后一次进展与措施等雷同而未说明的,以 409(too-alike)标出,填写 likeness_explained 或重新填报进展后再申报。
    """
    told = candour(request, body.likeness_explained)
    loaded = await item_service.claim(session, actor, item_id, expected, body.basis, body.note, told)
    return answer(loaded, actor, request, response)


@router.post("/rectification-items/{item_id}/actions/accept", operation_id="acceptItem", summary="核验通过")
async def accept_item(
    actor: Verifier,
    item_id: Id,
    body: NoteBody,
    session: Writing,
    expected: IfMatch,
    request: Request,
    response: Response,
) -> ItemStateView:
    """须由上级单位(本级单位的由其他科室)未参与整改的人员核验。"""
    loaded = await item_service.accept(session, actor, item_id, expected, body.note)
    return answer(loaded, actor, request, response)


@router.post("/rectification-items/{item_id}/actions/return", operation_id="returnItem", summary="退回整改")
async def return_item(
    actor: Verifier,
    item_id: Id,
    body: ReasonBody,
    session: Writing,
    expected: IfMatch,
    request: Request,
    response: Response,
) -> ItemStateView:
    loaded = await item_service.give_back(session, actor, item_id, expected, body.reason)
    return answer(loaded, actor, request, response)


@router.post(
    "/rectification-items/{item_id}/onsite-verification",
    operation_id="verifyItemOnSite",
    summary="登记现场核查",
)
async def verify_item_on_site(
    actor: Verifier, item_id: Id, body: OnsiteBody, session: Writing, request: Request, response: Response
) -> ItemStateView:
    loaded = await item_service.verify_onsite(session, actor, item_id, body.onsite_on, body.note)
    return answer(loaded, actor, request, response)


async def _detail(
    session: Reading, actor: Actor, item_id: int, request: Request, response: Response
) -> ItemDetail:
    finding_id = await queries.finding_of_item(session, item_id)
    whole = await detail_queries.whole(session, actor, finding_id) if finding_id is not None else None
    if whole is None:
        raise NotFound()
    found = shaper(request, actor).item_detail(whole, item_id)
    response.headers["ETag"] = etag(found.version)
    return found
