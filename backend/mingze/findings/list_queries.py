"""Reading many findings or measures: filters, pages, counts. Columns only, never objects."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, func, or_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from mingze.access.actor import Actor
from mingze.accounts.models import Account
from mingze.findings import campaigns
from mingze.findings.models import Finding, FindingTag, FindingUnit, Inspection, RectificationItem
from mingze.findings.scope import has_light, in_sight
from mingze.findings.vocabulary import (
    ClosureState,
    ItemState,
    Light,
    PublishedStatus,
    Severity,
    Source,
    WorkState,
)
from mingze.kit.pages import COUNT_CAP
from mingze.kit.reading import mappings, scalar, tuples
from mingze.kit.text import matches
from mingze.units.models import Unit, UnitClosure

#: Characters of a problem that a list shows.
SHORT = 200

_measures = select(func.count()).where(RectificationItem.finding_id == Finding.id)
_SUMMARY = (
    Finding.id,
    Finding.version,
    Finding.code,
    Finding.section,
    Finding.group.label("group"),
    Finding.number,
    func.substr(Finding.problem, 1, SHORT).label("problem"),
    Finding.source,
    Finding.severity,
    Finding.key_matter,
    Finding.work_state,
    Finding.published_status,
    Finding.long_term,
    Finding.closure_state,
    Finding.voided,
    Finding.due_on,
    Finding.last_urged_at,
    Finding.updated_at,
    Finding.inspection_id,
    Inspection.title.label("inspection_title"),
    Finding.campaign_id,
    _measures.correlate(Finding).scalar_subquery().label("measures_total"),
    _measures.where(RectificationItem.state == ItemState.ACCEPTED)
    .correlate(Finding)
    .scalar_subquery()
    .label("measures_accepted"),
)
# Which findings is asked first, with what the request narrows them to; what is shown of them, by one statement
# that is built once.
_SUMMARIES = (
    select(*_SUMMARY)
    .outerjoin(Inspection, Inspection.id == Finding.inspection_id)
    .where(Finding.id.in_(bindparam("ids", expanding=True)))
)
_parent = Unit.__table__.alias("parent")
_UNITS_OF = (
    select(FindingUnit.finding_id, FindingUnit.part, Unit.id, Unit.name, _parent.c.name.label("parent_name"))
    .join(Unit, Unit.id == FindingUnit.unit_id)
    .outerjoin(_parent, _parent.c.id == Unit.parent_id)
    .where(FindingUnit.finding_id.in_(bindparam("ids", expanding=True)))
    .order_by(FindingUnit.finding_id, FindingUnit.part, Unit.code)
)

#: Orders of a list: the name in the request → the column, and whether it runs downwards. Ties go by id.
SORTS: Mapping[str, tuple[Any, bool]] = {
    "due_on": (Finding.due_on, False),
    "-due_on": (Finding.due_on, True),
    "updated_at": (Finding.updated_at, False),
    "-updated_at": (Finding.updated_at, True),
    "number": (None, False),
    "-number": (None, True),
}


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What a list is narrowed to; None means no matter. Voided findings are left out unless asked for."""

    unit_id: int | None = None
    light: Light | None = None
    work_state: WorkState | None = None
    published_status: PublishedStatus | None = None
    closure_state: ClosureState | None = None
    severity: Severity | None = None
    source: Source | None = None
    tag: int | None = None
    inspection_id: int | None = None
    campaign: int | None = None
    problem_type: int | None = None
    key_matter: bool | None = None
    long_term: bool | None = None
    due_before: date | None = None
    due_after: date | None = None
    q: str | None = None
    voided: bool = False

    async def conditions(
        self, session: AsyncSession, actor: Actor, today: date, light_days: int
    ) -> list[ColumnElement[bool]]:
        """What a row must meet, the actor's sight included."""
        equal = (
            (Finding.work_state, self.work_state),
            (Finding.published_status, self.published_status),
            (Finding.closure_state, self.closure_state),
            (Finding.severity, self.severity),
            (Finding.source, self.source),
            (Finding.inspection_id, self.inspection_id),
            (Finding.problem_type_id, self.problem_type),
        )
        found = [column == value for column, value in equal if value is not None]
        found.append(Finding.voided.is_(self.voided))
        flags = ((Finding.key_matter, self.key_matter), (Finding.long_term, self.long_term))
        found += [column.is_(flag) for column, flag in flags if flag is not None]
        found.append(await in_sight(session, actor, self.unit_id))
        if self.campaign is not None:
            known = await campaigns.titles(session, actor, {self.campaign})
            found.append(Finding.campaign_id == self.campaign if known else false())
        if self.light is not None:
            found.append(has_light(self.light, today, light_days))
        if self.tag is not None:
            tagged = select(FindingTag.finding_id).where(
                FindingTag.tag_id == self.tag, FindingTag.finding_id == Finding.id
            )
            found.append(tagged.exists())
        if self.due_before is not None:
            found.append(Finding.due_on <= self.due_before)
        if self.due_after is not None:
            found.append(and_(Finding.due_on >= self.due_after, Finding.due_on < date.max))
        if self.q:
            found.append(matches(Finding.search, Finding.id, self.q))
        return found


