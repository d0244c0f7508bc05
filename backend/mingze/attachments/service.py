"""Attaching a file that already lies in the store; remembering one that was refused."""

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.attachments.models import Attachment
from mingze.attachments.owners import Owned
from mingze.kit import clock
from mingze.kit.events import Acting, record
from mingze.kit.files import StoredFile


async def attach(
    session: AsyncSession,
    actor: Acting | None,
    *,
    owner_type: str,
    owner_id: int,
    place: Owned,
    stored: StoredFile,
    name: str,
    media_type: str,
    scanned: bool = False,
) -> Attachment:
    """`actor` None: somebody of the public sent it, whose words (a name of a file too) stay out of the log."""
    attachment = Attachment(
        owner_type=owner_type,
        owner_id=owner_id,
        name=name,
        media_type=media_type,
        size=stored.size,
        sha256=stored.sha256,
        scan="clean" if scanned else "off",
        created_by=actor.account_id if actor else None,
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
        changes={**_named(actor, name), "sha256": [None, stored.sha256]},
        owner_type=owner_type,
        owner_id=owner_id,
    )
    return attachment


def _named(actor: Acting | None, name: str) -> dict[str, list[str | None]]:
    return {"name": [None, name]} if actor else {}


def remember_infected(
    session: AsyncSession,
    actor: Acting | None,
    *,
    owner_type: str,
    owner_id: int | None,
    place: Owned,
    sha256: str,
    name: str,
    signature: str,
) -> None:
    """That a file was refused: its hash and what was found in it, nothing of its content."""
    record(
        session,
        action="refuse_infected",
        resource="attachment",
        resource_id=sha256,
        actor=actor,
        unit_id=place.unit_id,
        subject=place.subject,
        ok=False,
        name=name if actor else None,
        signature=signature,
        owner_type=owner_type,
        owner_id=owner_id,
    )
