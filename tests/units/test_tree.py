"""The tree against a naive model of it: random acts, and two at once."""

import asyncio
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit.database import Database
from mingze.kit.problems import Problem
from mingze.units import change_service as acts
from mingze.units import queries, service
from mingze.units.models import Unit
from mingze.units.rules import UnitKind
from mingze.units.tree import lock_tree
from tests.support.region import UNITS, Region
from tests.units.walking import kept_and_walked


@dataclass(frozen=True)
class Somebody:
    account_id: int


@dataclass
class Naive:
    """Units by number: the one above, whether open, the names so far. The top is 0."""

    above: list[int | None] = field(default_factory=lambda: [None])
    is_open: list[bool] = field(default_factory=lambda: [True])
    names: list[list[str]] = field(default_factory=lambda: [["顶"]])

    def line(self, unit: int | None) -> list[int]:
        found = []
        while unit is not None:
            found.append(unit)
            unit = self.above[unit]
        return found

    def add(self, name: str, above: int) -> int:
        self.above.append(above)
        self.is_open.append(True)
        self.names.append([name])
        return len(self.above) - 1

    def open_below(self, unit: int) -> list[int]:
        return [one for one, parent in enumerate(self.above) if parent == unit and self.is_open[one]]

    def below(self, unit: int) -> list[int]:
        return [one for one, parent in enumerate(self.above) if parent == unit]

    def may_go_below(self, unit: int, other: int) -> bool:
        return self.is_open[other] and unit not in self.line(other)

    # Each act gives whether it happened; what did not happen changed nothing.

    def create(self, name: str, above: int) -> bool:
        if not self.is_open[above]:
            return False
        self.add(name, above)
        return True

    def rename(self, unit: int, name: str) -> bool:
        self.names[unit].append(name)
        return True

    def move(self, unit: int, other: int) -> bool:
        if (
            not unit
            or not self.is_open[unit]
            or not self.may_go_below(unit, other)
            or self.above[unit] == other
        ):
            return False
        self.above[unit] = other
        return True

    def end(self, unit: int, other: int | None) -> bool:
        if not unit or not self.is_open[unit]:
            return False
        if other is None and self.open_below(unit):
            return False
        if other is not None and not self.may_go_below(unit, other):
            return False
        if other is not None and other not in self.line(unit):
            self.above[unit] = other
        self.is_open[unit] = False
        return True

    def reopen(self, unit: int, other: int | None) -> bool:
        if self.is_open[unit]:
            return False
        place = self.above[unit] if other is None else other
        if place is None or not self.is_open[place] or unit in self.line(place):
            return False
        self.above[unit] = place
        self.is_open[unit] = True
        return True

    def split(self, unit: int, name: str) -> bool:
        above = self.above[unit]
        if above is None or not self.is_open[unit] or not self.is_open[above]:
            return False
        children = self.below(unit)[::2]
        made = self.add(name, above)
        for child in children:
            self.above[child] = made
        return True


class Undone(Exception):
    """Thrown to take back everything an example did."""


