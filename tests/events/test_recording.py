"""Recording: positions and the chain are taken at the commit, and the database keeps what was written."""

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from mingze.events.queries import head, whole_log
from mingze.events.service import erase_payload
from mingze.events.verification import verify
from mingze.kit.database import Database
from mingze.kit.events import (
    ORIGIN,
    EventPayload,
    EventRow,
    WriteWithoutEvent,
    canonical,
    hash_of,
    record,
)
from mingze.kit.problems import NotFound
from mingze.units.models import Unit
from tests.events.conftest import Behind, write
from tests.support.region import Region


async def _log(database: Database) -> list[tuple[int, str, str]]:
    async with database.reading() as session:
        return [(r["position"], r["previous_hash"], r["hash"]) async for r in whole_log(session, after=0)]


class TestRecord:
    async def test_numbers_without_gap_and_chains_each_to_the_one_before(
        self, database: Database, log: int
    ) -> None:
        rows = await _log(database)
        assert [position for position, _, _ in rows] == list(range(1, log + 10))
        assert [previous for _, previous, _ in rows] == [ORIGIN, *(own for _, _, own in rows[:-1])]
        async with database.reading() as session:
            assert await head(session) == (rows[-1][0], rows[-1][2])

    async def test_takes_its_position_at_the_commit_not_when_called(self, database: Database) -> None:
        if database.is_sqlite:
            await write(database, 1)
            await write(database, 2)
        else:
            async with database.writing() as early:
                record(early, action="note", resource="thing", resource_id=2, actor=None)
                await early.execute(select(1))
                await write(database, 1)
        async with database.reading() as session:
            query = select(EventRow.resource_id).where(EventRow.resource == "thing")
            assert list(await session.scalars(query.order_by(EventRow.position))) == ["1", "2"]

    async def test_keeps_the_events_of_one_change_together(self, database: Database) -> None:
        async def several(number: int) -> None:
            async with database.writing() as session:
                for _ in range(5):
                    record(session, action="note", resource="thing", resource_id=number, actor=None)

        await asyncio.gather(*map(several, range(8)))
        async with database.reading() as session:
            query = select(EventRow.resource_id).where(EventRow.resource == "thing")
            found = list(await session.scalars(query.order_by(EventRow.position)))
        assert [len(set(found[i : i + 5])) for i in range(0, 40, 5)] == [1] * 8

    async def test_vanishes_with_the_change_that_failed(self, database: Database) -> None:
        before = await _log(database)
        with pytest.raises(ZeroDivisionError):
            async with database.writing() as session:
                record(session, action="note", resource="thing", resource_id=1, actor=None)
                raise ZeroDivisionError
        assert await _log(database) == before
        await write(database, 1)
        assert len(await _log(database)) == len(before) + 1

    async def test_hashes_alike_what_the_engine_gives_back(self, database: Database) -> None:
        async with database.writing() as session:
            record(
                session,
                action="note",
                resource="thing",
                resource_id="甲",
                actor=None,
                unit_id=3,
                subject=4,
                changes={"乙": [None, "𠮷 ½ “引号” \\ \n"], "a": [date(2026, 3, 2), Decimal("1.50")]},
                note="原因",
                ok=False,
                until=datetime(2026, 3, 2, 8, 30, 0, 123456, tzinfo=UTC),
                several=(1, 2),
            )
        async with database.reading() as session:
            assert (await verify(session)).ok


