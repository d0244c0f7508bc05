"""Alembic environment: the URL comes from the caller (`mingze migrate`) or from MINGZE_DATABASE_URL."""

import asyncio
from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

import mingze.models  # noqa: F401  (every table, for autogenerate)
from mingze.kit import tables
from mingze.kit.tables import Base
from mingze.kit.text import SearchText
from mingze.settings import Settings


def render_item(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Write the column types of the house by their names."""
    if kind == "type":
        for name in ("Id", "Document"):
            if thing is getattr(tables, name):
                return name
        if isinstance(thing, tables.UtcDateTime | SearchText):
            return f"{type(thing).__name__}()"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        include_object=lambda _o, name, kind, _r, _c: not (kind == "table" and "_search" in (name or "")),
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_online() -> None:
    engine = create_async_engine(context.config.attributes.get("url") or Settings().database)
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_online())
