"""How findings stand in the ledger now, many at once: what a later edition of their document is compared with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.findings import queries
from mingze.findings.facts import FindingFacts, Standing
from mingze.findings.models import Finding, ProgressNote, RectificationItem, Step
from mingze.findings.scope import visible_to
from mingze.findings.vocabulary import ClosureState, PublishedStatus
from mingze.kit.reading import tuples

#: A statement takes some thousands of values on either engine; facts ask for each id several times.
_AT_ONCE = 300
_Thing = TypeVar("_Thing")

_ids: BindParameter[int] = bindparam("ids", expanding=True)
_FINDINGS = (
    Finding.id,
    Finding.code,
    Finding.section,
    Finding.group.label("group_title"),
    Finding.number,
    Finding.problem,
    Finding.due_on,
    Finding.key_matter,
    Finding.responsible_leader,
    Finding.responsible_department,
    Finding.published_status,
    Finding.long_term,
    Finding.voided,
    Finding.closure_state,
)
_MEASURES = (
    select(RectificationItem.finding_id, RectificationItem.text, Step.text)
    .outerjoin(Step, Step.item_id == RectificationItem.id)
    .where(RectificationItem.finding_id.in_(_ids))
    .order_by(RectificationItem.finding_id, RectificationItem.ordinal, Step.ordinal)
)
_NOTES = (
    select(RectificationItem.finding_id, ProgressNote.text)
    .join(ProgressNote, ProgressNote.item_id == RectificationItem.id)
    .where(RectificationItem.finding_id.in_(_ids))
    .order_by(ProgressNote.id)
)


async def standing(session: AsyncSession, actor: Actor, ids: Iterable[int]) -> dict[int, Standing]:
    """Those of the findings that are in the actor's sight, as they stand."""
    found: dict[int, Standing] = {}
    for some in _some(sorted(set(ids))):
        query = select(*_FINDINGS).where(Finding.id.in_(some), visible_to(actor, narrow=False))
        for row in await session.execute(query):
            found[row.id] = Standing(
                id=row.id,
                code=row.code,
                section=row.section,
                group=row.group_title,
                number=row.number,
                problem=row.problem,
                due_on=row.due_on,
                key_matter=row.key_matter,
                leader=row.responsible_leader,
                department=row.responsible_department,
                published=PublishedStatus(row.published_status) if row.published_status else None,
                long_term=row.long_term,
                voided=row.voided,
                closed=row.closure_state == ClosureState.CLOSED,
            )
        for finding_id, text, step in await tuples(session, _MEASURES, ids=list(some)):
            if finding_id in found:
                found[finding_id].measures.append(step or text)
        for finding_id, text in await tuples(session, _NOTES, ids=list(some)):
            if finding_id in found:
                found[finding_id].notes.append(text)
    return found


async def facts_of_many(session: AsyncSession, rows: Sequence[Finding]) -> dict[int, FindingFacts]:
    """`queries.facts_of` for any number of findings."""
    found: dict[int, FindingFacts] = {}
    for some in _some(rows):
        found |= await queries.facts_of(session, some)
    return found


async def items_of_many(
    session: AsyncSession, finding_ids: Sequence[int]
) -> dict[int, list[RectificationItem]]:
    """The measures of findings, in their order."""
    found: dict[int, list[RectificationItem]] = defaultdict(list)
    for some in _some(finding_ids):
        query = select(RectificationItem).where(RectificationItem.finding_id.in_(some))
        for item in await session.scalars(query.order_by(RectificationItem.ordinal)):
            found[item.finding_id].append(item)
    return found


async def facts_in_sight(session: AsyncSession, actor: Actor, ids: Iterable[int]) -> dict[int, FindingFacts]:
    """The facts of those of the findings that the actor sees."""
    rows: list[Finding] = []
    for some in _some(sorted(set(ids))):
        query = select(Finding).where(Finding.id.in_(some), visible_to(actor, narrow=False))
        rows += await session.scalars(query)
    return await facts_of_many(session, rows)


def _some(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    return (things[start : start + _AT_ONCE] for start in range(0, len(things), _AT_ONCE))
