"""Papers from the ledger: the rectification report as DOCX and PDF, the ledger as XLSX."""

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import StringConstraints
from starlette.background import BackgroundTask

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings import desk_queries, list_queries, report_queries
from mingze.findings.dependencies import Filter, shaper
from mingze.findings.reporting import ledger_row, report_data
from mingze.findings.vocabulary import Waiting
from mingze.kit import clock
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Id
from mingze.papers.writing import LedgerRow, ReportData, ledger_xlsx, report_docx, report_pdf
from mingze.papers.writing.sheet import LedgerTooLongError

router = APIRouter(tags=["报告与导出 Papers"])

Writer = Annotated[Actor, requires(Permission.REPORT_WRITE)]
LedgerReader = Annotated[Actor, requires(Permission.FINDING_READ)]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Findings read at a time for a sheet: what lies in memory is bounded, however long the ledger is.
_CHUNK = 500

_Title = Annotated[str | None, Query(max_length=200, description="标题;缺省由巡察信息生成")]
_Issuer = Annotated[str | None, Query(max_length=120, description="落款;缺省为被巡察党组织")]
_IssuedOn = Annotated[date | None, Query(description="成文日期;缺省为今天")]
_Contacts = Annotated[
    list[Annotated[str, StringConstraints(max_length=200)]] | None,
    Query(max_length=10, description="文末联系方式,每项一行"),
]


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}}


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
    }


@router.get(
    "/inspections/{inspection_id}/report.docx",
    operation_id="downloadReportDocx",
    summary="整改进展情况通报(DOCX)",
    response_class=Response,
    responses=_file(_DOCX),
)
async def download_report_docx(
    actor: Writer,
    inspection_id: Id,
    request: Request,
    title: _Title = None,
    issuer: _Issuer = None,
    issued_on: _IssuedOn = None,
    contacts: _Contacts = None,
) -> Response:
    """由台账生成;合计与所列问题总是一致。"""
    data = await _report(request, actor, inspection_id, title, issuer, issued_on, contacts)
    target = BytesIO()
    await asyncio.to_thread(report_docx, data, target)
    return Response(target.getvalue(), media_type=_DOCX, headers=_headers(f"{data.title}.docx"))


@router.get(
    "/inspections/{inspection_id}/report.pdf",
    operation_id="downloadReportPdf",
    summary="整改进展情况通报(PDF)",
    response_class=Response,
    responses=_file("application/pdf"),
)
async def download_report_pdf(
    actor: Writer,
    inspection_id: Id,
    request: Request,
    title: _Title = None,
    issuer: _Issuer = None,
    issued_on: _IssuedOn = None,
    contacts: _Contacts = None,
) -> Response:
    """由台账生成;合计与所列问题总是一致。"""
    data = await _report(request, actor, inspection_id, title, issuer, issued_on, contacts)
    pdf = await asyncio.to_thread(report_pdf, data)
    return Response(pdf, media_type="application/pdf", headers=_headers(f"{data.title}.pdf"))


async def _report(
    request: Request,
    actor: Actor,
    inspection_id: int,
    title: str | None,
    issuer: str | None,
    issued_on: date | None,
    contacts: list[str] | None,
) -> ReportData:
    async with request.app.state.database.reading() as session:
        inspection = await desk_queries.inspection(session, actor, inspection_id)
        if inspection is None:
            raise NotFound()
        ids = await report_queries.ids_of_inspection(session, actor, inspection_id)
        findings = [
            finding
            for start in range(0, len(ids), _CHUNK)
            for finding in await report_queries.written(session, ids[start : start + _CHUNK])
        ]
    return report_data(
        inspection,
        findings,
        title=title,
        issuer=issuer,
        issued_on=issued_on or clock.today(),
        contacts=contacts or (),
    )


@router.get(
    "/findings/export.xlsx",
    operation_id="exportFindings",
    summary="按筛选条件导出台账(XLSX)",
    response_class=FileResponse,
    responses=_file(_XLSX),
)
async def export_findings(
    actor: LedgerReader,
    request: Request,
    wanted: Filter,
    waiting: Waiting | None = None,
) -> FileResponse:
    """筛选条件与问题台账列表相同,按编号顺序,导出的正是筛选出的。"""
    shape = shaper(request, actor)
    async with request.app.state.database.reading() as session:
        conditions = await wanted.conditions(session, actor, shape.today, shape.light_days)
    if waiting is not None:
        conditions.append(desk_queries.waiting(waiting, actor))
    loop = asyncio.get_running_loop()

    async def chunk(after: int) -> list[report_queries.Written]:
        # A short read each time: the thread that writes the sheet asks for the next when it wants it.
        async with request.app.state.database.reading() as session:
            ids = await list_queries.ids(session, conditions, after=after, limit=_CHUNK)
            return await report_queries.written(session, ids)

    def rows() -> Iterator[LedgerRow]:
        ordinal = after = 0
        while found := asyncio.run_coroutine_threadsafe(chunk(after), loop).result():
            for finding in found:
                ordinal += 1
                yield ledger_row(ordinal, finding, today=shape.today, light_days=shape.light_days)
            after = found[-1].row["id"]

    path = await asyncio.to_thread(_write_sheet, rows())
    name = f"问题台账{shape.today:%Y%m%d}.xlsx"
    return FileResponse(
        path,
        media_type=_XLSX,
        headers=_headers(name),
        background=BackgroundTask(path.unlink, missing_ok=True),
    )


def _write_sheet(rows: Iterator[LedgerRow]) -> Path:
    """Write the sheet to a file of its own, which whoever sends it takes away. Blocks."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    try:
        ledger_xlsx(rows, path)
    except BaseException as fault:
        path.unlink(missing_ok=True)
        if isinstance(fault, LedgerTooLongError):
            raise refuse_field("/query", str(fault)) from fault
        raise
    return path
