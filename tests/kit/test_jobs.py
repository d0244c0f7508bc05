"""Jobs: written with the act, done once, given up late, taken again from the dead."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from mingze.kit import clock
from mingze.kit.database import Database
from mingze.kit.jobs import Backlog, JobRow, backlog, enqueue, forget_done, revive
from mingze.kit.worker import MAX_ATTEMPTS, Daily, Later, LostLease, Refused, Running, Worker

Started = Callable[[], Awaitable[asyncio.subprocess.Process]]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database alone: no service works beside the test."""
    made = Database(database_url)
    yield made
    await made.close()


@pytest.fixture
async def start(database_url: str) -> AsyncIterator[Started]:
    """Starts `worker_process.py`; whoever still lives at the end is killed."""
    started: list[asyncio.subprocess.Process] = []

    async def start() -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.kit.worker_process", database_url),
            stdout=asyncio.subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ask(database: Database, name: str = "work", **more: Any) -> None:
    async with database.writing() as session:
        await enqueue(session, name, **more)


async def rows(database: Database) -> list[JobRow]:
    async with database.reading() as session:
        return list(await session.scalars(select(JobRow).order_by(JobRow.id)))


async def ran(database: Database) -> Counter[int]:
    async with database.reading() as session:
        return Counter(await session.scalars(text("SELECT job FROM ran")))


