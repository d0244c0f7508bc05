"""A list of units from a file: read within limits, planned against the tree, applied whole or not at all."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.list_reading import read_list
from mingze.kit.lists import Fault, Given, Listed
from mingze.kit.problems import Conflict, Invalid
from mingze.units import queries
from mingze.units.change_service import CHILDREN
from mingze.units.columns import field_of
from mingze.units.import_plan import Action, Known, Planned, digest, plan
from mingze.units.models import Unit, UnitChange, UnitEnding, UnitFormerName
from mingze.units.rules import UnitChangeKind, UnitKind
from mingze.units.ties import said, ties_of
from mingze.units.tree import lock_tree, rehang

ACCEPTED = "XLSX,或 UTF-8、GB18030 编码的 CSV;第一行有“单位编码”“单位名称”等列名"

_parent = aliased(Unit, name="parent")


@dataclass(frozen=True, slots=True)
class Plan:
    rows: list[Planned]
    digest: str

    @property
    def has_faults(self) -> bool:
        return any(row.faults for row in self.rows)


async def read_units(name: str, data: bytes, *, seconds: float, memory: int) -> Listed:
    """The rows of the file. Unsupported, TooLarge or Invalid where it is no list of units."""
    return await read_list("mingze.units.file_reading", field_of, name, data, seconds=seconds, memory=memory)


async def prepare(session: AsyncSession, roots: Iterable[int], rows: Sequence[Given]) -> Plan:
    """What the rows would do now, within the subtrees of `roots`, whose heads stay where they are."""
    known = await _known(session, set(roots))
    # Twenty thousand rows take a second: others are answered meanwhile.
    planned = await asyncio.to_thread(plan, rows, known)
    closing = {
        one.unit_id: one for one in planned if one.unit_id and one.changes.get("active") == (True, False)
    }
    for unit_id, ties in (await ties_of(session, list(closing))).items():
        # What lies below is looked at as it will be, by the plan itself.
        if holding := [tie for tie in ties if tie.kind != CHILDREN.kind]:
            closing[unit_id].faults.append(Fault("active", f"还有 {said(holding)},不能停用"))
    return Plan(planned, await asyncio.to_thread(digest, planned))


async def _known(session: AsyncSession, roots: set[int]) -> dict[str, Known]:
    inside, own = await queries.subtree(session, roots), await queries.heads(session, roots)
    query = select(
        Unit.id,
        Unit.code,
        Unit.name,
        Unit.short_name,
        Unit.kind,
        _parent.code.label("parent_code"),
        Unit.uscc,
        Unit.region_code,
        Unit.active,
    ).outerjoin(_parent, _parent.id == Unit.parent_id)
    return {
        row.code: Known(
            row.id,
            row.code,
            row.name,
            row.short_name,
            UnitKind(row.kind),
            row.parent_code,
            row.uscc,
            row.region_code,
            row.active,
            in_scope=row.id in inside,
            own=row.id in own,
        )
        for row in await session.execute(query)
    }


async def apply(
    session: AsyncSession,
    actor: Acting,
    roots: Iterable[int],
    rows: Sequence[Given],
    plan_digest: str,
) -> Plan:
    """Do what the preview with this digest said. Conflict where that is no longer what it would do."""
    await lock_tree(session)
    ready = await prepare(session, roots, rows)
    if ready.digest != plan_digest:
        raise Conflict("预览之后机构有变动,或文件不是预览的那一份,请重新预览")
    if ready.has_faults:
        raise Invalid("文件中有错误的行,改正后再导入")
    await _Applying(session, actor, ready.rows).run()
    return ready


class _Applying:
    """The same few statements whatever the number of rows: one for each level of new units, one for each kind."""

    def __init__(self, session: AsyncSession, actor: Acting, rows: Sequence[Planned]) -> None:
        self.session = session
        self.actor = actor
        self.made = [row for row in rows if row.action is Action.CREATE]
        self.changed = [row for row in rows if row.action in (Action.UPDATE, Action.MOVE)]
        self.ids: dict[str, int] = {}
        self.parents: dict[int, int | None] = {}
        self.names: dict[int, str] = {}

    async def run(self) -> None:
        if not self.made and not self.changed:
            return
        found = await self.session.execute(select(Unit.id, Unit.code, Unit.parent_id, Unit.name))
        for row in found:
            self.ids[row.code], self.parents[row.id], self.names[row.id] = row.id, row.parent_id, row.name
        await self._insert()
        await self._update()
        await self._rehang()
        await self._keep_history()
        self._record()

    async def _insert(self) -> None:
        waiting = self.made
        while waiting:
            level = [row for row in waiting if row.values["parent_code"] in self.ids]
            if not level:
                raise RuntimeError("the plan let a circle through")
            statement = insert(Unit).returning(Unit.id, Unit.code)
            values = [self._columns(row) | {"created_at": clock.now(), "version": 1} for row in level]
            for unit_id, code in await self.session.execute(statement, values):
                self.ids[code] = unit_id
            for row in level:
                unit_id = self.ids[str(row.code)]
                self.parents[unit_id] = self.ids[row.values["parent_code"]]
                self.names[unit_id] = row.values["name"]
            done = {row.code for row in level}
            waiting = [row for row in waiting if row.code not in done]

    def _columns(self, row: Planned) -> dict[str, Any]:
        values = {name: value for name, value in row.values.items() if name != "parent_code"}
        parent_code = row.values["parent_code"]
        return values | {"parent_id": self.ids[parent_code] if parent_code else None}

    async def _update(self) -> None:
        if not self.changed:
            return
        table = Unit.__table__
        columns = ("name", "short_name", "kind", "parent_id", "uscc", "region_code", "active")
        statement = (
            update(table)  # type: ignore[arg-type]
            .where(table.c.id == bindparam("unit_id"))
            .values({name: bindparam(f"new_{name}") for name in columns} | {"version": table.c.version + 1})
        )
        values = []
        for row in self.changed:
            new = self._columns(row)
            values.append({f"new_{name}": new[name] for name in columns} | {"unit_id": row.unit_id})
        await self.session.execute(statement, values)

    async def _rehang(self) -> None:
        moved = [row for row in self.changed if row.action is Action.MOVE]
        roots = [unit for row in moved if (unit := row.unit_id) is not None]
        below = await queries.subtree(self.session, roots) if roots else set()
        for row in moved:
            self.parents[row.unit_id or 0] = self.ids[row.values["parent_code"]]
        await rehang(self.session, below | {self.ids[str(row.code)] for row in self.made}, self.parents)

    async def _keep_history(self) -> None:
        today = clock.today()
        names, lines, closed, opened = [], [], [], []
        for row in self.changed:
            if "name" in row.changes:
                names.append({"unit_id": row.unit_id, "name": row.changes["name"][0], "until": today})
            lines += [self._line(row.unit_id, *one) for one in self._happenings(row)]
        for row in (*self.made, *self.changed):
            activity = row.changes.get("active", (True, True))
            if not row.values["active"] and activity[0] is not False:
                closed.append(
                    {
                        "unit_id": self.ids[str(row.code)],
                        "closed_on": today,
                        "successor_id": None,
                        "merged": False,
                    }
                )
            elif activity == (False, True):
                opened.append(row.unit_id)
        for table, values in ((UnitFormerName, names), (UnitChange, lines), (UnitEnding, closed)):
            if values:
                await self.session.execute(insert(table), values)
        if opened:
            endings = UnitEnding.__table__
            gone = delete(endings).where(endings.c.unit_id == bindparam("gone"))  # type: ignore[arg-type]
            await self.session.execute(gone, [{"gone": unit} for unit in opened])

    def _happenings(self, row: Planned) -> Iterable[tuple[UnitChangeKind, str | None, str | None]]:
        if "name" in row.changes:
            yield UnitChangeKind.RENAME, *row.changes["name"]
        if "parent_code" in row.changes:
            old, new = (self.names[self.ids[code]] if code else None for code in row.changes["parent_code"])
            yield UnitChangeKind.MOVE, old, new
        if "active" in row.changes:
            kind = UnitChangeKind.REOPEN if row.values["active"] else UnitChangeKind.CLOSE
            yield kind, None, None

    def _line(
        self, unit_id: int | None, kind: UnitChangeKind, before: str | None, after: str | None
    ) -> dict[str, Any]:
        return {
            "unit_id": unit_id,
            "kind": kind,
            "changed_on": clock.today(),
            "document": None,
            "note": "由文件导入",
            "by_id": self.actor.account_id,
            "before": before,
            "after": after,
            "other_ids": [],
        }

    def _record(self) -> None:
        for row in (*self.made, *self.changed):
            unit_id = self.ids[str(row.code)]
            changes = {
                "parent_id" if name == "parent_code" else name: list(pair)
                for name, pair in row.changes.items()
            }
            if "parent_code" in row.changes:
                changes["parent_id"] = [
                    self.ids.get(code) if code else None for code in row.changes["parent_code"]
                ]
            record(
                self.session,
                action=row.action.value,
                resource="unit",
                resource_id=unit_id,
                actor=self.actor,
                unit_id=unit_id,
                changes=changes,
                note="由文件导入",
            )