class TestFiftyWriters:
    async def test_leave_no_gap_and_no_double_in_commit_order(self, database_url: str) -> None:
        """Each writer changes its own row first, so that only the head keeps them in order."""
        database = Database(database_url, writers=25)
        try:
            async with database.reading() as session:
                before, _ = await head(session)
            committed: list[int] = []

            async def writer(number: int) -> None:
                async with database.writing() as session:
                    await session.execute(
                        insert(Unit).values(
                            code=f"W{number}",
                            name=f"单位{number}",
                            short_name="单位",
                            kind="other",
                            active=True,
                            version=1,
                            created_at=datetime.now(UTC),
                        )
                    )
                    await asyncio.sleep(0.001 * (number % 7))
                    record(session, action="create", resource="w", resource_id=number, actor=None)
                    if number % 3 == 0:
                        record(session, action="again", resource="w", resource_id=number, actor=None)
                committed.append(number)

            await asyncio.gather(*map(writer, range(50)))
            async with database.reading() as session:
                query = select(EventRow.position, EventRow.resource_id, EventRow.at)
                query = query.where(EventRow.position > before)
                rows = (await session.execute(query.order_by(EventRow.position))).all()
                assert (await verify(session)).ok
                # On PostgreSQL the system column tells which transaction wrote a row, and when it committed.
                if not database.is_sqlite:
                    order = await session.execute(
                        text(
                            "SELECT position, xmin::text FROM event WHERE position > :before ORDER BY position"
                        ),
                        {"before": before},
                    )
                    writers = [xmin for _, xmin in order]
                    assert len(set(writers)) == 50
                    assert sum(a != b for a, b in pairwise(writers)) == 49
        finally:
            await database.close()
        assert [row.position for row in rows] == list(range(before + 1, before + 1 + 50 + 17))
        assert sorted(committed) == list(range(50))
        assert {int(row.resource_id) for row in rows} == set(range(50))
        assert [row.at for row in rows] == sorted(row.at for row in rows)

    async def test_a_reader_by_position_misses_nobody(self, database_url: str) -> None:
        """Whoever reads up to a position and goes on from there later sees every event once."""
        database = Database(database_url, writers=25)
        try:
            async with database.reading() as session:
                start, _ = await head(session)
            seen: list[int] = []
            done = asyncio.Event()

            async def follow() -> None:
                last = start
                while True:
                    finished = done.is_set()
                    async with database.reading() as session:
                        query = select(EventRow.position).where(EventRow.position > last)
                        fresh = list(await session.scalars(query.order_by(EventRow.position)))
                    seen.extend(fresh)
                    last = seen[-1] if seen else last
                    if finished:
                        return
                    await asyncio.sleep(0.002)

            following = asyncio.create_task(follow())
            await asyncio.gather(*(write(database, number) for number in range(50)))
            done.set()
            await following
        finally:
            await database.close()
        assert seen == list(range(start + 1, start + 51))


class TestAppendOnly:
    async def test_the_database_refuses(self, behind: Behind, database: Database, log: int) -> None:
        before = await _log(database)
        for statement in (
            "UPDATE event SET action = 'x' WHERE position = 1",
            "UPDATE event SET position = 999 WHERE position = 1",
            "DELETE FROM event WHERE position = 1",
            "DELETE FROM event",
            "UPDATE event_payload SET body = '{}' WHERE position = 1",
            "UPDATE event_payload SET erased_at = CURRENT_TIMESTAMP WHERE position = 1",
            "UPDATE event_payload SET body = NULL WHERE position = 1",
            "DELETE FROM event_payload WHERE position = 1",
            "UPDATE event_head SET position = 1, hash = 'x'",
            "UPDATE event_head SET hash = 'x'",
            "UPDATE event_head SET id = 2",
            "DELETE FROM event_head",
        ):
            with pytest.raises(Exception, match=r"append-only|only be erased|goes forward|stays"):
                await behind(statement, guarded=True)
        assert await _log(database) == before

    async def test_postgresql_refuses_truncate(self, behind: Behind, database: Database, log: int) -> None:
        if database.is_sqlite:  # where TRUNCATE is DELETE, refused above
            return
        for tables in ("event_head", "event_payload", "event, event_payload", "event CASCADE"):
            with pytest.raises(Exception, match="append-only"):
                await behind(f"TRUNCATE {tables}", guarded=True)

    async def test_sqlite_refuses_replace(self, behind: Behind, database: Database, log: int) -> None:
        """INSERT OR REPLACE deletes without the triggers of DELETE."""
        if not database.is_sqlite:
            return
        before = await _log(database)
        for statement in (
            "INTO event SELECT position, at, actor_id, unit_id, 'x', resource, resource_id, subject_id, fields,"
            " ok, algorithm, payload_hash, previous_hash, hash FROM event WHERE position = 1",
            "INTO event_payload VALUES (1, '{}', NULL)",
            "INTO event_head VALUES (1, 0, 'x')",
        ):
            with pytest.raises(Exception, match="append-only"):
                await behind(f"INSERT OR REPLACE {statement}", guarded=True)
        assert await _log(database) == before


