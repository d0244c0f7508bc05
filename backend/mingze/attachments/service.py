"""Attaching a file that already lies in the store."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.attachments.models import Attachment
from mingze.attachments.owners import Owned
from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.files import StoredFile


async def attach(
    session: AsyncSession,
    actor: Acting,
    *,
    owner_type: str,
    owner_id: int,
    place: Owned,
    stored: StoredFile,
    name: str,
    media_type: str,
) -> Attachment:
    attachment = Attachment(
        owner_type=owner_type,
        owner_id=owner_id,
        name=name,
        media_type=media_type,
        size=stored.size,
        sha256=stored.sha256,
        created_by=actor.account_id,
        created_at=clock.now(),
    )
    session.add(attachment)
    await session.flush()
    record(
        session,
        action="attach",
        resource="attachment",
        resource_id=attachment.id,
        actor=actor,
        unit_id=place.unit_id,
        subject=place.subject,
        changes={"name": [None, name], "sha256": [None, stored.sha256]},
        owner_type=owner_type,
        owner_id=owner_id,
    )
    return attachment
