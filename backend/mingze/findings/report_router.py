"""Reports of an inspection: looked at before they are printed, then as DOCX or PDF."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.engine import RowMapping

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings import desk_queries, publication_queries, report_queries
from mingze.findings.preview import preview
from mingze.findings.preview_schemas import ReportPreview
from mingze.findings.report_options import Options, ReportOptions
from mingze.findings.reporting import profile_of, report_data
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, file_headers
from mingze.papers.writing import report_docx, report_pdf
from mingze.templates import filling
from mingze.templates.rules import TemplateKind

router = APIRouter(tags=["报告与导出 Papers"])

Writer = Annotated[Actor, requires(Permission.REPORT_WRITE)]
TemplateId = Annotated[int | None, Query(ge=1, le=2**53, description="用本单位的 Word 模板;缺省为国标版式")]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Findings read at a time.
_CHUNK = 500


def file_answer(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}}


@router.get(
    "/inspections/{inspection_id}/report-preview",
    operation_id="previewReport",
    summary="报告将印出什么,印之前要看什么",
)
async def preview_report(
    actor: Writer, inspection_id: Id, request: Request, options: Options
) -> ReportPreview:
    """与下载用同样的参数:正文、合计、公开版没有列入的问题,以及须先核对之处。"""
    known = await _known(request, actor, inspection_id, with_origin=True)
    return await asyncio.to_thread(
        preview, known.inspection, known.findings, known.published, options, known.origin
    )


@router.get(
    "/inspections/{inspection_id}/report.docx",
    operation_id="downloadReportDocx",
    summary="整改进展情况通报(DOCX)",
    response_class=Response,
    responses=file_answer(DOCX),
)
async def download_report_docx(
    actor: Writer, inspection_id: Id, request: Request, options: Options, template_id: TemplateId = None
) -> Response:
    """由台账生成;合计与所列问题总是一致。公开版只含批准的公开表述。"""
    template = None
    if template_id is not None:
        template = await filling.template(request.app.state, actor, TemplateKind.REPORT, template_id)
    known = await _known(request, actor, inspection_id)
    data = report_data(known.inspection, known.findings, known.published, options)
    if template is not None:
        content = await filling.fill_report(request.app.state, template, data, profile_of(options))
    else:
        target = BytesIO()
        await asyncio.to_thread(report_docx, data, target, profile=profile_of(options))
        content = target.getvalue()
    return Response(content, media_type=DOCX, headers=file_headers(_name(data.title, options, "docx")))


@router.get(
    "/inspections/{inspection_id}/report.pdf",
    operation_id="downloadReportPdf",
    summary="整改进展情况通报(PDF)",
    response_class=Response,
    responses=file_answer("application/pdf"),
)
async def download_report_pdf(
    actor: Writer, inspection_id: Id, request: Request, options: Options
) -> Response:
    """由台账生成;合计与所列问题总是一致。公开版只含批准的公开表述。"""
    known = await _known(request, actor, inspection_id)
    data = report_data(known.inspection, known.findings, known.published, options)
    pdf = await asyncio.to_thread(report_pdf, data, profile=profile_of(options))
    return Response(
        pdf, media_type="application/pdf", headers=file_headers(_name(data.title, options, "pdf"))
    )


def _name(title: str, options: ReportOptions, extension: str) -> str:
    """The two versions must not be taken for each other where they lie in one folder."""
    return f"{title}(公开版).{extension}" if options.is_outer else f"{title}.{extension}"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read for a report: the inspection, its findings in sight, what of them is published."""

    inspection: RowMapping
    findings: list[report_queries.Written]
    published: Mapping[int, RowMapping]
    origin: report_queries.Origin | None


async def _known(request: Request, actor: Actor, inspection_id: int, *, with_origin: bool = False) -> _Known:
    async with request.app.state.database.reading() as session:
        inspection = await desk_queries.inspection(session, actor, inspection_id)
        if inspection is None:
            raise NotFound()
        ids = await report_queries.ids_of_inspection(session, actor, inspection_id)
        findings: list[report_queries.Written] = []
        published: dict[int, RowMapping] = {}
        for start in range(0, len(ids), _CHUNK):
            part = ids[start : start + _CHUNK]
            findings += await report_queries.written(session, part)
            published |= await publication_queries.publications(session, part)
        origin = await report_queries.origin_of(session, findings) if with_origin else None
    return _Known(inspection, findings, published, origin)
