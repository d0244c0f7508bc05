"""Reading one finding: to change it (rows to edit, facts for the rules) and to show it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, Integer, bindparam, case, literal_column, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.accounts.models import Account
from mingze.attachments.models import Attachment
from mingze.findings.facts import FindingFacts, ItemFacts
from mingze.findings.models import (
    Countersignature,
    Finding,
    FindingRequest,
    FindingUnit,
    ProgressNote,
    RectificationItem,
    Step,
    Tag,
)
from mingze.findings.scope import sight_of, visible, visible_to
from mingze.findings.vocabulary import (
    ClosureState,
    ItemState,
    OrganKind,
    Part,
    RequestKind,
    RequestState,
    Source,
    WorkState,
)
from mingze.kit.reading import tuples
from mingze.units.models import Unit, UnitClosure

ITEM_FILES = "rectification_item"
COUNTERSIGNATURE_FILES = "countersignature"
FINDING_FILES = "finding"


# --- to change it ---------------------------------------------------------------------------------------


_SEEN = {own: select(Finding).where(Finding.id == bindparam("id"), visible(own=own)) for own in (False, True)}
_HELD = {own: query.with_for_update(of=Finding) for own, query in _SEEN.items()}


async def finding(
    session: AsyncSession, actor: Actor, finding_id: int, *, lock: bool = False
) -> Finding | None:
    """A finding in the actor's sight; with `lock`, held until the change is committed."""
    own, sight = sight_of(actor)
    query = _HELD[own] if lock else _SEEN[own]
    return (await session.scalars(query, {"id": finding_id, **sight})).one_or_none()


async def locked_findings(session: AsyncSession, actor: Actor, ids: Collection[int]) -> dict[int, Finding]:
    """Findings in the actor's sight, locked in the order of their ids so that two bulk acts never wait crosswise."""
    query = select(Finding).where(Finding.id.in_(ids), visible_to(actor)).order_by(Finding.id)
    return {row.id: row for row in await session.scalars(query.with_for_update(of=Finding))}


async def finding_of_item(session: AsyncSession, item_id: int) -> int | None:
    return await session.scalar(select(RectificationItem.finding_id).where(RectificationItem.id == item_id))


async def finding_of_request(session: AsyncSession, request_id: int) -> int | None:
    return await session.scalar(select(FindingRequest.finding_id).where(FindingRequest.id == request_id))


async def finding_of_countersignature(session: AsyncSession, countersignature_id: int) -> int | None:
    query = select(Countersignature.finding_id).where(Countersignature.id == countersignature_id)
    return await session.scalar(query)


async def items(session: AsyncSession, finding_id: int) -> list[RectificationItem]:
    query = select(RectificationItem).where(RectificationItem.finding_id == finding_id)
    return list(await session.scalars(query.order_by(RectificationItem.ordinal)))


async def request(session: AsyncSession, request_id: int) -> FindingRequest | None:
    return await session.get(FindingRequest, request_id)


async def step(session: AsyncSession, item_id: int, step_id: int) -> Step | None:
    query = select(Step).where(Step.id == step_id, Step.item_id == item_id)
    return (await session.scalars(query)).one_or_none()


async def note(session: AsyncSession, item_id: int, note_id: int) -> ProgressNote | None:
    query = select(ProgressNote).where(ProgressNote.id == note_id, ProgressNote.item_id == item_id)
    return (await session.scalars(query)).one_or_none()


async def last_note(session: AsyncSession, item_id: int) -> ProgressNote | None:
    query = select(ProgressNote).where(ProgressNote.item_id == item_id)
    return (await session.scalars(query.order_by(ProgressNote.id.desc()).limit(1))).one_or_none()


async def steps_of(session: AsyncSession, item_id: int) -> list[Step]:
    return list(await session.scalars(select(Step).where(Step.item_id == item_id).order_by(Step.ordinal)))


async def unit_rows(session: AsyncSession, finding_id: int) -> list[FindingUnit]:
    return list(await session.scalars(select(FindingUnit).where(FindingUnit.finding_id == finding_id)))


async def take_numbers(session: AsyncSession, year: int, count: int) -> int:
    """Take `count` numbers of `year` and return the first. One statement, the same on both engines."""
    taken = await session.execute(
        text(
            "INSERT INTO finding_number (year, last) VALUES (:year, :count) "
            "ON CONFLICT (year) DO UPDATE SET last = finding_number.last + :count RETURNING last"
        ),
        {"year": year, "count": count},
    )
    return int(taken.scalar_one()) - count + 1


