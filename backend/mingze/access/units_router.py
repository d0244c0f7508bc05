"""The tree of units, as far as the asking person sees it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.scope import in_subtree
from mingze.access.unit_changes_router import router as changes_router
from mingze.access.unit_files_router import router as files_router
from mingze.access.unit_places import detail, in_scope
from mingze.access.unit_schemas import UnitChangeBody, UnitCreate, UnitDetail, UnitView
from mingze.kit.idempotency import IdempotencyKey, once
from mingze.kit.pages import (
    CursorParam,
    Limit,
    Page,
    broken_cursor,
    capped,
    cut,
    decode_cursor,
    encode_cursor,
    is_id,
)
from mingze.kit.problems import NotFound, refuse_field
from mingze.kit.web import Id, IfMatch, Reading, Writing
from mingze.units import queries, service
from mingze.units.models import Unit
from mingze.units.rules import UnitKind
from mingze.units.tree import lock_tree

router = APIRouter()
tree_router = APIRouter(prefix="/units", tags=["机构 Units"])

Reader = Annotated[Actor, requires(Permission.UNIT_READ)]
Manager = Annotated[Actor, requires(Permission.UNIT_MANAGE)]


@tree_router.get("", operation_id="listUnits", summary="可见范围内的机构与科室")
async def list_units(
    actor: Reader,
    session: Reading,
    parent_id: Annotated[int | None, Query(ge=1, le=2**53, description="直接上级")] = None,
    within: Annotated[int | None, Query(ge=1, le=2**53, description="该单位及其全部下级")] = None,
    kind: UnitKind | None = None,
    active: Annotated[bool | None, Query(description="只要启用的,或只要停用的")] = None,
    q: Annotated[
        str | None, Query(max_length=60, description="名称、简称或曾用名中的文字,或完整编码")
    ] = None,
    limit: Limit = 50,
    cursor: CursorParam = None,
) -> Page[UnitView]:
    rows, count = await queries.page(
        session,
        in_subtree(Unit.id, actor.roots(Permission.UNIT_READ)),
        parent_id=parent_id,
        within=within,
        kind=kind,
        active=active,
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


@tree_router.get("/{unit_id}", operation_id="getUnit", summary="一个机构")
async def get_unit(actor: Reader, unit_id: Id, session: Reading, response: Response) -> UnitDetail:
    await in_scope(session, actor, Permission.UNIT_READ, unit_id)
    return await detail(session, unit_id, response)


@tree_router.post("", status_code=201, operation_id="createUnit", summary="新建机构或科室")
async def create_unit(
    actor: Manager, body: UnitCreate, session: Writing, response: Response, key: IdempotencyKey = None
) -> UnitDetail:
    if body.parent_id is None:
        raise refuse_field("/body/parent_id", "须指定上级单位;顶层单位在安装时建立")
    await lock_tree(session)
    await in_scope(session, actor, Permission.UNIT_MANAGE, body.parent_id, "/body/parent_id")
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
    return await detail(session, unit_id, response)


@tree_router.patch("/{unit_id}", operation_id="changeUnit", summary="修改机构的名称和代码")
async def change_unit(
    actor: Manager, unit_id: Id, body: UnitChangeBody, session: Writing, response: Response, expected: IfMatch
) -> UnitDetail:
    """原名称记为曾用名,仍可查到。隶属、停用另有各自的操作。"""
    await in_scope(session, actor, Permission.UNIT_MANAGE, unit_id)
    unit = await queries.unit(session, unit_id, lock=True)
    if unit is None:
        raise NotFound()
    expected.check(unit.version)
    values = body.model_dump(exclude_unset=True, exclude={"document", "note"})
    for field in ("name", "short_name"):
        if values.get(field, "") is None:
            raise refuse_field(f"/body/{field}", "不能为空")
    service.change_unit(session, actor, unit, values, service.Ground(body.document, body.note))
    await session.flush()
    return await detail(session, unit_id, response)


def _after(cursor: str | None) -> tuple[str, int] | None:
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    code, unit_id = keys
    if not isinstance(code, str) or not is_id(unit_id):
        raise broken_cursor()
    return code, unit_id


# The files first: `/units/export.csv` is no `/units/{unit_id}`.
for part in (files_router, tree_router, changes_router):
    router.include_router(part)
