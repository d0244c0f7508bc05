"""W10: a text of 1,500 characters compared with 10,000 earlier ones, against the bare driver asking the index.

    python -m benchmarks.likeness [--texts N] [--rounds N] [--engine sqlite|postgresql]

Of every earlier text a part is stock that many units write, as they do. What is compared: words of one's own, a text
half of which was copied, and one put together of stock. The floor asks the same prints of the same index, once, and
does nothing with the answer.
"""

import argparse
import asyncio
import random
import sqlite3
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path

import asyncpg

from benchmarks.load import region
from mingze.kit.database import Database
from mingze.likeness import service
from mingze.likeness.rules import Text
from mingze.likeness.schemas import Origin

UNITS = 200
LENGTH = 1_500
_BATCH = 250
#: Of ten sentences so many are stock, and there are so many stock sentences.
_STOCK_OF_TEN, _STOCK = 2, 60
_CHARACTERS = "".join(chr(0x4E00 + 7 * number) for number in range(2_500))
_FLOOR = """SELECT p.hash, count(DISTINCT t.unit_id)
FROM (SELECT hash, text_id FROM likeness_print WHERE hash IN ({}) LIMIT 100000000 OFFSET 0) p
JOIN likeness_text t ON t.id = p.text_id WHERE t.campaign_id = 1 GROUP BY p.hash"""
_PLACE = Path(__file__).resolve().parents[1] / "var" / "bench" / "likeness"


class Writer:
    """Writes texts, the same ones each time."""

    def __init__(self) -> None:
        self.chance = random.Random(5)  # noqa: S311  (no secret)
        self.stock = [self.sentence() for _ in range(_STOCK)]

    def sentence(self) -> str:
        return "".join(self.chance.choices(_CHARACTERS, k=self.chance.randint(18, 45))) + "。"

    def text(self, stock_of_ten: int = _STOCK_OF_TEN) -> str:
        parts: list[str] = []
        while sum(map(len, parts)) < LENGTH:
            from_stock = self.chance.randrange(10) < stock_of_ten
            parts.append(self.chance.choice(self.stock) if from_stock else self.sentence())
        return "".join(parts)[:LENGTH]


def origin(number: int) -> Origin:
    return Origin(
        resource="duty",
        resource_id=number,
        part="work",
        unit_id=number % UNITS + 1,
        account_id=None,
        campaign_id=1,
        period_start=date(2026, 1, 1),
    )


async def fill(database: Database, texts: list[str]) -> None:
    for at in range(0, len(texts), _BATCH):
        async with database.writing() as session:
            await service.remember_all(
                session,
                [(origin(at + place + 1), text) for place, text in enumerate(texts[at : at + _BATCH])],
            )


async def timed(rounds: int, act: Callable[[], Awaitable[object]]) -> float:
    """The median in milliseconds, the first one left out."""
    taken = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        await act()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[1:])


async def measure(engine: str, url: str, bare: str, wanted: argparse.Namespace) -> list[str]:
    database = Database(url)
    writer = Writer()
    texts = [writer.text() for _ in range(wanted.texts)]
    await fill(database, texts)
    asked = {
        "one's own words": writer.text(),
        "half copied": texts[len(texts) // 2][: LENGTH // 2] + writer.text()[: LENGTH // 2],
        "stock only": writer.text(stock_of_ten=10),
    }
    ask = await _floor(engine, bare)
    lines = []
    for name, text in asked.items():

        async def compare(text: str = text) -> object:
            async with database.reading() as session:
                return await service.compare(session, text, origin=origin(0), units=UNITS)

        hashes = sorted({value for value, _ in Text(text).prints})
        mingze, floor = await timed(wanted.rounds, compare), await timed(wanted.rounds, lambda: ask(hashes))  # noqa: B023
        lines.append(
            f"| W10 {wanted.texts} texts, {name} | {engine} | {mingze:.1f} | {floor:.1f} | {mingze / floor:.2f} |"
        )
    await database.close()
    return lines


async def _floor(engine: str, bare: str) -> Callable[[list[int]], Awaitable[object]]:
    if engine == "sqlite":
        connection = sqlite3.connect(bare)

        async def asked(hashes: list[int]) -> object:
            return connection.execute(_FLOOR.format(",".join("?" * len(hashes))), hashes).fetchall()

        return asked
    client = await asyncpg.connect(bare)

    async def fetched(hashes: list[int]) -> object:
        places = ",".join(f"${number}" for number in range(1, len(hashes) + 1))
        return await client.fetch(_FLOOR.format(places), *hashes)

    return fetched


def table(wanted: argparse.Namespace) -> Iterator[str]:
    yield "| workload | engine | Mingze, ms | floor, ms | ratio |"
    yield "| --- | --- | --: | --: | --: |"
    for engine in wanted.engine or ["sqlite", "postgresql"]:
        place: Path = wanted.place.resolve()
        place.mkdir(parents=True, exist_ok=True)
        (place / "region.note").unlink(missing_ok=True)  # what was filled in stays in the file: made anew
        with region(engine, place, findings=50, units=UNITS) as (url, bare):
            yield from asyncio.run(measure(engine, url, bare, wanted))


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.likeness", description="Measure the finding of copies.")
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--place", type=Path, default=_PLACE, help="where its files lie")
    for line in table(parser.parse_args()):
        print(line, flush=True)


if __name__ == "__main__":
    main()
