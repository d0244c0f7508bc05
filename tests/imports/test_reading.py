"""How many files are read at the same time, how many wait, and that no one waits in vain."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from mingze.imports.reading import Limits, read_document
from mingze.kit.limited import Slots
from mingze.kit.problems import Problem, TooLarge, Unavailable
from mingze.papers.reader import READ_MEMORY


class Reading:
    """Counts who is reading; each reads until it is told to end."""

    def __init__(self, slots: Slots) -> None:
        self.slots, self.now, self.most, self.end = slots, 0, 0, asyncio.Event()

    async def __call__(self) -> None:
        async with self.counted():
            await self.end.wait()

    @asynccontextmanager
    async def counted(self) -> AsyncIterator[None]:
        async with self.slots.taken():
            self.now += 1
            self.most = max(self.most, self.now)
            try:
                yield
            finally:
                self.now -= 1


class TestSlots:
    async def test_lets_two_read_and_others_wait(self) -> None:
        reading = Reading(Slots(2, 3))
        tasks = [asyncio.create_task(reading()) for _ in range(5)]
        await asyncio.sleep(0.01)
        assert reading.now == 2
        reading.end.set()
        await asyncio.gather(*tasks)
        assert (reading.most, reading.now) == (2, 0)

    async def test_refuses_more_than_may_wait_and_takes_them_later(self) -> None:
        reading = Reading(Slots(1, 1))
        tasks = [asyncio.create_task(reading()) for _ in range(2)]
        await asyncio.sleep(0.01)
        with pytest.raises(Unavailable, match="正在处理的文件过多"):
            await reading()
        reading.end.set()
        await asyncio.gather(*tasks)
        await reading()

    async def test_gives_the_place_of_one_who_left_to_another(self) -> None:
        reading = Reading(Slots(1, 0))
        task = asyncio.create_task(reading())
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        reading.end.set()
        await reading()


class TestReadDocument:
    @pytest.mark.parametrize(("seconds", "memory"), [(0.05, READ_MEMORY), (20, 64 << 20)])
    async def test_keeps_to_the_limits_it_is_given(self, seconds: float, memory: int) -> None:
        slots = Slots(1, 0)
        with pytest.raises(Problem) as caught:
            await read_document("a.txt", "甲乙。".encode() * 100_000, Limits(seconds, memory, slots))
        assert isinstance(caught.value, TooLarge)
        assert (await read_document("a.txt", "甲乙。".encode(), Limits(20, READ_MEMORY, slots)))["text"]
