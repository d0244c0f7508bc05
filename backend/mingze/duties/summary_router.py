"""The summary of a stage as an official document."""

import asyncio
from io import BytesIO

from fastapi import APIRouter, Request, Response

from mingze.access.actor import Actor
from mingze.campaigns.paper_router import PAPER, PDF, Form
from mingze.campaigns.workflow import HIDDEN
from mingze.duties import summary_queries
from mingze.duties.dependencies import Reader, campaign_in_sight, settings_of
from mingze.duties.summary import StageSummary, paper_of
from mingze.findings.report_router import DOCX
from mingze.kit import clock
from mingze.kit.problems import Conflict, Forbidden, NotFound
from mingze.kit.web import Id, file_headers
from mingze.papers.writing.prose import ProseData, prose_docx, prose_pdf
from mingze.units import queries as units

router = APIRouter()


@router.get(
    "/campaigns/{campaign_id}/stages/{stage_id}/summary",
    operation_id="downloadStageSummary",
    summary="阶段工作情况(DOCX 或 PDF)",
    response_class=Response,
    responses=PAPER,
)
async def download_stage_summary(
    actor: Reader, campaign_id: Id, stage_id: Id, request: Request, form: Form = "docx"
) -> Response:
    """数据由台账统计:应报事项按时、迟报、未报,任务完成,问题整改,制度和典型,责任追究。只供组织单位。"""
    found = await _summary(request, actor, campaign_id, stage_id)
    data = paper_of(found, clock.today())
    content = await asyncio.to_thread(_written, data, form)
    return Response(
        content,
        media_type=PDF if form == "pdf" else DOCX,
        headers=file_headers(f"{data.title}.{form}"),
    )


async def _summary(request: Request, actor: Actor, campaign_id: int, stage_id: int) -> StageSummary:
    async with request.app.state.database.reading() as session:
        seen = await campaign_in_sight(session, actor, campaign_id)
        stage = await summary_queries.stage(session, campaign_id, stage_id)
        if stage is None:
            raise NotFound()
        if not seen.whole:
            raise Forbidden("阶段工作情况只供组织单位使用")
        if seen.state in HIDDEN:
            raise Conflict("活动尚未印发")
        if stage.starts_on is None or stage.ends_on is None:
            raise Conflict("阶段没有起止日期,不能统计")
        if stage.starts_on > clock.today():
            raise Conflict("阶段尚未开始")
        names = await units.names(session, [seen.unit_id])
        return await summary_queries.summary(
            session,
            campaign=seen.title,
            issuer=names[seen.unit_id],
            unit_id=seen.unit_id,
            of=stage,
            first=stage.starts_on,
            last=stage.ends_on,
            missing_after_days=settings_of(request).missing_after_days,
        )


def _written(data: ProseData, form: str) -> bytes:
    if form == "pdf":
        return prose_pdf(data)
    target = BytesIO()
    prose_docx(data, target)
    return target.getvalue()
