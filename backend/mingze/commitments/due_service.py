"""Every day: the notices of promises that fall due, and of those overdue."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from mingze.commitments import telling
from mingze.kit import clock
from mingze.kit.worker import Daily, Handler, Running
from mingze.notices.rules import NoticeKind
from mingze.notices.service import withdraw
from mingze.notices.tasks import ask_for_digest
from mingze.settings import Settings

DUE_JOB = "commitments.due"
#: Before people come to work, and before the digest.
DAILY = (Daily(DUE_JOB, time(7, 25)),)


def handlers(settings: Settings) -> Mapping[str, Handler]:
    """The job of this room by its name."""

    async def due(job: Running) -> None:
        today = clock.today()
        async with job.database.writing() as session:
            # How things stood the days before is said anew.
            midnight = datetime.combine(today, time(), clock.SHANGHAI)
            kinds = (NoticeKind.PROMISE_DUE_SOON, NoticeKind.PROMISE_OVERDUE)
            await withdraw(session, kinds, before=midnight)
            await telling.due(session, today=today, last=today + timedelta(days=settings.light_days))
            await ask_for_digest(session)
            await job.finish(session)

    return {DUE_JOB: due}
