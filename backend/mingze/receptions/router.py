"""投诉接待: where people can complain at each unit, and what which unit still lacks."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.schemas import UnitRef
from mingze.access.unit_places import in_scope
from mingze.kit import clock
from mingze.kit.pages import CursorParam, Limit, broken_cursor, cut, decode_cursor, encode_cursor
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag, file_headers
from mingze.receptions import export, queries, service
from mingze.receptions.rules import Said, lacks, needed
from mingze.receptions.schemas import (
    ReceptionLackCount,
    ReceptionPage,
    ReceptionPut,
    ReceptionSummary,
    ReceptionView,
)
from mingze.receptions.vocabulary import HospitalLevel, ReceptionLack
from mingze.units import queries as units
from mingze.units.rules import UnitKind

router = APIRouter(prefix="/receptions", tags=["投诉接待 Receptions"])

_P = Permission
Reader = Annotated[Actor, requires(_P.UNIT_READ)]
Handler = Annotated[Actor, requires(_P.COMPLAINT_HANDLE)]
UnitQuery = Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")]
LackQuery = Annotated[ReceptionLack | None, Query(description="只列缺这一项的单位")]
Complete = Annotated[bool | None, Query(description="只列各项齐全的,或只列有缺项的")]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}
_Row = tuple[Mapping[Any, Any], list[ReceptionLack]]


@router.get("", operation_id="listReceptions", summary="投诉接待核对表:哪个单位还缺什么")
async def list_receptions(
    actor: Reader,
    session: Reading,
    unit_id: UnitQuery = None,
    lack: LackQuery = None,
    complete: Complete = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> ReceptionPage:
    """可见范围内启用的单位(科室除外),按单位编码排列。尚未填写的单位也列出,所须各项全部为缺。"""
    keys = decode_cursor(cursor, 1)
    if keys is not None and not isinstance(keys[0], str):
        raise broken_cursor()
    everything = await _checked(session, actor, unit_id)
    wanted = _wanted(everything, lack, complete)
    after = str(keys[0]) if keys else None
    rest = [one for one in wanted if after is None or one[0]["unit_code"] > after]
    shown, last = cut(rest[: limit + 1], limit)
    counted = Counter(lack for _, lacking in everything for lack in lacking)
    incomplete = sum(bool(lacking) for _, lacking in everything)
    return ReceptionPage(
        items=[_summary(*one) for one in shown],
        next_cursor=encode_cursor(last[0]["unit_code"]) if last else None,
        total=len(wanted),
        units=len(everything),
        complete=len(everything) - incomplete,
        incomplete=incomplete,
        counts=[
            ReceptionLackCount(lack=lack, count=counted[lack]) for lack in ReceptionLack if counted[lack]
        ],
    )


@router.get(
    "/export.xlsx",
    operation_id="exportReceptions",
    summary="导出投诉接待核对表(XLSX)",
    response_class=Response,
    responses=_FILE,
)
async def export_receptions(
    actor: Reader,
    session: Reading,
    unit_id: UnitQuery = None,
    lack: LackQuery = None,
    complete: Complete = None,
) -> Response:
    """筛选条件与核对表相同;含接待人员的姓名和职务。"""
    rows = _wanted(await _checked(session, actor, unit_id), lack, complete)
    content = await asyncio.to_thread(export.checklist_xlsx, rows)
    name = f"{export.SHEET}{clock.today():%Y%m%d}.xlsx"
    return Response(content, media_type=_XLSX, headers=file_headers(name))


@router.get("/{unit_id}", operation_id="getReception", summary="一个单位的投诉接待")
async def get_reception(actor: Reader, unit_id: Id, session: Reading, response: Response) -> ReceptionView:
    await in_scope(session, actor, _P.UNIT_READ, unit_id)
    return await _view(session, actor, unit_id, response)


@router.put("/{unit_id}", operation_id="putReception", summary="填写或修改一个单位的投诉接待")
async def put_reception(
    actor: Handler, unit_id: Id, body: ReceptionPut, expected: IfMatch, session: Writing, response: Response
) -> ReceptionView:
    """整体保存:没有写的项即为没有。第一次填写时 `If-Match` 为 `"v0"`。"""
    await in_scope(session, actor, _P.COMPLAINT_HANDLE, unit_id)
    await service.put(session, actor, unit_id, expected, body.model_dump())
    return await _view(session, actor, unit_id, response)


async def _view(session: AsyncSession, actor: Actor, unit_id: int, response: Response) -> ReceptionView:
    row = await queries.one(session, unit_id)
    if row is None:
        raise NotFound()
    kind, said = _said(row)
    wanted = needed(kind, said.hospital_level)
    above = await units.ancestors(session, unit_id)
    view = ReceptionView.of(
        row,
        needed=[lack for lack in ReceptionLack if lack in wanted],
        lacks=lacks(kind, said),
        may_change=bool(above & set(actor.roots(_P.COMPLAINT_HANDLE))),
    )
    response.headers["ETag"] = etag(view.version)
    return view


async def _checked(session: AsyncSession, actor: Actor, within: int | None) -> list[_Row]:
    rows = await queries.checklist(session, actor, within)
    return [(row, lacks(*_said(row))) for row in rows]


def _wanted(rows: list[_Row], lack: ReceptionLack | None, complete: bool | None) -> list[_Row]:
    return [
        (row, lacking)
        for row, lacking in rows
        if (lack is None or lack in lacking) and (complete is None or complete is not bool(lacking))
    ]


def _said(row: Mapping[Any, Any]) -> tuple[UnitKind, Said]:
    """The kind of a unit and what it said, of a row that is all None where it said nothing."""
    given = {name: row[name] for name in Said.__dataclass_fields__ if row[name] is not None}
    if level := given.get("hospital_level"):
        given["hospital_level"] = HospitalLevel(level)
    return UnitKind(row["unit_kind"]), Said(**given)


def _summary(row: Mapping[Any, Any], lacking: list[ReceptionLack]) -> ReceptionSummary:
    return ReceptionSummary(
        unit=UnitRef(id=row["unit_id"], name=row["unit_name"]),
        unit_kind=row["unit_kind"],
        version=row["version"] or 0,
        phones=row["phones"] or [],
        place=row["place"],
        published=bool(row["published"]),
        lacks=lacking,
    )
