"""What a person asks because of lateness; another decides."""

from fastapi import APIRouter, Request
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.duties import queries, request_service, views
from mingze.duties.bodies import DutyRequestCreate, RequestDecision
from mingze.duties.dependencies import Asker, Decider, Reader, campaign_in_sight, settings_of
from mingze.duties.schemas import DutyRequestRow, DutyRequestView
from mingze.duties.vocabulary import DutyRequestState
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, Reading, Writing

router = APIRouter()


@router.post(
    "/duties/{duty_id}/requests",
    status_code=201,
    operation_id="requestOverDuty",
    summary="因迟报申请免责或提请责任追究",
)
async def request_over_duty(
    actor: Asker,
    duty_id: Id,
    body: DutyRequestCreate,
    session: Writing,
    request: Request,
    key: IdempotencyKey = None,
) -> DutyRequestView:
    """由人提出,写明理由,另一人审批;系统从不自动追责。"""
    said = f"{duty_id}/{body.model_dump_json()}".encode()
    made = await once(session, actor, "requestOverDuty", key, said)
    if made is None:
        row = await request_service.ask(session, actor, duty_id, body.kind, body.reason, settings_of(request))
        made = await once.done(session, actor, "requestOverDuty", key, said, row.id)
    return await _view(session, actor, duty_id, made)


@router.post("/duty-requests/{duty_request_id}/approve", operation_id="approveDutyRequest", summary="批准")
async def approve_duty_request(
    actor: Decider, duty_request_id: Id, body: RequestDecision, session: Writing, request: Request
) -> DutyRequestView:
    """提出的人不能审批。批准免责的,不再计为迟报或未报。"""
    row = await request_service.decide(
        session, actor, duty_request_id, approve=True, note=body.note, settings=settings_of(request)
    )
    return await _view(session, actor, row.duty_id, row.id)


@router.post("/duty-requests/{duty_request_id}/refuse", operation_id="refuseDutyRequest", summary="不批准")
async def refuse_duty_request(
    actor: Decider, duty_request_id: Id, body: RequestDecision, session: Writing, request: Request
) -> DutyRequestView:
    row = await request_service.decide(
        session, actor, duty_request_id, approve=False, note=body.note, settings=settings_of(request)
    )
    return await _view(session, actor, row.duty_id, row.id)


@router.get(
    "/campaigns/{campaign_id}/duty-requests",
    operation_id="listDutyRequests",
    summary="免责和责任追究申请,新的在前",
)
async def list_duty_requests(
    actor: Reader,
    campaign_id: Id,
    session: Reading,
    request: Request,
    state: DutyRequestState | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[DutyRequestRow]:
    seen = await campaign_in_sight(session, actor, campaign_id)
    rows, count = await queries.requests_page(
        session, actor, campaign_id, state=state, before=after_id(cursor), limit=limit + 1
    )
    rows, last = cut(rows, limit)
    duties = await queries.by_ids(session, actor, {row["duty_id"] for row in rows})
    office = await queries.line(session, seen.unit_id)
    days = settings_of(request).missing_after_days
    total, is_capped = capped(count)
    return Page(
        items=[
            DutyRequestRow(**views.request_row(actor, row, duties[row["duty_id"]], office, days))
            for row in rows
        ],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


async def _view(session: AsyncSession, actor: Actor, duty_id: int, request_id: int) -> DutyRequestView:
    duty = await queries.duty(session, actor, duty_id)
    if duty is None:
        raise NotFound()
    rows = await queries.requests_of(session, [duty_id])
    found = next(row for row in rows if row["id"] == request_id)
    return views.request(actor, found, await queries.line(session, duty["office_id"]))
