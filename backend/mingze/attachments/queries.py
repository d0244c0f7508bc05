"""Every SELECT over attachments."""

from sqlalchemy import func, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts.models import Account
from mingze.attachments.models import Attachment

_COLUMNS = (
    Attachment.id,
    Attachment.owner_type,
    Attachment.owner_id,
    Attachment.name,
    Attachment.media_type,
    Attachment.size,
    Attachment.sha256,
    Attachment.created_at,
    Attachment.created_by,
    Account.name.label("created_by_name"),
)


async def attachment(session: AsyncSession, attachment_id: int) -> RowMapping | None:
    query = (
        select(*_COLUMNS)
        .join(Account, Account.id == Attachment.created_by)
        .where(Attachment.id == attachment_id)
    )
    return (await session.execute(query)).mappings().one_or_none()


async def count_of(session: AsyncSession, owner_type: str, owner_id: int) -> int:
    query = select(func.count()).where(Attachment.owner_type == owner_type, Attachment.owner_id == owner_id)
    return await session.scalar(query) or 0
