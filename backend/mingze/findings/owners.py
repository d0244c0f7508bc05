"""Which files belong to the ledger: evidence of a measure, the scan of a countersignature, papers of a finding."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.access.permissions import Permission
from mingze.attachments.owners import Owned, Owner, register_owner
from mingze.findings import part_rules, queries, rules
from mingze.findings.facts import FindingFacts
from mingze.findings.models import Finding
from mingze.findings.recording import place_of
from mingze.findings.vocabulary import ClosureState
from mingze.kit.problems import Conflict, Forbidden, NotFound

Find = Callable[[AsyncSession, int], Awaitable[int | None]]


async def _load(
    session: AsyncSession, actor: Actor, find: Find, owner_id: int
) -> tuple[Finding, FindingFacts]:
    finding_id = await find(session, owner_id)
    row = await queries.finding(session, actor, finding_id) if finding_id is not None else None
    if row is None:
        raise NotFound()
    return row, await queries.facts(session, row)


def _visible(find: Find) -> Callable[[AsyncSession, Actor, int], Awaitable[bool]]:
    async def visible(session: AsyncSession, actor: Actor, owner_id: int) -> bool:
        finding_id = await find(session, owner_id)
        return finding_id is not None and await queries.finding(session, actor, finding_id) is not None

    return visible


async def _itself(_session: AsyncSession, finding_id: int) -> int | None:
    return finding_id


async def _add_evidence(session: AsyncSession, actor: Actor, item_id: int) -> Owned:
    row, facts = await _load(session, actor, queries.finding_of_item, item_id)
    item = next(item for item in facts.items if item.id == item_id)
    if reason := part_rules.item_who_not("report", actor, facts, item):
        raise Forbidden(reason)
    part_rules.check_item("report", facts, item)
    return Owned(subject=row.id, unit_id=item.unit_id or place_of(facts))


async def _add_scan(session: AsyncSession, actor: Actor, countersignature_id: int) -> Owned:
    row, facts = await _load(session, actor, queries.finding_of_countersignature, countersignature_id)
    if reason := rules.keeping_office(actor, Permission.CLOSURE_RECORD, facts):
        raise Forbidden(reason)
    if facts.closure not in (ClosureState.APPROVED, ClosureState.COUNTERSIGNED):
        raise Conflict("该问题已销号或已退回,不能再补会签扫描件", open_moves=rules.open_moves(facts))
    return Owned(subject=row.id, unit_id=place_of(facts))


async def _add_paper(session: AsyncSession, actor: Actor, finding_id: int) -> Owned:
    """The office adds papers to a finding, and whoever registered it."""
    row, facts = await _load(session, actor, _itself, finding_id)
    reason = rules.keeping_office(actor, Permission.FINDING_CONFIRM, facts)
    if reason and facts.registered_by != actor.account_id:
        raise Forbidden(reason)
    if facts.voided or facts.closure is ClosureState.CLOSED:
        raise Conflict("该问题已销号或作废", open_moves=rules.open_moves(facts))
    return Owned(subject=row.id, unit_id=place_of(facts))


def register() -> None:
    """Make the ledger's kinds of owner known to `attachments/`: once, when the program starts."""
    register_owner(queries.ITEM_FILES, ITEM_OWNER)
    register_owner(queries.COUNTERSIGNATURE_FILES, COUNTERSIGNATURE_OWNER)
    register_owner(queries.FINDING_FILES, FINDING_OWNER)


ITEM_OWNER = Owner(visible=_visible(queries.finding_of_item), adding=_add_evidence)
COUNTERSIGNATURE_OWNER = Owner(visible=_visible(queries.finding_of_countersignature), adding=_add_scan)
FINDING_OWNER = Owner(visible=_visible(_itself), adding=_add_paper)
