"""A worker in a process of its own, for tests: `python -m tests.kit.worker_process URL`.

It does what there is and ends. `count` notes in the table `ran` who did it; `hold` says that it holds the job and
never lets go.
"""

import asyncio
import os
import sys

from sqlalchemy import text

from mingze.kit.database import Database
from mingze.kit.worker import Running, Worker


async def count(job: Running) -> None:
    async with job.database.writing() as session:
        await session.execute(text(f"INSERT INTO ran (job, process) VALUES ({job.id}, {os.getpid()})"))
        await job.finish(session)


async def hold(job: Running) -> None:
    sys.stdout.write(f"holding {job.id}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


async def main(url: str) -> None:
    database = Database(url, readers=1, writers=1)
    try:
        worker = Worker(database, {"count": count, "hold": hold})
        while await worker.step():
            pass
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