@dataclass
class Both:
    """The tree of the program and the naive one, taking the same acts."""

    session: AsyncSession
    naive: Naive
    ids: list[int]
    actor: Somebody

    async def unit(self, number: int) -> Unit:
        found = await queries.unit(self.session, self.ids[number], lock=True)
        assert found is not None
        return found

    async def take(self, act: str, one: int, two: int, name: str) -> None:
        naive, ground = self.naive, service.Ground()
        one, two = one % len(self.ids), two % len(self.ids)
        before, made = [*self.ids], list[int]()
        unit, other = await self.unit(one), await self.unit(two)
        doing: Awaitable[list[int] | None]
        match act:
            case "create":
                expected = naive.create(name, one)
                doing = self._create(unit, name)
            case "rename":
                expected = naive.rename(one, name)
                doing = self._rename(unit, name)
            case "move":
                expected = naive.move(one, two)
                doing = acts.move(self.session, self.actor, unit, other, ground)
            case "merge":
                expected = naive.end(one, two)
                doing = acts.merge(self.session, self.actor, unit, other, ground)
            case "close":
                expected = naive.end(one, None)
                doing = acts.close(self.session, self.actor, unit, None, ground)
            case "reopen":
                expected = naive.reopen(one, two if two % 2 else None)
                doing = acts.reopen(self.session, self.actor, unit, other if two % 2 else None, ground)
            case _:
                children = [self.ids[child] for child in naive.below(one)[::2]]
                expected = naive.split(one, name)
                doing = self._split(unit, name, children)
        try:
            made = await doing or []
            happened = True
        except Problem:
            happened = False
        assert happened is expected, (act, one, two, naive)
        self.ids = [*before, *made]
        assert len(self.ids) == len(naive.above)

    async def _create(self, parent: Unit, name: str) -> list[int]:
        unit = await service.create_unit(
            self.session,
            self.actor,
            code=f"S{len(self.ids)}",
            name=name,
            kind=UnitKind.OTHER,
            parent=parent,
        )
        return [unit.id]

    async def _rename(self, unit: Unit, name: str) -> list[int]:
        service.change_unit(self.session, self.actor, unit, {"name": name}, service.Ground())
        await self.session.flush()
        return []

    async def _split(self, unit: Unit, name: str, children: list[int]) -> list[int]:
        part = acts.Part(f"S{len(self.ids)}", name, UnitKind.OTHER, children=children)
        made = await acts.split(self.session, self.actor, unit, [part], service.Ground(), ends=False)
        return [one.id for one in made]

    async def compare(self) -> None:
        kept, walked = await kept_and_walked(self.session)
        assert kept == walked
        number = {unit: index for index, unit in enumerate(self.ids)}
        query = select(Unit.id, Unit.parent_id, Unit.active, Unit.name).where(Unit.id.in_(self.ids))
        for row in await self.session.execute(query):
            at = number[row.id]
            assert number.get(row.parent_id) == self.naive.above[at]
            assert row.active is self.naive.is_open[at]
            assert row.name == self.naive.names[at][-1]
            former = [one["name"] for one in await queries.former_names(self.session, row.id)]
            said = self.naive.names[at]
            assert former[::-1] == [old for old, new in pairwise(said) if old != new]


ACTS = st.tuples(
    st.sampled_from(["create", "create", "rename", "move", "move", "merge", "close", "reopen", "split"]),
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(["甲", "乙", "丙"]),
)


async def _play(url: str, actor: int, script: list[tuple[str, int, int, str]]) -> None:
    database = Database(url)
    try:
        async with database.writing() as session:
            top = await service.create_unit(
                session, None, code="S0", name="顶", kind=UnitKind.OTHER, parent=None
            )
            both = Both(session, Naive(), [top.id], Somebody(actor))
            for act in script:
                await both.take(*act)
            await both.compare()
            raise Undone
    except Undone:
        pass
    finally:
        await database.close()


class TestAgainstTheModel:
    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(script=st.lists(ACTS, min_size=5, max_size=25))
    def test_any_sequence_of_acts(
        self, database_url: str, region: Region, script: list[tuple[str, int, int, str]]
    ) -> None:
        with ThreadPoolExecutor(1) as thread:
            played = _play(database_url, region.accounts["system_admin"], script)
            thread.submit(asyncio.run, played).result()


class TestTwoAtOnce:
    async def _try(self, database: Database, region: Region, name: str, below: str) -> bool:
        """Move as a request does: the lock, then what is seen under it, then the act."""
        try:
            async with database.writing() as session:
                await lock_tree(session)
                unit = await queries.unit(session, region.units[name], lock=True)
                parent = await queries.unit(session, region.units[below], lock=True)
                assert unit is not None
                assert parent is not None
                actor = Somebody(region.accounts["system_admin"])
                await acts.move(session, actor, unit, parent, service.Ground())
        except Problem:
            return False
        return True

    @pytest.mark.parametrize("_round", range(5))
    async def test_moves_below_each_other_do_not_make_a_circle(
        self, database: Database, region: Region, _round: int
    ) -> None:
        done = await asyncio.gather(
            self._try(database, region, "qinghe", "linquan"), self._try(database, region, "linquan", "qinghe")
        )
        assert sorted(done) == [False, True]
        async with database.reading() as session:
            kept, walked = await kept_and_walked(session)
        assert kept == walked

    async def test_moves_and_new_units_at_once_leave_the_tree_whole(
        self, database: Database, region: Region
    ) -> None:
        async def make(number: int) -> None:
            async with database.writing() as session:
                parent = await queries.unit(session, region.units["hospital_medical"])
                await service.create_unit(
                    session, None, code=f"N{number}", name="新科", kind=UnitKind.DEPARTMENT, parent=parent
                )

        await asyncio.gather(
            self._try(database, region, "hospital", "linquan"),
            make(1),
            self._try(database, region, "qinghe", "linquan"),
            make(2),
            self._try(database, region, "hospital_medical", "linquan_hospital"),
            make(3),
        )
        async with database.reading() as session:
            kept, walked = await kept_and_walked(session)
        assert kept == walked
        assert len({pair[1] for pair in kept}) == len(UNITS) + 3
