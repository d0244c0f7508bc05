"""Reading what of findings is published."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.findings import report_queries
from mingze.findings.paper_words import PublicationState
from mingze.findings.publication import PublicationFacts, Texts
from mingze.findings.publication_models import FindingPublication
from mingze.kit.problems import NotFound


async def publication(
    session: AsyncSession, finding_id: int, *, lock: bool = False
) -> FindingPublication | None:
    query = select(FindingPublication).where(FindingPublication.finding_id == finding_id)
    return await session.scalar(query.with_for_update() if lock else query)


async def publications(session: AsyncSession, ids: Collection[int]) -> dict[int, RowMapping]:
    """Finding → its publication, of those that have one."""
    query = select(*FindingPublication.__table__.columns).where(FindingPublication.finding_id.in_(ids))
    return {row["finding_id"]: row for row in (await session.execute(query)).mappings()}


async def texts(session: AsyncSession, finding_id: int) -> Texts:
    """What the ledger says of the finding now."""
    found = await report_queries.written(session, [finding_id])
    if not found:
        raise NotFound()
    return texts_of(found[0])


def texts_of(finding: report_queries.Written) -> Texts:
    return Texts.of(finding.row["problem"], finding.measures, finding.progress)


def facts_of(row: FindingPublication | RowMapping | None) -> PublicationFacts:
    if row is None:
        return PublicationFacts()
    if isinstance(row, FindingPublication):
        state, withheld, drafted_by, digest = row.state, row.withheld, row.drafted_by_id, row.texts_digest
    else:
        state, withheld = row["state"], row["withheld"]
        drafted_by, digest = row["drafted_by_id"], row["texts_digest"]
    return PublicationFacts(PublicationState(state), bool(withheld), drafted_by, digest)
