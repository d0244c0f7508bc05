"""投诉信访: taking in, reading, acting, the conversation, who may not know."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from mingze.complaints import (
    acts,
    detail_queries,
    list_queries,
    owners,
    people_service,
    queries,
    service,
    unit_ties,
    views,
)
from mingze.complaints.act_bodies import ComplaintAct
from mingze.complaints.bodies import BarCreate, ComplaintChange, ComplaintCreate, MessageCreate
from mingze.complaints.dependencies import Hand, Handler, Reader, left, settings_of, shown
from mingze.complaints.figure_queries import FigureFilter
from mingze.complaints.letter_router import router as letter_router
from mingze.complaints.list_queries import ClockFilter, ComplaintFilter, Mine, Sort
from mingze.complaints.office_router import router as office_router
from mingze.complaints.schemas import (
    ComplainantView,
    ComplaintBarView,
    ComplaintDetail,
    ComplaintRegistered,
    ComplaintSummary,
)
from mingze.complaints.triage_router import router as triage_router
from mingze.complaints.vocabulary import (
    Category,
    ComplaintChannel,
    ComplaintKind,
    ComplaintState,
    Matter,
    NineRule,
)
from mingze.findings.schemas import Ref
from mingze.kit import clock
from mingze.kit.idempotency import IdempotencyKey, once
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
from mingze.kit.web import Day, Id, IfMatch, Reading, Writing
from mingze.units.queries import unit

router = APIRouter(tags=["投诉信访 Complaints"])

#: What an act, or a correction, may take out of one's own sight.
_GONE: dict[str, Any] = {
    "response_model": ComplaintDetail,
    "responses": {204: {"description": "已经办理,此后不在本人的可见范围内"}},
}


@router.get("/complaints", operation_id="listComplaints", summary="投诉和信访事项")
async def list_complaints(
    actor: Reader,
    session: Reading,
    kind: ComplaintKind | None = None,
    state: Annotated[list[ComplaintState] | None, Query(max_length=30, description="可以有多个")] = None,
    open: Annotated[  # noqa: A002
        bool | None, Query(description="true 为仍须办理的,false 为已经办结或转出的")
    ] = None,
    channel: ComplaintChannel | None = None,
    matter: Matter | None = None,
    category: Category | None = None,
    nine_rule: NineRule | None = None,
    unit: Annotated[int | None, Query(ge=1, le=2**53, description="反映的单位,含下级")] = None,
    handled_by: Annotated[int | None, Query(ge=1, le=2**53, description="主办、协办单位,含下级")] = None,
    clock_is: Annotated[
        ClockFilter | None,
        Query(alias="clock", description="late 有逾期的,soon 两日内到期的,running 还有时间的"),
    ] = None,
    mine: Annotated[
        Mine | None, Query(description="office 本机关受理的,unit 本单位主办、协办的;都不含下级的")
    ] = None,
    supervised: bool | None = None,
    disputed: Annotated[bool | None, Query(description="投诉人对答复有异议、受理机关还没有处理的")] = None,
    received_from: Day | None = None,
    received_to: Day | None = None,
    q: Annotated[str | None, Query(max_length=60, description="编号、标题或内容中的词")] = None,
    *,
    counted: Annotated[FigureFilter, Depends()],
    sort: Annotated[Sort, Query(description="clock 先到期的在前,received 新收到的在前")] = "received",
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[ComplaintSummary]:
    """本机关及下级受理的,本单位及下级办理的。反映本单位主要负责人的、反映本人所在科室的、本人须回避的,不在其中。"""
    wanted = ComplaintFilter(
        kind=kind, states=state or (), is_open=open, channel=channel, matter=matter, category=category,
        nine_rule=nine_rule, unit=unit, handled_by=handled_by, clock=clock_is, mine=mine,
        supervised=supervised, disputed=disputed, received_from=received_from, received_to=received_to, q=q,
    )  # fmt: skip
    conditions = [*wanted.conditions(actor, clock.now()), *counted.conditions()]
    keys, count = await list_queries.page(
        session, conditions, sort=sort, after=_after(cursor, sort), limit=limit + 1
    )
    shown, last = cut(keys, limit)
    rows = await list_queries.by_ids(session, [number for number, _ in shown])
    total, is_capped = capped(count)
    return Page(
        items=[views.summary(row) for row in rows],
        next_cursor=encode_cursor(sort, micros(last[1]), last[0]) if last else None,
        total=total,
        total_is_capped=is_capped,
    )


def _after(cursor: str | None, sort: Sort) -> list_queries.After | None:
    keys = decode_cursor(cursor, 3)
    if keys is None:
        return None
    order, moment, last = keys
    if order != sort or not is_id(last) or (moment is None and sort != "clock"):
        raise broken_cursor()
    return moment_of(moment), last


@router.post(
    "/complaints", status_code=201, operation_id="registerComplaint", summary="登记一件投诉或信访事项"
)
async def register_complaint(
    actor: Handler, body: ComplaintCreate, session: Writing, request: Request, key: IdempotencyKey = None
) -> ComplaintRegistered:
    """由反映单位的主管机关受理;医疗机构可以登记自己收到的。反映单位主要负责人的由上一级受理,该单位不再能看到。"""
    made = await once(session, actor, "registerComplaint", key, body)
    if made is None:
        row = await service.register(
            session,
            actor,
            values=body.model_dump(exclude={"complainant", "named_account_ids"}),
            complainant=body.complainant.model_dump(),
            named=body.named_account_ids,
            contacts=";".join(settings_of(request).discipline_contacts),
        )
        made = await once.done(session, actor, "registerComplaint", key, body, row.id)
    row = await queries.complaint(session, made)
    office = await unit(session, row.office_id)
    return ComplaintRegistered(
        id=row.id,
        number=row.number,
        office=Ref(id=row.office_id, name=office.name if office else ""),
        in_sight=await queries.in_sight(session, actor, made),
    )


@router.get("/complaints/{complaint_id}", operation_id="getComplaint", summary="一件投诉或信访事项")
async def get_complaint(
    actor: Reader, complaint_id: Id, session: Reading, response: Response
) -> ComplaintDetail:
    """含期限及其依据、办理单位、申请、答复、往来和本人现在可以办理的操作;不含是谁投诉的。"""
    return await shown(session, actor, complaint_id, response)


@router.patch("/complaints/{complaint_id}", operation_id="changeComplaint", summary="修改登记内容", **_GONE)
async def change_complaint(
    actor: Handler,
    complaint_id: Id,
    body: ComplaintChange,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> ComplaintDetail | Response:
    """由受理机关修改;没有出现的字段不变。改变反映的单位的,重新确定受理机关。"""
    values = body.model_dump(exclude_unset=True)
    await service.change(session, actor, complaint_id, expected, values)
    return await left(session, actor, complaint_id, response)


@router.post("/complaints/{complaint_id}/acts", operation_id="actOnComplaint", summary="办理", **_GONE)
async def act_on_complaint(
    actor: Hand,
    complaint_id: Id,
    body: ComplaintAct,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> ComplaintDetail | Response:
    """一个操作,由 action 指明。能不能办、为什么不能,见 allowed_actions。"""
    await acts.act(session, actor, complaint_id, body, expected)
    return await left(session, actor, complaint_id, response)


@router.get("/complaints/{complaint_id}/complainant", operation_id="getComplainant", summary="查看是谁投诉的")
async def get_complainant(actor: Reader, complaint_id: Id, session: Writing) -> ComplainantView:
    """每次查看都记入日志。诉求人要求保密的,只有受理机关可以查看。"""
    return views.complainant(await people_service.look(session, actor, complaint_id))


@router.post(
    "/complaints/{complaint_id}/messages",
    status_code=201,
    operation_id="writeComplaintMessage",
    summary="回复投诉人,或写内部留言",
)
async def write_complaint_message(
    actor: Hand,
    complaint_id: Id,
    body: MessageCreate,
    session: Writing,
    response: Response,
    key: IdempotencyKey = None,
) -> ComplaintDetail:
    """回复由受理机关或主办单位写,持查询码的投诉人可以看到;内部留言只给办理人员。"""
    if await once(session, actor, "writeComplaintMessage", key, body) is None:
        said = await people_service.write(session, actor, complaint_id, body.text, inner=body.inner)
        await once.done(session, actor, "writeComplaintMessage", key, body, said.id)
    return await shown(session, actor, complaint_id, response)


@router.post(
    "/complaints/{complaint_id}/bars",
    status_code=201,
    operation_id="barFromComplaint",
    summary="回避:谁看不到、不能办理",
)
async def bar_from_complaint(
    actor: Hand, complaint_id: Id, body: BarCreate, session: Writing
) -> ComplaintBarView:
    """本人可以随时申请回避,此后看不到;他人由受理机关决定。"""
    made = await people_service.bar(session, actor, complaint_id, body)
    return views.bar(await detail_queries.bar(session, made.id))


@router.delete(
    "/complaints/{complaint_id}/bars/{bar_id}",
    status_code=204,
    operation_id="unbarFromComplaint",
    summary="取消回避",
)
async def unbar_from_complaint(actor: Handler, complaint_id: Id, bar_id: Id, session: Writing) -> None:
    """由受理机关决定;本人不能取消自己的。"""
    await people_service.unbar(session, actor, complaint_id, bar_id)


for _part in (office_router, triage_router, letter_router):
    router.include_router(_part)
owners.register()
unit_ties.register()
