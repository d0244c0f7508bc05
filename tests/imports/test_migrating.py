"""What was imported before editions could be compared is linked to what it became."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from mingze.findings.models import SourceDocument
from mingze.imports.models import ImportDraft, ImportRow
from mingze.migrating import downgrade, upgrade
from tests.support.engines import Databases
from tests.support.scene import fill

_ROWS = (
    select(ImportRow.id, ImportRow.finding_id, ImportDraft.document_id, SourceDocument.kind)
    .join(ImportDraft, ImportDraft.id == ImportRow.draft_id)
    .outerjoin(SourceDocument, SourceDocument.id == ImportDraft.document_id)
    .order_by(ImportRow.id)
)


def _in_thread(work: Any, *arguments: Any) -> Any:
    """Migrations run event loops of their own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *arguments).result()


async def _rows(url: str) -> list[Any]:
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            return list(await connection.execute(_ROWS))
    finally:
        await engine.dispose()


def test_rows_that_entered_before_name_their_findings_afterwards(databases: Databases) -> None:
    url, _ = databases.copy("scene", fill)
    before = _in_thread(asyncio.run, _rows(url))
    entered = [row for row in before if row.finding_id is not None]
    assert len(entered) >= 2
    assert {row.kind for row in entered} == {"rectification_report"}
    _in_thread(downgrade, url, "20261122_08")
    _in_thread(upgrade, url)
    assert _in_thread(asyncio.run, _rows(url)) == before
    databases.drop(url)
