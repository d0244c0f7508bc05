"""The plan of a campaign as an official document."""

import asyncio
from io import BytesIO
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from mingze.campaigns import service, template_queries
from mingze.campaigns.dependencies import TAG, Reader
from mingze.campaigns.paper import plan_of
from mingze.campaigns.whole import whole
from mingze.findings.report_router import DOCX
from mingze.kit.web import Id, file_headers
from mingze.papers.writing import PlanData, plan_docx, plan_pdf
from mingze.units import queries as units

router = APIRouter(prefix="/campaigns", tags=[TAG])

PDF = "application/pdf"
_FILE = {"schema": {"type": "string", "format": "binary"}}
PAPER: dict[int | str, dict[str, Any]] = {200: {"content": {DOCX: _FILE, PDF: _FILE}}}
Form = Annotated[Literal["docx", "pdf"], Query(alias="format", description="文件格式")]


@router.get(
    "/{campaign_id}/plan-document",
    operation_id="downloadCampaignPlan",
    summary="工作方案(DOCX 或 PDF,国标版式)",
    response_class=Response,
    responses=PAPER,
)
async def download_campaign_plan(
    actor: Reader,
    campaign_id: Id,
    request: Request,
    form: Form = "docx",
    notice: Annotated[bool, Query(description="附在“关于印发……的通知”之后")] = False,
) -> Response:
    """按活动现在的内容写成:目标、范围和对象、整治重点、任务及其三个清单、阶段、领导小组、报送要求和联系方式。"""
    async with request.app.state.database.reading() as session:
        seen = await service.seen(session, actor, campaign_id)
        draft = await whole(session, await template_queries.campaign(session, campaign_id))
        names = await units.names(session, [seen.unit_id])
    data = plan_of(draft, issuer=names[seen.unit_id], enclosed=notice)
    content = await asyncio.to_thread(_written, data, form)
    return Response(
        content,
        media_type=PDF if form == "pdf" else DOCX,
        headers=file_headers(f"{data.title}.{form}"),
    )


def _written(data: PlanData, form: str) -> bytes:
    if form == "pdf":
        return plan_pdf(data)
    target = BytesIO()
    plan_docx(data, target)
    return target.getvalue()
