"""Telling people, marking as read, and how one wants to be told. Never commits."""

import hashlib
import math
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.jobs import enqueue
from mingze.kit.problems import Conflict, NotFound, TooManyRequests, refuse_field
from mingze.kit.tables import insert_unless_there
from mingze.notices import queries
from mingze.notices.models import MailSetting, Notice
from mingze.notices.rules import (
    CODE_MINUTES,
    CODE_PAUSE_SECONDS,
    CODE_TRIES,
    CODES_A_DAY,
    MailMode,
    NoticeKind,
    is_address,
)

MAIL_JOB, CODE_JOB = "notices.mail", "notices.code"
#: What follows shortly after goes out in the same mail.
_COLLECTING = timedelta(minutes=1)
_RESOURCE = "mail_setting"


@dataclass(frozen=True, slots=True)
class Telling:
    """What one person is told; see `models.Notice`."""

    account_id: int
    kind: NoticeKind
    resource: str
    resource_id: int | None = None
    finding_id: int | None = None
    count: int = 1
    words: str | None = None
    actor_id: int | None = None
    once: str | None = None


async def tell(session: AsyncSession, tellings: Sequence[Telling]) -> None:
    """Put notices into inboxes, and ask for the mails that go with them, with the commit of `session`."""
    if not tellings:
        return
    modes = await queries.mailed(session, {telling.account_id for telling in tellings})
    now = clock.now()
    rows = [
        {
            "account_id": telling.account_id,
            "kind": telling.kind,
            "resource": telling.resource,
            "resource_id": telling.resource_id,
            "finding_id": telling.finding_id,
            "count": telling.count,
            "words": telling.words,
            "actor_id": telling.actor_id,
            "once": telling.once,
            "mail_due": telling.account_id in modes,
            "created_at": now,
        }
        for telling in tellings
    ]
    await session.execute(insert_unless_there(session, Notice, "account_id", "once"), rows)
    for account_id, mode in modes.items():
        if mode is MailMode.EACH:
            await enqueue(session, MAIL_JOB, {"account_id": account_id}, at=now + _COLLECTING)


async def mark_read(session: AsyncSession, actor: Acting, ids: Collection[int] | None) -> None:
    """Mark one's own notices as read (None: all of them); what is not one's own is passed over."""
    own = update(Notice).where(Notice.account_id == actor.account_id, Notice.read_at.is_(None))
    if ids is not None:
        own = own.where(Notice.id.in_(ids))
    await session.execute(own.values(read_at=clock.now()))


async def mark_one_read(session: AsyncSession, actor: Acting, notice_id: int) -> None:
    if await queries.belongs_to(session, notice_id) != actor.account_id:
        raise NotFound()
    await mark_read(session, actor, [notice_id])


async def withdraw(session: AsyncSession, kinds: Collection[NoticeKind], before: datetime) -> None:
    """Nobody needs to read notices of these kinds from before then: what they say is said anew."""
    stale = update(Notice).where(Notice.kind.in_(kinds), Notice.read_at.is_(None), Notice.created_at < before)
    await session.execute(stale.values(read_at=clock.now(), mail_due=False))


async def forget_read(session: AsyncSession, days: int) -> None:
    """Remove what was read, and is older than so many days."""
    old = Notice.created_at < clock.now() - timedelta(days=days)
    await session.execute(delete(Notice).where(old, Notice.read_at.is_not(None)))


async def forget_mail(session: AsyncSession, ids: Collection[int]) -> None:
    """These notices need no mail any more: it was sent, or is not wanted."""
    await session.execute(update(Notice).where(Notice.id.in_(ids)).values(mail_due=False))


# --- how one wants to be told -------------------------------------------------------------------------------


