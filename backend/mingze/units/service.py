"""Making units, and changing what a unit says of itself."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.problems import Conflict, refuse_field
from mingze.units import queries
from mingze.units.models import Unit, UnitChange, UnitFormerName
from mingze.units.rules import (
    MAX_LEVELS,
    UnitChangeKind,
    UnitKind,
    is_region_code,
    is_uscc,
    may_hang_below,
    short_name_of,
)
from mingze.units.tree import hang_new, lock_tree

TOO_DEEP = f"层级不能超过 {MAX_LEVELS} 层"
CLOSED_ABOVE = "上级单位已停用"
NOT_BELOW = "该类单位不能设在这个上级之下"


@dataclass(frozen=True, slots=True)
class Ground:
    """依据: the paper a change rests on, and what else is to be said of it."""

    document: str | None = None
    note: str | None = None


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
    await lock_tree(session)
    _check(uscc, region_code)
    if parent is not None:
        await check_place(session, kind, 0, parent, "/body/parent_id")
    if await queries.unit_by_code(session, code):
        raise Conflict("该单位编码已被使用")
    unit = Unit(
        code=code,
        name=name,
        short_name=short_name or short_name_of(name),
        kind=kind,
        parent_id=parent.id if parent else None,
        uscc=uscc,
        region_code=region_code,
        active=True,
        created_at=clock.now(),
    )
    session.add(unit)
    await session.flush()
    await hang_new(session, unit.id, unit.parent_id)
    record_created(session, actor, unit)
    return unit


async def check_place(session: AsyncSession, kind: UnitKind, height: int, parent: Unit, pointer: str) -> None:
    """Invalid unless a unit of `kind`, with `height` levels below it, may hang below `parent`."""
    if not parent.active:
        raise refuse_field(pointer, CLOSED_ABOVE)
    if not may_hang_below(kind, UnitKind(parent.kind)):
        raise refuse_field(pointer, NOT_BELOW)
    if await queries.depth(session, parent.id) + 2 + height > MAX_LEVELS:
        raise refuse_field(pointer, TOO_DEEP)


def record_created(session: AsyncSession, actor: Acting | None, unit: Unit) -> None:
    record(
        session,
        action="create",
        resource="unit",
        resource_id=unit.id,
        actor=actor,
        unit_id=unit.id,
        changes={
            "code": [None, unit.code],
            "name": [None, unit.name],
            "kind": [None, unit.kind],
            "parent_id": [None, unit.parent_id],
        },
    )


def change_unit(
    session: AsyncSession, actor: Acting, unit: Unit, values: dict[str, object], ground: Ground
) -> None:
    """Change name, short name or codes of a unit. The old name is kept."""
    uscc, region_code = values.get("uscc"), values.get("region_code")
    _check(uscc if isinstance(uscc, str) else None, region_code if isinstance(region_code, str) else None)
    changes = {
        field: [getattr(unit, field), value]
        for field, value in values.items()
        if getattr(unit, field) != value
    }
    if not changes:
        return
    if "name" in changes:
        former, name = unit.name, str(values["name"])
        session.add(UnitFormerName(unit_id=unit.id, name=former, until=clock.today()))
        keep_change(session, actor, unit.id, UnitChangeKind.RENAME, ground, before=former, after=name)
        if "short_name" not in values and unit.short_name == short_name_of(former):
            changes["short_name"] = [unit.short_name, short_name_of(name)]
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
        note=ground.note,
    )


def keep_change(
    session: AsyncSession,
    actor: Acting | None,
    unit_id: int,
    kind: UnitChangeKind,
    ground: Ground,
    *,
    before: str | None = None,
    after: str | None = None,
    others: list[int] | None = None,
) -> None:
    """A line in the history of the unit."""
    session.add(
        UnitChange(
            unit_id=unit_id,
            kind=kind,
            changed_on=clock.today(),
            document=ground.document,
            note=ground.note,
            by_id=actor.account_id if actor else None,
            before=before,
            after=after,
            other_ids=others or [],
        )
    )


def _check(uscc: str | None, region_code: str | None) -> None:
    if uscc is not None and not is_uscc(uscc):
        raise refuse_field("/body/uscc", BAD_USCC)
    if region_code is not None and not is_region_code(region_code):
        raise refuse_field("/body/region_code", BAD_REGION)


BAD_USCC = "统一社会信用代码不正确(18 位,含校验位)"
BAD_REGION = "行政区划代码须为 6、9 或 12 位数字"
