"""Every SELECT of operation: figures of the database itself, never of what stands in it."""

from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.attachments.models import Attachment
from mingze.kit.events import EventRow


async def revision(session: AsyncSession) -> str | None:
    """The schema the database says it has."""
    found: str | None = await session.scalar(text("SELECT version_num FROM alembic_version"))
    return found


async def instant_of(session: AsyncSession, position: int) -> datetime | None:
    """When the event at `position` happened."""
    found: datetime | None = await session.scalar(select(EventRow.at).where(EventRow.position == position))
    return found


async def in_recovery(session: AsyncSession) -> bool:
    """Whether a PostgreSQL server is a replica that takes no writes."""
    return bool(await session.scalar(text("SELECT pg_is_in_recovery()")))


async def engine_version(session: AsyncSession, *, is_sqlite: bool) -> str:
    asked = "SELECT sqlite_version()" if is_sqlite else "SHOW server_version"
    return str(await session.scalar(text(asked)))


async def encoding(session: AsyncSession, *, is_sqlite: bool) -> str:
    asked = "PRAGMA encoding" if is_sqlite else "SHOW server_encoding"
    return str(await session.scalar(text(asked)))


async def database_size(session: AsyncSession, *, is_sqlite: bool) -> int:
    """In bytes."""
    if is_sqlite:
        pages = await session.scalar(text("PRAGMA page_count"))
        size = await session.scalar(text("PRAGMA page_size"))
        return int(pages or 0) * int(size or 0)
    return int(await session.scalar(text("SELECT pg_database_size(current_database())")) or 0)


async def kept_files(session: AsyncSession) -> tuple[int, int]:
    """How many different files are referenced, and their size in bytes."""
    files = select(Attachment.sha256, func.max(Attachment.size).label("size")).group_by(Attachment.sha256)
    kept = files.subquery()
    found = (await session.execute(select(func.count(), func.sum(kept.c.size)).select_from(kept))).one()
    return found[0], int(found[1] or 0)


async def is_superuser(session: AsyncSession) -> bool:
    """Whether the program is connected to PostgreSQL as somebody who may do everything."""
    return bool(await session.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")))


async def hash_of(session: AsyncSession, position: int) -> str | None:
    """The hash the event at `position` carries."""
    found: str | None = await session.scalar(select(EventRow.hash).where(EventRow.position == position))
    return found


async def lc_ctype(session: AsyncSession) -> str:
    """By which rules a PostgreSQL database tells letters from others."""
    asked = "SELECT datctype FROM pg_database WHERE datname = current_database()"
    return str(await session.scalar(text(asked)))