async def change_mail(
    session: AsyncSession, actor: Acting, *, email: str | None, set_email: bool, mode: MailMode | None
) -> MailSetting:
    """Change one's own setting. A new address waits for its code; no address, no mail.

    Invalid for what is no address, or for mail without one; TooManyRequests where codes are asked for too often.
    """
    row = await _own(session, actor)
    changed = []
    if set_email and email is None:
        row.address = row.confirmed_at = row.pending = row.code_hash = None
        row.mode = MailMode.NONE
        changed.append("address")
    elif set_email and email is not None and email != row.address:
        await _ask_for_code(session, row, email)
        changed.append("pending")
    elif set_email:
        row.pending = row.code_hash = None
    if mode is not None and mode != row.mode:
        if mode is not MailMode.NONE and not (row.address or row.pending):
            raise refuse_field("/body/mail", "须先填写邮箱")
        row.mode = mode
        changed.append("mode")
    if row.mode == MailMode.NONE:
        own = update(Notice).where(Notice.account_id == actor.account_id, Notice.mail_due)
        await session.execute(own.values(mail_due=False))
    record(
        session,
        action="change",
        resource=_RESOURCE,
        resource_id=actor.account_id,
        actor=actor,
        changes={name: [] for name in changed},  # where somebody gets mail is nobody else's business
    )
    return row


async def _own(session: AsyncSession, actor: Acting) -> MailSetting:
    row = await queries.setting(session, actor.account_id, lock=True)
    if row is None:
        row = MailSetting(account_id=actor.account_id, mode=MailMode.NONE, asked=0, tries=0)
        session.add(row)
    return row


async def _ask_for_code(session: AsyncSession, row: MailSetting, email: str) -> None:
    if not is_address(email):
        raise refuse_field("/body/email", "不是有效的邮箱地址")
    now = clock.now()
    if row.asked_at is not None and now - row.asked_at < timedelta(days=1):
        pause = row.asked_at + timedelta(seconds=CODE_PAUSE_SECONDS) - now
        if row.asked >= CODES_A_DAY:
            raise _too_often(row.asked_at + timedelta(days=1) - now)
        if pause > timedelta(0):
            raise _too_often(pause)
        row.asked += 1
    else:
        row.asked = 1
    row.asked_at, row.pending, row.code_hash, row.tries = now, email, None, 0
    await enqueue(session, CODE_JOB, {"account_id": row.account_id, "address": email})


def _too_often(wait: timedelta) -> TooManyRequests:
    return TooManyRequests("验证码发送过于频繁,请稍后再试", seconds=math.ceil(wait.total_seconds()))


async def make_code(session: AsyncSession, account_id: int, address: str) -> str | None:
    """A new code for an address that still waits for one; only its hash is kept. None where it does not."""
    row = await queries.setting(session, account_id, lock=True)
    if row is None or row.pending != address:
        return None
    code = f"{secrets.randbelow(1_000_000):06d}"
    row.code_hash, row.tries = _hash(account_id, code), 0
    row.code_until = clock.now() + timedelta(minutes=CODE_MINUTES)
    record(session, action="send_code", resource=_RESOURCE, resource_id=account_id, actor=None)
    return code


async def confirm_address(session: AsyncSession, actor: Acting, code: str) -> bool:
    """Take the pending address into use where the code is right; every wrong one counts.

    Conflict where no address waits for a code, or the code is used up.
    """
    row = await queries.setting(session, actor.account_id, lock=True)
    if row is None or row.pending is None:
        raise Conflict("没有等待验证的邮箱")
    if row.code_hash is None or row.code_until is None or row.code_until < clock.now():
        raise Conflict("验证码尚未发出或已经过期,请重新填写邮箱")
    if row.tries >= CODE_TRIES:
        raise Conflict("验证码输错次数过多,请重新填写邮箱")
    right = secrets.compare_digest(row.code_hash, _hash(actor.account_id, code))
    if right:
        row.address, row.confirmed_at, row.pending, row.code_hash = row.pending, clock.now(), None, None
    else:
        row.tries += 1
    record(
        session,
        action="confirm",
        resource=_RESOURCE,
        resource_id=actor.account_id,
        actor=actor,
        changes={"address": []} if right else None,
        ok=right,
    )
    return right


def _hash(account_id: int, code: str) -> str:
    return hashlib.sha256(f"{account_id}/{code}".encode()).hexdigest()
