"""What a template database holds: the migrated tables and the small region."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

from mingze.kit.database import Database
from mingze.migrating import upgrade
from tests.support.region import fill_region


def fill(url: str) -> str:
    """Migrate the empty database at `url`, make the region there, and say its ids as JSON."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_fill, url).result()


def _fill(url: str) -> str:
    upgrade(url)
    return asyncio.run(_fill_region(url))


async def _fill_region(url: str) -> str:
    database = Database(url)
    try:
        async with database.writing() as session:
            region = await fill_region(session)
    finally:
        await database.close()
    return json.dumps(region.as_json())
