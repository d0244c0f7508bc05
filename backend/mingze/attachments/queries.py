"""Every SELECT over attachments."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.accounts.models import Account
from mingze.attachments.models import Attachment, Upload, UploadPart
from mingze.kit import clock

_COLUMNS = (
    Attachment.id,
    Attachment.owner_type,
    Attachment.owner_id,
    Attachment.name,
    Attachment.media_type,
    Attachment.size,
    Attachment.sha256,
    Attachment.scan,
    Attachment.created_at,
    Attachment.created_by,
    Account.name.label("created_by_name"),
)


async def attachment(session: AsyncSession, attachment_id: int) -> RowMapping | None:
    query = (
        select(*_COLUMNS)
        .outerjoin(Account, Account.id == Attachment.created_by)
        .where(Attachment.id == attachment_id)
    )
    return (await session.execute(query)).mappings().one_or_none()


@dataclass(frozen=True, slots=True)
class Taken:
    """How many files something has, and of how many bytes together."""

    files: int
    size: int


async def taken_by(session: AsyncSession, owner_type: str, owner_id: int) -> Taken:
    query = select(func.count(), func.coalesce(func.sum(Attachment.size), 0)).where(
        Attachment.owner_type == owner_type, Attachment.owner_id == owner_id
    )
    files, size = (await session.execute(query)).one()
    return Taken(files, int(size))


# --- uploads on their way -------------------------------------------------------------------------------


async def upload(
    session: AsyncSession, account_id: int, upload_id: str, *, lock: bool = False
) -> Upload | None:
    """An upload of that account that has not expired; None for everybody else's."""
    query = select(Upload).where(
        Upload.id == upload_id, Upload.account_id == account_id, Upload.expires_at > clock.now()
    )
    return await session.scalar(query.with_for_update() if lock else query)


async def unfinished(session: AsyncSession, account_id: int) -> int:
    query = select(func.count()).where(Upload.account_id == account_id, Upload.expires_at > clock.now())
    return await session.scalar(query) or 0


async def parts(session: AsyncSession, upload_id: str) -> list[str]:
    """The keys of the pieces, in order."""
    query = select(UploadPart.key).where(UploadPart.upload_id == upload_id).order_by(UploadPart.start)
    return list(await session.scalars(query))


async def count_parts(session: AsyncSession, upload_id: str) -> int:
    return await session.scalar(select(func.count()).where(UploadPart.upload_id == upload_id)) or 0


async def expired_uploads(session: AsyncSession) -> list[str]:
    return list(await session.scalars(select(Upload.id).where(Upload.expires_at <= clock.now())))


async def of_owners(
    session: AsyncSession, owner_type: str, owner_ids: Collection[int]
) -> dict[int, list[RowMapping]]:
    """Owner → its files, the oldest first; the caller knows that the owners are in sight."""
    found: dict[int, list[RowMapping]] = defaultdict(list)
    if owner_ids:
        query = (
            select(*_COLUMNS)
            .outerjoin(Account, Account.id == Attachment.created_by)
            .where(Attachment.owner_type == owner_type, Attachment.owner_id.in_(owner_ids))
            .order_by(Attachment.id)
        )
        for row in (await session.execute(query)).mappings():
            found[row["owner_id"]].append(row)
    return found
