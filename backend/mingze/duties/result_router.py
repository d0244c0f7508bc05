"""报送情况: counted, published by a leader, withdrawn, printed."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.duties import queries, result_paper, result_service, views
from mingze.duties import result_queries as results
from mingze.duties.bodies import ReportResultCreate, ResultDecision, ResultRefusal
from mingze.duties.dependencies import (
    Decider,
    Manager,
    Reader,
    campaign_in_sight,
    managed,
    settings_of,
)
from mingze.duties.schemas import ReportResultDetail, ReportResultView
from mingze.duties.vocabulary import ResultState
from mingze.findings.report_router import DOCX
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag, file_headers
from mingze.units import queries as units

router = APIRouter()

_MEDIA = {
    "docx": DOCX,
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FILE = {"schema": {"type": "string", "format": "binary"}}
_PAPER: dict[int | str, dict[str, Any]] = {200: {"content": dict.fromkeys(_MEDIA.values(), _FILE)}}
Form = Annotated[Literal["docx", "pdf", "xlsx"], Query(alias="format", description="文件格式")]


@router.post(
    "/campaigns/{campaign_id}/report-results",
    status_code=201,
    operation_id="draftReportResult",
    summary="统计一期报送情况",
)
async def draft_report_result(
    actor: Manager,
    campaign_id: Id,
    body: ReportResultCreate,
    session: Writing,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> ReportResultDetail:
    """报送截止以后统计,按时、迟报、未报各列单位;由分管领导批准后公布。"""
    said = f"{campaign_id}/{body.model_dump_json()}".encode()
    made = await once(session, actor, "draftReportResult", key, said)
    if made is None:
        seen = await managed(session, actor, campaign_id)
        row = await result_service.draft(
            session,
            actor,
            seen,
            requirement_id=body.requirement_id,
            period_start=body.period_start,
            note=body.note,
            missing_after_days=settings_of(request).missing_after_days,
        )
        made = await once.done(session, actor, "draftReportResult", key, said, row.id)
    return await _shown(session, actor, made, response)


@router.get(
    "/campaigns/{campaign_id}/report-results",
    operation_id="listReportResults",
    summary="各期报送情况,新的在前",
)
async def list_report_results(
    actor: Reader,
    campaign_id: Id,
    session: Reading,
    state: ResultState | None = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[ReportResultView]:
    """参加单位看已公布的,专项活动办公室看全部。"""
    await campaign_in_sight(session, actor, campaign_id)
    rows, count = await results.page(
        session, actor, campaign_id, state=state, before=after_id(cursor), limit=limit + 1
    )
    shown, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[views.result(row) for row in shown],
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/report-results/{result_id}", operation_id="getReportResult", summary="一期报送情况")
async def get_report_result(
    actor: Reader, result_id: Id, session: Reading, response: Response
) -> ReportResultDetail:
    return await _shown(session, actor, result_id, response)


@router.get(
    "/report-results/{result_id}/document",
    operation_id="downloadReportResult",
    summary="报送情况通报(DOCX、PDF 或 XLSX)",
    response_class=Response,
    responses=_PAPER,
)
async def download_report_result(
    actor: Reader, result_id: Id, request: Request, form: Form = "docx"
) -> Response:
    """按统计时的情况写成,单位按机构顺序,不计分,不排名。"""
    async with request.app.state.database.reading() as session:
        row = await results.result(session, actor, result_id)
        if row is None:
            raise NotFound()
        names = await units.names(session, [row["office_id"]])
        due_at = await results.due_at(session, row["requirement_id"], row["period_start"])
    data = result_paper.data_of(row, issuer=names[row["office_id"]], due_at=due_at)
    content = await asyncio.to_thread(result_paper.written, data, form)
    return Response(content, media_type=_MEDIA[form], headers=file_headers(f"{data.title}.{form}"))


@router.post("/report-results/{result_id}/publish", operation_id="publishReportResult", summary="批准公布")
async def publish_report_result(
    actor: Decider,
    result_id: Id,
    body: ResultDecision,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> ReportResultDetail:
    """拟稿与批准是两个人。公布后各参加单位可见。"""
    await result_service.decide(session, actor, result_id, "publish", note=body.note, expected=expected)
    return await _shown(session, actor, result_id, response)


@router.post("/report-results/{result_id}/refuse", operation_id="refuseReportResult", summary="不批准")
async def refuse_report_result(
    actor: Decider,
    result_id: Id,
    body: ResultRefusal,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> ReportResultDetail:
    await result_service.decide(session, actor, result_id, "refuse", note=body.reason, expected=expected)
    return await _shown(session, actor, result_id, response)


@router.post("/report-results/{result_id}/withdraw", operation_id="withdrawReportResult", summary="撤回")
async def withdraw_report_result(
    actor: Decider,
    result_id: Id,
    body: ResultRefusal,
    expected: IfMatch,
    session: Writing,
    response: Response,
) -> ReportResultDetail:
    """撤回须写理由,参加单位不再看到;可以重新统计。"""
    await result_service.decide(session, actor, result_id, "withdraw", note=body.reason, expected=expected)
    return await _shown(session, actor, result_id, response)


async def _shown(
    session: AsyncSession, actor: Actor, result_id: int, response: Response
) -> ReportResultDetail:
    row = await results.result(session, actor, result_id)
    if row is None:
        raise NotFound()
    response.headers["ETag"] = etag(row["version"])
    return views.result_detail(actor, row, await queries.line(session, row["office_id"]))
