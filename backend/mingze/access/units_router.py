"""The tree of units, as far as the asking person sees it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.schemas import UnitChange, UnitCreate, UnitDetail, UnitRef, UnitView
from mingze.access.scope import in_subtree
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import CursorParam, Limit, Page, capped, cut, decode_cursor, encode_cursor
from mingze.kit.problems import Forbidden, NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing, etag
from mingze.units import queries, service
from mingze.units.models import Unit
from mingze.units.rules import UnitKind

router = APIRouter(prefix="/units", tags=["机构 Units"])

Reader = Annotated[Actor, requires(Permission.UNIT_READ)]
Manager = Annotated[Actor, requires(Permission.UNIT_MANAGE)]


@router.get("", operation_id="listUnits", summary="可见范围内的机构与科室")
async def list_units(
    actor: Reader,
    session: Reading,
    parent_id: Annotated[int | None, Query(ge=1, le=2**53, description="直接上级")] = None,
    within: Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")] = None,
    kind: UnitKind | None = None,
    q: Annotated[str | None, Query(max_length=60, description="名称中的文字,或完整编码")] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[UnitView]:
    rows, count = await queries.page(
        session,
        in_subtree(Unit.id, actor.roots(Permission.UNIT_READ)),
        parent_id=parent_id,
        within=within,
        kind=kind,
        text=q,
        after=_after(cursor),
        limit=limit + 1,
    )
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=[UnitView.model_validate(dict(row)) for row in rows],
        next_cursor=encode_cursor(last["code"], last["id"]) if last else None,
        total=total,
        total_is_capped=is_capped,
    )


@router.get("/{unit_id}", operation_id="getUnit", summary="一个机构")
async def get_unit(actor: Reader, unit_id: Id, session: Reading, response: Response) -> UnitDetail:
    await _in_scope(session, actor, Permission.UNIT_READ, unit_id)
    return await _detail(session, unit_id, response)


@router.post("", status_code=201, operation_id="createUnit", summary="新建机构或科室")
async def create_unit(
    actor: Manager, body: UnitCreate, session: Writing, response: Response, key: IdempotencyKey = None
) -> UnitDetail:
    if body.parent_id is None:
        raise refuse_field("/body/parent_id", "须指定上级单位;顶层单位在安装时建立")
    await _in_scope(session, actor, Permission.UNIT_MANAGE, body.parent_id, "/body/parent_id")
    unit_id = await once(session, actor, "createUnit", key, body)
    if unit_id is None:
        unit = await service.create_unit(
            session,
            actor,
            code=body.code,
            name=body.name,
            kind=body.kind,
            parent=await queries.unit(session, body.parent_id),
            short_name=body.short_name,
            uscc=body.uscc,
            region_code=body.region_code,
        )
        unit_id = await once.done(session, actor, "createUnit", key, body, unit.id)
    return await _detail(session, unit_id, response)


@router.patch("/{unit_id}", operation_id="changeUnit", summary="修改机构")
async def change_unit(
    actor: Manager, unit_id: Id, body: UnitChange, session: Writing, response: Response, expected: IfMatch
) -> UnitDetail:
    await _in_scope(session, actor, Permission.UNIT_MANAGE, unit_id)
    unit = await queries.unit(session, unit_id, lock=True)
    if unit is None:
        raise NotFound()
    expected.check(unit.version)
    values = body.model_dump(exclude_unset=True)
    for field in ("name", "short_name", "active"):
        if values.get(field, "") is None:
            raise refuse_field(f"/body/{field}", "不能为空")
    service.change_unit(session, actor, unit, values)
    await session.flush()
    return await _detail(session, unit_id, response)


async def _in_scope(
    session: AsyncSession, actor: Actor, permission: Permission, unit_id: int, pointer: str | None = None
) -> None:
    """Refuse a unit out of sight as unknown; one in sight but beyond `permission` as forbidden."""
    above = await queries.ancestors(session, unit_id)
    if above & set(actor.roots(permission)):
        return
    if above & set(actor.roots(Permission.UNIT_READ)):
        raise Forbidden()
    raise refuse_field(pointer, "没有这个单位,或不在您的管理范围内") if pointer else NotFound()


async def _detail(session: AsyncSession, unit_id: int, response: Response) -> UnitDetail:
    row = await queries.row(session, unit_id)
    if row is None:
        raise NotFound()
    response.headers["ETag"] = etag(row["version"])
    path = [UnitRef(id=r["id"], name=r["name"]) for r in await queries.path(session, unit_id)]
    return UnitDetail.model_validate({**row, "path": path})


def _after(cursor: str | None) -> tuple[str, int] | None:
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    code, unit_id = keys
    if not isinstance(code, str) or not isinstance(unit_id, int):
        raise refuse_field("/query/cursor", "翻页标记无效,请从第一页重新查询")
    return code, unit_id
