"""What of the ledger passes on when somebody leaves.

Columns that name an account, and what becomes of them:

- `rectification_item.owner_account_id` passes, while the measure still has to be done and its finding is open;
  the leaver stays among those who may not verify it. Accepted measures keep their owner: that is who did it.
  Should one be given back later, it waits for the unit, as whatever belongs to somebody disabled.
- `finding.registered_by_id` stays, and who takes over is named beside it: an inspector sees and may fix on the
  spot what they registered, so their successor must too. Of everybody else it says only who wrote it down.
- `fixed_by_id`, `closure_applied_by_id`, `claimed_by_id`, `onsite_by_id`, `verified_by_id`, `done_by_id`,
  `asked_by_id`, `decided_by_id`, `recorded_by_id`, the authors of notes and files: history. They say who did
  it, and keep the two persons apart. What was asked waits for a role, never for a person.
- The responsible leader, department and person of a finding, the leader of a measure and the owner of a step
  are words of the document, not accounts.
"""

from collections import Counter
from collections.abc import Callable, Collection

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.appointment_queries import roles_ever_held
from mingze.access.handover import Passed, Passing, Work, register_work
from mingze.access.permissions import Permission, Role, sees_only_own
from mingze.findings import queries, rules
from mingze.findings.facts import FindingFacts
from mingze.findings.models import Finding, RectificationItem
from mingze.findings.recording import record_finding, record_part
from mingze.findings.vocabulary import ClosureState, ItemState, Part
from mingze.kit import clock

ACTION = "hand_over"
_OUT_OF_SIGHT = "不在接手人的范围内"
_SEEN_ON_THE_SPOT = "接手人登记过现场核查,须回避"
#: Findings whose facts are read at a time.
_CHUNK = 200

_open = and_(Finding.voided.is_(False), Finding.closure_state != ClosureState.CLOSED)


async def _locked(session: AsyncSession, which: ColumnElement[bool]) -> list[Finding]:
    """Open findings, held in the order of their ids, as by every act on several."""
    query = select(Finding).where(which, _open).order_by(Finding.id).with_for_update(of=Finding)
    return list(await session.scalars(query))


async def _facts(session: AsyncSession, rows: list[Finding]) -> dict[int, FindingFacts]:
    found: dict[int, FindingFacts] = {}
    for start in range(0, len(rows), _CHUNK):
        found |= await queries.facts_of(session, rows[start : start + _CHUNK])
    return found


async def _sight(session: AsyncSession, passing: Passing) -> Callable[[FindingFacts], bool]:
    """Whether the successor may be given something of a finding: they see it, or work where it is answered."""
    successor = passing.successor
    home = (await queries.above(session, {successor.home_unit_id}))[successor.home_unit_id]

    def in_sight(facts: FindingFacts) -> bool:
        if home & facts.units_of(Part.ANSWERING, Part.COOPERATING):
            return True
        return rules.reaches(successor, Permission.FINDING_READ, facts.units_of(*Part), facts)

    return in_sight


# --- measures -------------------------------------------------------------------------------------------------


def _to_do(account_id: int) -> ColumnElement[bool]:
    return and_(
        RectificationItem.owner_account_id == account_id, RectificationItem.state != ItemState.ACCEPTED
    )


async def _count_items(session: AsyncSession, account_id: int) -> int:
    query = (
        select(func.count())
        .select_from(RectificationItem)
        .join(Finding, Finding.id == RectificationItem.finding_id)
    )
    return await session.scalar(query.where(_to_do(account_id), _open)) or 0


async def _move_items(session: AsyncSession, passing: Passing) -> Passed:
    theirs = select(RectificationItem.finding_id).where(_to_do(passing.leaver_id))
    facts = await _facts(session, await _locked(session, Finding.id.in_(theirs)))
    in_sight = await _sight(session, passing)
    refused: Counter[str] = Counter()
    items = await _items(session, facts.keys(), passing.leaver_id)
    for item in items:
        of = facts[item.finding_id]
        if not in_sight(of):
            refused[_OUT_OF_SIGHT] += 1
        elif item.onsite_by_id == passing.successor.account_id:
            refused[_SEEN_ON_THE_SPOT] += 1
        else:
            item.owner_account_id = passing.successor.account_id
            item.former_owner_ids = sorted({*item.former_owner_ids, passing.leaver_id})
            item.updated_at = clock.now()
            record_part(
                session,
                passing.by,
                of,
                item,
                ACTION,
                resource="rectification_item",
                finding_id=item.finding_id,
                note=passing.reason,
                **passing.parties,
            )
    return Passed(len(items) - refused.total(), refused)


async def _items(
    session: AsyncSession, finding_ids: Collection[int], account_id: int
) -> list[RectificationItem]:
    """The measures to pass on, as they are now that their findings are held."""
    query = (
        select(RectificationItem)
        .join(Finding, Finding.id == RectificationItem.finding_id)
        .where(_to_do(account_id), _open)
        .order_by(RectificationItem.finding_id, RectificationItem.ordinal)
    )
    return [item for item in await session.scalars(query) if item.finding_id in finding_ids]


# --- what an inspector registered -----------------------------------------------------------------------------


def _looked_after_by(account_id: int) -> ColumnElement[bool]:
    return or_(
        Finding.taken_over_by_id == account_id,
        and_(Finding.registered_by_id == account_id, Finding.taken_over_by_id.is_(None)),
    )


async def _registering(session: AsyncSession, account_id: int) -> set[Role]:
    """The roles ever held that register findings without reading those of others."""
    return {role for role in await roles_ever_held(session, account_id) if sees_only_own(role)}


async def _count_registered(session: AsyncSession, account_id: int) -> int:
    if not await _registering(session, account_id):
        return 0
    query = select(func.count()).select_from(Finding).where(_looked_after_by(account_id), _open)
    return await session.scalar(query) or 0


async def _move_registered(session: AsyncSession, passing: Passing) -> Passed:
    registering = await _registering(session, passing.leaver_id)
    if not registering:
        return Passed(0, {})
    rows = await _locked(session, _looked_after_by(passing.leaver_id))
    facts = await _facts(session, rows)
    # What an inspector saw is not for who handles complaints, nor the other way round.
    same = any(held.role in registering for held in passing.successor.appointments)
    refused = 0
    for row in rows:
        of, successor = facts[row.id], passing.successor
        if not same and not rules.reaches(successor, Permission.FINDING_READ, of.units_of(*Part), of):
            refused += 1
            continue
        row.taken_over_by_id = successor.account_id
        record_finding(session, passing.by, row, of, ACTION, note=passing.reason, **passing.parties)
    return Passed(len(rows) - refused, {_OUT_OF_SIGHT: refused})


ITEMS = Work("整改措施", _count_items, _move_items)
REGISTERED = Work("本人登记的现场问题", _count_registered, _move_registered)


def register() -> None:
    """Make the kinds known to `access/`: once, when the program starts."""
    register_work("rectification_item", ITEMS)
    register_work("finding", REGISTERED)
