"""Making and changing units. The closure table is kept here and nowhere else."""

from sqlalchemy import insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict, refuse_field
from mingze.units import queries
from mingze.units.models import SHORT_NAME, Unit, UnitClosure
from mingze.units.rules import UnitKind, is_region_code, is_uscc, may_hang_below


async def create_unit(
    session: AsyncSession,
    actor: Acting | None,
    *,
    code: str,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    short_name: str | None = None,
    uscc: str | None = None,
    region_code: str | None = None,
) -> Unit:
    """A new unit below `parent` (none: the top of a tree). Conflict where the code is taken."""
    _check(uscc, region_code)
    if parent is not None and not may_hang_below(kind, UnitKind(parent.kind)):
        raise refuse_field("/body/parent_id", "该类单位不能设在这个上级之下")
    if await queries.unit_by_code(session, code):
        raise Conflict("该单位编码已被使用")
    unit = Unit(
        code=code,
        name=name,
        short_name=short_name or name[:SHORT_NAME],
        kind=kind,
        parent_id=parent.id if parent else None,
        uscc=uscc,
        region_code=region_code,
        active=True,
        created_at=clock.now(),
    )
    session.add(unit)
    await session.flush()
    session.add(UnitClosure(ancestor_id=unit.id, descendant_id=unit.id, depth=0))
    await session.flush()
    if parent is not None:
        above = select(UnitClosure.ancestor_id, literal(unit.id), UnitClosure.depth + 1).where(
            UnitClosure.descendant_id == parent.id
        )
        await session.execute(
            insert(UnitClosure).from_select(["ancestor_id", "descendant_id", "depth"], above)
        )
    record(
        session,
        action="create",
        resource="unit",
        resource_id=unit.id,
        actor=actor,
        unit_id=unit.id,
        changes={
            "code": [None, code],
            "name": [None, name],
            "kind": [None, kind],
            "parent_id": [None, unit.parent_id],
        },
    )
    return unit


def change_unit(session: AsyncSession, actor: Acting, unit: Unit, values: dict[str, object]) -> None:
    """Change name, short name, codes or activity of a unit."""
    uscc, region_code = values.get("uscc"), values.get("region_code")
    _check(uscc if isinstance(uscc, str) else None, region_code if isinstance(region_code, str) else None)
    changes = {
        field: [getattr(unit, field), value]
        for field, value in values.items()
        if getattr(unit, field) != value
    }
    if not changes:
        return
    for field, (_, value) in changes.items():
        setattr(unit, field, value)
    record(
        session,
        action="update",
        resource="unit",
        resource_id=unit.id,
        actor=actor,
        unit_id=unit.id,
        changes=changes,
    )


def _check(uscc: str | None, region_code: str | None) -> None:
    if uscc is not None and not is_uscc(uscc):
        raise refuse_field("/body/uscc", "统一社会信用代码不正确(18 位,含校验位)")
    if region_code is not None and not is_region_code(region_code):
        raise refuse_field("/body/region_code", "行政区划代码须为 6、9 或 12 位数字")