class TestErasing:
    async def test_takes_the_values_and_leaves_the_chain(
        self, behind: Behind, database: Database, log: int
    ) -> None:
        async with database.writing() as session:
            await erase_payload(session, log + 3, reason="本人依法要求删除")
        async with database.reading() as session:
            body = await session.scalar(select(EventPayload.body).where(EventPayload.position == log + 3))
            assert body is None
            assert (await verify(session)).ok
        with pytest.raises(NotFound):
            async with database.writing() as session:
                await erase_payload(session, log + 3, reason="再次")
        with pytest.raises(Exception, match=r"append-only|only be erased"):
            await behind(
                f"UPDATE event_payload SET body = '{{}}', erased_at = NULL WHERE position = {log + 3}",
                guarded=True,
            )


class TestWriteWithoutEvent:
    async def test_a_change_by_statement_is_refused(self, database: Database, region: Region) -> None:
        with pytest.raises(WriteWithoutEvent, match="unit"):
            async with database.writing() as session:
                await session.execute(update(Unit).values(name="别名"))
        await self._nothing_changed(database)

    async def test_a_change_by_object_is_refused(self, database: Database, region: Region) -> None:
        with pytest.raises(WriteWithoutEvent, match="unit"):
            async with database.writing() as session:
                unit = (await session.scalars(select(Unit).where(Unit.id == region.units["city"]))).one()
                unit.name = "别名"
        await self._nothing_changed(database)

    async def test_a_new_object_is_refused_even_if_flushed_before(self, database: Database) -> None:
        with pytest.raises(WriteWithoutEvent, match="unit"):
            async with database.writing() as session:
                session.add(
                    Unit(code="X", name="别名", short_name="别", kind="other", created_at=datetime.now(UTC))
                )
                await session.flush()
        await self._nothing_changed(database)

    async def test_reading_in_a_writing_session_is_fine(self, database: Database) -> None:
        async with database.writing() as session:
            assert await session.scalar(select(func.count()).select_from(Unit))

    async def _nothing_changed(self, database: Database) -> None:
        async with database.reading() as session:
            assert await session.scalar(select(func.count()).where(Unit.name == "别名")) == 0


class TestReadingSession:
    async def test_cannot_write(self, database: Database) -> None:
        async with database.reading() as session:
            with pytest.raises(DBAPIError, match=r"read-?only|readonly"):
                await session.execute(update(EventPayload).values(erased_at=datetime.now(UTC)))


class TestHashOf:
    def test_covers_every_field_but_the_hash(self) -> None:
        row = {
            "position": 1,
            "at": datetime(2026, 3, 2, tzinfo=UTC),
            "action": "a",
            "fields": ["b"],
            "hash": "x",
        }
        original = hash_of(row)
        assert hash_of({**row, "hash": "y"}) == original
        for name, other in (
            ("position", 2),
            ("at", datetime(2026, 3, 3, tzinfo=UTC)),
            ("action", "b"),
            ("fields", []),
        ):
            assert hash_of({**row, name: other}) != original


class TestCanonical:
    def test_has_one_form_only(self) -> None:
        one = canonical({"b": 1, "a": ["é", None, True]})
        assert one == canonical({"a": ["é", None, True], "b": 1}) == '{"a":["é",null,true],"b":1}'

    def test_refuses_what_it_cannot_keep(self) -> None:
        with pytest.raises(TypeError, match="cannot record"):
            canonical({"a": object()})
