"""Every SELECT over notices and mail settings."""

from collections.abc import Collection, Sequence

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts.models import Account
from mingze.kit.pages import COUNT_CAP
from mingze.kit.reading import scalar, tuples
from mingze.notices.models import MailSetting, Notice
from mingze.notices.rules import MailMode, NoticeKind

_COLUMNS = (
    Notice.id,
    Notice.kind,
    Notice.resource,
    Notice.resource_id,
    Notice.finding_id,
    Notice.count,
    Notice.words,
    Account.name.label("actor_name"),
    Notice.created_at,
    Notice.read_at,
)


async def page(
    session: AsyncSession,
    account_id: int,
    *,
    unread: bool | None,
    kind: NoticeKind | None,
    after: int | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    """The newest first, from below the id `after`; and how many there are in all, up to COUNT_CAP."""
    conditions = [Notice.account_id == account_id]
    if unread is not None:
        conditions.append(Notice.read_at.is_(None) if unread else Notice.read_at.is_not(None))
    if kind is not None:
        conditions.append(Notice.kind == kind)
    counted = select(Notice.id).where(*conditions).limit(COUNT_CAP).subquery()
    count = await session.scalar(select(func.count()).select_from(counted)) or 0
    if after is not None:
        conditions.append(Notice.id < after)
    query = select(*_COLUMNS).outerjoin(Account, Account.id == Notice.actor_id).where(*conditions)
    rows = await session.execute(query.order_by(Notice.id.desc()).limit(limit))
    return list(rows.mappings()), count


_unread = (
    select(Notice.id)
    .where(Notice.account_id == bindparam("account_id"), Notice.read_at.is_(None))
    .limit(COUNT_CAP - 1)
)
_UNREAD = select(func.count()).select_from(_unread.subquery())


async def unread(session: AsyncSession, account_id: int) -> int:
    """How many a person has not read, up to 1,000: one statement over an index of nothing but these."""
    return int(await scalar(session, _UNREAD, account_id=account_id))


async def belongs_to(session: AsyncSession, notice_id: int) -> int | None:
    return await session.scalar(select(Notice.account_id).where(Notice.id == notice_id))


async def setting(session: AsyncSession, account_id: int, *, lock: bool = False) -> MailSetting | None:
    query = select(MailSetting).where(MailSetting.account_id == account_id)
    return (await session.scalars(query.with_for_update() if lock else query)).one_or_none()


_ids: BindParameter[Sequence[int]] = bindparam("ids", expanding=True)
_MAILED = select(MailSetting.account_id, MailSetting.mode).where(
    MailSetting.account_id.in_(_ids), MailSetting.mode != MailMode.NONE, MailSetting.address.is_not(None)
)


async def mailed(session: AsyncSession, account_ids: Collection[int]) -> dict[int, MailMode]:
    """Who of these wants mail, and when."""
    rows = await tuples(session, _MAILED, ids=sorted(account_ids))
    return {account_id: MailMode(mode) for account_id, mode in rows}


async def address(session: AsyncSession, account_id: int) -> str | None:
    """Where somebody gets mail; None where they want none, or sign in no more."""
    query = (
        select(MailSetting.address)
        .join(Account, Account.id == MailSetting.account_id)
        .where(MailSetting.account_id == account_id, MailSetting.mode != MailMode.NONE, Account.active)
    )
    return await session.scalar(query)


async def to_mail(session: AsyncSession, account_id: int) -> list[tuple[int, NoticeKind, bool]]:
    """(id, kind, whether it was read meanwhile) of a person's notices to be mailed; at most 1,000."""
    query = select(Notice.id, Notice.kind, Notice.read_at).where(
        Notice.account_id == account_id, Notice.mail_due
    )
    rows = await session.execute(query.order_by(Notice.id).limit(COUNT_CAP - 1))
    return [(row.id, NoticeKind(row.kind), row.read_at is not None) for row in rows]


async def waiting_for_digest(session: AsyncSession) -> list[int]:
    """Whoever has notices to be mailed with the next digest."""
    query = (
        select(Notice.account_id)
        .join(MailSetting, MailSetting.account_id == Notice.account_id)
        .where(Notice.mail_due, MailSetting.mode == MailMode.DAILY)
        .distinct()
    )
    return list(await session.scalars(query))


async def unread_in(
    session: AsyncSession, kind: NoticeKind, finding_ids: Collection[int], account_ids: Collection[int]
) -> set[tuple[int, int]]:
    """(account, finding) of which an unread notice of this kind lies in the inbox already."""
    query = select(Notice.account_id, Notice.finding_id).where(
        Notice.account_id.in_(account_ids),
        Notice.read_at.is_(None),
        Notice.kind == kind,
        Notice.finding_id.in_(finding_ids),
    )
    return {(row.account_id, row.finding_id) for row in await session.execute(query)}
