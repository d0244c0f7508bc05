"""The list of units in a file: imported after a preview, exported in the same columns."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, UploadFile
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.access.unit_schemas import (
    UnitFileForm,
    UnitImportChange,
    UnitImportDone,
    UnitImportFault,
    UnitImportForm,
    UnitImportPreview,
    UnitImportRow,
    UnitImportTotals,
)
from mingze.kit import clock
from mingze.kit.list_reading import MAX_BYTES
from mingze.kit.lists import Listed
from mingze.kit.uploads import form_of, read_upload, takes
from mingze.kit.web import Reading, file_headers
from mingze.units import export, import_service
from mingze.units.columns import HEADERS
from mingze.units.import_plan import Planned, shown, totals
from mingze.units.models import Unit

router = APIRouter(prefix="/units", tags=["机构 Units"])

Reader = Annotated[Actor, requires(Permission.UNIT_READ)]
Manager = Annotated[Actor, requires(Permission.UNIT_MANAGE)]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv"
#: Rows of a preview that are sent: a person reads no more, and the totals tell of all.
_SHOWN = 2_000


@router.post(
    "/import-preview",
    operation_id="previewUnitImport",
    summary="预览机构名录的导入,不作改动",
    openapi_extra=takes("previewUnitImport", UnitFileForm),
)
async def preview_unit_import(
    actor: Manager, request: Request, form: Annotated[UnitFileForm, Depends(form_of(UnitFileForm))]
) -> UnitImportPreview:
    """逐行说明将新建、修改、移动什么,错在哪一列。空白单元格和没有的列不改动原有内容。"""
    listed = await _read(request, form.file)
    async with request.app.state.database.reading() as session:
        plan = await import_service.prepare(session, actor.roots(Permission.UNIT_MANAGE), listed.rows)
    wanted = _worth_showing(plan.rows)
    return UnitImportPreview(
        plan_digest=plan.digest,
        totals=UnitImportTotals(**totals(plan.rows)),
        rows=[_row(one, listed) for one in wanted],
        rows_are_capped=len(wanted) < len(plan.rows),
        ignored_columns=listed.ignored,
    )


@router.post(
    "/import",
    operation_id="importUnits",
    summary="导入预览过的机构名录",
    openapi_extra=takes("importUnits", UnitImportForm),
)
async def import_units(
    actor: Manager,
    request: Request,
    form: Annotated[UnitImportForm, Depends(form_of(UnitImportForm))],
) -> UnitImportDone:
    """全部成功或全部不动。预览之后机构有变动、或文件不同,回答 409。"""
    listed = await _read(request, form.file)
    async with request.app.state.database.writing() as session:
        plan = await import_service.apply(
            session, actor, actor.roots(Permission.UNIT_MANAGE), listed.rows, form.plan_digest
        )
    return UnitImportDone(totals=UnitImportTotals(**totals(plan.rows)))


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}}


@router.get(
    "/export.xlsx",
    operation_id="exportUnitsXlsx",
    summary="导出可见范围内的机构(XLSX)",
    response_class=Response,
    responses=_file(_XLSX),
)
async def export_units_xlsx(actor: Reader, session: Reading) -> Response:
    """各列与导入相同,可以改后再导入。"""
    rows = await _rows(session, actor)
    content = await asyncio.to_thread(export.units_xlsx, rows)
    return Response(content, media_type=_XLSX, headers=_headers("xlsx"))


@router.get(
    "/export.csv",
    operation_id="exportUnitsCsv",
    summary="导出可见范围内的机构(CSV,UTF-8)",
    response_class=Response,
    responses=_file(_CSV),
)
async def export_units_csv(actor: Reader, session: Reading) -> Response:
    """各列与导入相同,可以改后再导入。"""
    rows = await _rows(session, actor)
    return Response(export.units_csv(rows), media_type=_CSV, headers=_headers("csv"))


async def _rows(session: AsyncSession, actor: Actor) -> list[export.Row]:
    return await export.export_rows(session, in_subtree(Unit.id, actor.roots(Permission.UNIT_READ)))


def _headers(suffix: str) -> dict[str, str]:
    return file_headers(f"{export.SHEET}{clock.today():%Y%m%d}.{suffix}")


async def _read(request: Request, file: UploadFile) -> Listed:
    state = request.app.state
    data = await read_upload(file, min(MAX_BYTES, state.settings.upload_max_bytes))
    async with state.reading_slots.taken():
        return await import_service.read_units(
            file.filename or "",
            data,
            seconds=state.settings.read_seconds,
            memory=state.settings.read_memory_mib << 20,
        )


def _worth_showing(rows: Sequence[Planned]) -> list[Planned]:
    if len(rows) <= _SHOWN:
        return list(rows)
    order = {"error": 0, "unchanged": 2}
    chosen = sorted(rows, key=lambda one: order.get(one.action.value, 1))[:_SHOWN]
    return sorted(chosen, key=lambda one: one.row)


def _row(one: Planned, listed: Listed) -> UnitImportRow:
    return UnitImportRow(
        row=one.row,
        code=one.code,
        action=one.action.value,
        name=one.name,
        changes=[
            UnitImportChange(field=name, label=HEADERS[name], old=shown(name, old), new=shown(name, new))
            for name, (old, new) in one.changes.items()
        ],
        errors=[
            UnitImportFault(
                column=listed.headers.get(fault.field, HEADERS[fault.field]) if fault.field else None,
                message=fault.message,
            )
            for fault in one.faults
        ],
    )
