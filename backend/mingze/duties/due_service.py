"""Every day: reports of the periods that have begun, and the notices of what is due soon and what is overdue."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.campaigns import queries as campaigns
from mingze.duties import queries, telling
from mingze.duties.deadlines import Deadlines
from mingze.duties.following import keep_up
from mingze.kit import clock
from mingze.kit.worker import Daily, Handler, Running
from mingze.notices.rules import NoticeKind
from mingze.notices.service import withdraw
from mingze.notices.tasks import ask_for_digest
from mingze.settings import Settings

ASK_JOB, DUE_JOB = "duties.ask", "duties.due"
#: What is asked shortly after midnight is told before people come to work.
DAILY = (Daily(ASK_JOB, time(0, 10)), Daily(DUE_JOB, time(7, 20)))


def handlers(settings: Settings) -> Mapping[str, Handler]:
    """The jobs of this room by their names."""

    async def ask(job: Running) -> None:
        async with job.database.reading() as session:
            running = await campaigns.active(session)
        for campaign_id in running:
            # One transaction each: a large campaign keeps nobody else waiting for long.
            async with job.database.writing() as session:
                await keep_up(session, campaign_id, await Deadlines.known(session, settings), None)

    async def due(job: Running) -> None:
        async with job.database.writing() as session:
            await tell_of_due(session, settings.light_days)
            await ask_for_digest(session)
            await job.finish(session)

    return {ASK_JOB: ask, DUE_JOB: due}


async def tell_of_due(session: AsyncSession, light_days: int) -> None:
    """What the units have still to send: due within so many days, or overdue. Those of the days before are read."""
    midnight = datetime.combine(clock.today(), time(), clock.SHANGHAI)
    await withdraw(session, (NoticeKind.DUTY_DUE_SOON, NoticeKind.DUTY_OVERDUE), before=midnight)
    last = midnight + timedelta(days=light_days + 1)
    counted: dict[NoticeKind, Counter[int]] = {
        NoticeKind.DUTY_DUE_SOON: Counter(),
        NoticeKind.DUTY_OVERDUE: Counter(),
    }
    for unit_id, is_over in await queries.unsent(session, now=clock.now(), last=last):
        counted[NoticeKind.DUTY_OVERDUE if is_over else NoticeKind.DUTY_DUE_SOON][unit_id] += 1
    for kind, units in counted.items():
        await telling.due(session, units, kind)
