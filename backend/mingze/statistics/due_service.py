"""Every day: the figures of a quarter are made public once it is over and settled."""

from collections.abc import Mapping
from datetime import time

from mingze.kit.worker import Daily, Handler, Running
from mingze.settings import Settings
from mingze.statistics.publishing import publish_due

PUBLISH_JOB = "statistics.publish"
#: While nobody waits for the database.
DAILY = (Daily(PUBLISH_JOB, time(4, 40)),)


def handlers(_settings: Settings) -> Mapping[str, Handler]:
    """The job of this room by its name."""

    async def publish(job: Running) -> None:
        async with job.database.writing() as session:
            await publish_due(session)
            await job.finish(session)

    return {PUBLISH_JOB: publish}
