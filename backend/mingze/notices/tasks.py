"""Jobs of this room: mails, the daily digest, and clearing away."""

from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.jobs import enqueue, forget_done
from mingze.kit.worker import Daily, Handler, Running
from mingze.notices import queries, service
from mingze.notices.mail import Mailer, message
from mingze.notices.rules import mail_of_code, mail_of_notices
from mingze.settings import Settings

DIGEST_JOB, _CLEARING_JOB = "notices.digest", "notices.clear"
DIGEST_AT = time(8)
#: The digest is asked for by the job that finds what is due, so that it holds this day's warnings too.
DAILY = (Daily(_CLEARING_JOB, time(3)),)


def handlers(settings: Settings) -> dict[str, Handler]:
    """The jobs of this room by name."""
    url = settings.smtp_url.get_secret_value() if settings.smtp_url else None
    mailer = Mailer(url, settings.mail_from) if url and settings.mail_from else None
    inbox = f"{settings.public_url}/inbox" if settings.public_url else None

    async def clear(job: Running) -> None:
        async with job.database.writing() as session:
            await service.forget_read(session, settings.notice_days)
            await forget_done(session)
            await job.finish(session)

    async def mail(job: Running) -> None:
        await _mail(job, mailer, inbox)

    async def code(job: Running) -> None:
        await _mail_code(job, mailer)

    return {_CLEARING_JOB: clear, DIGEST_JOB: _digest, service.MAIL_JOB: mail, service.CODE_JOB: code}


async def ask_for_digest(session: AsyncSession) -> None:
    """Ask for today's digest, once: at its hour, or at once where that is past."""
    at = datetime.combine(clock.today(), DIGEST_AT, clock.SHANGHAI)
    await enqueue(session, DIGEST_JOB, at=at, key=f"{DIGEST_JOB}/{clock.today()}")


async def _digest(job: Running) -> None:
    async with job.database.writing() as session:
        for account_id in await queries.waiting_for_digest(session):
            await enqueue(session, service.MAIL_JOB, {"account_id": account_id})
        await job.finish(session)


async def _mail(job: Running, mailer: Mailer | None, inbox: str | None) -> None:
    """One mail of everything that waits to be mailed to a person and was not read meanwhile."""
    account_id = int(job.payload["account_id"])
    async with job.database.reading() as session:
        address = await queries.address(session, account_id)
        waiting = await queries.to_mail(session, account_id)
    unread = [kind for _, kind, read in waiting if not read]
    if mailer is not None and address is not None and unread:
        subject, text = mail_of_notices(unread, inbox)
        await mailer.send(message(mailer.sender, address, subject, text, f"notices-{job.id}"))
    async with job.database.writing() as session:
        await service.forget_mail(session, [notice_id for notice_id, _, _ in waiting])
        await job.finish(session)


async def _mail_code(job: Running, mailer: Mailer | None) -> None:
    """The code that proves a new address. It is made here, so that it lies nowhere while it waits to be sent."""
    account_id, address = int(job.payload["account_id"]), str(job.payload["address"])
    if mailer is None:
        return
    async with job.database.writing() as session:
        code = await service.make_code(session, account_id, address)
    if code is not None:
        subject, text = mail_of_code(code)
        await mailer.send(message(mailer.sender, address, subject, text, f"code-{job.id}-{job.attempts}"))
