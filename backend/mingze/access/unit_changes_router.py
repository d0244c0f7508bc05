"""What happens to units: moved, merged, split, closed, reopened; and their history."""

from typing import Annotated

from fastapi import APIRouter, Response
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access import unit_ties
from mingze.access.actor import Actor
from mingze.access.dependencies import requires
from mingze.access.permissions import Permission
from mingze.access.schemas import UnitRef
from mingze.access.unit_places import detail, in_scope, target, to_rearrange
from mingze.access.unit_schemas import (
    UnitChangeView,
    UnitClose,
    UnitDetail,
    UnitMerge,
    UnitMove,
    UnitReopen,
    UnitSplit,
    UnitSplitView,
    UnitView,
)
from mingze.kit.pages import CursorParam, Limit, Page, after_id, capped, cut, next_id
from mingze.kit.problems import NotFound
from mingze.kit.web import Id, IfMatch, Reading, Writing
from mingze.units import change_service, queries
from mingze.units.rules import UNIT_CHANGE_LABELS, UnitChangeKind
from mingze.units.service import Ground
from mingze.units.tree import lock_tree

router = APIRouter(prefix="/units", tags=["机构 Units"])

Reader = Annotated[Actor, requires(Permission.UNIT_READ)]
Manager = Annotated[Actor, requires(Permission.UNIT_MANAGE)]

unit_ties.register()


@router.get("/{unit_id}/changes", operation_id="listUnitChanges", summary="机构沿革")
async def list_unit_changes(
    actor: Reader, unit_id: Id, session: Reading, limit: Limit = 50, cursor: CursorParam = None
) -> Page[UnitChangeView]:
    """更名、调整隶属、合并、分设、停用、恢复,新近的在前。"""
    await in_scope(session, actor, Permission.UNIT_READ, unit_id)
    rows, count = await queries.changes(session, unit_id, after=after_id(cursor), limit=limit + 1)
    rows, last = cut(rows, limit)
    total, is_capped = capped(count)
    return Page(
        items=await _views(session, rows),
        next_cursor=next_id(last),
        total=total,
        total_is_capped=is_capped,
    )


@router.post("/{unit_id}/move", operation_id="moveUnit", summary="调整隶属:连同下级移到另一上级之下")
async def move_unit(
    actor: Manager, unit_id: Id, body: UnitMove, session: Writing, response: Response, expected: IfMatch
) -> UnitDetail:
    """可见范围随之即刻改变:新上级看得到,原上级看不到。"""
    unit = await to_rearrange(session, actor, unit_id, expected, "调整隶属")
    parent = await target(session, actor, body.parent_id, "/body/parent_id")
    await change_service.move(session, actor, unit, parent, Ground(body.document, body.note))
    return await detail(session, unit_id, response)


@router.post("/{unit_id}/merge", operation_id="mergeUnit", summary="并入另一单位,随之停用")
async def merge_unit(
    actor: Manager, unit_id: Id, body: UnitMerge, session: Writing, response: Response, expected: IfMatch
) -> UnitDetail:
    """移到承接单位之下并停用:原有问题仍记原名,由承接单位接着办。"""
    unit = await to_rearrange(session, actor, unit_id, expected, "合并")
    into = await target(session, actor, body.into_id, "/body/into_id")
    await change_service.merge(session, actor, unit, into, Ground(body.document, body.note))
    return await detail(session, unit_id, response)


@router.post("/{unit_id}/split", operation_id="splitUnit", summary="分设:新设单位,划转下级")
async def split_unit(
    actor: Manager, unit_id: Id, body: UnitSplit, session: Writing, response: Response, expected: IfMatch
) -> UnitSplitView:
    """新单位与原单位同一上级。原单位随之停用时,未了事项由 takes_over 的新单位承接。"""
    unit = await to_rearrange(session, actor, unit_id, expected, "分设")
    parts = [change_service.Part(**part.model_dump()) for part in body.parts]
    ground = Ground(body.document, body.note)
    made = await change_service.split(session, actor, unit, parts, ground, ends=body.close)
    rows = {row["id"]: row for row in await queries.rows(session, [one.id for one in made])}
    return UnitSplitView(
        unit=await detail(session, unit_id, response),
        parts=[UnitView.model_validate(dict(rows[one.id])) for one in made],
    )


@router.post("/{unit_id}/close", operation_id="closeUnit", summary="停用")
async def close_unit(
    actor: Manager, unit_id: Id, body: UnitClose, session: Writing, response: Response, expected: IfMatch
) -> UnitDetail:
    """还有未办结的问题、启用中的账户或下级时须指定承接单位,否则 409(ties 逐类计数)。"""
    unit = await to_rearrange(session, actor, unit_id, expected, "停用")
    successor = None
    if body.successor_id is not None:
        successor = await target(session, actor, body.successor_id, "/body/successor_id")
    await change_service.close(session, actor, unit, successor, Ground(body.document, body.note))
    return await detail(session, unit_id, response)


@router.post("/{unit_id}/reopen", operation_id="reopenUnit", summary="恢复停用的单位")
async def reopen_unit(
    actor: Manager, unit_id: Id, body: UnitReopen, session: Writing, response: Response, expected: IfMatch
) -> UnitDetail:
    await lock_tree(session)
    await in_scope(session, actor, Permission.UNIT_MANAGE, unit_id)
    unit = await queries.unit(session, unit_id, lock=True)
    if unit is None:
        raise NotFound()
    expected.check(unit.version)
    parent = None
    if body.parent_id is not None:
        parent = await target(session, actor, body.parent_id, "/body/parent_id")
    await change_service.reopen(session, actor, unit, parent, Ground(body.document, body.note))
    return await detail(session, unit_id, response)


async def _views(session: AsyncSession, rows: list[RowMapping]) -> list[UnitChangeView]:
    names = await queries.names(session, {other for row in rows for other in row["other_ids"]})
    return [
        UnitChangeView(
            id=row["id"],
            kind=UnitChangeKind(row["kind"]),
            kind_label=UNIT_CHANGE_LABELS[UnitChangeKind(row["kind"])],
            on=row["changed_on"],
            document=row["document"],
            note=row["note"],
            by_name=row["by_name"],
            from_=row["before"],
            to=row["after"],
            others=[UnitRef(id=other, name=names[other]) for other in row["other_ids"]],
        )
        for row in rows
    ]