async def page(
    session: AsyncSession,
    conditions: Sequence[ColumnElement[bool]],
    *,
    sort: str,
    after: tuple[Any, int] | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    """Findings in the order of `sort`, beyond the (key, id) where the last page ended; and how many meet the
    conditions in all, counted to COUNT_CAP."""
    column, down = SORTS[sort]
    query = select(Finding.id).where(*conditions)
    if after is not None:
        key, last = after
        beyond = Finding.id < last if down else Finding.id > last
        if column is not None:
            further = column < key if down else column > key
            beyond = or_(further, and_(column == key, beyond))
            # Redundant, and what lets the index begin at the right place.
            query = query.where(column <= key if down else column >= key)
        query = query.where(beyond)
    keys = [Finding.id] if column is None else [column, Finding.id]
    query = query.order_by(*(key.desc() if down else key for key in keys))
    if after is None:
        # The first page reads as far as it counts: one walk instead of two.
        ids = [row[0] for row in await tuples(session, query.limit(COUNT_CAP))]
        total = len(ids)
    else:
        ids = [row[0] for row in await tuples(session, query.limit(limit))]
        total = await _count(session, conditions)
    shown = {row["id"]: row for row in await mappings(session, _SUMMARIES, ids=ids[:limit])}
    return [shown[finding_id] for finding_id in ids[:limit]], total


async def _count(session: AsyncSession, conditions: Sequence[ColumnElement[bool]]) -> int:
    bounded = select(Finding.id).where(*conditions).limit(COUNT_CAP).subquery()
    return int(await scalar(session, select(func.count()).select_from(bounded)))


async def ids(
    session: AsyncSession, conditions: Sequence[ColumnElement[bool]], *, after: int, limit: int
) -> list[int]:
    """Ids beyond `after` that meet the conditions, in their order."""
    query = select(Finding.id).where(*conditions, Finding.id > after).order_by(Finding.id).limit(limit)
    return list(await session.scalars(query))


async def units_of(session: AsyncSession, ids: Collection[int]) -> dict[int, list[RowMapping]]:
    """The units of several findings: who answers first, each part in the order of the units' codes."""
    if not ids:
        return {}
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for row in await mappings(session, _UNITS_OF, ids=list(ids)):
        found[row["finding_id"]].append(row)
    return found


# --- measures -------------------------------------------------------------------------------------------------

_owner = Account.__table__.alias("item_owner")
_ITEM = (
    RectificationItem.id,
    RectificationItem.finding_id,
    RectificationItem.ordinal,
    RectificationItem.version,
    RectificationItem.text,
    RectificationItem.unit_id,
    Unit.name.label("unit_name"),
    RectificationItem.owner_account_id,
    RectificationItem.former_owner_ids,
    _owner.c.name.label("owner_name"),
    RectificationItem.owner_leader,
    RectificationItem.due_on.label("own_due_on"),
    RectificationItem.state,
    RectificationItem.basis,
    RectificationItem.claimed_by_id,
    RectificationItem.claimed_at,
    RectificationItem.onsite_on,
    RectificationItem.onsite_by_id,
    RectificationItem.onsite_note,
    RectificationItem.verified_by_id,
    RectificationItem.verified_at,
    RectificationItem.returned_reason,
    RectificationItem.likeness_explained,
)
_OPEN_ITEM = (ItemState.PLANNED, ItemState.IN_PROGRESS, ItemState.RETURNED)


@dataclass(frozen=True, slots=True)
class ItemFilter:
    mine: bool = False
    unit_id: int | None = None
    state: ItemState | None = None
    overdue: bool | None = None
    finding_id: int | None = None

    async def conditions(self, session: AsyncSession, actor: Actor, today: date) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [Finding.voided.is_(False), await in_sight(session, actor)]
        if self.mine:
            found.append(RectificationItem.owner_account_id == actor.account_id)
        if self.unit_id is not None:
            below = select(UnitClosure.descendant_id).where(UnitClosure.ancestor_id == self.unit_id)
            found.append(RectificationItem.unit_id.in_(below))
        if self.state is not None:
            found.append(RectificationItem.state == self.state)
        if self.finding_id is not None:
            found.append(RectificationItem.finding_id == self.finding_id)
        if self.overdue is not None:
            late = and_(
                or_(RectificationItem.due_on < today, Finding.due_on < today),
                RectificationItem.state.in_(_OPEN_ITEM),
                Finding.work_state != WorkState.WAITING_EXTERNAL,
                Finding.closure_state != ClosureState.CLOSED,
            )
            found.append(late if self.overdue else ~late)
        return found


async def item_page(
    session: AsyncSession,
    conditions: Sequence[ColumnElement[bool]],
    *,
    after: tuple[date, int] | None,
    limit: int,
) -> tuple[list[RowMapping], int]:
    """Measures by the day they are due (their own, else that of the finding), and their count to COUNT_CAP."""
    query = (
        select(
            *_ITEM,
            Finding.code.label("finding_code"),
            func.substr(Finding.problem, 1, SHORT).label("finding_problem"),
            Finding.work_state.label("finding_work_state"),
            Finding.closure_state.label("finding_closure_state"),
            Finding.due_on.label("finding_due_on"),
        )
        .join(Finding, Finding.id == RectificationItem.finding_id)
        .outerjoin(Unit, Unit.id == RectificationItem.unit_id)
        .outerjoin(_owner, _owner.c.id == RectificationItem.owner_account_id)
        .where(*conditions)
    )
    if after is not None:
        due_on, last = after
        same_day = and_(Finding.due_on == due_on, RectificationItem.id > last)
        query = query.where(or_(Finding.due_on > due_on, same_day))
    query = query.order_by(Finding.due_on, RectificationItem.id).limit(limit)
    rows = list((await session.execute(query)).mappings())
    bounded = (
        select(RectificationItem.id)
        .join(Finding, Finding.id == RectificationItem.finding_id)
        .where(*conditions)
        .limit(COUNT_CAP)
        .subquery()
    )
    return rows, await session.scalar(select(func.count()).select_from(bounded)) or 0


#: The measures of one finding.
ITEMS_OF = (
    select(*_ITEM)
    .outerjoin(Unit, Unit.id == RectificationItem.unit_id)
    .outerjoin(_owner, _owner.c.id == RectificationItem.owner_account_id)
    .where(RectificationItem.finding_id == bindparam("finding_id"))
    .order_by(RectificationItem.ordinal)
)
