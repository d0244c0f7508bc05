"""The notices of a day: what is due soon and what is overdue, one of each to a person, whatever the number.

Those of the days before are read with it, read or not: the inbox shows how things stand.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.findings import telling_queries
from mingze.findings.telling import told_of_due
from mingze.findings.vocabulary import Part
from mingze.kit import clock
from mingze.kit.worker import Daily, Handler, Running
from mingze.notices.rules import NoticeKind
from mingze.notices.service import Telling, tell, withdraw
from mingze.notices.tasks import ask_for_digest
from mingze.settings import Settings

DUE_JOB = "findings.due"
#: Before people come to work, and before the digest.
DAILY = (Daily(DUE_JOB, time(7, 30)),)


def handlers(settings: Settings) -> Mapping[str, Handler]:
    """The job of this room by its name."""

    async def due(job: Running) -> None:
        # Read first: what is written then takes no time.
        async with job.database.reading() as session:
            told = await what_is_due(session, settings.light_days)
        async with job.database.writing() as session:
            await withdraw(session, (NoticeKind.DUE_SOON, NoticeKind.OVERDUE), before=_midnight())
            await tell(session, told)
            await ask_for_digest(session)
            await job.finish(session)

    return {DUE_JOB: due}


def _midnight() -> datetime:
    return datetime.combine(clock.today(), time(), clock.SHANGHAI)


async def what_is_due(session: AsyncSession, light_days: int) -> list[Telling]:
    """What everybody is to be told of what is due within `light_days`, and of what is overdue, today."""
    today = clock.today()
    last = today + timedelta(days=light_days)
    found = await telling_queries.due(session, last)
    units = {unit for due in found for line in due.parties.lines_of(*Part) for unit in line}
    staff = await telling_queries.staff(session, units)
    told: dict[tuple[int, NoticeKind], list[int]] = defaultdict(list)
    for due in found:
        for account, kind in told_of_due(due, staff, today=today, last=last):
            told[account, kind].append(due.finding_id)
    return [_telling(account, kind, told[account, kind]) for account, kind in sorted(told)]


def _telling(account: int, kind: NoticeKind, findings: Sequence[int]) -> Telling:
    only = findings[0] if len(findings) == 1 else None
    return Telling(account, kind, "finding", only, only, len(findings), once=f"{kind}/{clock.today()}")