async def make_ran(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(text("CREATE TABLE ran (job BIGINT, process BIGINT)"))


class Doing:
    """A handler that remembers what it was given."""

    def __init__(self, *ends: Exception | None) -> None:
        self.seen: list[Running] = []
        self._ends = list(ends)

    async def __call__(self, job: Running) -> None:
        self.seen.append(job)
        if self._ends and (end := self._ends.pop(0)):
            raise end


class TestEnqueue:
    async def test_is_done_once_the_act_is_committed(self, database: Database) -> None:
        await ask(database, payload={"account_id": 7})
        done = Doing()
        worker = Worker(database, {"work": done})
        assert await worker.step()
        assert not await worker.step()
        assert [dict(job.payload) for job in done.seen] == [{"account_id": 7}]
        assert await rows(database) == []

    async def test_is_never_done_for_an_act_that_was_rolled_back(self, database: Database) -> None:
        with pytest.raises(ZeroDivisionError):
            async with database.writing() as session:
                await enqueue(session, "work")
                raise ZeroDivisionError
        assert await rows(database) == []

    async def test_waits_for_its_hour(self, database: Database) -> None:
        await ask(database, at=clock.now() + timedelta(hours=1))
        done = Doing()
        worker = Worker(database, {"work": done})
        assert not await worker.step()
        with clock.at(clock.now() + timedelta(hours=2)):
            assert await worker.step()
        assert len(done.seen) == 1

    async def test_does_one_key_only_once_even_after_it_was_done(self, database: Database) -> None:
        done = Doing()
        worker = Worker(database, {"work": done})
        for _ in range(2):
            await ask(database, key="work/2026-01-15")
            await ask(database, key="work/2026-01-15")
            while await worker.step():
                pass
        assert len(done.seen) == 1
        with clock.at(clock.now() + timedelta(days=40)):
            async with database.writing() as session:
                await forget_done(session)
        assert await rows(database) == []


class TestFailing:
    async def test_waits_longer_each_time_and_is_given_up_at_last(self, database: Database) -> None:
        await ask(database)
        worker = Worker(database, {"work": Doing(*[ValueError("broken") for _ in range(99)])})
        now, waits = clock.now(), []
        for _ in range(MAX_ATTEMPTS):
            with clock.at(now):
                assert await worker.step()
            (row,) = await rows(database)
            waits.append((row.run_at - now).total_seconds())
            now = row.run_at
        assert waits == [30.0 * 2**n for n in range(7)] + [3600.0] * 3
        assert (row.state, row.error) == ("dead", "ValueError: broken")
        with clock.at(now + timedelta(days=1)):
            assert not await worker.step()

    async def test_is_tried_again_when_somebody_revives_it(self, database: Database) -> None:
        await ask(database)
        worker = Worker(database, {"work": Doing(Refused("550 no such user"))})
        assert await worker.step()
        async with database.reading() as session:
            assert await backlog(session) == Backlog(waiting=0, due=0, dead=1, oldest=None)
        async with database.writing() as session:
            assert await revive(session) == 1
        assert await worker.step()
        assert await rows(database) == []

    async def test_never_gives_up_what_only_has_to_wait(self, database: Database) -> None:
        await ask(database)
        worker = Worker(database, {"work": Doing(*[Later("down") for _ in range(3 * MAX_ATTEMPTS)])})
        now = clock.now()
        for _ in range(3 * MAX_ATTEMPTS):
            with clock.at(now):
                assert await worker.step()
            (row,) = await rows(database)
            assert row.state == "waiting"
            assert row.run_at - now <= timedelta(hours=1)
            now = row.run_at
        with clock.at(now):
            assert await worker.step()
        assert await rows(database) == []

    async def test_stops_a_job_before_its_lease_ends(self, database: Database) -> None:
        await ask(database)

        async def never(_job: Running) -> None:
            await asyncio.Event().wait()

        assert await Worker(database, {"work": never}, lease_seconds=0.05).step()
        (row,) = await rows(database)
        assert (row.attempts, row.lease, row.error) == (1, None, "TimeoutError: ")

    async def test_says_what_waits(self, database: Database) -> None:
        await ask(database)
        await ask(database, at=clock.now() + timedelta(hours=1))
        (first, _) = await rows(database)
        async with database.reading() as session:
            assert await backlog(session) == Backlog(waiting=2, due=1, dead=0, oldest=first.run_at)


class TestLease:
    async def test_is_not_taken_while_somebody_holds_it(self, database: Database) -> None:
        await ask(database)
        other = Worker(database, {"work": Doing()})

        async def look(_job: Running) -> None:
            assert not await other.step()

        assert await Worker(database, {"work": look}).step()
        assert await rows(database) == []

    async def test_throws_away_what_a_late_worker_did(self, database: Database) -> None:
        await make_ran(database)
        await ask(database)
        second, lost = Doing(), []
        other = Worker(database, {"work": second})

        async def late(job: Running) -> None:
            with clock.at(clock.now() + timedelta(hours=1)):
                assert await other.step()
            try:
                async with database.writing() as session:
                    await session.execute(text("INSERT INTO ran (job, process) VALUES (1, 1)"))
                    await job.finish(session)
            except LostLease as exc:
                lost.append(exc)
                raise

        assert await Worker(database, {"work": late}).step()
        assert len(second.seen) == len(lost) == 1
        assert not await ran(database)
        assert await rows(database) == []

    async def test_is_given_back_by_a_worker_that_has_to_go(self, database: Database) -> None:
        await ask(database)
        begun = asyncio.Event()

        async def long(_job: Running) -> None:
            begun.set()
            await asyncio.Event().wait()

        working = asyncio.create_task(Worker(database, {"work": long}).run())
        await begun.wait()
        working.cancel()
        with pytest.raises(asyncio.CancelledError):
            await working
        (row,) = await rows(database)
        assert (row.state, row.lease, row.attempts) == ("waiting", None, 0)

    async def test_finishes_what_it_has_in_hand_when_it_is_stopped(self, database: Database) -> None:
        await ask(database)
        await ask(database)
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def long(_job: Running) -> None:
            begun.set()
            await go_on.wait()

        worker = Worker(database, {"work": long})
        working = asyncio.create_task(worker.run())
        await begun.wait()
        worker.stop()
        go_on.set()
        await working
        assert len(await rows(database)) == 1


class TestProcesses:
    async def test_two_share_the_work_and_do_nothing_twice(self, database: Database, start: Started) -> None:
        await make_ran(database)
        async with database.writing() as session:
            for _ in range(80):
                await enqueue(session, "count")
        wanted = {row.id for row in await rows(database)}
        first, second = await start(), await start()
        assert {await first.wait(), await second.wait()} == {0}
        assert await ran(database) == Counter(wanted)
        assert await rows(database) == []

    async def test_the_job_of_a_killed_one_is_taken_again(self, database: Database, start: Started) -> None:
        await ask(database, "hold")
        (row,) = await rows(database)
        doomed = await start()
        assert doomed.stdout
        assert await doomed.stdout.readline() == f"holding {row.id}\n".encode()
        done = Doing()
        worker = Worker(database, {"hold": done})
        assert not await worker.step()
        doomed.kill()
        await doomed.wait()
        assert not await worker.step(), "its lease has not run out"
        with clock.at(clock.now() + timedelta(minutes=6)):
            assert await worker.step()
            assert not await worker.step()
        assert [job.attempts for job in done.seen] == [2]
        assert await rows(database) == []

    async def test_a_job_of_which_every_worker_dies_is_given_up(self, database: Database) -> None:
        await ask(database, "hold")
        async with database.writing() as session:
            (row,) = await session.scalars(select(JobRow))
            row.attempts = MAX_ATTEMPTS
        done = Doing()
        assert await Worker(database, {"hold": done}).step()
        (row,) = await rows(database)
        assert row.state == "dead"
        assert not done.seen


def shanghai(day: int, hour: int) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=clock.SHANGHAI)


class TestDaily:
    async def test_is_done_once_a_day_whoever_works(self, database: Database) -> None:
        done = Doing()
        daily = [Daily("work", time(8))]
        workers = [Worker(database, {"work": done}, daily) for _ in range(2)]
        for day, hour in ((15, 7), (15, 8), (15, 20), (16, 9)):
            with clock.at(shanghai(day, hour)):
                for worker in workers:
                    while await worker.step():
                        pass
        assert [row.key for row in await rows(database)] == ["work/2026-01-15", "work/2026-01-16"]
        assert len(done.seen) == 2

    async def test_is_done_late_but_not_for_days_that_have_passed(self, database: Database) -> None:
        done = Doing()
        for day, hour in ((15, 9), (18, 22)):
            worker = Worker(database, {"work": done}, [Daily("work", time(8))])
            with clock.at(shanghai(day, hour)):
                while await worker.step():
                    pass
        assert [row.key for row in await rows(database)] == ["work/2026-01-15", "work/2026-01-18"]
