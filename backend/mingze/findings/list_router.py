"""Ledgers out: the whole table as XLSX, and the five lists as XLSX or DOCX, as they were filtered."""

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import ColumnElement
from starlette.background import BackgroundTask

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.findings import desk_queries, list_queries, report_queries
from mingze.findings.dependencies import Filter, shaper
from mingze.findings.list_queries import FindingFilter
from mingze.findings.paper_words import LIST_FORMS, ListForm
from mingze.findings.report_router import DOCX, TemplateId, file_answer
from mingze.findings.reporting import ledger_row
from mingze.findings.views import Shaper
from mingze.findings.vocabulary import Waiting
from mingze.kit.problems import refuse_field
from mingze.kit.web import file_headers
from mingze.papers.writing import (
    FORMS,
    LedgerRow,
    LedgerTooLongError,
    ListData,
    ledger_xlsx,
    list_docx,
    list_xlsx,
)
from mingze.templates import filling
from mingze.templates.rules import TemplateKind

router = APIRouter(prefix="/findings", tags=["报告与导出 Papers"])

LedgerReader = Annotated[Actor, requires(Permission.FINDING_READ)]

_Title = Annotated[str | None, Query(max_length=200, description="标题;缺省为清单名称")]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Findings read at a time for a sheet: what lies in memory is bounded, however long the ledger is.
_CHUNK = 500
#: A Word table beyond this is no paper anybody reads, and lies in memory whole while it is written.
MAX_DOCX_ROWS = 2_000


@router.get(
    "/export.xlsx",
    operation_id="exportFindings",
    summary="按筛选条件导出台账(XLSX)",
    response_class=FileResponse,
    responses=file_answer(_XLSX),
)
async def export_findings(
    actor: LedgerReader,
    request: Request,
    wanted: Filter,
    waiting: Waiting | None = None,
) -> FileResponse:
    """筛选条件与问题台账列表相同,按编号顺序,导出的正是筛选出的。"""
    ledger = await _Ledger.of(request, actor, wanted, waiting)
    path = await asyncio.to_thread(_write_sheet, lambda path: ledger_xlsx(ledger.rows(), path))
    return _sheet(path, f"问题台账{ledger.shape.today:%Y%m%d}.xlsx")


@router.get(
    "/lists/{form}.xlsx",
    operation_id="exportListXlsx",
    summary="按筛选条件导出清单(XLSX)",
    response_class=FileResponse,
    responses=file_answer(_XLSX),
)
async def export_list_xlsx(
    actor: LedgerReader,
    request: Request,
    form: ListForm,
    wanted: Filter,
    waiting: Waiting | None = None,
    title: _Title = None,
) -> FileResponse:
    """问题、任务、责任、整改、对账销号五种清单;筛选条件与问题台账列表相同,按编号顺序。"""
    ledger = await _Ledger.of(request, actor, wanted, waiting)
    data = _list_of(actor, ledger, ledger.rows(), title)
    path = await asyncio.to_thread(_write_sheet, lambda path: list_xlsx(data, path, FORMS[form]))
    return _sheet(path, f"{LIST_FORMS[form]}{ledger.shape.today:%Y%m%d}.xlsx")


@router.get(
    "/lists/{form}.docx",
    operation_id="exportListDocx",
    summary="按筛选条件导出清单(DOCX)",
    response_class=Response,
    responses=file_answer(DOCX),
)
async def export_list_docx(
    actor: LedgerReader,
    request: Request,
    form: ListForm,
    wanted: Filter,
    waiting: Waiting | None = None,
    title: _Title = None,
    template_id: TemplateId = None,
) -> Response:
    """同 XLSX,最多 2000 行,更多的请用 XLSX 或缩小筛选范围。"""
    template = None
    if template_id is not None:
        template = await filling.template(request.app.state, actor, TemplateKind.LIST, template_id)
    ledger = await _Ledger.of(request, actor, wanted, waiting)
    rows = await asyncio.to_thread(_bounded, ledger.rows())
    data = _list_of(actor, ledger, rows, title)
    if template is not None:
        content = await filling.fill_list(request.app.state, template, data, form)
    else:
        content = await asyncio.to_thread(_written_list, data, form)
    name = f"{LIST_FORMS[form]}{ledger.shape.today:%Y%m%d}.docx"
    return Response(content, media_type=DOCX, headers=file_headers(name))


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What was filtered, read in short reads while somebody writes it out."""

    request: Request
    shape: Shaper
    conditions: list[ColumnElement[bool]]
    loop: asyncio.AbstractEventLoop

    @classmethod
    async def of(
        cls, request: Request, actor: Actor, wanted: FindingFilter, waiting: Waiting | None
    ) -> "_Ledger":
        shape = shaper(request, actor)
        async with request.app.state.database.reading() as session:
            conditions = await wanted.conditions(session, actor, shape.today, shape.light_days)
        if waiting is not None:
            conditions.append(desk_queries.waiting(waiting, actor))
        return cls(request, shape, conditions, asyncio.get_running_loop())

    def rows(self) -> Iterator[LedgerRow]:
        """In the order of their numbers. For a thread: the loop goes on meanwhile."""
        ordinal = after = 0
        while found := asyncio.run_coroutine_threadsafe(self._chunk(after), self.loop).result():
            for finding in found:
                ordinal += 1
                yield ledger_row(ordinal, finding, today=self.shape.today, light_days=self.shape.light_days)
            after = found[-1].row["id"]

    async def _chunk(self, after: int) -> list[report_queries.Written]:
        # A short read each time: the thread that writes the sheet asks for the next when it wants it.
        async with self.request.app.state.database.reading() as session:
            ids = await list_queries.ids(session, self.conditions, after=after, limit=_CHUNK)
            return await report_queries.written(session, ids)


def _bounded(rows: Iterator[LedgerRow]) -> list[LedgerRow]:
    found = list(islice(rows, MAX_DOCX_ROWS + 1))
    if len(found) > MAX_DOCX_ROWS:
        raise refuse_field(
            "/query", f"清单超过 {MAX_DOCX_ROWS} 行,Word 文件放不下,请缩小筛选范围,或改用 XLSX"
        )
    return found


def _list_of(actor: Actor, ledger: _Ledger, rows: Iterable[LedgerRow], title: str | None) -> ListData:
    """The list as the office of whoever asks fills it in, as of today."""
    office = next(
        (held.unit_name for held in actor.appointments if held.gives(Permission.FINDING_READ)), None
    )
    return ListData(rows=rows, title=title, unit=office, as_of=ledger.shape.today)


def _written_list(data: ListData, form: ListForm) -> bytes:
    target = BytesIO()
    list_docx(data, target, FORMS[form])
    return target.getvalue()


def _sheet(path: Path, name: str) -> FileResponse:
    return FileResponse(
        path,
        media_type=_XLSX,
        headers=file_headers(name),
        background=BackgroundTask(path.unlink, missing_ok=True),
    )


def _write_sheet(write: Callable[[Path], object]) -> Path:
    """Write a sheet to a file of its own, which whoever sends it takes away. Blocks."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    try:
        write(path)
    except BaseException as fault:
        path.unlink(missing_ok=True)
        if isinstance(fault, LedgerTooLongError):
            raise refuse_field("/query", str(fault)) from fault
        raise
    return path