_ABOVE = select(UnitClosure.descendant_id, UnitClosure.ancestor_id).where(
    UnitClosure.descendant_id.in_(bindparam("ids", expanding=True))
)


async def above(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Unit → itself and every unit above it. Unknown ids are left out."""
    found: dict[int, set[int]] = defaultdict(set)
    for unit, ancestor in await tuples(session, _ABOVE, ids=list(set(unit_ids))):
        found[unit].add(ancestor)
    return {unit: frozenset(ancestors) for unit, ancestors in found.items()}


async def open_units(session: AsyncSession, unit_ids: Collection[int]) -> dict[int, bool]:
    """Unit → whether it is open. Holds them as they are until the commit: none is closed meanwhile."""
    query = select(Unit.id, Unit.active).where(Unit.id.in_(unit_ids)).order_by(Unit.id)
    found = await session.execute(query.with_for_update(read=True))
    return {row.id: row.active for row in found}


async def active_tags(session: AsyncSession) -> set[int]:
    return set(await session.scalars(select(Tag.id).where(Tag.active)))


async def home_of(session: AsyncSession, account_id: int) -> int | None:
    return await session.scalar(select(Account.home_unit_id).where(Account.id == account_id, Account.active))


# --- facts for the rules ----------------------------------------------------------------------------------


async def facts(session: AsyncSession, row: Finding) -> FindingFacts:
    """What the rules look at, for one finding that is about to change: four or five short statements."""
    return (await facts_of(session, [row]))[row.id]


async def facts_of(session: AsyncSession, rows: Sequence[Finding]) -> dict[int, FindingFacts]:
    """The facts of several findings in as many statements."""
    ids = [row.id for row in rows]
    units: dict[int, dict[Part, set[int]]] = defaultdict(lambda: defaultdict(set))
    found_above: dict[int, set[int]] = defaultdict(set)
    for finding_id, unit_id, part, ancestor in await tuples(session, _UNIT_FACTS, ids=ids):
        units[finding_id][Part(part)].add(unit_id)
        found_above[unit_id].add(ancestor)
    item_rows: dict[int, list[Any]] = defaultdict(list)
    for item in await tuples(session, _ITEM_FACTS, ids=ids):
        item_rows[item.finding_id].append(item)
    hands = await _hands(session, [item for found in item_rows.values() for item in found])
    open_requests, countersigned, unscanned = await _papers(session, ids)
    ancestors = {unit: frozenset(known) for unit, known in found_above.items()}
    named = {item.unit_id for found in item_rows.values() for item in found} - {None}
    if further := named - set(ancestors):
        ancestors |= await above(session, further)
    return {
        row.id: FindingFacts(
            work=WorkState(row.work_state),
            closure=ClosureState(row.closure_state),
            source=Source(row.source),
            voided=row.voided,
            due_on=row.due_on,
            units={part: frozenset(members) for part, members in units[row.id].items()},
            above=ancestors,
            items=tuple(_item_facts(item, hands[item.id]) for item in item_rows[row.id]),
            registered_by=row.taken_over_by_id or row.registered_by_id,
            fixed_by=row.fixed_by_id,
            applied_by=row.closure_applied_by_id,
            open_requests=frozenset(open_requests[row.id]),
            countersigned=frozenset(kind for no, kind in countersigned[row.id] if no == row.reopen_no),
            unscanned=sum(no == row.reopen_no for no in unscanned[row.id]),
        )
        for row in rows
    }


_ids: BindParameter[Any] = bindparam("ids", expanding=True)
_UNIT_FACTS = (
    select(FindingUnit.finding_id, FindingUnit.unit_id, FindingUnit.part, UnitClosure.ancestor_id)
    .join(UnitClosure, UnitClosure.descendant_id == FindingUnit.unit_id)
    .where(FindingUnit.finding_id.in_(_ids))
)
_ITEM_FACTS = (
    select(
        RectificationItem.finding_id,
        RectificationItem.id,
        RectificationItem.state,
        RectificationItem.unit_id,
        RectificationItem.owner_account_id,
        RectificationItem.former_owner_ids,
        RectificationItem.onsite_on,
    )
    .where(RectificationItem.finding_id.in_(_ids))
    .order_by(RectificationItem.ordinal)
)


class Hands:
    """Who worked on a measure: owned it, reported, claimed, ticked a step or added evidence; and where they work."""

    def __init__(self) -> None:
        self.accounts: set[int] = set()
        self.homes: set[int] = set()
        self.evidence = 0


_worked = union_all(
    select(
        RectificationItem.id.label("item_id"),
        RectificationItem.owner_account_id.label("account_id"),
        literal_column("0").label("evidence"),
    ).where(RectificationItem.id.in_(_ids), RectificationItem.owner_account_id.is_not(None)),
    select(RectificationItem.id, RectificationItem.claimed_by_id, literal_column("0")).where(
        RectificationItem.id.in_(_ids), RectificationItem.claimed_by_id.is_not(None)
    ),
    select(ProgressNote.item_id, ProgressNote.account_id, literal_column("0")).where(
        ProgressNote.item_id.in_(_ids), ProgressNote.account_id.is_not(None)
    ),
    select(Step.item_id, Step.done_by_id, literal_column("0")).where(
        Step.item_id.in_(_ids), Step.done_by_id.is_not(None)
    ),
    select(Attachment.owner_id, Attachment.created_by, literal_column("1")).where(
        Attachment.owner_type == ITEM_FILES, Attachment.owner_id.in_(_ids)
    ),
).subquery()
_HOMES = select(Account.id, Account.home_unit_id).where(Account.id.in_(_ids))
_HANDS = select(_worked.c.item_id, _worked.c.account_id, _worked.c.evidence, Account.home_unit_id).join(
    Account, Account.id == _worked.c.account_id
)


async def _hands(session: AsyncSession, items: Sequence[Any]) -> dict[int, Hands]:
    hands: dict[int, Hands] = defaultdict(Hands)
    if not items:
        return hands
    for item_id, account_id, evidence, home in await tuples(session, _HANDS, ids=[item.id for item in items]):
        found = hands[item_id]
        found.accounts.add(account_id)
        found.homes.add(home)
        found.evidence += evidence
    if former := {account for item in items for account in item.former_owner_ids}:
        homes = dict(await tuples(session, _HOMES, ids=list(former)))
        for item in items:
            hands[item.id].accounts.update(item.former_owner_ids)
            hands[item.id].homes.update(homes[account] for account in item.former_owner_ids)
    return hands


def _item_facts(row: Any, hands: Hands) -> ItemFacts:
    return ItemFacts(
        id=row.id,
        state=ItemState(row.state),
        unit_id=row.unit_id,
        owner_id=row.owner_account_id,
        hands=frozenset(hands.accounts),
        homes=frozenset(hands.homes),
        evidence=hands.evidence,
        verified_onsite=row.onsite_on is not None,
    )


_scan = (
    select(Attachment.id)
    .where(Attachment.owner_type == COUNTERSIGNATURE_FILES, Attachment.owner_id == Countersignature.id)
    .exists()
)
_PAPERS = union_all(
    select(
        FindingRequest.finding_id,
        FindingRequest.kind,
        literal_column("0", Integer).label("reopen_no"),
        literal_column("NULL", Integer).label("scanned"),
    ).where(FindingRequest.finding_id.in_(_ids), FindingRequest.state == RequestState.ASKED),
    select(
        Countersignature.finding_id,
        Countersignature.organ_kind,
        Countersignature.reopen_no,
        case((_scan, 1), else_=0),
    ).where(Countersignature.finding_id.in_(_ids)),
)


async def _papers(
    session: AsyncSession, ids: Sequence[int]
) -> tuple[dict[int, set[RequestKind]], dict[int, list[tuple[int, OrganKind]]], dict[int, list[int]]]:
    """Open requests, countersignatures (with their round), and the rounds of those without a scan."""
    requests: dict[int, set[RequestKind]] = defaultdict(set)
    organs: dict[int, list[tuple[int, OrganKind]]] = defaultdict(list)
    unscanned: dict[int, list[int]] = defaultdict(list)
    for finding_id, kind, reopen_no, scanned in await tuples(session, _PAPERS, ids=ids):
        if scanned is None:
            requests[finding_id].add(RequestKind(kind))
            continue
        organs[finding_id].append((reopen_no, OrganKind(kind)))
        if not scanned:
            unscanned[finding_id].append(reopen_no)
    return requests, organs, unscanned
